"""The map of a scenario: where its zones stand, and how dense the economy around them is at the start."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.basis.luck import Luck
from sim.figures.cell_map import draw_bar, draw_cells, draw_scale, map_size, place_points
from sim.figures.labels import Language, label
from sim.figures.style import HALO, INK, ONE_COLUMN, SMALL, Drawing, add_axes, sheet
from sim.measures.tables import numbers
from sim.model.founding import map_of
from sim.scenario.schema import Scenario
from sim.world.geography import Geography

FEW = 6
"""Zones up to which each is named on the map."""


def draw_scenario_map(scenario: Scenario, *, language: Language = "en") -> Drawing:
    """Draw GDP by land at the policy date, and the zones of the scenario.

    Args:
        scenario: What is drawn, with the region sizes of replicate 0 where they are drawn by luck.
        language: Language of the texts.
    """
    geography = map_of(scenario, Luck(scenario.seed, 0))
    cells = _cells(geography)
    width, height = map_size(cells, width=ONE_COLUMN, beside=1.7, around=1.6)
    told = {"zones": geography.zones, "regions": geography.regions - (geography.rest_of_country >= 0)}
    figure = sheet(
        width,
        height,
        title=label("scenario_map_title", language),
        subtitle=label("scenario_map_subtitle", language, **told),
        footer=label("scenario_map_footer", language, name=scenario.name, date=scenario.policy_date),
    )
    axes = add_axes(figure, left=0.25, right=1.45, bottom=0.65, top=0.9)
    known = numbers(cells, "density")
    top = float(np.quantile(known[known > 0.0], 0.98)) if (known > 0.0).any() else 1.0
    # Empty land stays visible, and dense cells stay lighter than the ink of what is drawn on them.
    mesh = draw_cells(axes, cells, np.minimum(known / top, 1.0), {"cmap": "Greys", "vmin": -0.25, "vmax": 1.5})
    _draw_zones(axes, cells, geography, language)
    draw_scale(axes, cells, language)
    draw_bar(axes, mesh, label("density_axis", language), extend="neither")
    mesh.colorbar.ax.set_ylim(0.0, 1.0)  # pyright: ignore[reportOptionalMemberAccess]  # it was just given one
    return Drawing(figure, cells)


def _cells(geography: Geography) -> pd.DataFrame:
    """Lay out the cells on the map with their GDP by land."""
    gdp = geography.cell_activity * geography.region_gdp[geography.cell_region]
    frame = pd.DataFrame(
        {
            "cell": np.arange(geography.cells),
            "row": geography.cell_row,
            "column": geography.cell_column,
            "longitude": geography.cell_longitude,
            "latitude": geography.cell_latitude,
            "x_km": geography.cell_position[:, 0],
            "y_km": geography.cell_position[:, 1],
            "region": geography.cell_region,
            "density": gdp / geography.cell_area,
        }
    )
    return frame[geography.cell_row >= 0].reset_index(drop=True)


def _draw_zones(axes: Axes, cells: pd.DataFrame, geography: Geography, language: Language) -> None:
    """Mark the zones; a few of them by name."""
    names = geography.zone_name_zh if language == "zh" else geography.zone_name
    places = pd.DataFrame(
        {
            "name": [named or other for named, other in zip(names, geography.zone_name, strict=True)],
            "longitude": geography.zone_longitude,
            "latitude": geography.zone_latitude,
            "x_km": geography.zone_position[:, 0],
            "y_km": geography.zone_position[:, 1],
        }
    )
    x, y = place_points(cells, places)
    axes.scatter(x, y, s=22, facecolor="white", edgecolor=INK, linewidth=1.0, zorder=5)
    for name, across, up in zip(places["name"] if len(places) <= FEW else (), x, y, strict=False):
        at = (float(across), float(up))
        axes.annotate(name, at, xytext=(6, 4), textcoords="offset points", size=SMALL, path_effects=HALO, zorder=6)
