"""The figure of the two by two: radiation by ring, and the host over time, with friction and without."""

import pandas as pd
from matplotlib.axes import Axes

from benchmarks.two_by_two.tables import Found, cell_name, cells, friction_name
from benchmarks.two_by_two.worlds import HOST
from sim.figures.style import BLUE, GREY, INK, VERMILLION, Drawing, add_axes, label_end, sheet, spread_labels

COLOURS = {0.1: VERMILLION, 0.9: BLUE}
"""By coordination."""
STYLES = {0.2: (0, (4, 2)), 0.9: "-"}
"""By openness."""
PANEL_WIDTH, PANEL_HEIGHT = 4.0, 2.6
LEFT, RIGHT, GAP = 0.8, 1.5, 0.6


def draw_two_by_two(found: Found) -> Drawing:
    """Draw the effect of the zone on real GDP in the four cells: above by ring, below of its host over time."""
    count = len(found.frictions)
    width, height = LEFT + count * PANEL_WIDTH + (count - 1) * GAP + RIGHT, 2 * PANEL_HEIGHT + 2.9
    figure = sheet(
        width,
        height,
        title="What the zone does to real GDP, by openness and coordination",
        subtitle=f"Twin differences after {found.years[-1]} years by distance (above), of its host over time (below)",
        footer=f"{found.replicates} replicates; bars and shades are 95 % intervals. Solid: openness 0.9, dashed: 0.2.",
    )
    tables = []
    for place, friction in enumerate(found.frictions):
        left = LEFT + place * (PANEL_WIDTH + GAP)
        right = width - left - PANEL_WIDTH
        above = add_axes(figure, left=left, right=right, bottom=1.9 + PANEL_HEIGHT, top=1.0)
        below = add_axes(figure, left=left, right=right, bottom=0.95, top=1.95 + PANEL_HEIGHT)
        above.set_title(friction_name(friction), loc="left", size=10, color=INK, pad=8)
        tables.append(_draw_rings(above, found, friction, labelled=place == count - 1))
        tables.append(_draw_host(below, found, friction, labelled=place == count - 1))
        if place == 0:
            above.set_ylabel("outside, log points × 100")
            below.set_ylabel("host, log points × 100")
    return Drawing(figure, pd.concat(tables, ignore_index=True))


def _draw_rings(axes: Axes, found: Found, friction: float, *, labelled: bool) -> pd.DataFrame:
    chosen = found.cells[(found.cells["friction"] == friction) & (found.cells["column"] == "real_gdp")]
    last = chosen[(chosen["year"] == found.years[-1]) & chosen["group"].isin(found.rings)]
    for shift, (openness, coordination) in enumerate(cells()):
        told = _cell(last, openness, coordination).set_index("group").loc[list(found.rings)]
        at = [place + 0.07 * (shift - 1.5) for place in range(len(found.rings))]
        reach = [100.0 * (told["effect"] - told["low"]), 100.0 * (told["high"] - told["effect"])]
        style = {"color": COLOURS[coordination], "linestyle": STYLES[openness], "linewidth": 1.4}
        axes.errorbar(at, 100.0 * told["effect"], yerr=reach, marker="o", markersize=3.5, elinewidth=0.8, **style)
    axes.set_xticks(range(len(found.rings)), found.rings)
    axes.axhline(0.0, color=GREY, linewidth=0.8, zorder=1)
    if labelled:
        _label(axes, last[last["group"] == found.rings[-1]])
    return last


def _draw_host(axes: Axes, found: Found, friction: float, *, labelled: bool) -> pd.DataFrame:
    chosen = found.cells[(found.cells["friction"] == friction) & (found.cells["column"] == "real_gdp")]
    host = chosen[(chosen["group"] == HOST) & (chosen["year"] > 0)]
    for openness, coordination in cells():
        told = _cell(host, openness, coordination)
        colour = COLOURS[coordination]
        axes.fill_between(told["year"], 100.0 * told["low"], 100.0 * told["high"], color=colour, alpha=0.1, linewidth=0)
        axes.plot(told["year"], 100.0 * told["effect"], color=colour, linestyle=STYLES[openness], linewidth=1.4)
    axes.axhline(0.0, color=GREY, linewidth=0.8, zorder=1)
    axes.set_xlabel("years after the policy date")
    if labelled:
        _label(axes, host[host["year"] == found.years[-1]])
    return host


def _label(axes: Axes, ends: pd.DataFrame) -> None:
    places = [100.0 * float(_cell(ends, *each)["effect"].iloc[0]) for each in cells()]
    low, high = axes.get_ylim()
    for each, height in zip(cells(), spread_labels(places, 0.09 * (high - low)), strict=True):
        label_end(axes, cell_name(*each), height, COLOURS[each[1]])


def _cell(frame: pd.DataFrame, openness: float, coordination: float) -> pd.DataFrame:
    return frame[(frame["openness"] == openness) & (frame["coordination"] == coordination)]
