"""Who radiates to whom: a heat map of zones, by what they give to others, and regions, by size."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from sim.figures.captions import giving_footer
from sim.figures.labels import Language, label
from sim.figures.style import DIVERGING, INK, NO_DATA, SMALL, TWO_COLUMNS, Drawing, add_axes, sheet
from sim.measures.giving import Giving
from sim.measures.tables import column
from sim.results.run import Run

ROW = 0.155
"""Inches that a zone takes, where there are many."""
LEFT, RIGHT = 2.6, 1.3
"""Inches left and right of the matrix."""
LETTER = {"en": 0.07, "zh": 0.125}
"""Inches that a letter of a name takes."""
SHOWN = 0.98
"""Share of the cells whose colour is not at an end of the scale."""


def draw_giving_matrix(run: Run, found: Giving, *, language: Language = "en") -> Drawing:
    """Draw the matrix, zones that give most on top, the largest regions left.

    Args:
        run: Run that is drawn.
        found: What was measured.
        language: Language of the texts.
    """
    zones = len(found.zones)
    size = "name" if language == "en" else "name_zh"
    high = max(zones * ROW, 1.0)
    # The names of the regions stand on end above the matrix.
    top = 0.85 + LETTER[language] * max(len(name) for name in found.regions[size])
    figure = sheet(
        TWO_COLUMNS,
        top + high + 0.95,
        title=label("giving_matrix_title", language),
        subtitle=label("giving_matrix_subtitle", language, year=found.year),
        footer=giving_footer(run, language, "giving_matrix_key"),
    )
    axes = add_axes(figure, left=LEFT, right=RIGHT, bottom=0.95, top=top)
    values = 100.0 * found.effect_band.value[np.ix_(found.order, found.columns)]
    reach = _reach(values)
    image = axes.imshow(values, cmap=DIVERGING, vmin=-reach, vmax=reach, aspect="auto", interpolation="none")
    axes.set_facecolor(NO_DATA)
    _mark(axes, found)
    _name(axes, column(found.zones, size)[found.order], column(found.regions, size)[found.columns])
    scale = figure.add_axes(figure.place(TWO_COLUMNS - 1.05, top, 0.14, min(high, 2.6)))
    figure.colorbar(image, cax=scale, extend="both")
    scale.set_ylabel(label("points_axis", language), size=SMALL)
    scale.tick_params(labelsize=SMALL)
    return Drawing(figure, found.matrix_table())


def _reach(values: np.ndarray) -> float:
    known = np.abs(values[np.isfinite(values)])
    return max(float(np.quantile(known, SHOWN)), 1e-6) if len(known) else 1.0


def _mark(axes: Axes, found: Giving) -> None:
    """Frame each zone's host, and dot what is clear of zero."""
    hosts = found.is_host[np.ix_(found.order, found.columns)]
    for row, place in zip(*np.nonzero(hosts), strict=True):
        axes.add_patch(Rectangle((place - 0.5, row - 0.5), 1, 1, fill=False, edgecolor=INK, linewidth=0.9, zorder=3))
    row, place = np.nonzero(found.effect_band.clear_of_zero[np.ix_(found.order, found.columns)])
    axes.scatter(place, row, s=4, color=INK, linewidths=0, zorder=4)


def _name(axes: Axes, zones: pd.Series | np.ndarray, regions: pd.Series | np.ndarray) -> None:
    axes.set_yticks(np.arange(len(zones)), list(zones), size=SMALL)
    axes.set_xticks(np.arange(len(regions)), list(regions), size=SMALL, rotation=90)
    axes.tick_params(length=0, pad=3, top=True, labeltop=True, bottom=False, labelbottom=False)
    for spine in axes.spines.values():
        spine.set_visible(False)
