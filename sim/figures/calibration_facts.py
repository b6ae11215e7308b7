"""Facts of a calibration before and after, all on one axis on which every band reaches from -1 to 1."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.figures.labels import Language, label
from sim.figures.style import GREEN, GREY, INK, PALE, SKY, SMALL, TWO_COLUMNS, VERMILLION, Drawing, add_axes, sheet
from sim.measures.tables import column, numbers

REACH = 4.0
"""Half-widths beyond which a value is drawn as an arrow at the edge."""

COLOURS = {"before": GREY, "after": SKY}
SHIFT = {"before": -0.16, "after": 0.16}


def draw_calibrated_facts(name: str, facts: pd.DataFrame, *, replicates: int, language: Language = "en") -> Drawing:
    """Draw what the scenario shows of each fact, before and after.

    Args:
        name: Name of the scenario.
        facts: Band, value and interval of each fact.
        replicates: Replicates that it was seen in.
        language: Language of the texts.
    """
    table = _normalised(facts)
    figure = sheet(
        TWO_COLUMNS, 2.3 + 0.42 * len(facts),
        title=label("fit_title", language), subtitle=label("fit_subtitle", language),
        footer=label("fit_footer", language, scenario=name, replicates=replicates),
    )  # fmt: skip
    axes = add_axes(figure, left=1.0, right=1.8, bottom=1.0, top=1.15)
    axes.axvspan(-1.0, 1.0, color=GREEN, alpha=0.14, linewidth=0, zorder=0)
    axes.axvline(0.0, color=PALE, linewidth=0.9, zorder=1)
    for when in COLOURS:
        _draw(axes, table, when)
    _tell(axes, facts)
    axes.set_yticks(np.arange(len(facts)), [str(each) for each in column(facts, "fact")])
    axes.set_ylim(len(facts) - 0.5, -0.5)
    axes.set_xlim(-REACH - 0.25, REACH + 0.25)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(label("fit_axis", language))
    for when, said in (("before", label("fit_before", language)), ("after", label("fit_after", language))):
        axes.scatter([], [], color=COLOURS[when], s=24, label=said)
    axes.legend(loc="lower left", bbox_to_anchor=(-0.02, 1.0), ncols=2, frameon=False, fontsize=9, borderpad=0.0)
    return Drawing(figure, table)


def _normalised(facts: pd.DataFrame) -> pd.DataFrame:
    """Add where values and ends of intervals lie on the axis of half-widths."""
    middle = 0.5 * (numbers(facts, "low") + numbers(facts, "high"))
    half = 0.5 * (numbers(facts, "high") - numbers(facts, "low"))
    places = {
        f"{name}_place": (numbers(facts, name) - middle) / half
        for when in COLOURS
        for name in (when, f"{when}_low", f"{when}_high")
    }
    return facts.assign(**places)


def _draw(axes: Axes, table: pd.DataFrame, when: str) -> None:
    height = np.arange(len(table)) + SHIFT[when]
    value, low, high = (numbers(table, f"{name}_place") for name in (when, f"{when}_low", f"{when}_high"))
    edge = np.clip(value, -REACH, REACH)
    axes.hlines(height, np.clip(low, -REACH, REACH), np.clip(high, -REACH, REACH), color=COLOURS[when], linewidth=1.2)
    inside = np.abs(value) <= REACH
    axes.scatter(edge[inside], height[inside], color=COLOURS[when], s=24, zorder=4)
    for sign, marker in ((-1.0, "<"), (1.0, ">")):
        beyond = ~inside & (np.sign(value) == sign)
        axes.scatter(edge[beyond], height[beyond], color=COLOURS[when], s=34, marker=marker, zorder=4)


def _tell(axes: Axes, facts: pd.DataFrame) -> None:
    """Write the numbers themselves at the right."""
    told = zip(*(numbers(facts, name) for name in ("before", "after")), column(facts, "after_verdict"), strict=True)
    for place, (before, after, verdict) in enumerate(told):
        axes.annotate(
            f"{before:.3g} → {after:.3g}".replace("-", "−"), (1.0, place), xycoords=("axes fraction", "data"),
            xytext=(8, 0), textcoords="offset points", va="center", size=SMALL,
            color=INK if verdict == "near" else VERMILLION,
        )  # fmt: skip
