"""The phase diagram: where in the plane of two factors a zone draws growth in, and where it radiates.

Three panels: the effect on the ring next to the zone, with its zero contour and where zero lies within the interval;
what is gained outside for each unit inside; and what the factor upwards is worth at each value of the other.
"""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from sim.figures.captions import ring_label
from sim.figures.labels import LABELS, Language, counterfactual_name, label
from sim.figures.style import (
    DIVERGING,
    GREEN,
    GREY,
    HALO,
    INK,
    NO_DATA,
    PALE,
    RADIATES,
    SIPHONS,
    SMALL,
    TWO_COLUMNS,
    Drawing,
    Sheet,
    add_axes,
    ink_on,
    label_end,
    sheet,
    signed,
    spread_labels,
)
from sim.figures.wrapping import wrapped
from sim.measures.phase import TOTAL, Phase

HEIGHT, PANEL = 8.9, 2.95
"""Inches: height of the figure, width and height of each panel."""
LEFT, TOP = (0.75, 5.4), (1.1, 5.0)
"""Inches of the panels from the left and the top of the figure."""


def draw_phase_diagram(
    found: Phase, *, name: str, counterfactual: str, years: int, language: Language = "en"
) -> Drawing:
    """Draw the phase diagram of a sweep over two factors.

    Args:
        found: Effects over the grid.
        name: Name of the sweep.
        counterfactual: What each point is held against.
        years: Years after the policy date that are drawn.
        language: Language of the texts.
    """
    across, upwards = (factor_name(key, language) for key in found.keys)
    told = {"across": across, "upwards": upwards, "years": years, "ring": _ring(found, language)}
    figure = sheet(
        TWO_COLUMNS,
        HEIGHT,
        title=label("phase_title", language, **told),
        subtitle=label("phase_subtitle", language, name=counterfactual_name(counterfactual, language), **told),
        footer=_footer(found, name, language),
    )
    first, second, third = (
        add_axes(figure, left=left, right=TWO_COLUMNS - left - PANEL, bottom=HEIGHT - top - PANEL, top=top)
        for left, top in ((LEFT[0], TOP[0]), (LEFT[1], TOP[0]), (LEFT[0], TOP[1]))
    )
    effect, ratio = found.effect(found.near), found.ratio()
    mesh = _draw_surface(first, found, 100.0 * effect.value)
    _draw_boundary(first, found, language)
    _add_bar(first, mesh, label("effect_axis_short", language))
    mesh = _draw_surface(second, found, ratio.value)
    _write_values(second, mesh, found, ratio.value)
    _add_bar(second, mesh, label("phase_ratio_axis", language))
    _draw_rise(third, found, language)
    for axes, title in ((first, "phase_near"), (second, "phase_ratio"), (third, "phase_rise")):
        axes.set_title(label(title, language, **told), loc="left", size=10, color=INK, pad=8)
        axes.set_xlabel(across)
    _draw_key(figure, language)
    first.set_ylabel(upwards)
    second.set_ylabel(upwards)
    return Drawing(figure, _numbers(found))


def factor_name(key: str, language: Language) -> str:
    """Give the name of a factor as figures write it; any other parameter goes by its dotted key."""
    return label(f"factor.{key}", language) if f"factor.{key}" in LABELS else key


def _edges(values: np.ndarray) -> np.ndarray:
    """Give the borders of fields around values: half way between two, and as far beyond the ends."""
    middle = 0.5 * (values[1:] + values[:-1])
    return np.concatenate([[2.0 * values[0] - middle[0]], middle, [2.0 * values[-1] - middle[-1]]])


def _draw_surface(axes: Axes, found: Phase, values: np.ndarray) -> QuadMesh:
    """Colour each point of the grid, as radiation above zero and as siphoning below; without a value it is grey."""
    axes.set_facecolor(NO_DATA)
    reach = float(np.nanmax(np.abs(values))) if np.isfinite(values).any() else 0.0
    style: dict[str, Any] = {"cmap": DIVERGING, "vmin": -(reach or 1.0), "vmax": reach or 1.0}
    mesh = axes.pcolormesh(
        _edges(found.across), _edges(found.upwards), np.ma.masked_invalid(values.T), rasterized=True, **style
    )
    axes.set_box_aspect(1.0)
    if max(values.shape) <= MOST_WRITTEN:
        axes.set_xticks(found.across, [f"{value:g}" for value in found.across])
        axes.set_yticks(found.upwards, [f"{value:g}" for value in found.upwards])
    return mesh


def _draw_boundary(axes: Axes, found: Phase, language: Language) -> None:
    """Draw the zero contour, its interval at each value across, and dots where zero lies within a point's interval."""
    effect = found.effect(found.near)
    place = np.argwhere(found.undecided(found.near))
    x, y = found.across[place[:, 0]], found.upwards[place[:, 1]]
    axes.scatter(x, y, s=11, color=INK, edgecolor="white", linewidth=0.5, zorder=5)
    grid = np.meshgrid(found.across, found.upwards)
    if effect.value.min() < 0.0 < effect.value.max():
        axes.contour(*grid, effect.value.T, levels=[0.0], colors=INK, linewidths=2.0, zorder=6)
    table = found.boundary(found.near)
    known = np.isfinite(table["low"].to_numpy())
    at, middle = table[found.keys[0]].to_numpy()[known], table[found.keys[1]].to_numpy()[known]
    low, high = (table[side].to_numpy()[known] for side in ("low", "high"))
    axes.errorbar(at, middle, yerr=[middle - low, high - middle], fmt="none", ecolor=INK, elinewidth=1.0, zorder=6)
    bottom, top = _edges(found.upwards)[[0, -1]]
    axes.set_ylim(bottom, top)
    _name_region(axes, found, effect.value > 0.0, label("phase_radiates", language))
    _name_region(axes, found, effect.value < 0.0, label("phase_draws_in", language))


