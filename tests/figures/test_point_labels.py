"""Laws of the numbers beside the points of a curve."""

from itertools import combinations, pairwise

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from sim.figures.point_labels import label_points
from sim.figures.style import ONE_COLUMN, drawing_in

CURVES = {
    "crowded near the zones": (
        [6.0, 14.0, 26.0, 42.0, 63.0, 114.0],
        [-0.011, 0.0064, -0.0017, -0.0069, -0.0034, -0.0051],
    ),
    "beside the axis": ([2.0, 6.0, 15.0, 26.0, 55.0], [-0.0004, 0.0008, 0.0031, 0.0073, 0.018]),
    "falling": ([5.0, 15.0, 27.0, 42.0, 60.0, 110.0], [0.18, 0.195, 0.171, 0.176, 0.151, 0.094]),
}  # fmt: skip


def drawn(across: list[float], effects: list[float], *, last: bool) -> tuple[list[Text], Figure]:
    figure = Figure(figsize=(ONE_COLUMN, 4.25))
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0.15, 0.25, 0.6, 0.5))
    axes.plot(across, [100.0 * each for each in effects])
    axes.set(xlim=(0.0, 1.1 * across[-1]), ylim=(-15.0, 25.0))
    label_points(axes, across, effects, last=last)
    return list(axes.texts), figure


@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize(("across", "effects"), CURVES.values(), ids=list(CURVES))
def test_numbers_lie_neither_on_one_another_nor_on_the_scale(
    across: list[float], effects: list[float], *, last: bool
) -> None:
    with drawing_in("en"):
        texts, figure = drawn(across, effects, last=last)
        boxes = [each.get_window_extent() for each in texts]
    assert len(texts) == len(across) - (not last)
    assert [one for one, other in combinations(boxes, 2) if one.overlaps(other)] == []
    assert min(box.x0 for box in boxes) >= figure.axes[0].get_window_extent().x0


def test_a_number_stands_above_where_the_curve_falls_and_below_where_it_rises() -> None:
    effects = [0.02, 0.08, 0.03, 0.09]
    with drawing_in("en"):
        texts, _ = drawn([0.0, 40.0, 80.0, 120.0], effects, last=False)
    above = [float(each.get_position()[1]) > 0.0 for each in texts]
    assert above == [later <= earlier for earlier, later in pairwise(effects)]
