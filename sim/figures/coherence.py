"""Coherence: which share of decisions has identical draws in both worlds, and which of these come out otherwise."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import Normalize

from sim.figures.captions import against, footer
from sim.figures.labels import Language, label
from sim.figures.style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PALE,
    PURPLE,
    SEQUENTIAL,
    VERMILLION,
    Drawing,
    add_axes,
    label_end,
    sheet,
    spread_labels,
)
from sim.measures.coherence import ALL, PROCESSES, Coherence
from sim.results.run import Run

COLOURS = dict(
    zip(
        (*PROCESSES, ALL), (BLUE, ORANGE, "#B58900", GREEN, "#56B4E9", GREY, PURPLE, VERMILLION, INK), strict=True
    )
)
WIDTH = 10.4


def draw_coherence(run: Run, counterfactual: str, found: Coherence, *, language: Language = "en") -> Drawing:
    """Draw both shares by process and place in the last year, and the second over time.

    Args:
        run: Run that is drawn.
        counterfactual: Arm that the base is held against.
        found: What was found.
        language: Language of the texts.
    """
    year = max(found.years)
    shown = [process for process in found.processes if np.isfinite(found.identical(year, process).value)]
    high = 0.3 * len(shown)
    height = high + 4.5
    figure = sheet(
        WIDTH,
        height,
        title=label("coherence_title", language),
        subtitle=label("coherence_subtitle", language, year=year, counterfactual=against(counterfactual, language)),
        footer=footer(run, language, counterfactual=counterfactual, shaded="interval"),
    )
    wide = (WIDTH - 2.15 - 0.3) / 2
    for number, side in enumerate(("identical", "different")):
        left = 2.15 + number * wide
        axes = add_axes(figure, left=left, right=WIDTH - left - wide + 0.15, bottom=height - 1.3 - high, top=1.3)
        _draw_shares(axes, found, year, shown, side, language)
        axes.set_yticks(
            np.arange(len(shown)), [label(f"process_{process}", language) for process in shown] if number == 0 else []
        )
        axes.set_title(label(f"coherence_{side}", language), loc="left", size=10, color=INK, pad=6)
    over_time = add_axes(figure, left=0.8, right=2.9, bottom=1.0, top=height - 1.0 - 1.55)
    _draw_years(over_time, found, shown, language)
    over_time.set_title(label("coherence_years", language), loc="left", size=10, color=INK, pad=6)
    return Drawing(figure, found.table())


def _draw_shares(
    axes: Axes, found: Coherence, year: int, shown: list[str], side: str, language: Language
) -> None:
    values = np.array([[getattr(found, side)(year, process, place).value for place in found.places] for process in shown])
    highest = 1.0 if side == "identical" else max(float(np.nanmax(values)), 0.01)
    axes.imshow(100.0 * values, cmap=SEQUENTIAL, norm=Normalize(0.0, 100.0 * highest), aspect="auto", alpha=0.85)
    for row, column in np.ndindex(values.shape):
        value = values[row, column]
        text = "–" if np.isnan(value) else _percent(value)
        dark = np.isnan(value) or value > 0.55 * highest
        axes.text(column, row, text, ha="center", va="center", size=7.5, color=INK if dark else "white")
    names = [_place(place, language) for place in found.places]
    axes.set_xticks(np.arange(len(names)), names, size=7.5)
    axes.tick_params(length=0)
    axes.axvline(len(names) - 1.5, color="white", linewidth=2.0)
    axes.axhline(len(shown) - 1.5, color="white", linewidth=2.0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _percent(share: float) -> str:
    """Write a share in per cent; what is exactly none or all of them is told from what nearly is."""
    if share in {0.0, 1.0}:
        return f"{100.0 * share:.0f}"
    return f"{min(max(100.0 * share, 0.01), 99.99):.2f}" if share < 0.1 or share > 0.99 else f"{100.0 * share:.1f}"


def _place(place: str, language: Language) -> str:
    if "km" in place:
        return place.replace("km+", "+ km").replace("km", " km").replace("+  km", "+ km").replace(
            " km", " km" if language == "en" else " 公里"
        )
    return label(f"place_{place}", language)


def _draw_years(axes: Axes, found: Coherence, shown: list[str], language: Language) -> None:
    table = found.table()
    ends = []
    for process in shown:
        told = pd.DataFrame(table[(table["process"] == process) & (table["place"] == ALL)])
        years, value, low, high = (
            told[name].to_numpy(dtype=np.float64) for name in ("year", "different", "different_low", "different_high")
        )
        colour = COLOURS[process]
        if np.isfinite(low).all():
            axes.fill_between(years, 100.0 * low, 100.0 * high, color=colour, alpha=0.12, linewidth=0)
        axes.plot(years, 100.0 * value, color=colour, linewidth=2.4 if process == ALL else 1.6, marker="o", markersize=3)
        ends.append(100.0 * float(value[-1]))
    axes.axhline(0.0, color=PALE, linewidth=0.8, zorder=0)
    axes.set_ylim(bottom=0.0, top=max(1.15 * max(ends), 0.1))
    axes.set_xlim(0.0, float(max(found.years)))
    axes.set_xlabel(label("years_axis", language))
    top = axes.get_ylim()[1]
    for process, end, height in zip(shown, ends, spread_labels(ends, 0.1 * top), strict=True):
        label_end(axes, f"{label(f'process_{process}', language)} {_percent(end / 100.0)}", height, COLOURS[process])
