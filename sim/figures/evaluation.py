"""Evaluation: which zones stand where and by which head, and how many are warned and leave."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.figures.captions import footer
from sim.figures.labels import Language, label
from sim.figures.style import (
    GREEN,
    GREY,
    HALO,
    INK,
    ORANGE,
    PALE,
    PURPLE,
    SKY,
    SMALL,
    TWO_COLUMNS,
    Drawing,
    add_axes,
    label_end,
    sheet,
    spread_labels,
)
from sim.measures.evaluation import HEADS, evaluation_over_time, zones_by_score
from sim.measures.tables import numbers, rows
from sim.results.run import BASE, Run

COLOURS = dict(zip(HEADS, (ORANGE, SKY, PURPLE, GREEN, GREY), strict=True))
EITHER_END = 10
"""Zones drawn of the poorest, and of the best; of those between only who left."""

MOST_LETTERS = 30
"""Letters of a zone's name that fit beside the axes."""


def draw_evaluation(run: Run, *, language: Language = "en") -> Drawing:
    """Draw what each head adds to the score of the poorest and the best zones, and warnings and exits over time.

    Args:
        run: Run whose zones are evaluated.
        language: Language of the texts.
    """
    worlds = run.worlds(BASE)
    table = zones_by_score(worlds)
    weights = {head: float(run.scenario["evaluation"][head]) for head in HEADS}
    for head in HEADS:
        table[f"points_{head}"] = weights[head] * numbers(table, f"head_{head}")
    shown = _shown(table)
    height = 2.8 + 0.235 * max(len(shown), 8)
    figure = sheet(
        TWO_COLUMNS,
        height,
        title=label("evaluation_title", language),
        subtitle=label("evaluation_subtitle", language, shown=len(shown), count=len(table)),
        footer=footer(run, language, shaded="interval"),
    )
    ranked = add_axes(figure, left=2.5, right=3.9, bottom=1.0, top=1.75)
    counted = add_axes(figure, left=6.4, right=1.05, bottom=1.0, top=1.75)
    _draw_zones(ranked, shown, language)
    _draw_years(counted, evaluation_over_time(worlds), language)
    for axes, title in ((ranked, "evaluation_zones"), (counted, "evaluation_years")):
        axes.set_title(label(title, language), loc="left", size=10, color=INK, pad=40 if axes is ranked else 8)
    return Drawing(figure, table)


def _shown(table: pd.DataFrame) -> pd.DataFrame:
    place = np.arange(len(table))
    return rows(table, (place < EITHER_END) | (place >= len(table) - EITHER_END) | (numbers(table, "left") > 0.0))


def _draw_zones(axes: Axes, shown: pd.DataFrame, language: Language) -> None:
    height = np.arange(len(shown))
    below, above = np.zeros(len(shown)), np.zeros(len(shown))
    for head, colour in COLOURS.items():
        points = numbers(shown, f"points_{head}")
        start = np.where(points < 0.0, below, above)
        axes.barh(height, points, left=start, height=0.7, color=colour, label=label(f"head_{head}", language), zorder=2)
        below, above = below + np.minimum(points, 0.0), above + np.maximum(points, 0.0)
    axes.scatter(numbers(shown, "score"), height, color=INK, marker="D", s=16, zorder=4)
    axes.axvline(0.0, color=INK, linewidth=0.8, zorder=3)
    # Room for words right of the bars.
    low, high = axes.get_xlim()
    axes.set_xlim(low, high + 0.32 * (high - low))
    for place, row in enumerate(shown.to_dict("records")):
        text = _fate(row, language)
        if text:
            axes.annotate(
                text, (above[place], place), xytext=(5, 0), textcoords="offset points", va="center", size=SMALL,
                color=INK, path_effects=HALO, zorder=5,
            )  # fmt: skip
    axes.set_yticks(height, [_name(row, language) for row in shown.to_dict("records")], fontsize=SMALL)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(label("score_axis", language))
    axes.legend(loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=3, frameon=False, fontsize=SMALL, handlelength=0.9,
                columnspacing=1.0, handletextpad=0.4)  # fmt: skip


def _name(row: Mapping[Hashable, Any], language: Language) -> str:
    name = str(row["name_zh"] if language == "zh" else row["name"])
    return name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1]}…"


def _fate(row: Mapping[Hashable, Any], language: Language) -> str:
    """Say how often a zone was warned and whether it left, where either happened."""
    warned, left = float(row["years_warned"]), float(row["left"])
    if left > 0.0:
        return label("evaluation_left", language, share=f"{100.0 * left:.0f}", year=f"{row['left_in']:.0f}")
    return label("evaluation_warned", language, years=f"{warned:.3g}") if warned > 0.0 else ""


def _draw_years(axes: Axes, table: pd.DataFrame, language: Language) -> None:
    years, ends = numbers(table, "year"), []
    for name, (_, colour) in FATES.items():
        low, value, high = (numbers(table, f"{name}{end}") for end in ("_low", "", "_high"))
        axes.fill_between(years, np.maximum(low, 0.0), high, color=colour, alpha=0.16, linewidth=0)
        axes.plot(years, value, color=colour)
        ends.append(float(value[-1]))
    axes.set_xlim(0.0, float(years.max()))
    # With few replicates an interval may reach far beyond all that happens.
    most = max(float(numbers(table, name).max()) for name in FATES)
    axes.set_ylim(0.0, 2.0 * max(most, 1.0))
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    axes.grid(axis="y", color=PALE, linewidth=0.6)
    axes.set_xlabel(label("years_axis", language))
    axes.set_ylabel(label("zones", language))
    low, high = axes.get_ylim()
    for (text, colour), end, height in zip(FATES.values(), ends, spread_labels(ends, 0.07 * (high - low)), strict=True):
        label_end(axes, label(text, language, count=f"{end:.3g}"), height, colour)


FATES = {"warned": ("evaluation_warned_end", ORANGE), "left": ("evaluation_left_end", INK)}
"""What is counted over time, its text and its colour."""
