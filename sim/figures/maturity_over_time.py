"""Policy maturity over time: zones, the regions that host them, and the others, in both worlds."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.typing import LineStyleType

from sim.figures.captions import footer
from sim.figures.labels import Language, counterfactual_name, label
from sim.figures.style import GREEN, ONE_COLUMN, ORANGE, SKY, Drawing, add_axes, label_end, sheet, spread_labels
from sim.measures.headline import Answers
from sim.measures.maturity import GROUPS, maturity_over_time
from sim.measures.tables import column, numbers, rows
from sim.results.run import BASE, Run

COLOURS = dict(zip(GROUPS, (ORANGE, SKY, GREEN), strict=True))


def draw_maturity_over_time(run: Run, counterfactual: str, found: Answers, *, language: Language = "en") -> Drawing:
    """Draw mean maturity of zones and regions, year by year, in the base and in a counterfactual.

    Args:
        run: Run that is drawn.
        counterfactual: Arm that the base is held against.
        found: What the twins say.
        language: Language of the texts.
    """
    arms = {BASE: found.base, counterfactual: tuple(pair.other for pair in found.pairs)}
    table = pd.concat([maturity_over_time(worlds).assign(arm=arm) for arm, worlds in arms.items()], ignore_index=True)
    name = counterfactual_name(counterfactual, language)
    figure = sheet(
        ONE_COLUMN,
        4.0,
        title=label("maturity_title", language),
        subtitle=label("maturity_subtitle", language, name=name),
        footer=footer(run, language, counterfactual=counterfactual, shaded="interval"),
    )
    axes = add_axes(figure, left=0.7, right=1.75, bottom=0.95, top=0.9)
    mean = rows(table, column(table, "domain") == "mean")
    _draw_lines(axes, rows(mean, column(mean, "arm") == counterfactual), (0, (4, 2)))
    ends = _draw_lines(axes, rows(mean, column(mean, "arm") == BASE), "-")
    axes.set_ylim(0.0, 1.0)
    axes.set_xlim(0.0, float(numbers(mean, "year").max()))
    axes.set_xlabel(label("years_axis", language))
    axes.set_ylabel(label("maturity_axis", language))
    for group, height in zip(ends, spread_labels(list(ends.values()), 0.075), strict=True):
        label_end(axes, f"{label(group, language)} {ends[group]:.2f}", height, COLOURS[group])
    return Drawing(figure, table)


def _draw_lines(axes: Axes, table: pd.DataFrame, style: LineStyleType) -> dict[str, float]:
    """Draw one world's lines and intervals; give where each group's line ends."""
    ends = {}
    for group in GROUPS:
        told = rows(table, column(table, "group") == group)
        if not len(told):
            continue
        years, value, low, high = (numbers(told, name) for name in ("year", "value", "low", "high"))
        axes.plot(years, value, color=COLOURS[group], linestyle=style)
        if style == "-":
            axes.fill_between(years, low, high, color=COLOURS[group], alpha=0.16, linewidth=0)
        ends[group] = float(value[-1])
    return ends
