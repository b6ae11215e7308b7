"""The screening: mean size of each parameter's effect, beside what luck alone would show."""

import numpy as np
import pandas as pd

from sim.figures.labels import Language, label, unit_name
from sim.figures.sensitivity_sheets import ROW, footer_of, name_rows
from sim.figures.style import INK, NO_DATA, ORANGE, SKY, TWO_COLUMNS, Drawing, add_axes, sheet
from sim.measures.sensitivity.screening import MATTERS
from sim.results.swept import Swept


def draw_screening(swept: Swept, table: pd.DataFrame, *, language: Language = "en") -> Drawing:
    """Draw Morris's effects of one number as bars.

    Args:
        swept: Stage that is drawn.
        table: Its screening table, of one measure.
        language: Language of the texts.
    """
    names = [str(name) for name in table["parameter"]]
    measure, unit = str(table["measure"].iloc[0]), str(table["unit"].iloc[0])
    walks = len(swept.manifest["points"]) // (len(names) + 1)
    figure = sheet(
        TWO_COLUMNS, 2.1 + ROW * len(names),
        title=label("screening_title", language, measure=measure),
        subtitle=label("screening_subtitle", language, walks=walks),
        footer=footer_of(swept, language, label("screening_key", language)),
    )  # fmt: skip
    axes = add_axes(figure, left=2.2, right=0.6, bottom=1.05, top=0.95)
    rows = np.arange(len(names))
    value, low, high, luck = (
        table[key].to_numpy(dtype=np.float64) for key in ("mu_star", "mu_star_low", "mu_star_high", "luck_alone")
    )
    clear = (table["verdict"] == MATTERS).to_numpy()
    axes.barh(rows, value, height=0.6, color=np.where(clear, SKY, NO_DATA), edgecolor=np.where(clear, SKY, "#BBBBBB"))
    axes.hlines(rows, np.maximum(low, 0.0), high, color=INK, linewidth=0.9)
    axes.scatter(luck, rows, marker="D", s=22, color=ORANGE, zorder=4)
    axes.set_xlim(left=0.0)
    name_rows(axes, names)
    axes.set_xlabel(label("screening_axis", language, unit=unit_name(unit, language)))
    return Drawing(figure, table)
