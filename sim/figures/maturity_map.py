"""The map of policy maturity: at the policy date and at the end, cells by their region, zones as circles."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh

from sim.figures.captions import footer
from sim.figures.cell_map import draw_bar, draw_cells, draw_scale, map_size, place_points
from sim.figures.labels import Language, label
from sim.figures.style import INK, SEQUENTIAL, TWO_COLUMNS, Drawing, add_axes, sheet
from sim.measures.maturity import region_maturity, zone_maturity
from sim.measures.rings import grid_of
from sim.measures.tables import Tables, calendar, column, numbers, rows
from sim.results.run import BASE, Run

PANEL = 4.2
"""Width of each of the two maps in inches."""


def draw_maturity_map(run: Run, *, language: Language = "en") -> Drawing:
    """Draw mean maturity of every region and zone of the base, at the fork and in the last recorded year.

    Args:
        run: Run that is drawn.
        language: Language of the texts.
    """
    worlds = run.worlds(BASE)
    grid = grid_of(worlds[0])
    recorded = calendar(worlds[0].table("nation", ["step", "date"]))["year"]
    years = [int(recorded.iloc[0]), int(recorded.iloc[-1])]
    table = pd.concat([_maturity(worlds, year) for year in years], ignore_index=True)
    width, height = map_size(grid, width=PANEL, beside=0.3, around=1.75)
    figure = sheet(
        TWO_COLUMNS,
        height,
        title=label("maturity_map_title", language),
        subtitle=label("maturity_map_subtitle", language),
        footer=footer(run, language),
    )
    scale = {"cmap": SEQUENTIAL, "vmin": _floor(table), "vmax": _ceiling(table)}
    panels = [add_axes(figure, left=0.3, right=width + 1.2, bottom=0.6, top=1.15)]
    panels += [add_axes(figure, left=width + 0.3, right=1.2, bottom=0.6, top=1.15)]
    meshes = []
    for axes, year in zip(panels, years, strict=True):
        meshes += [_draw_year(axes, worlds[0], rows(table, column(table, "year") == year), scale)]
        axes.set_title(label("year", language, year=year), loc="left", size=10, color=INK, pad=4)
    draw_scale(panels[0], grid, language)
    panels[1].set_ylim(panels[0].get_ylim())
    draw_bar(panels[1], meshes[1], label("maturity_axis", language))
    return Drawing(figure, table)


def _maturity(worlds: Sequence[Tables], year: int) -> pd.DataFrame:
    places = pd.DataFrame(worlds[0].table("places")[["kind", "place", "name", "name_zh"]])
    regions = region_maturity(worlds, year).rename(columns={"region": "place"}).assign(kind="region")
    zones = zone_maturity(worlds, year).rename(columns={"zone": "place"}).assign(kind="zone")
    return places.merge(pd.concat([regions, zones]), on=["kind", "place"]).assign(year=year)


def _draw_year(axes: Axes, world: Tables, table: pd.DataFrame, scale: dict) -> QuadMesh:
    grid = grid_of(world)
    regions = rows(table, column(table, "kind") == "region")
    of_region = dict(zip(column(regions, "place"), numbers(regions, "maturity"), strict=True))
    values = np.array([of_region.get(region, np.nan) for region in column(grid, "region")])
    mesh = draw_cells(axes, grid, values, scale)
    places = world.table("places")
    zones = rows(places, column(places, "kind") == "zone").merge(rows(table, column(table, "kind") == "zone"))
    x, y = place_points(grid, zones)
    axes.scatter(x, y, c=numbers(zones, "maturity"), s=34, edgecolor="white", linewidth=0.8, zorder=5, **scale)
    return mesh


def _floor(table: pd.DataFrame) -> float:
    return float(np.floor(10.0 * numbers(table, "maturity").min()) / 10.0)


def _ceiling(table: pd.DataFrame) -> float:
    return min(float(np.ceil(10.0 * numbers(table, "maturity").max()) / 10.0), 1.0)
