"""Inside and outside the zones over time: growth in either world, and the difference between them."""

import pandas as pd
from matplotlib.axes import Axes

from sim.figures.captions import footer
from sim.figures.labels import Language, counterfactual_name, label
from sim.figures.style import (
    GREEN,
    GREY,
    INK,
    ORANGE,
    TWO_COLUMNS,
    Drawing,
    add_axes,
    label_end,
    sheet,
    signed,
    spread_labels,
)
from sim.measures.headline import Answers
from sim.measures.inside_outside import PARTS, inside_outside
from sim.measures.tables import column, numbers, rows
from sim.results.run import Run

COLOURS = {"inside": ORANGE, "outside": GREEN}


def draw_inside_outside(run: Run, counterfactual: str, found: Answers, *, language: Language = "en") -> Drawing:
    """Draw real GDP on the treated zones' lots and outside all lots, year by year.

    Args:
        run: Run that is drawn.
        counterfactual: Arm that the base is held against.
        found: What the twins say.
        language: Language of the texts.
    """
    table = inside_outside(found.totals)
    figure = sheet(
        TWO_COLUMNS,
        4.6,
        title=label("time_title", language),
        subtitle=label("time_subtitle", language, name=counterfactual_name(counterfactual, language)),
        footer=footer(run, language, counterfactual=counterfactual, shaded="interval"),
    )
    growth = add_axes(figure, left=0.8, right=5.6, bottom=1.0, top=1.25)
    effect = add_axes(figure, left=5.0, right=1.75, bottom=1.0, top=1.25)
    _draw_growth(growth, table)
    _draw_effect(effect, table, language)
    for axes, title in ((growth, "growth_panel"), (effect, "effect_panel")):
        axes.set_title(label(title, language), loc="left", size=10, color=INK, pad=8)
        axes.set_xlabel(label("years_axis", language))
        axes.set_ylabel(label("points_axis", language))
        axes.set_xlim(0.0, float(numbers(table, "year").max()))
    return Drawing(figure, table)


def _part(table: pd.DataFrame, part: str) -> pd.DataFrame:
    return rows(table, column(table, "part") == part)


def _draw_growth(axes: Axes, table: pd.DataFrame) -> None:
    for part in PARTS:
        told = _part(table, part)
        for name, style in (("base", "-"), ("counterfactual", (0, (4, 2)))):
            growth = 100.0 * numbers(told, f"{name}_growth")
            axes.plot(numbers(told, "year"), growth, color=COLOURS[part], linestyle=style)


def _draw_effect(axes: Axes, table: pd.DataFrame, language: Language) -> None:
    ends = []
    for part in PARTS:
        told = _part(table, part)
        years = numbers(told, "year")
        low, value, high = (100.0 * numbers(told, name) for name in ("low", "effect", "high"))
        axes.fill_between(years, low, high, color=COLOURS[part], alpha=0.16, linewidth=0)
        axes.plot(years, value, color=COLOURS[part])
        ends.append(float(value[-1]))
    axes.axhline(0.0, color=GREY, linewidth=0.8, zorder=1)
    low, high = axes.get_ylim()
    for part, end, height in zip(PARTS, ends, spread_labels(ends, 0.17 * (high - low)), strict=True):
        label_end(axes, f"{label(part, language)}\n{signed(end / 100.0)}", height, COLOURS[part])
