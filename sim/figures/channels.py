"""Channels: what each contributes to the radiation of the zones, by ring in the last year, and over time."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from sim.figures.captions import against, footer, ring_label
from sim.figures.labels import Language, label
from sim.figures.style import (
    GREEN,
    GREY,
    INK,
    ORANGE,
    PALE,
    PURPLE,
    SKY,
    TWO_COLUMNS,
    Drawing,
    add_axes,
    label_end,
    sheet,
    signed,
    spread_labels,
)
from sim.measures.channels import ALL_OUTSIDE, PARTS, WHOLE, ChannelEffects
from sim.results.run import Run

COLOURS = dict(zip((*PARTS, WHOLE), (GREY, SKY, GREEN, PURPLE, ORANGE, INK), strict=True))


def draw_channels(run: Run, counterfactual: str, found: ChannelEffects, *, language: Language = "en") -> Drawing:
    """Draw the market, the Shapley values of the four channels, and the whole.

    Args:
        run: Run that is drawn.
        counterfactual: Arm that the base is held against.
        found: What was taken apart.
        language: Language of the texts.
    """
    table = found.table()
    year = int(found.years["year"].iloc[-1])
    figure = sheet(
        TWO_COLUMNS,
        1.95 + 0.7 * len(found.rings),
        title=label("channels_title", language),
        subtitle=label(
            "channels_subtitle",
            language,
            what=label(f"column_{found.column}", language),
            counterfactual=against(counterfactual, language),
        ),
        footer=footer(run, language, counterfactual=counterfactual, shaded="whisker_and_total"),
    )  # fmt: skip
    by_ring = add_axes(figure, left=1.15, right=5.15, bottom=1.0, top=1.15)
    over_time = add_axes(figure, left=5.2, right=1.75, bottom=1.0, top=1.15)
    _draw_rings(by_ring, table, found, language)
    _draw_years(over_time, table, found, language)
    titles = label("by_distance_panel", language, year=year), label("all_outside_panel", language)
    for axes, title in zip((by_ring, over_time), titles, strict=True):
        axes.set_title(title, loc="left", size=10, color=INK, pad=8)
    return Drawing(figure, table)


def _draw_rings(axes: Axes, table: pd.DataFrame, found: ChannelEffects, language: Language) -> None:
    last = table[table["step"] == table["step"].max()]
    offsets = np.linspace(-0.32, 0.32, len(COLOURS))
    for part, offset in zip(COLOURS, offsets, strict=True):
        told = last[last["part"] == part].set_index("ring").loc[list(found.rings)]
        height = np.arange(len(found.rings)) + offset
        low, value, high = (100.0 * told[name].to_numpy(dtype=np.float64) for name in ("low", "effect", "high"))
        axes.hlines(height, low, high, color=COLOURS[part], linewidth=1.1, alpha=0.8)
        size = 34 if part == WHOLE else 20
        axes.scatter(value, height, color=COLOURS[part], s=size, marker="D" if part == WHOLE else "o", zorder=4)
    for edge in range(len(found.rings) - 1):
        axes.axhline(edge + 0.5, color=PALE, linewidth=0.6, zorder=0)
    axes.axvline(0.0, color=INK, linewidth=0.8, zorder=1)
    names = [ring_label(ring, language) for ring in found.rings if ring != ALL_OUTSIDE]
    names.append(label("all_outside", language))
    axes.set_yticks(np.arange(len(found.rings)), names)
    axes.set_ylim(len(found.rings) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(label("points_axis", language))


def _draw_years(axes: Axes, table: pd.DataFrame, found: ChannelEffects, language: Language) -> None:
    ends = []
    for part, colour in COLOURS.items():
        told = table[(table["part"] == part) & (table["ring"] == ALL_OUTSIDE)]
        years = told["year"].to_numpy(dtype=np.float64)
        low, value, high = (100.0 * told[name].to_numpy(dtype=np.float64) for name in ("low", "effect", "high"))
        if part == WHOLE:
            axes.fill_between(years, low, high, color=colour, alpha=0.1, linewidth=0)
        axes.plot(years, value, color=colour, linewidth=2.4 if part == WHOLE else 1.6)
        ends.append(float(value[-1]))
    axes.axhline(0.0, color=INK, linewidth=0.8, zorder=1)
    axes.set_xlim(0.0, float(found.years["year"].max()))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel(label("years_axis", language))
    low, high = axes.get_ylim()
    for part, end, height in zip(COLOURS, ends, spread_labels(ends, 0.095 * (high - low)), strict=True):
        label_end(axes, f"{label(f'channel_{part}', language)} {signed(end / 100.0)}", height, COLOURS[part])
