"""The ledger: where the firms, workers and orders come from that the zones gain."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.figures.captions import against, footer, ring_label
from sim.figures.labels import LABELS, Language, label
from sim.figures.style import BLUE, GREY, HALO, INK, PALE, VERMILLION, Drawing, add_axes, sheet
from sim.measures.ledger import QUANTITIES, TOTAL, Ledger
from sim.results.run import Run


def draw_ledger(run: Run, counterfactual: str, found: Ledger, *, language: Language = "en") -> Drawing:
    """Draw what the zones gain net, entry by entry, a panel for each quantity.

    Args:
        run: Run that is drawn.
        counterfactual: Arm that the base is held against.
        found: The ledger.
        language: Language of the texts.
    """
    table = found.table()
    entries = [*found.entries, TOTAL]
    shown = [entry for entry in entries if _matters(table, entry)]
    figure = sheet(
        10.4,
        2.15 + 0.34 * len(shown),
        title=label("ledger_title", language),
        subtitle=label("ledger_subtitle", language, year=found.year, counterfactual=against(counterfactual, language)),
        footer=footer(run, language, counterfactual=counterfactual, shaded="whisker"),
    )
    width = (10.4 - 1.75 - 0.5) / len(QUANTITIES)
    for number, quantity in enumerate(QUANTITIES):
        left = 1.75 + number * width
        axes = add_axes(figure, left=left, right=10.4 - left - width + 0.45, bottom=0.95, top=1.1)
        _draw_quantity(axes, table[table["quantity"] == quantity].set_index("entry").loc[shown])
        axes.set_title(label(f"ledger_{quantity}", language), loc="left", size=10, color=INK, pad=8)
        names = [_name(entry, language) for entry in shown] if number == 0 else [""] * len(shown)
        axes.set_yticks(np.arange(len(shown)), names)
    return Drawing(figure, table)


def _matters(table: pd.DataFrame, entry: str) -> bool:
    """Tell whether an entry has anything in it: maps without other zones or a rest of the country have empty ones."""
    told = table[table["entry"] == entry]
    return bool((told["gained"] != 0.0).any() or (told["lost"] != 0.0).any())


def _name(entry: str, language: Language) -> str:
    if f"ledger_{entry}" in LABELS:
        return label(f"ledger_{entry}", language)
    return label("ledger_from", language, ring=ring_label(entry, language))


def _draw_quantity(axes: Axes, told: pd.DataFrame) -> None:
    height = np.arange(len(told))
    low, net, high = (told[name].to_numpy(dtype=np.float64) for name in ("low", "net", "high"))
    signs = [BLUE if value >= 0.0 else VERMILLION for value in net]
    colours = [INK if entry == TOTAL else sign for entry, sign in zip(told.index, signs, strict=True)]
    axes.barh(height, net, height=0.62, color=colours, alpha=0.8, zorder=2)
    axes.hlines(height, low, high, color=GREY, linewidth=1.1, zorder=3)
    axes.axvline(0.0, color=INK, linewidth=0.8, zorder=4)
    axes.axhline(len(told) - 1.5, color=PALE, linewidth=0.8)
    axes.margins(x=0.2)
    # Beyond the whisker, so that neither hides the other; with one replicate there is none.
    ends = np.fmax(np.fmax(net, high), 0.0)
    for place, value, end in zip(height, net, ends, strict=True):
        text = f"{value:+,.3g}".replace("-", "−")
        axes.annotate(
            text, (end, place), xytext=(4, 0), textcoords="offset points", ha="left", va="center", size=7.5, color=INK,
            path_effects=HALO, zorder=6,
        )  # fmt: skip
    axes.set_ylim(len(told) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