def _name_region(axes: Axes, found: Phase, inside: np.ndarray, text: str) -> None:
    """Write the name of a region at its middle, where it has more than a few points that are clear of zero."""
    clear = inside & ~found.undecided(found.near)
    if clear.sum() < SOME_POINTS:
        return
    x, y = np.meshgrid(found.across, found.upwards, indexing="ij")
    at = np.mean(x[clear]), np.mean(y[clear])
    axes.text(float(at[0]), float(at[1]), text, ha="center", va="center", size=11, path_effects=HALO, zorder=7)


SOME_POINTS = 3


def _write_values(axes: Axes, mesh: QuadMesh, found: Phase, values: np.ndarray) -> None:
    """Write the value into each field, where fields are wide enough."""
    if max(values.shape) > MOST_WRITTEN:
        return
    for (i, j), value in np.ndenumerate(values):
        if np.isfinite(value):
            text = f"{value:.1f}".replace("-", "−")
            at = float(found.across[i]), float(found.upwards[j])
            axes.text(*at, text, ha="center", va="center", size=SMALL, color=ink_on(mesh, float(value)))


MOST_WRITTEN = 10


def _add_bar(axes: Axes, mesh: QuadMesh, text: str) -> None:
    figure: Any = axes.get_figure(root=True)
    bar = figure.colorbar(mesh, cax=axes.inset_axes((1.04, 0.0, 0.045, 1.0)))
    bar.outline.set_visible(False)
    bar.ax.tick_params(labelsize=SMALL)
    bar.ax.set_title(text, size=SMALL, color=GREY, loc="left", pad=5)


def _draw_rise(axes: Axes, found: Phase, language: Language) -> None:
    """Draw what the factor upwards is worth at each value of the other, near the zone and in all that is outside."""
    names = {found.near: INK, TOTAL: GREEN}
    ends = []
    for name, colour in names.items():
        table = found.rise(name)
        value, low, high = (100.0 * table[each].to_numpy() for each in ("value", "low", "high"))
        axes.fill_between(found.across, low, high, color=colour, alpha=0.16, linewidth=0)
        axes.plot(found.across, value, color=colour, marker="o", markersize=4)
        ends.append(float(value[-1]))
    axes.axhline(0.0, color=INK, linewidth=0.8, zorder=1)
    axes.set_ylabel(label("points_axis", language))
    axes.set_box_aspect(1.0)
    low, high = axes.get_ylim()
    texts = (_ring(found, language), label("phase_outside", language))
    heights = spread_labels(ends, 0.16 * (high - low))
    for colour, text, end, height in zip(names.values(), texts, ends, heights, strict=True):
        label_end(axes, f"{text}\n{signed(end / 100.0)}", height, colour)


def _draw_key(figure: Sheet, language: Language) -> None:
    """Explain the marks where a fourth panel would stand."""
    marks: dict[str, Artist] = {
        "phase_key_radiates": Patch(color=RADIATES),
        "phase_key_siphons": Patch(color=SIPHONS),
        "phase_key_zero": Line2D([], [], color=INK, linewidth=2.0),
        "phase_key_bars": Line2D([], [], color=INK, linestyle="none", marker="|", markersize=12.0),
        "phase_key_dots": Line2D([], [], color=INK, linestyle="none", marker="o", markersize=3.5),
        "phase_key_grey": Patch(facecolor=NO_DATA, edgecolor=PALE),
        "phase_key_worth": Line2D([], [], color=INK, marker="o", markersize=4.0),
    }
    names = [wrapped(figure, label(key, language), SMALL, 70.0 * (TWO_COLUMNS - LEFT[1] - 0.7)) for key in marks]
    at = figure.place(LEFT[1] - 0.6, TOP[1] - 0.1, 0.0, 0.0)[:2]
    figure.legend(
        list(marks.values()), names, loc="upper left", bbox_to_anchor=at,
        frameon=False, fontsize=SMALL, labelspacing=0.9, handlelength=1.6,
    )  # fmt: skip


def _ring(found: Phase, language: Language) -> str:
    name = found.near.removeprefix("radiation.gdp.")
    if not name[0].isdigit():
        return ring_label(name, language)
    km = name.removesuffix("km").removesuffix("km+").replace("-", "–")
    return label("ring", language, km=km)


def _footer(found: Phase, name: str, language: Language) -> str:
    count = found.replicates
    replicates = label("one_replicate", language) if count == 1 else label("replicates", language, count=count)
    return label("phase_footer", language, name=name, replicates=replicates)


def _numbers(found: Phase) -> pd.DataFrame:
    points = found.table().assign(part="point")
    turns = found.boundary(found.near).assign(part="zero contour")
    rises = [found.rise(name).assign(part=f"rise of {name}") for name in (found.near, TOTAL)]
    return pd.concat([points, turns, *rises], ignore_index=True)
