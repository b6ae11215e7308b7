"""What zones give against what they have, and which give most and least."""

from typing import cast

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, StrMethodFormatter
from matplotlib.transforms import Bbox

from sim.figures.captions import giving_footer
from sim.figures.labels import Language, label
from sim.figures.style import GREY, HALO, INK, PALE, SMALL, TWO_COLUMNS, Drawing, add_axes, name_across, sheet, side
from sim.measures.giving_ranks import Ranking
from sim.results.run import Run

MOST_NAMED, MOST, LEAST = 8, 14, 4
"""Zones from above with names in the left panel, zones in the right panel from above, and in both from below."""

SIDES = ((1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1))
"""Where a name may stand beside its dot, across and up."""

WIDE = 10.0
"""Ratio of the largest to the smallest zone from which on they are laid out by logs."""


def draw_giving_ranking(run: Run, found: Ranking, *, language: Language = "en") -> Drawing:
    """Draw giving against having, and the ends of the ranking.

    Args:
        run: Run that is drawn.
        found: What was measured.
        language: Language of the texts.
    """
    table = found.table()
    figure = sheet(
        TWO_COLUMNS,
        5.9,
        title=label("giving_ranking_title", language),
        subtitle=label("giving_ranking_subtitle", language, year=found.found.year),
        footer=giving_footer(run, language, "giving_dots_key"),
    )
    names = table["zone" if language == "en" else "zone_zh"]
    _draw_plane(add_axes(figure, left=0.95, right=5.1, bottom=1.1, top=1.15), table, names, language)
    _draw_ends(add_axes(figure, left=7.0, right=0.25, bottom=1.1, top=1.15), table, names, language)
    return Drawing(figure, table)


def _sides(table: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[str]]:
    low, value, high = (table[name].to_numpy(dtype=np.float64) for name in ("gives_low", "gives", "gives_high"))
    return low, value, high, [side(float(each)) for each in value]


def _draw_plane(axes: Axes, table: pd.DataFrame, names: pd.Series, language: Language) -> None:
    low, value, high, colours = _sides(table)
    has = table["has"].to_numpy(dtype=np.float64)
    clear = (low > 0.0) | (high < 0.0)
    faces = [colour if is_clear else "white" for colour, is_clear in zip(colours, clear, strict=True)]
    axes.scatter(has, value, color=faces, edgecolors=colours, linewidths=1.1, s=24, zorder=3)
    axes.axhline(0.0, color=INK, linewidth=0.8, zorder=1)
    if (has > 0.0).all() and has.max() > WIDE * has.min():
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.margins(x=0.16, y=0.1)
    # The largest givers, takers and havers are named: who is both, and who is only one.
    ends = [*range(min(MOST_NAMED, len(table))), *range(max(len(table) - LEAST, 0), len(table))]
    _name(axes, list(dict.fromkeys([*ends, *np.argsort(-has)[:LEAST]])), has, value, list(names))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,g}"))
    name_across(axes, label("giving_has_axis", language))
    axes.set_ylabel(label("giving_gives_axis", language))


def _name(axes: Axes, chosen: list[int], has: np.ndarray, value: np.ndarray, names: list[str]) -> None:
    """Name some zones, each beside its dot where no other dot and no name lies; else not."""
    axes.autoscale_view()
    canvas = cast(FigureCanvasAgg, cast(Figure, axes.get_figure()).canvas)
    dots = axes.transData.transform(np.c_[has, value])
    taken = [Bbox.from_extents(x - 3, y - 3, x + 3, y + 3) for x, y in dots]
    for place in chosen:
        for across, up in SIDES:
            text = axes.annotate(
                names[place], (has[place], value[place]), xytext=(7 * across, 7 * up), textcoords="offset points",
                ha="left" if across > 0 else "right", va="center", size=SMALL, color=INK, path_effects=HALO, zorder=5,
            )  # fmt: skip
            box = text.get_window_extent(canvas.get_renderer()).padded(3)
            others = [each for each in taken if each.overlaps(box)]
            if not others and axes.bbox.x0 <= box.x0 and box.x1 <= axes.bbox.x1:
                taken.append(box)
                break
            text.remove()


def _draw_ends(axes: Axes, table: pd.DataFrame, names: pd.Series, language: Language) -> None:
    count = len(table)
    chosen = np.arange(count) if count <= MOST + LEAST else np.r_[np.arange(MOST), np.arange(count - LEAST, count)]
    low, value, high, colours = _sides(table.iloc[chosen])
    height = np.arange(len(chosen))
    axes.barh(height, value, height=0.66, color=colours, alpha=0.8, zorder=2)
    axes.hlines(height, low, high, color=GREY, linewidth=1.1, zorder=3)
    axes.axvline(0.0, color=INK, linewidth=0.8, zorder=4)
    if count > len(chosen):
        axes.axhline(MOST - 0.5, color=PALE, linewidth=1.0)
    ranks = table["rank_by_having"].iloc[chosen]
    texts = [f"{name} ({rank})" for name, rank in zip(names.iloc[chosen], ranks, strict=True)]
    axes.set_yticks(height, texts, size=SMALL)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(chosen) - 0.4, -0.6)
    axes.xaxis.set_major_locator(MaxNLocator(4))
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,g}"))
    axes.set_title(label("giving_most_panel", language), loc="left", size=10, color=INK, pad=8)
    name_across(axes, label("giving_gives_axis", language))
