"""The comparison: radiation curves of several runs on one pair of axes, and beside them what differs from the first."""

from itertools import cycle

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.figures.captions import against_all, axis_label, listed
from sim.figures.labels import Language, label
from sim.figures.style import INK, SERIES, TWO_COLUMNS, Drawing, add_axes, name_across, sheet
from sim.measures.comparing import Comparison
from sim.measures.tables import column, numbers, rows


def draw_comparison(found: Comparison, *, language: Language = "en") -> Drawing:
    """Draw the curve of each run in its last year with its band, and the difference of each to the first.

    Args:
        found: What is compared.
        language: Language of the texts.
    """
    colours: dict[str, str] = dict(zip((part.name for part in found.parts), cycle(SERIES), strict=False))
    figure = sheet(
        TWO_COLUMNS,
        4.9,
        title=label("comparison_title", language),
        subtitle=label("comparison_subtitle", language, counterfactual=_against(found, language)),
        footer=_footer(found, language),
    )
    curves = add_axes(figure, left=0.8, right=5.2, bottom=1.1, top=1.4)
    differences = add_axes(figure, left=5.5, right=0.3, bottom=1.1, top=1.4)
    mean = f"mean_{found.parts[0].curve.unit}"
    for name, colour in colours.items():
        _draw(curves, rows(found.curves, column(found.curves, "run") == name), (mean, "effect"), colour, name)
    table = found.curve_differences
    others = [part.name for part in found.parts[1:] if part.name in set(column(table, "run"))]
    for name in others:
        _draw(differences, rows(table, column(table, "run") == name), (mean, "difference"), colours[name], name)
    at = found.parts[0].curve.distance
    reach = 1.02 * float(np.max(at, where=np.isfinite(at), initial=0.0)) or 1.0
    titles = (label("comparison_curves", language), label("comparison_differences", language, name=found.parts[0].name))
    for axes, title in zip((curves, differences), titles, strict=True):
        axes.axhline(0.0, color=INK, linewidth=0.8, zorder=1)
        axes.set_title(title, loc="left", size=10, color=INK, pad=8)
        name_across(axes, axis_label(found.parts[0].curve, language))
        axes.set_xlim(0.0, reach)
    # What is far apart on one of them must not look near on the other.
    ends = np.array([curves.get_ylim(), differences.get_ylim()])
    for axes in (curves, differences):
        axes.set_ylim(float(ends[:, 0].min()), float(ends[:, 1].max()))
    curves.set_ylabel(label("points_axis", language))
    differences.set_ylabel(label("points_axis", language))
    curves.legend(
        loc="lower left", bbox_to_anchor=(-0.02, 1.13), ncols=3, frameon=False, fontsize=9, columnspacing=1.4,
        handlelength=1.4, borderpad=0.0,
    )  # fmt: skip
    return Drawing(figure, _numbers(found))


def _draw(axes: Axes, table: pd.DataFrame, names: tuple[str, str], colour: str, run: str) -> None:
    """Draw the line of a run with its band, from the columns of these names across and upwards."""
    mean, name = names
    known = np.isfinite(numbers(table, mean)) & np.isfinite(numbers(table, name))
    distance = numbers(table, mean)[known]
    value, low, high = (100.0 * numbers(table, each)[known] for each in (name, "band_low", "band_high"))
    axes.fill_between(distance, low, high, color=colour, alpha=0.14, linewidth=0, zorder=2)
    axes.plot(distance, value, color=colour, marker="o", markersize=4, zorder=4, label=run)


def _against(found: Comparison, language: Language) -> str:
    return against_all([part.counterfactual for part in found.parts], language)


def _footer(found: Comparison, language: Language) -> str:
    counts = sorted({len(part.replicates) for part in found.parts})
    told = label("replicates", language, count="–".join(str(count) for count in counts))
    names = listed([part.name for part in found.parts], language)
    text = label("comparison_footer", language, replicates=told, names=names)
    luck = "comparison_paired" if all(found.paired) else "comparison_unpaired"
    return f"{text}\n{label(luck, language)}"


def _numbers(found: Comparison) -> pd.DataFrame:
    kept = ["run", "ring", f"mean_{found.parts[0].curve.unit}", "effect", "band_low", "band_high"]
    curves = found.curves[kept].assign(panel="curve")
    differences = found.curve_differences.rename(columns={"difference": "effect"})
    return pd.concat([curves, differences[kept].assign(panel="difference")], ignore_index=True)
