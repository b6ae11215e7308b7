"""Validation: every measured fact on one axis, its band from 0 to 1."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.figures.captions import footer
from sim.figures.fact_names import fact_name
from sim.figures.labels import Language, label
from sim.figures.style import GREY, INK, ORANGE, PALE, SKY, SMALL, TWO_COLUMNS, Drawing, add_axes, sheet
from sim.measures.facts.validating import FAR, NEAR, counts, normalised
from sim.results.run import Run

LEFT, RIGHT = 3.1, 2.2
EDGE = 6.0
"""Positions beyond which a fact is drawn at the edge; its number is told beside it."""


def measured_at_all(table: pd.DataFrame) -> bool:
    """Tell whether any fact of a validation could be measured."""
    return bool(len(normalised(table)))


def draw_validation(run: Run, table: pd.DataFrame, *, language: Language = "en") -> Drawing:
    """Draw every measured fact: where the simulation lies against the fact's band, with its interval.

    Args:
        run: Run that was measured.
        table: Validation, as `measures.facts.validating` gives it.
        language: Language of the texts.
    """
    shown = normalised(table).sort_values("used_in_calibration", ascending=False, kind="stable", ignore_index=True)
    told = counts(table)
    rest = len(table) - told[NEAR] - told[FAR]
    figure = sheet(
        TWO_COLUMNS,
        2.35 + 0.29 * (len(shown) + shown["used_in_calibration"].nunique()),
        title=label("validation_title", language),
        subtitle=label("validation_subtitle", language, near=told[NEAR], far=told[FAR], rest=rest),
        footer=footer(run, language, shaded="whisker"),
    )
    axes = add_axes(figure, left=LEFT, right=RIGHT, bottom=1.05, top=0.9)
    heights = _heights(shown)
    _draw_band(axes, heights)
    _draw_facts(axes, shown, heights)
    _write(axes, shown, heights, language)
    return Drawing(figure, shown)


def _heights(shown: pd.DataFrame) -> np.ndarray:
    """Give each fact a line, with a line of its own above either group for its name."""
    used = shown["used_in_calibration"].to_numpy(dtype=bool)
    before = np.where(used, 0.0, float(used.any())) + 1.0
    return np.arange(len(shown)) + before


def _draw_band(axes: Axes, heights: np.ndarray) -> None:
    axes.axvspan(0.0, 1.0, color=PALE, alpha=0.55, linewidth=0, zorder=0)
    axes.axvline(0.5, color="white", linewidth=1.0, zorder=1)
    axes.set_xlim(-EDGE, EDGE + 1.0)
    axes.set_ylim(heights.max() + 0.7, -0.7)
    axes.set_xticks([-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6])


def _draw_facts(axes: Axes, shown: pd.DataFrame, heights: np.ndarray) -> None:
    position, low, high = (
        np.clip(shown[name].to_numpy(dtype=np.float64), 0.15 - EDGE, EDGE + 0.85)
        for name in ("position", "position_low", "position_high")
    )
    beyond = np.abs(shown["position"].to_numpy(dtype=np.float64) - 0.5) > EDGE + 0.35
    near = (shown["verdict"] == NEAR).to_numpy()
    axes.hlines(heights, low, high, color=GREY, linewidth=1.1, zorder=3)
    for chosen, colour, marker in (
        (near, SKY, "o"),
        (~near & ~beyond, ORANGE, "D"),
        (beyond & (position > 0.5), ORANGE, ">"),
        (beyond & (position < 0.5), ORANGE, "<"),
    ):
        axes.scatter(position[chosen], heights[chosen], s=30, color=colour, marker=marker, zorder=4, linewidth=0)


def _write(axes: Axes, shown: pd.DataFrame, heights: np.ndarray, language: Language) -> None:
    names = [f"{fact_name(row['id'], row['fact'], language)}  {row['id']}" for row in shown.to_dict("records")]
    axes.set_yticks(heights, names)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(label("validation_axis", language))
    for row, height in zip(shown.to_dict("records"), heights, strict=True):
        text = f"{row['found']:.3g}  [{_band(row['low'], row['high'], language)}]".replace("-", "−")
        axes.annotate(
            text, (1.0, height), xycoords=("axes fraction", "data"), xytext=(8, 0), textcoords="offset points",
            va="center", size=SMALL, color=INK,
        )  # fmt: skip
    for used in shown["used_in_calibration"].unique():
        first = heights[(shown["used_in_calibration"] == used).to_numpy()].min()
        axes.annotate(
            label("validation_used" if used else "validation_apart", language), (0.0, first - 1.0),
            xycoords=("axes fraction", "data"), xytext=(-8, 0), textcoords="offset points", va="center", ha="right",
            size=9, color=INK, weight="bold" if language == "en" else "normal",
        )  # fmt: skip


def _band(low: float, high: float, language: Language) -> str:
    if np.isnan(high):
        return label("fact_at_least", language, low=f"{low:g}")
    if np.isnan(low):
        return label("fact_at_most", language, high=f"{high:g}")
    return f"{low:g}, {high:g}"
