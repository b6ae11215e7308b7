"""Five dimensions: one number of each in both worlds over time, and the difference between them."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.figures.captions import footer
from sim.figures.labels import Language, counterfactual_name, label
from sim.figures.style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    LINE,
    ORANGE,
    PURPLE,
    SKY,
    SMALL,
    TWO_COLUMNS,
    Drawing,
    add_axes,
    sheet,
)
from sim.figures.wrapping import wrapped
from sim.measures.dimensions import DIMENSIONS, NAMES, Dimension
from sim.measures.headline import Answers
from sim.measures.tables import column, numbers, rows
from sim.results.run import Run

COLOURS = dict(zip(NAMES, (SKY, ORANGE, GREEN, BLUE, PURPLE), strict=True))
DRAWN = {name: next(each for each in DIMENSIONS if each.dimension == name) for name in NAMES}
"""The number that is drawn of each dimension."""

LEFT, EACH, PANEL = 0.95, 1.74, 1.17
"""Inches: margin on the left, a panel with its gap, a panel."""


def draw_five_dimensions(run: Run, counterfactual: str, found: Answers, *, language: Language = "en") -> Drawing:
    """Draw a panel of levels and one of the paired difference for each dimension.

    Args:
        run: Run that is drawn.
        counterfactual: Arm that the base is held against.
        found: What the twins say.
        language: Language of the texts.
    """
    table = found.dimensions.table()
    figure = sheet(
        TWO_COLUMNS,
        5.9,
        title=label("dimensions_title", language),
        subtitle=label("dimensions_subtitle", language, name=counterfactual_name(counterfactual, language)),
        footer=footer(run, language, counterfactual=counterfactual, shaded="interval"),
    )
    for place, (name, measure) in enumerate(DRAWN.items()):
        left = LEFT + place * EACH
        edges = {"left": left, "right": TWO_COLUMNS - left - PANEL}
        levels = add_axes(figure, **edges, bottom=2.85, top=1.75)
        differences = add_axes(figure, **edges, bottom=1.0, top=3.5)
        told = rows(table, column(table, "name") == measure.dotted)
        _draw_levels(levels, told, COLOURS[name])
        _draw_difference(differences, told, COLOURS[name])
        text = wrapped(figure, _what(measure, language), SMALL, 70.0 * (EACH - 0.1))
        at = figure.place(left - 0.4, 0.95, 0.0, 0.0)[:2]
        figure.text(*at, label(f"dimension_{name}", language), size=10, color=INK, va="top")
        at = figure.place(left - 0.4, 1.17, 0.0, 0.0)[:2]
        figure.text(*at, text, size=SMALL, color=GREY, va="top", linespacing=LINE)
        differences.set_xlabel(label("years_axis_short", language))
        if place == 0:
            levels.set_ylabel(label("level_axis", language))
            differences.set_ylabel(label("difference_axis", language))
    return Drawing(figure, table)


def _what(measure: Dimension, language: Language) -> str:
    return label(f"dimension_{measure.dimension}_{measure.name}", language)


def _draw_levels(axes: Axes, told: pd.DataFrame, colour: str) -> None:
    years = numbers(told, "year")
    axes.plot(years, numbers(told, "counterfactual"), color=GREY, linestyle=(0, (4, 2)), linewidth=1.4)
    axes.plot(years, numbers(told, "scenario"), color=colour)
    axes.set_xlim(0.0, float(years.max()))
    axes.xaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.margins(y=0.12)
    axes.ticklabel_format(axis="y", scilimits=(-2, 4))
    axes.yaxis.get_offset_text().set_fontsize(SMALL)


def _draw_difference(axes: Axes, told: pd.DataFrame, colour: str) -> None:
    years = numbers(told, "year")
    low, value, high = (numbers(told, f"difference{end}") for end in ("_low", "", "_high"))
    axes.fill_between(years, low, high, color=colour, alpha=0.16, linewidth=0)
    axes.plot(years, value, color=colour)
    axes.axhline(0.0, color=GREY, linewidth=0.8, zorder=1)
    axes.set_xlim(0.0, float(years.max()))
    axes.xaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.margins(y=0.12)
    axes.ticklabel_format(axis="y", scilimits=(-2, 4))
    axes.yaxis.get_offset_text().set_fontsize(SMALL)
