"""The radiation curve: the effect of zones on the economy outside them, by distance, with its band."""

import math

import numpy as np
from matplotlib.axes import Axes

from sim.figures.captions import against, axis_label, footer
from sim.figures.labels import Language, label
from sim.figures.point_labels import label_points
from sim.figures.style import (
    GREY,
    HALO,
    INK,
    ONE_COLUMN,
    PALE,
    SMALL,
    Drawing,
    add_axes,
    label_end,
    name_across,
    sheet,
    side,
    signed,
    spread_labels,
)
from sim.measures.headline import Answers
from sim.measures.radiation import Curve
from sim.results.run import Run

OPEN = {"sign_change": "sign_change_open", "sign_order": "sign_order_open"}
"""What is said instead of a change of sign that is not clear of zero on both sides."""

EARLIER = (5, 10, 15)
"""Years drawn as thin lines beside the last, those recorded among them."""


def draw_radiation_curve(
    run: Run, counterfactual: str, found: Answers, *, language: Language = "en", column: str = "gdp"
) -> Drawing:
    """Draw the curve of the last recorded year with its simultaneous band, earlier years as thin lines.

    Args:
        run: Run that is drawn.
        counterfactual: Arm that the base is held against.
        found: What the twins say.
        language: Language of the texts.
        column: What of the outside economy, by its short name: `gdp`, `firms` ...
    """
    curve = found.curve_of(column)
    what = label(f"column_{curve.column}", language)
    figure = sheet(
        ONE_COLUMN,
        4.25,
        title=label("radiation_title", language),
        subtitle=label("radiation_subtitle", language, what=what, counterfactual=against(counterfactual, language)),
        footer=footer(run, language, counterfactual=counterfactual, shaded="band"),
    )
    axes = add_axes(figure, left=0.7, right=1.2, bottom=1.1, top=0.9)
    known = np.flatnonzero(np.isfinite(curve.distance))
    drawn = _draw_lines(axes, curve, known)
    axes.axhline(0.0, color=INK, linewidth=0.8, zorder=1)
    axes.set_ylabel(label("points_axis", language))
    name_across(axes, axis_label(curve, language))
    axes.set_xlim(0.0, 1.02 * float(np.max(curve.distance[known], initial=0.0)) or 1.0)
    if curve.unit == "order":
        axes.set_xticks(np.arange(np.floor(np.max(curve.distance[known], initial=0.0)) + 1.0))
    axes.margins(y=0.12)
    axes.autoscale_view(scalex=False)
    _label_lines(axes, curve, known, drawn, language)
    _mark_radius(axes, curve, language)
    return Drawing(figure, curve.table())


def _draw_lines(axes: Axes, curve: Curve, known: np.ndarray) -> list[int]:
    """Draw the band and the lines; give the rows of the years drawn, the last at the end."""
    years = curve.years["year"].to_list()
    last = len(years) - 1
    drawn = [*(years.index(year) for year in EARLIER if year in years[:-1]), last]
    distance, band = curve.distance[known], curve.band
    low, high = 100.0 * band.low[last, known], 100.0 * band.high[last, known]
    axes.fill_between(distance, low, high, color=GREY, alpha=0.2, linewidth=0, zorder=2)
    for row in drawn:
        effect = 100.0 * band.value[row, known]
        style = {"color": INK, "zorder": 4}
        thin = {"color": GREY, "linewidth": 0.9, "alpha": 0.75, "zorder": 3}
        axes.plot(distance, effect, **(style if row == last else thin))
    effect = band.value[last, known]
    axes.scatter(distance, 100.0 * effect, color=[side(float(each)) for each in effect], s=34, zorder=5)
    for edge in curve.edges[1:]:
        axes.axvline(edge, color=PALE, linewidth=0.6, zorder=0)
    return drawn


def _label_lines(axes: Axes, curve: Curve, known: np.ndarray, drawn: list[int], language: Language) -> None:
    """Write each line's year at its end, and the last year's effect at every ring."""
    ends = [float(curve.band.value[row, known[-1]]) for row in drawn]
    low, high = axes.get_ylim()
    heights = spread_labels([100.0 * end for end in ends], 0.062 * (high - low))
    for row, end, height in zip(drawn, ends, heights, strict=True):
        told = {"year": int(curve.years["year"].iloc[row]), "value": signed(end)}
        last = row == drawn[-1]
        label_end(axes, label("year_end" if last else "year", language, **told), height, INK if last else GREY)
    label_points(axes, curve.distance[known].tolist(), curve.band.value[drawn[-1], known].tolist(), last=False)


def _mark_radius(axes: Axes, curve: Curve, language: Language) -> None:
    """Mark where the sign changes or, where it does not, where the effect has fallen to half."""
    keys = ("sign_change", "half_distance") if curve.unit == "km" else ("sign_order", "half_order")
    told = tuple(zip(keys, (curve.sign_change(), curve.half_distance()), strict=True))
    key, number = next(((key, number) for key, number in told if not number.remark), told[0])
    if math.isnan(number.value):
        return
    # The words stand where the curve does not pass: above it where it falls through zero, below where it rises.
    starts = curve.band.value[-1][np.isfinite(curve.distance)][0]
    turns = key in {"sign_change", "sign_order"}
    above = turns and starts > 0.0
    # What chance may have made is hollow and grey.
    told_apart = not number.remark and math.isfinite(number.low)
    colour, face = (INK, INK) if told_apart else (GREY, "white")
    shape = "v" if above else "^"
    axes.plot([number.value], [0.0], marker=shape, color=colour, mfc=face, markersize=5, zorder=6, clip_on=False)
    digits = 0 if curve.unit == "km" else 1
    at_right = number.value > 0.6 * axes.get_xlim()[1]
    axes.annotate(
        label(key if told_apart else OPEN.get(key, key), language, km=f"{number.value:.{digits}f}"),
        (number.value, 0.0),
        xytext=(0, 8 if above else -22 if turns else -8),
        textcoords="offset points",
        ha=("right" if at_right else "left") if turns else "center",
        va="bottom" if above else "top",
        size=SMALL,
        color=colour,
        path_effects=HALO,
        zorder=6,
    )
