"""Profiles of a calibration: how near the facts one comes with each parameter held, and what its posterior is."""

import math
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.figures.labels import Language, label, unit_name
from sim.figures.style import BLUE, GREEN, GREY, INK, PALE, SMALL, TWO_COLUMNS, VERMILLION, Drawing, add_axes, sheet
from sim.measures.calibrating.profile import WITHIN
from sim.measures.tables import column, numbers, rows

ACROSS = 3
WIDTH, HEIGHT = 3.02, 2.35
"""Inches that each parameter's panel takes."""

HIGHEST = 6.0
"""Rise of the distance at which panels end; beyond, a value is out of the question."""


def draw_profiles(
    name: str, parameters: pd.DataFrame, profile: pd.DataFrame, *, replicates: int, language: Language = "en"
) -> Drawing:
    """Draw a panel for each free parameter.

    Args:
        name: Name of the scenario.
        parameters: What was found of each parameter.
        profile: Rise of the distance at values of each parameter.
        replicates: Replicates of each point that was tried.
        language: Language of the texts.
    """
    down = math.ceil(len(parameters) / ACROSS)
    height = 1.75 + HEIGHT * down
    figure = sheet(
        TWO_COLUMNS, height,
        title=label("profiles_title", language), subtitle=label("profiles_subtitle", language),
        footer=label("profiles_footer", language, scenario=name, replicates=replicates),
    )  # fmt: skip
    for number, row in enumerate(parameters.to_dict("records")):
        place, line = number % ACROSS, number // ACROSS
        left, top = 0.75 + place * WIDTH, 1.3 + line * HEIGHT
        axes = add_axes(
            figure, left=left, right=TWO_COLUMNS - left - WIDTH + 0.75, top=top, bottom=height - top - HEIGHT + 0.85
        )
        _draw(axes, row, rows(profile, column(profile, "parameter") == row["parameter"]), language)
        if place == 0:
            axes.set_ylabel(label("profiles_axis", language))
    return Drawing(figure, profile)


def _draw(axes: Axes, row: dict[Any, Any], profile: pd.DataFrame, language: Language) -> None:
    values, rise = numbers(profile, "value"), numbers(profile, "rise")
    low, median, high = (float(row[key]) for key in ("low", "median", "high"))
    if np.isfinite(low):
        axes.axvspan(low, high, color=GREEN, alpha=0.16, linewidth=0)
        axes.axvline(median, color=GREEN, linewidth=1.2)
    axes.axhline(WITHIN, color=PALE, linewidth=1.0, zorder=1)
    axes.plot(values, np.minimum(rise, 2.0 * HIGHEST), color=BLUE, linewidth=1.8, zorder=3)
    axes.axvline(float(row["before"]), color=GREY, linewidth=1.0, linestyle=(0, (3, 2)))
    axes.axvline(float(row["best"]), color=VERMILLION, linewidth=1.4)
    if row["scale"] == "log":
        axes.set_xscale("log")
        ticks = _ticks(float(values.min()), float(values.max()))
        axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
        axes.minorticks_off()
    axes.set_xlim(float(values.min()), float(values.max()))
    axes.set_ylim(-0.15, HIGHEST)
    axes.set_xlabel(unit_name(str(row["unit"]), language))
    axes.set_title(str(row["parameter"]), loc="left", size=10, color=INK, pad=16)
    word = label(f"verdict.{row['verdict']}", language) if np.isfinite(low) else ""
    axes.annotate(
        word, (0.0, 1.0), xycoords="axes fraction", xytext=(0, 4), textcoords="offset points", size=SMALL, color=GREY
    )


def _ticks(low: float, high: float) -> list[float]:
    """Choose round values for a logarithmic axis: 1, 2, 5, 10 ... within the bounds."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    return [lead * 10.0**decade for decade in decades for lead in (1, 2, 5) if low <= lead * 10.0**decade <= high]
