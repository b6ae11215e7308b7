"""The points of a sweep: what the zones radiate at each, by the first factor that has numbers, with its interval."""

import numpy as np
import pandas as pd

from sim.basis.errors import ResultsError
from sim.figures.captions import against
from sim.figures.labels import Language, label
from sim.figures.phase_diagram import factor_name
from sim.figures.style import GREY, INK, ONE_COLUMN, RADIATES, SIPHONS, Drawing, add_axes, sheet
from sim.measures.tables import column, numbers, rows
from sim.results.swept import Swept

OF = "radiation.total"
"""What is drawn."""

MOST_TICKS = 12
"""Values that are all written under the axis."""


def draw_sweep_points(swept: Swept, counterfactual: str, *, language: Language = "en") -> Drawing:
    """Draw the effect outside all zones at every measured point, red where the zones draw in.

    Args:
        swept: A measured sweep.
        counterfactual: Arm that each point's base is held against.
        language: Language of the texts.

    Raises:
        ResultsError: Where no point is measured.
    """
    table = swept.frame("headlines")
    chosen = (column(table, "name") == OF) & (column(table, "counterfactual") == counterfactual)
    table = rows(table, chosen)
    if table.empty:
        raise ResultsError(f"{swept.folder.as_posix()} has no point that is measured against {counterfactual}.")
    key = next((key for key in swept.keys if pd.api.types.is_numeric_dtype(table[key])), "point")
    name = label("point_axis", language) if key == "point" else factor_name(key, language)
    figure = sheet(
        ONE_COLUMN,
        4.2,
        title=label("points_title", language),
        subtitle=label("points_subtitle", language, counterfactual=against(counterfactual, language)),
        footer=label("points_footer", language, name=swept.name, points=len(table), count=swept.replicates),
    )
    axes = add_axes(figure, left=0.8, right=0.4, bottom=1.0, top=0.95)
    place, value = _spread(numbers(table, key)), 100.0 * numbers(table, "value")
    low, high = (np.nan_to_num(100.0 * numbers(table, side), nan=0.0) for side in ("low", "high"))
    known = np.isfinite(numbers(table, "low"))
    axes.vlines(place[known], low[known], high[known], color=GREY, linewidth=0.9, alpha=0.7)
    axes.scatter(place, value, c=np.where(value < 0.0, SIPHONS, RADIATES), s=22, zorder=4)
    axes.axhline(0.0, color=INK, linewidth=0.8, zorder=1)
    axes.set_xlabel(name)
    axes.set_ylabel(label("points_axis", language))
    distinct = np.unique(numbers(table, key))
    if len(distinct) <= MOST_TICKS:
        axes.set_xticks(distinct, [f"{value:g}" for value in distinct])
    kept = ["point", *swept.keys, "value", "low", "high"]
    return Drawing(figure, pd.DataFrame(table[kept]))


def _spread(values: np.ndarray) -> np.ndarray:
    """Move points of one value a little apart, so that their intervals can be told."""
    found = values.astype(np.float64)
    distinct = np.unique(found)
    if len(distinct) == len(found):
        return found
    gap = float(np.diff(distinct).min()) if len(distinct) > 1 else 1.0
    for value in distinct:
        same = np.flatnonzero(values == value)
        found[same] += 0.2 * gap * (np.arange(len(same)) / max(len(same) - 1, 1) - 0.5)
    return found
