"""The tornado: change of a number at either end of each parameter's range, the widest at the top."""

import numpy as np
import pandas as pd

from sim.figures.labels import Language, label, unit_name
from sim.figures.sensitivity_sheets import ROW, footer_of, name_rows
from sim.figures.style import GREY, INK, ORANGE, SKY, SMALL, TWO_COLUMNS, Drawing, add_axes, sheet
from sim.results.swept import Swept

COLOURS = {"low": SKY, "high": ORANGE}


def draw_tornado(swept: Swept, table: pd.DataFrame, *, language: Language = "en") -> Drawing:
    """Draw the changes of one number.

    Args:
        swept: Stage that is drawn.
        table: Its tornado table, of one measure.
        language: Language of the texts.
    """
    names = list(dict.fromkeys(table["parameter"]))
    measure, unit = str(table["measure"].iloc[0]), str(table["unit"].iloc[0])
    figure = sheet(
        TWO_COLUMNS, 2.1 + ROW * len(names),
        title=label("tornado_title", language, measure=measure),
        subtitle=label("tornado_subtitle", language, measure=measure),
        footer=footer_of(swept, language, label("whisker", language)),
    )  # fmt: skip
    axes = add_axes(figure, left=2.2, right=1.9, bottom=1.05, top=0.95)
    for end, colour in COLOURS.items():
        told = table[table["end"] == end].set_index("parameter").loc[names]
        value, low, high = (told[key].to_numpy(dtype=np.float64) for key in ("change", "change_low", "change_high"))
        rows = np.arange(len(names)) + (-0.19 if end == "low" else 0.19)
        axes.barh(rows, value, height=0.36, color=colour, label=label(f"tornado_{end}", language))
        axes.hlines(rows, low, high, color=INK, linewidth=0.9)
    axes.axvline(0.0, color=INK, linewidth=0.8)
    name_rows(axes, names)
    for row, name in enumerate(names):
        ends = [f"{each:.4g}" for each in table[table["parameter"] == name]["setting"]]
        text = label("tornado_range", language, low=ends[0], high=ends[1])
        axes.annotate(text, (1.0, row), xycoords=("axes fraction", "data"), xytext=(8, 0), textcoords="offset points",
                      va="center", size=SMALL, color=GREY)  # fmt: skip
    axes.set_xlabel(label("tornado_axis", language, unit=unit_name(unit, language)))
    axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2, frameon=False, fontsize=SMALL)
    return Drawing(figure, table)
