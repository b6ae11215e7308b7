"""Interactions: what any two channels add to each other, in the nearest ring and in all that is outside."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.figures.captions import against, footer
from sim.figures.labels import Language, label
from sim.figures.style import GREEN, INK, PALE, PURPLE, TWO_COLUMNS, Drawing, add_axes, sheet
from sim.measures.channels import ALL_OUTSIDE, ChannelEffects
from sim.results.run import Run


def draw_channel_interactions(
    run: Run, counterfactual: str, found: ChannelEffects, *, language: Language = "en"
) -> Drawing:
    """Draw the interactions of the last year, a row for each pair of channels.

    Args:
        run: Run that is drawn.
        counterfactual: Arm that the base is held against.
        found: What was taken apart.
        language: Language of the texts.
    """
    table = found.interaction_table()
    year = int(found.years["year"].iloc[-1])
    figure = sheet(
        TWO_COLUMNS,
        4.6,
        title=label("interactions_title", language),
        subtitle=label("interactions_subtitle", language, counterfactual=against(counterfactual, language)),
        footer=footer(run, language, counterfactual=counterfactual, shaded="whisker"),
    )
    last = table[table["step"] == table["step"].max()]
    nearest = found.rings[0]
    km = nearest.replace("km", " km" if language == "en" else " 公里")
    titles = label("nearest_panel", language, ring=km, year=year), label("all_outside_panel_year", language, year=year)
    for ring, title, left in ((nearest, titles[0], 2.05), (ALL_OUTSIDE, titles[1], 6.0)):
        axes = add_axes(figure, left=left, right=TWO_COLUMNS - left - 3.4, bottom=1.1, top=1.15)
        told = last[last["ring"] == ring].reset_index(drop=True)
        _draw_pairs(axes, told)
        axes.set_title(title, loc="left", size=10, color=INK, pad=8)
        axes.set_xlabel(label("points_axis", language))
        # The pairs are the same in both panels, and named once.
        axes.set_yticks(np.arange(len(told)), _names(told, language) if ring == nearest else [""] * len(told))
    return Drawing(figure, table)


def _names(told: pd.DataFrame, language: Language) -> list[str]:
    both = zip(told["one"], told["other"], strict=True)
    return [" × ".join(label(f"channel_{each}", language) for each in pair) for pair in both]


def _draw_pairs(axes: Axes, told: pd.DataFrame) -> None:
    low, value, high = (100.0 * told[name].to_numpy(dtype=np.float64) for name in ("low", "effect", "high"))
    height = np.arange(len(told))
    colours = [GREEN if each >= 0.0 else PURPLE for each in value]
    clear = (low > 0.0) | (high < 0.0)
    faces = [colour if is_clear else "white" for colour, is_clear in zip(colours, clear, strict=True)]
    axes.hlines(height, low, high, color=colours, linewidth=1.2, alpha=0.8, zorder=2)
    axes.scatter(value, height, color=faces, edgecolors=colours, linewidths=1.2, s=34, zorder=3)
    axes.axvline(0.0, color=INK, linewidth=0.8, zorder=1)
    for edge in height[:-1]:
        axes.axhline(edge + 0.5, color=PALE, linewidth=0.6, zorder=0)
    axes.set_ylim(len(told) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
