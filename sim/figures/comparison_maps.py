"""The comparison on the map: where each run radiates, and below it by how much more or less than the first."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh

from sim.figures.captions import against_all, listed
from sim.figures.cell_map import draw_bar, draw_cells, draw_scale, map_size, place_points
from sim.figures.labels import Language, label
from sim.figures.style import DIVERGING, INK, TWO_COLUMNS, Drawing, add_axes, sheet
from sim.figures.twin_map import colour_reach
from sim.measures.cell_effects import AROUND_KM
from sim.measures.comparing import Comparison, Part
from sim.measures.comparing_maps import map_of_differences, on_one_map
from sim.measures.tables import column, numbers, rows

GAP, BAR, EDGE = 0.25, 0.85, 0.25
"""Inches: room between two maps, room of the colour bar and of the left edge."""

TOP, TITLE, BOTTOM = 0.75, 0.36, 0.72
"""Inches: room of the figure's title, of a map's title, of scale bar and footer."""

NAMED = 17
"""Letters of a run's name that fit above its map."""


def draw_comparison_maps(found: Comparison, *, language: Language = "en") -> Drawing | None:
    """Draw the map of each run and, below, its difference to the first: one scale and one set of colours for all.

    Args:
        found: What is compared.
        language: Language of the texts.

    Returns:
        The drawing, or nothing where no other run lies on the map of the first.
    """
    parts = on_one_map(found)
    if not parts:
        return None
    table = map_of_differences(parts)
    panels = _panels(parts)
    columns, lines = (1 + max(getattr(panel, place) for panel in panels) for place in ("column", "line"))
    wide = (TWO_COLUMNS - EDGE - BAR) / columns - GAP
    high = map_size(rows(table, column(table, "run") == parts[0].name), width=wide, beside=0.0, around=0.0)[1]
    height = TOP + lines * (TITLE + high) + BOTTOM
    figure = sheet(
        TWO_COLUMNS,
        height,
        title=label("comparison_map_title", language),
        subtitle=_subtitle(parts, language),
        footer=_footer(found, parts, language),
    )
    reach = 100.0 * colour_reach(*_all_that_is_coloured(table))
    drawn = []
    for panel in panels:
        left, top = EDGE + panel.column * (wide + GAP), TOP + TITLE + panel.line * (TITLE + high)
        axes = add_axes(figure, left=left, right=TWO_COLUMNS - left - wide, bottom=height - top - high, top=top)
        drawn.append((axes, _draw(axes, panel, table, reach, language)))
    first, (last, mesh) = drawn[0][0], drawn[-1]
    draw_scale(first, rows(table, column(table, "run") == parts[0].name), language)
    for axes, _ in drawn:
        # The scale bar lies below the first map; all keep the same proportions.
        axes.set_xlim(first.get_xlim())
        axes.set_ylim(first.get_ylim())
    draw_bar(last, mesh, label("points_axis", language), extend="both")
    return Drawing(figure, _numbers(table))


@dataclass(frozen=True)
class _Panel:
    """One map: whose, its own effect or the difference to the first, and where it stands."""

    part: Part
    name: str
    """Column that is coloured: `around` or `difference`."""
    first: Part
    column: int
    line: int


def _panels(parts: tuple[Part, ...]) -> list[_Panel]:
    """Lay the maps out: two runs and their difference in one line, or else differences below the runs."""
    first, *others = parts
    found = [_Panel(part, "around", first, number, 0) for number, part in enumerate(parts)]
    if len(others) == 1:
        return [*found, _Panel(others[0], "difference", first, 2, 0)]
    return [*found, *(_Panel(part, "difference", first, number, 1) for number, part in enumerate(others, 1))]


def _draw(axes: Axes, panel: _Panel, table: pd.DataFrame, reach: float, language: Language) -> QuadMesh:
    grid = rows(table, column(table, "run") == panel.part.name)
    style = {"cmap": DIVERGING, "vmin": -reach, "vmax": reach}
    mesh = draw_cells(axes, grid, 100.0 * numbers(grid, panel.name), style)
    _mark_zones(axes, grid, panel.part)
    axes.set_title(_title(panel, language), loc="left", size=9.5, color=INK, pad=5)
    return mesh


def _mark_zones(axes: Axes, grid: pd.DataFrame, part: Part) -> None:
    """Mark the zones that the run's twins differ in."""
    places = part.answers.base[0].table("places")
    zones = rows(places, column(places, "kind") == "zone")
    treated = rows(zones, np.isin(column(zones, "place"), part.answers.rings[0].zones))
    x, y = place_points(grid, treated)
    axes.scatter(x, y, zorder=5, facecolor="white", edgecolor=INK, s=13, linewidth=0.8)


def _title(panel: _Panel, language: Language) -> str:
    if panel.name == "around":
        return _short(panel.part.name)
    told = {"name": _short(panel.part.name), "first": _short(panel.first.name)}
    return label("comparison_map_difference", language, **told)


def _short(name: str) -> str:
    return name if len(name) <= NAMED else name[: NAMED - 1] + "…"


def _all_that_is_coloured(table: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Give every value that is coloured, and the economy that it stands for, so that one scale serves all maps."""
    weight = numbers(table, "counterfactual")
    values = np.concatenate([numbers(table, "around"), numbers(table, "difference")])
    return values, np.concatenate([weight, weight])


def _subtitle(parts: tuple[Part, ...], language: Language) -> str:
    arms = against_all([part.counterfactual for part in parts], language)
    return label("comparison_map_subtitle", language, km=round(AROUND_KM), counterfactual=arms)


def _footer(found: Comparison, parts: tuple[Part, ...], language: Language) -> str:
    counts = sorted({len(part.replicates) for part in parts})
    told = label("replicates", language, count="–".join(str(count) for count in counts))
    names = listed([part.name for part in parts], language)
    text = label("comparison_map_footer", language, replicates=told, names=names)
    luck = dict(zip((part.name for part in found.parts), found.paired, strict=True))
    if not all(luck[part.name] for part in parts):
        text += "\n" + label("comparison_unpaired", language)
    if len(parts) < len(found.parts):
        text += "\n" + label("comparison_map_elsewhere", language)
    return text


def _numbers(table: pd.DataFrame) -> pd.DataFrame:
    kept = ["run", "cell", "longitude", "latitude", "x_km", "y_km", "base", "counterfactual", "effect", "around"]
    return pd.DataFrame(table[[*kept, "difference"]])
