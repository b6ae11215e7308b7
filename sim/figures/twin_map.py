"""The map of the twin difference: where outside the zones the economy has gained or lost."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.basis.arrays import Floats
from sim.figures.captions import against, footer
from sim.figures.cell_map import draw_bar, draw_cells, draw_scale, map_size, place_points
from sim.figures.labels import Language, label
from sim.figures.style import DIVERGING, INK, ONE_COLUMN, SMALL, Drawing, add_axes, sheet
from sim.measures.cell_effects import AROUND_KM, cell_effects
from sim.measures.headline import Answers
from sim.measures.tables import column, numbers, rows
from sim.results.run import Run

CLIPPED = 0.02
"""Share of the outside economy whose effects may lie beyond the ends of the colour scale."""


def draw_twin_map(run: Run, counterfactual: str, found: Answers, *, language: Language = "en") -> Drawing:
    """Draw the twin difference of real GDP by cell in the last recorded year.

    Args:
        run: Run that is drawn.
        counterfactual: Arm that the base is held against.
        found: What the twins say.
        language: Language of the texts.
    """
    effects = cell_effects(found.pairs)
    year = int(found.curve.years["year"].iloc[-1])
    told = {"year": year, "km": round(AROUND_KM), "counterfactual": against(counterfactual, language)}
    width, height = map_size(effects, width=ONE_COLUMN, beside=1.7, around=1.6)
    figure = sheet(
        width,
        height,
        title=label("map_title", language),
        subtitle=label("map_subtitle", language, **told),
        footer=footer(run, language, counterfactual=counterfactual),
    )
    axes = add_axes(figure, left=0.25, right=1.45, bottom=0.65, top=0.9)
    reach = 100.0 * colour_reach(numbers(effects, "around"), numbers(effects, "counterfactual"))
    style = {"cmap": DIVERGING, "vmin": -reach, "vmax": reach}
    mesh = draw_cells(axes, effects, 100.0 * numbers(effects, "around"), style)
    _draw_zones(axes, effects, found, language)
    draw_scale(axes, effects, language)
    draw_bar(axes, mesh, label("points_axis", language), extend="both")
    kept = ["cell", "longitude", "latitude", "x_km", "y_km", "base", "counterfactual", "effect", "around"]
    return Drawing(figure, pd.DataFrame(effects[kept]).assign(year=year))


def colour_reach(effect: Floats, weight: Floats) -> float:
    """Give the end of a colour scale that is symmetric about zero and leaves few of the economy beyond it."""
    known = np.isfinite(effect) & (weight > 0.0)
    if not known.any() or not np.abs(effect[known]).any():
        return 0.01
    size, weight = np.abs(effect[known]), weight[known]
    order = np.argsort(size)
    share = np.cumsum(weight[order]) / weight.sum()
    reach = float(size[order][np.searchsorted(share, 1.0 - CLIPPED).clip(max=len(order) - 1)])
    return reach or float(size.max())


def _draw_zones(axes: Axes, grid: pd.DataFrame, found: Answers, language: Language) -> None:
    places = found.base[0].table("places")
    zones = rows(places, column(places, "kind") == "zone")
    treated = np.isin(column(zones, "place"), found.rings[0].zones) & found.rings[0].treated
    marks = (
        ("treated_zone", treated, {"facecolor": "white", "edgecolor": INK, "s": 16, "linewidth": 0.9}),
        ("other_zone", ~treated, {"facecolor": INK, "edgecolor": "white", "s": 12, "linewidth": 0.5}),
    )
    for key, chosen, style in marks:
        if chosen.any():
            x, y = place_points(grid, rows(zones, chosen))
            axes.scatter(x, y, zorder=5, label=label(key, language), **style)
    axes.legend(loc="upper left", bbox_to_anchor=(1.0, 0.16), frameon=False, fontsize=SMALL, handletextpad=0.2)
