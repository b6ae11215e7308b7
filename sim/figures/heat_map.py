"""The heat map: the effect of zones on the economy outside them, by distance and year."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh

from sim.basis.arrays import Floats
from sim.figures.captions import against, axis_label, footer, ring_label
from sim.figures.cell_map import draw_bar
from sim.figures.labels import Language, label
from sim.figures.style import DIVERGING, INK, NO_DATA, SMALL, TWO_COLUMNS, Drawing, add_axes, ink_on, sheet, signed
from sim.measures.headline import Answers
from sim.measures.radiation import Curve
from sim.results.run import Run

MOST_WRITTEN = 12
"""Years up to which the value is written into each field."""


def draw_heat_map(
    run: Run, counterfactual: str, found: Answers, *, language: Language = "en", column: str = "gdp"
) -> Drawing:
    """Draw the effect of each ring in each recorded year, blue where zones radiate and red where they draw in.

    Args:
        run: Run that is drawn.
        counterfactual: Arm that the base is held against.
        found: What the twins say.
        language: Language of the texts.
        column: What of the outside economy, by its short name: `gdp`, `firms` ...
    """
    curve = found.curve_of(column)
    what = label(f"column_{curve.column}", language)
    figure = sheet(
        TWO_COLUMNS,
        2.45 + 0.42 * len(curve.names),
        title=label("heat_title", language),
        subtitle=label(
            "radiation_subtitle", language, what=what, counterfactual=against(counterfactual, language)
        ),
        footer=footer(run, language, counterfactual=counterfactual, shaded="heat_key"),
    )  # fmt: skip
    axes = add_axes(figure, left=1.55, right=1.55, bottom=1.05, top=1.1)
    effect = 100.0 * np.where(np.isnan(curve.distance), np.nan, curve.band.value).T
    mesh = _draw_fields(axes, curve, effect, language)
    _mark_undecided(axes, curve, effect)
    axes.set_title(axis_label(curve, language), loc="left", size=9, color=INK, pad=8)
    draw_bar(axes, mesh, label("points_axis", language))
    return Drawing(figure, curve.table())


def _draw_fields(axes: Axes, curve: Curve, effect: Floats, language: Language) -> QuadMesh:
    """Colour a field for each ring (upwards) and year (across); one without an outside economy stays grey."""
    years = curve.years["year"].to_numpy(dtype=np.float64)
    reach = float(np.nanmax(np.abs(effect))) if np.isfinite(effect).any() else 0.0
    axes.set_facecolor(NO_DATA)
    style = {"cmap": DIVERGING, "vmin": -(reach or 1.0), "vmax": reach or 1.0}
    fields = np.ma.masked_invalid(effect)
    mesh = axes.pcolormesh(years, np.arange(len(effect)), fields, shading="nearest", rasterized=True, **style)
    axes.set_yticks(np.arange(len(effect)), [ring_label(name, language) for name in curve.names])
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(label("years_axis", language))
    if len(years) <= MOST_WRITTEN:
        axes.set_xticks(years)
        _write_values(axes, mesh, years, effect)
    return mesh


def _write_values(axes: Axes, mesh: QuadMesh, years: Floats, effect: Floats) -> None:
    for (ring, year), value in np.ndenumerate(effect):
        if np.isfinite(value) and value != 0.0:
            text = signed(value / 100.0)
            at = float(years[year]), ring + 0.12
            colour = ink_on(mesh, float(value))
            axes.text(*at, text, ha="center", va="bottom", size=SMALL, color=colour, zorder=4)


def _mark_undecided(axes: Axes, curve: Curve, effect: Floats) -> None:
    """Put a dot where zero lies within the field's own interval; the fork, where nothing differs yet, has none."""
    found = curve.pointwise
    differs = np.isfinite(effect) & (curve.samples != 0.0).any(axis=0).T
    ring, year = np.nonzero(differs & np.isfinite(found.low).T & ~found.clear_of_zero.T)
    x = curve.years["year"].to_numpy(dtype=np.float64)[year]
    axes.scatter(x, ring - 0.12, s=13, color=INK, edgecolor="white", linewidth=0.6, zorder=5)
