"""A made-up country: square cells on a plane or a torus, rectangular regions, zones and ports at grid points."""

from collections.abc import Mapping

import numpy as np

from sim.basis.arrays import Floats, Integers, PerCell, PerRegion
from sim.basis.errors import ScenarioError
from sim.basis.luck import Luck, Purpose
from sim.world.blocks import CORE, HINTERLAND, block_of, region_of_point, stylised_region_names, stylised_zones
from sim.world.footprints import lay_out
from sim.world.geography import Geography, Grid, distance_km
from sim.world.industries import Industries
from sim.world.known import places_problems
from sim.world.land import ready_land
from sim.world.leading import leading_mask
from sim.world.places import StylisedGeography, ZoneParameters

REGION_SIZE = Purpose("a stylised region draws its size")

MEAN_GDP = 1000.0
"""GDP of the average region, 1e8 CNY (assumption): about that of a Chinese prefecture in 2010."""

GDP_PER_HEAD = 3.0
"""1e4 CNY, the same everywhere at the start (assumption): about China's in 2010."""

ZONE_KM2 = 40.0
"""Area of a stylised zone that states none (assumption): a tenth of a cell of 20 km."""


def stylised(
    parameters: StylisedGeography,
    zones: Mapping[str, ZoneParameters],
    industries: Industries,
    luck: Luck,
    policy_date: str,
) -> Geography:
    """Build a stylised country.

    Args:
        parameters: Size, regions, sizes, ports.
        zones: Zones with the cells in which they lie.
        industries: Industries of the model; every region has their national shares.
        luck: Luck of the replicate, for regional sizes.
        policy_date: Date of designation of zones that state none.

    Raises:
        ScenarioError: A zone or port is off the map, or there are more regions than cells.
    """
    problems = places_problems(parameters, zones)
    if problems:
        raise ScenarioError("geography", problems)
    row, column = (axis.ravel() for axis in np.indices((parameters.rows, parameters.columns)))
    position = _position(parameters, row, column)
    region = _region(parameters, row, column)
    extent = _extent(parameters)
    area = np.full(len(region), parameters.cell_km**2)
    activity = 1.0 / np.bincount(region)[region]
    gdp = MEAN_GDP * _relative_size(parameters, luck)
    placed = stylised_zones(parameters, zones)
    said = [zones[name] for name in placed]
    home = np.array([r * parameters.columns + c for r, c in placed.values()], dtype=np.int64)
    host = np.array([region_of_point(parameters, point) for point in placed.values()], dtype=np.int64)
    zone_area = np.array([zone.area_km2 or ZONE_KM2 for zone in said], dtype=np.float64)
    lots = lay_out(
        zone_host=host,
        zone_position=position[home],
        zone_area=zone_area,
        cell_region=region,
        cell_position=position,
        cell_area=area,
        sphere=False,
        extent_km=extent,
    )
    names = stylised_region_names(parameters)
    nan_cells, nan_zones = np.full(len(region), np.nan), np.full(len(placed), np.nan)
    return Geography(
        grid=_grid(parameters),
        sphere=False,
        extent_km=extent,
        cell_row=row,
        cell_column=column,
        cell_position=position,
        cell_longitude=nan_cells,
        cell_latitude=nan_cells.copy(),
        cell_area=area,
        cell_region=region,
        cell_activity=activity,
        cell_land=ready_land(activity * gdp[region], area),
        cell_port_km=_port_km(parameters, position, extent),
        region_name=names,
        region_name_zh=names,
        region_code=names,
        region_cluster=tuple(frozenset({CORE if r in host else HINTERLAND}) for r in range(len(names))),
        region_position=_middles(parameters, position, region),
        region_gdp=gdp,
        region_sectors=np.tile(industries.group_shares, (len(names), 1)),
        region_population=gdp / GDP_PER_HEAD,
        rest_of_country=-1,
        zone_name=tuple(placed),
        zone_name_zh=tuple(placed),
        zone_host=host,
        zone_position=position[home],
        zone_longitude=nan_zones,
        zone_latitude=nan_zones.copy(),
        zone_area=zone_area,
        zone_area_known=np.array([zone.area_km2 is not None for zone in said], dtype=np.bool_),
        zone_designated=tuple(zone.designated or policy_date for zone in said),
        zone_withdrawn=tuple(zone.withdrawn or "" for zone in said),
        zone_leading=leading_mask((zone.leading or () for zone in said), industries),
        lot_zone=lots.zone,
        lot_cell=lots.cell,
        lot_share=lots.share,
    )


def _position(parameters: StylisedGeography, row: Integers, column: Integers) -> Floats:
    """Give the centres of cells in km east and north of the south-west corner."""
    east = (column.astype(np.float64) + 0.5) * parameters.cell_km
    north = (parameters.rows - row.astype(np.float64) - 0.5) * parameters.cell_km
    return np.column_stack([east, north, np.zeros(len(row))])


def _region(parameters: StylisedGeography, row: Integers, column: Integers) -> Integers:
    down = block_of(row, parameters.rows, parameters.region_rows)
    across = block_of(column, parameters.columns, parameters.region_columns)
    return down * parameters.region_columns + across


def _extent(parameters: StylisedGeography) -> Floats:
    if not parameters.torus:
        return np.zeros(2)
    return np.array([parameters.columns * parameters.cell_km, parameters.rows * parameters.cell_km])


def _grid(parameters: StylisedGeography) -> Grid:
    cells = parameters.rows * parameters.columns
    return Grid(
        rows=parameters.rows,
        columns=parameters.columns,
        torus=parameters.torus,
        land=np.arange(cells).reshape(parameters.rows, parameters.columns),
        row_km=parameters.cell_km,
        column_km=np.full(parameters.rows, parameters.cell_km),
    )


def _relative_size(parameters: StylisedGeography, luck: Luck) -> PerRegion:
    """Draw lognormal sizes, larger towards the middle by `core_periphery`, with mean one."""
    regions = parameters.region_rows * parameters.region_columns
    log_size = np.zeros(regions)
    if parameters.size_sd > 0.0:
        log_size += parameters.size_sd * luck.normals(REGION_SIZE, 0, np.arange(regions, dtype=np.uint64))
    log_size -= parameters.core_periphery * _off_centre(parameters)
    size = np.exp(log_size)
    return size / size.mean()


def _off_centre(parameters: StylisedGeography) -> PerRegion:
    """Give each region's distance from the middle of the map, in counts of regions, over the farthest one's."""
    down, across = np.indices((parameters.region_rows, parameters.region_columns)).reshape(2, -1)
    away = np.hypot(down - (parameters.region_rows - 1) / 2, across - (parameters.region_columns - 1) / 2)
    return away / max(float(away.max()), 1.0)


def _middles(parameters: StylisedGeography, position: Floats, region: Integers) -> Floats:
    """Give the middles of regions; no rectangle reaches across the edge of a torus."""
    count = np.bincount(region, minlength=parameters.region_rows * parameters.region_columns)
    return np.stack([np.bincount(region, weights=position[:, axis]) / count for axis in range(3)], axis=-1)


def _port_km(parameters: StylisedGeography, position: Floats, extent: Floats) -> PerCell:
    """Give the distance to the nearest port; without ports everywhere is one."""
    nearest = np.full(len(position), np.inf if parameters.ports else 0.0)
    for row, column in parameters.ports:
        port = position[row * parameters.columns + column]
        nearest = np.minimum(nearest, distance_km(position, port, sphere=False, extent_km=extent))
    return nearest
