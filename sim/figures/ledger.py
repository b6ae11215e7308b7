"""The ledger: where the firms, workers and orders come from that the zones gain."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.figures.captions import against, footer, ring_label
from sim.figures.labels import LABELS, Language, label
from sim.figures.style import GREY, HALO, INK, PALE, SMALL, TWO_COLUMNS, Drawing, add_axes, sheet, side
from sim.measures.ledger import ABROAD, CREATED, GROWN, QUANTITIES, TOTAL, Ledger
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
        TWO_COLUMNS,
        2.15 + 0.34 * len(shown),
        title=label("ledger_title", language),
        subtitle=label("ledger_subtitle", language, year=found.year, counterfactual=against(counterfactual, language)),
        footer=footer(run, language, counterfactual=counterfactual, shaded="whisker"),
    )
    width = (TWO_COLUMNS - 1.85 - 0.3) / len(QUANTITIES)
    for number, quantity in enumerate(QUANTITIES):
        left = 1.85 + number * width
        axes = add_axes(figure, left=left, right=TWO_COLUMNS - left - width + 0.3, bottom=0.75, top=1.15)
        _draw_quantity(axes, table[table["quantity"] == quantity].set_index("entry").loc[shown])
        axes.set_title(label(f"ledger_{quantity}", language), loc="left", size=10, color=INK, pad=8)
        names = [_name(entry, language) for entry in shown] if number == 0 else [""] * len(shown)
        axes.set_yticks(np.arange(len(shown)), names)
    return Drawing(figure, table)


def _colour(entry: str, net: float) -> str:
    """Give the colour of a bar: drawn from elsewhere is siphoned, gone there radiates; what is new is neither."""
    if entry in {TOTAL, GROWN, CREATED, ABROAD}:
        return INK if entry == TOTAL else GREY
    return side(-net)


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
    colours = [_colour(str(entry), float(value)) for entry, value in zip(told.index, net, strict=True)]
    axes.barh(height, net, height=0.62, color=colours, alpha=0.8, zorder=2)
    axes.hlines(height, low, high, color=INK, linewidth=1.0, zorder=3)
    axes.axvline(0.0, color=INK, linewidth=0.8, zorder=4)
    axes.axhline(len(told) - 1.5, color=PALE, linewidth=0.8)
    axes.margins(x=0.2)
    # Beyond the whisker, so that neither hides the other; with one replicate there is none.
    ends = np.fmax(np.fmax(net, high), 0.0)
    for place, value, end in zip(height, net, ends, strict=True):
        text = (f"{value:+,.3g}" if abs(value) < 1000.0 else f"{value:+,.0f}").replace("-", "−")
        axes.annotate(
            text, (end, place), xytext=(4, 0), textcoords="offset points", ha="left", va="center", size=SMALL,
            color=INK, path_effects=HALO, zorder=6,
        )  # fmt: skip
    axes.set_ylim(len(told) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
