"""Who radiates to whom: a heat map of zones, by what they give to others, and regions, by size."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from sim.figures.captions import giving_footer
from sim.figures.labels import Language, label
from sim.figures.style import DIVERGING, INK, NO_DATA, Drawing, add_axes, sheet
from sim.measures.giving import Giving
from sim.measures.tables import column
from sim.results.run import Run

ROW, COLUMN = 0.165, 0.205
"""Inches that a zone and a region take, where there are many."""
LETTER = {"en": 0.056, "zh": 0.097}
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
    zones, regions = len(found.zones), len(found.regions)
    size = "name" if language == "en" else "name_zh"
    wide, high = max(regions * COLUMN, 5.6), max(zones * ROW, 0.9)
    # The names of the regions stand on end above the matrix.
    top = 0.85 + LETTER[language] * max(len(name) for name in found.regions[size])
    figure = sheet(
        2.35 + wide + 1.15,
        top + high + 0.95,
        title=label("giving_matrix_title", language),
        subtitle=label("giving_matrix_subtitle", language, year=found.year),
        footer=giving_footer(run, language, "giving_matrix_key"),
    )
    axes = add_axes(figure, left=2.35, right=1.15, bottom=0.95, top=top)
    values = 100.0 * found.effect_band.value[np.ix_(found.order, found.columns)]
    reach = _reach(values)
    image = axes.imshow(values, cmap=DIVERGING, vmin=-reach, vmax=reach, aspect="auto", interpolation="none")
    axes.set_facecolor(NO_DATA)
    _mark(axes, found)
    _name(axes, column(found.zones, size)[found.order], column(found.regions, size)[found.columns])
    width, height = figure.get_size_inches()
    tall = min(high, 2.6)
    scale = figure.add_axes((1 - 0.85 / width, (0.95 + high - tall) / height, 0.14 / width, tall / height))
    figure.colorbar(image, cax=scale, extend="both")
    scale.set_ylabel(label("points_axis", language), size=8)
    scale.tick_params(labelsize=7.5)
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
    axes.set_yticks(np.arange(len(zones)), list(zones), size=6.8)
    axes.set_xticks(np.arange(len(regions)), list(regions), size=6.8, rotation=90)
    axes.tick_params(length=0, pad=3, top=True, labeltop=True, bottom=False, labelbottom=False)
    for spine in axes.spines.values():
        spine.set_visible(False)
