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
    SKY,
    SMALL,
    TWO_COLUMNS,
    VERMILLION,
    Drawing,
    add_axes,
    label_end,
    sheet,
    spread_labels,
)
from sim.measures.coherence import ALL, Coherence
from sim.results.run import Run
from sim.world.decisions import PROCESSES

COLOURS: dict[str, str] = dict(
    zip(
        (*PROCESSES, ALL), (BLUE, ORANGE, "#B58900", "#7F5539", GREEN, SKY, GREY, PURPLE, VERMILLION, INK), strict=True
    )
)
SIDES = {"identical": "coherence_identical", "different": "coherence_different"}
"""Title of the panel of each share."""


def draw_coherence(run: Run, counterfactual: str, found: Coherence, *, language: Language = "en") -> Drawing:
    """Draw both shares by process and place in the last year, and the second over time.

    Args:
        run: Run that is drawn.
        counterfactual: Arm that the base is held against.
        found: What was found.
        language: Language of the texts.
    """
    year = max(found.years)
    places = [place for place in found.places if np.isfinite(found.identical(year, ALL, place).value)]
    shown = [process for process in found.processes if np.isfinite(found.identical(year, process).value)]
    high = 0.3 * len(shown)
    height = high + 5.1
    figure = sheet(
        TWO_COLUMNS,
        height,
        title=label("coherence_title", language),
        subtitle=label("coherence_subtitle", language, year=year, counterfactual=against(counterfactual, language)),
        footer=footer(run, language, counterfactual=counterfactual, shaded="interval_all"),
    )
    wide = (TWO_COLUMNS - 2.15 - 0.3) / 2
    for number, (side, title) in enumerate(SIDES.items()):
        left = 2.15 + number * wide
        axes = add_axes(figure, left=left, right=TWO_COLUMNS - left - wide + 0.15, bottom=height - 1.3 - high, top=1.3)
        _draw_shares(axes, found, (shown, places), side, language)
        axes.set_yticks(
            np.arange(len(shown)), [label(f"process_{process}", language) for process in shown] if number == 0 else []
        )
        axes.set_title(label(title, language), loc="left", size=10, color=INK, pad=6)
    over_time = add_axes(figure, left=0.8, right=2.6, bottom=1.0, top=height - 1.0 - 1.6)
    _draw_years(over_time, found, shown, language)
    over_time.set_title(label("coherence_years", language), loc="left", size=10, color=INK, pad=6)
    return Drawing(figure, found.table())


def _draw_shares(
    axes: Axes, found: Coherence, shown: tuple[list[str], list[str]], side: str, language: Language
) -> None:
    """Draw a share by process and place in the last year.

    Args:
        axes: Where to draw.
        found: What was found.
        shown: Processes and places that have any decision.
        side: `identical` or `different`.
        language: Language of the texts.
    """
    (processes, places), of, year = shown, getattr(found, side), max(found.years)
    values = np.array([[of(year, process, place).value for place in places] for process in processes])
    highest = 1.0 if side == "identical" else max(float(np.nanmax(values)), 0.01)
    axes.imshow(100.0 * values, cmap=SEQUENTIAL, norm=Normalize(0.0, 100.0 * highest), aspect="auto", alpha=0.85)
    for row, column in np.ndindex(values.shape):
        value = values[row, column]
        text = "–" if np.isnan(value) else _percent(float(value))
        dark = np.isnan(value) or value > 0.55 * highest
        axes.text(column, row, text, ha="center", va="center", size=SMALL, color=INK if dark else "white")
    names = [_place(place, language) for place in places]
    axes.set_xticks(np.arange(len(names)), names, size=SMALL)
    axes.tick_params(length=0)
    axes.axvline(len(names) - 1.5, color="white", linewidth=2.0)
    axes.axhline(len(processes) - 1.5, color="white", linewidth=2.0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _percent(share: float) -> str:
    """Write a share in per cent; what is exactly none or all of them is told from what nearly is."""
    if share in {0.0, 1.0}:
        return f"{100.0 * share:.0f}"
    return f"{min(max(100.0 * share, 0.01), 99.99):.2f}" if share < 0.1 or share > 0.99 else f"{100.0 * share:.1f}"


def _place(place: str, language: Language) -> str:
    """Write a place on two lines: rings stand too near each other for one."""
    if "km" in place:
        return place.replace("km", "") + ("\nkm" if language == "en" else "\n公里")
    return label(f"place_{place}", language)


def _draw_years(axes: Axes, found: Coherence, shown: list[str], language: Language) -> None:
    table = found.table()
    ends, highest = [], 0.1
    for process in shown:
        told = pd.DataFrame(table[(table["process"] == process) & (table["place"] == ALL)])
        years, value, low, high = (
            told[name].to_numpy(dtype=np.float64) for name in ("year", "different", "different_low", "different_high")
        )
        colour = COLOURS[process]
        if process == ALL and np.isfinite(low).all():
            axes.fill_between(years, 100.0 * low, 100.0 * high, color=colour, alpha=0.12, linewidth=0)
        width = 2.4 if process == ALL else 1.6
        axes.plot(years, 100.0 * value, color=colour, linewidth=width, marker="o", markersize=3)
        ends.append(100.0 * float(value[-1]))
        highest = max(highest, 100.0 * float(np.nanmax(value)))
    axes.axhline(0.0, color=PALE, linewidth=0.8, zorder=0)
    axes.set_ylim(bottom=0.0, top=1.1 * highest)
    axes.set_xlim(0.0, float(max(found.years)))
    axes.set_xlabel(label("years_axis", language))
    top = axes.get_ylim()[1]
    for process, end, height in zip(shown, ends, spread_labels(ends, 0.1 * top, most=top), strict=True):
        label_end(axes, f"{label(f'process_{process}', language)} {_percent(end / 100.0)}", height, COLOURS[process])
