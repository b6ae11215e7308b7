"""Numbers beside the points of a curve: where the curve does not pass, and not on one another."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from sim.figures.style import HALO, SMALL, side, signed

LENGTH, HEIGHT = 33.0, 12.0
"""Printers' points that a number takes up, at most."""


def label_points(axes: Axes, across: Sequence[float], effects: Sequence[float], *, last: bool = True) -> None:
    """Write effects beside their points; the limits of the axes stand by then.

    Args:
        axes: Where the curve is.
        across: Place of each point, from left to right.
        effects: Effect at each point, log points; drawn in hundredths of them.
        last: Whether the last point has its number here too.
    """
    points = [_in_points(axes, x, 100.0 * effect) for x, effect in zip(across, effects, strict=True)]
    edge = float(axes.get_window_extent().x0) * 72.0 / axes.figure.dpi
    before: list[tuple[float, float]] = []
    for place in range(len(effects) if last else len(effects) - 1):
        best = _above(effects, place)
        ways = ((best, False), (not best, True), (not best, False), (best, True))
        above, left = next(
            (way for way in ways if _is_free(_corner(points[place], above=way[0], left=way[1]), before, edge)), ways[0]
        )
        before.append(_corner(points[place], above=above, left=left))
        axes.annotate(
            signed(effects[place]), (across[place], 100.0 * effects[place]),
            xytext=(-6 if left else 6, 6 if above else -13), ha="right" if left else "left",
            textcoords="offset points", size=SMALL, color=side(effects[place]), path_effects=HALO, zorder=6,
        )  # fmt: skip


def _above(effects: Sequence[float], place: int) -> bool:
    """Say whether a number stands above its point: where the curve falls from there, or away from zero at its end."""
    if place == len(effects) - 1:
        return effects[place] >= 0.0
    return effects[place + 1] <= effects[place]


def _in_points(axes: Axes, x: float, y: float) -> tuple[float, float]:
    across, upwards = axes.transData.transform((x, y)) * 72.0 / axes.figure.dpi
    return float(across), float(upwards)


def _corner(point: tuple[float, float], *, above: bool, left: bool) -> tuple[float, float]:
    """Give the lower left corner of a number."""
    return point[0] + (-6.0 - LENGTH if left else 6.0), point[1] + (6.0 if above else -13.0)


def _is_free(corner: tuple[float, float], before: Sequence[tuple[float, float]], edge: float) -> bool:
    """Say whether a number keeps clear of those before it and of what stands left of the axes."""
    apart = (abs(corner[0] - x) >= LENGTH or abs(corner[1] - y) >= HEIGHT for x, y in before)
    return corner[0] >= edge and all(apart)
