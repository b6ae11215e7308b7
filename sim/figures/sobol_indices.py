"""Sobol' indices as bars, and below them all variance: parameters, luck that points share, luck of each point."""

import math

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.figures.labels import Language, label
from sim.figures.sensitivity_sheets import ROW, footer_of, name_rows
from sim.figures.style import INK, ORANGE, PALE, PURPLE, SKY, SMALL, TWO_COLUMNS, Drawing, add_axes, sheet
from sim.measures.tables import column, numbers, rows
from sim.results.swept import Swept

PARTS = {"parameters": SKY, "shared luck": ORANGE, "mixed luck": PURPLE}


def draw_indices(swept: Swept, table: pd.DataFrame, variance: pd.DataFrame, *, language: Language = "en") -> Drawing:
    """Draw the indices of one number and the parts of its variance.

    Args:
        swept: Stage that is drawn.
        table: Its table of indices, of one measure.
        variance: Its table of variance, of the same measure.
        language: Language of the texts.
    """
    measure = str(table["measure"].iloc[0])
    samples = len(swept.manifest["points"]) // (len(table) + 2)
    height = 3.75 + 1.35 * ROW * len(table)
    figure = sheet(
        TWO_COLUMNS, height,
        title=label("indices_title", language, measure=measure),
        subtitle=label("indices_subtitle", language, samples=samples),
        footer=footer_of(swept, language, _key(variance, language)),
    )  # fmt: skip
    bars = add_axes(figure, left=2.2, right=0.6, bottom=2.7, top=0.95)
    parts = add_axes(figure, left=2.2, right=0.6, bottom=1.35, top=height - 1.77)
    _draw_bars(bars, table, language)
    _draw_parts(parts, variance, language)
    told = variance.rename(columns={"part": "parameter", "share": "total", "share_low": "total_low",
                                    "share_high": "total_high"})  # fmt: skip
    return Drawing(figure, pd.concat([table, told.dropna(axis=1, how="all")], ignore_index=True))


def _draw_bars(axes: Axes, table: pd.DataFrame, language: Language) -> None:
    places = np.arange(len(table))
    for name, colour, shift in (("total", PALE, -0.2), ("first", SKY, 0.2)):
        value, low, high = (table[f"{name}{end}"].to_numpy(dtype=np.float64) for end in ("", "_low", "_high"))
        axes.barh(places + shift, value, height=0.38, color=colour, label=label(f"indices_{name}", language))
        axes.hlines(places + shift, low, high, color=INK, linewidth=0.9)
    axes.axvline(0.0, color=INK, linewidth=0.8)
    name_rows(axes, [str(name) for name in table["parameter"]])
    axes.set_xlabel(label("indices_axis", language))
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, frameon=False, fontsize=SMALL)


def _draw_parts(axes: Axes, variance: pd.DataFrame, language: Language) -> None:
    share = dict(zip(column(variance, "part"), numbers(variance, "share").tolist(), strict=True))
    left = 0.0
    for part, colour in PARTS.items():
        width = float(np.nan_to_num(max(share[part], 0.0)))
        name = label(f"part_{part.replace(' ', '_')}", language)
        axes.barh(0.0, width, left=left, color=colour, label=f"{name} {100.0 * share[part]:.0f} %")
        left += width
    axes.set_xlim(0.0, max(left, 1.0))
    axes.set_yticks([])
    axes.set_xlabel(label("variance_axis", language))
    axes.legend(loc="lower left", bbox_to_anchor=(-0.01, 0.98), ncols=len(PARTS), frameon=False, fontsize=SMALL)


def _key(variance: pd.DataFrame, language: Language) -> str:
    luck = rows(variance, column(variance, "part") == "luck")
    share, low, high = (float(numbers(luck, key)[0]) for key in ("share", "share_low", "share_high"))
    if math.isnan(share):
        return label("indices_key_unknown", language)
    told = {"share": share, "low": low, "high": high}
    return label("indices_key", language, **{key: f"{100.0 * value:.0f} %" for key, value in told.items()})
