"""Tables of a world that do not change: places, lots, grid, names of industries, the fit of the fork."""

import numpy as np
import pandas as pd

from sim.economy.settling import sector_value_added
from sim.world.geography import Geography
from sim.world.industries import GROUPS
from sim.world.world import World


def static_tables(world: World) -> dict[str, pd.DataFrame]:
    """Give the tables `places`, `lots`, `grid` and `industry_names`."""
    geography = world.geography
    return {
        "places": pd.concat([_regions(geography), _zones(geography)], ignore_index=True),
        "lots": pd.DataFrame(
            {
                "lot": np.arange(geography.lots),
                "zone": geography.lot_zone,
                "cell": geography.lot_cell,
                "share": geography.lot_share,
            }
        ),
        "grid": _grid(geography),
        "industry_names": pd.DataFrame(
            {
                "industry": np.arange(len(world.industries.names)),
                "name": list(world.industries.names),
                "group": [GROUPS[group] for group in world.industries.group],
            }
        ),
    }


def fork_table(world: World) -> pd.DataFrame:
    """Set the fork beside its data: GDP, sector shares and population of every region."""
    geography = world.geography
    found = sector_value_added(world)
    gdp = found.sum(axis=1)
    quantities = {
        "gdp": (geography.region_gdp, gdp),
        "population": (geography.region_population, world.regions.labour),
        **{f"{group}_share": (geography.region_sectors[:, k], found[:, k] / gdp) for k, group in enumerate(GROUPS)},
    }
    regions = np.arange(geography.regions)
    tables = [
        pd.DataFrame({"region": regions, "quantity": name, "target": target, "found": value})
        for name, (target, value) in quantities.items()
    ]
    return pd.concat(tables, ignore_index=True)


def _regions(geography: Geography) -> pd.DataFrame:
    cells = geography.cell_region
    sectors = geography.region_sectors

    def middle(values: np.ndarray) -> np.ndarray:
        return np.bincount(cells, weights=values * geography.cell_activity, minlength=geography.regions)

    return pd.DataFrame(
        {
            "kind": "region",
            "place": np.arange(geography.regions),
            "name": list(geography.region_name),
            "name_zh": list(geography.region_name_zh),
            "code": list(geography.region_code),
            "host": -1,
            "longitude": middle(geography.cell_longitude),
            "latitude": middle(geography.cell_latitude),
            "x_km": geography.region_position[:, 0],
            "y_km": geography.region_position[:, 1],
            "z_km": geography.region_position[:, 2],
            "area_km2": np.bincount(cells, weights=geography.cell_area, minlength=geography.regions),
            "designated": "",
            "area_known": True,
            "rest_of_country": np.arange(geography.regions) == geography.rest_of_country,
            "gdp_target": geography.region_gdp,
            "primary_target": sectors[:, 0],
            "secondary_target": sectors[:, 1],
            "tertiary_target": sectors[:, 2],
            "population_target": geography.region_population,
            "clusters": [";".join(sorted(names)) for names in geography.region_cluster],
        }
    )


def _zones(geography: Geography) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kind": "zone",
            "place": np.arange(geography.zones),
            "name": list(geography.zone_name),
            "name_zh": list(geography.zone_name_zh),
            "code": list(geography.zone_name),
            "host": geography.zone_host,
            "longitude": geography.zone_longitude,
            "latitude": geography.zone_latitude,
            "x_km": geography.zone_position[:, 0],
            "y_km": geography.zone_position[:, 1],
            "z_km": geography.zone_position[:, 2],
            "area_km2": geography.zone_area,
            "designated": list(geography.zone_designated),
            "area_known": geography.zone_area_known,
            "rest_of_country": False,
            "clusters": "",
        }
    )


def _grid(geography: Geography) -> pd.DataFrame:
    on_map = np.flatnonzero(geography.on_map())
    rows = geography.cell_row[on_map]
    return pd.DataFrame(
        {
            "cell": on_map,
            "row": rows,
            "column": geography.cell_column[on_map],
            "region": geography.cell_region[on_map],
            "x_km": geography.cell_position[on_map, 0],
            "y_km": geography.cell_position[on_map, 1],
            "z_km": geography.cell_position[on_map, 2],
            "longitude": geography.cell_longitude[on_map],
            "latitude": geography.cell_latitude[on_map],
            "area_km2": geography.cell_area[on_map],
            "land": geography.cell_land[on_map],
            "height_km": geography.grid.row_km,
            "width_km": geography.grid.column_km[rows],
        }
    )
