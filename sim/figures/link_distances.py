"""How far supplier links reach: their share by distance, and the median."""

import numpy as np
from matplotlib.axes import Axes

from sim.figures.captions import footer
from sim.figures.labels import Language, label
from sim.figures.style import INK, ONE_COLUMN, SKY, SMALL, Drawing, add_axes, sheet
from sim.measures.links import link_distances, median_link_km
from sim.measures.tables import numbers
from sim.results.run import BASE, Run


def draw_link_distances(run: Run, *, language: Language = "en") -> Drawing:
    """Draw the share of live links in each band of distance in the last recorded year of the base.

    Args:
        run: Run that is drawn.
        language: Language of the texts.
    """
    worlds = run.worlds(BASE)
    table, medians = link_distances(worlds), median_link_km(worlds)
    year, median = int(medians["year"].iloc[-1]), float(medians["value"].iloc[-1])
    figure = sheet(
        ONE_COLUMN,
        4.1,
        title=label("links_title", language),
        subtitle=label("links_subtitle", language, year=year),
        footer=footer(run, language, shaded="whisker"),
    )
    axes = add_axes(figure, left=0.65, right=0.2, bottom=1.35, top=1.05)
    low, high = numbers(table, "band_from_km"), numbers(table, "band_to_km")
    share, place = 100.0 * numbers(table, "share"), np.arange(len(table))
    reach = np.abs(np.stack([share - 100.0 * numbers(table, "low"), 100.0 * numbers(table, "high") - share]))
    axes.bar(place, share, width=0.82, color=SKY, alpha=0.85, yerr=np.nan_to_num(reach), error_kw={"linewidth": 0.9})
    axes.scatter(place, 100.0 * numbers(table, "orders_share"), color=INK, s=22, zorder=4, edgecolor="white")
    axes.set_xticks(place, [_band(a, b, language) for a, b in zip(low, high, strict=True)])
    axes.tick_params(axis="x", length=0)
    axes.set_xlabel(label("links_axis", language))
    axes.set_ylabel(label("share_axis", language))
    _mark_median(axes, median, low, high, language)
    axes.text(
        0.995, 0.86, label("by_orders", language), transform=axes.transAxes, ha="right", color=INK, size=SMALL
    )
    return Drawing(figure, table.assign(year=year, median_km=median))


def _band(low: float, high: float, language: Language) -> str:
    if low == 0.0:
        return label("same_cell", language)
    return f"{low:g}–\n{high:g}" if np.isfinite(high) else f"> {low:g}"


def _mark_median(axes: Axes, median: float, low: np.ndarray, high: np.ndarray, language: Language) -> None:
    """Mark the median at its place within its band."""
    if not np.isfinite(median):
        return
    band = int(np.searchsorted(low, median, side="right")) - 1
    width = high[band] - low[band]
    place = band - 0.5 + ((median - low[band]) / width if np.isfinite(width) else 0.5)
    axes.axvline(place, color=INK, linewidth=1.0, linestyle=(0, (3, 2)), ymax=1.02, clip_on=False)
    axes.annotate(
        label("median", language, km=f"{median:.0f}"),
        (place, 1.0),
        xycoords=("data", "axes fraction"),
        xytext=(5, 0),
        textcoords="offset points",
        size=SMALL,
    )
