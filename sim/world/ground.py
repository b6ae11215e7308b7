"""The ground of the draws: fixed distances, rings of neighbours, gravity tables."""

from itertools import pairwise

import numpy as np

from sim.basis.arrays import Floats, Integers, Rows
from sim.kernels.terrain import Plane, Terrain
from sim.world.geography import EARTH_RADIUS_KM, Geography

MOST_NEIGHBOURS = 4000
"""Cells kept in the table of neighbours by distance; what is farther is found by looking at every cell."""

GRAVITY_KM = 100.0
"""Scale of the gravity by which far partners are drawn: weight = size / (1 + distance / GRAVITY_KM)."""

RADIUS_STEPS = 2048
"""Steps of the table of quantiles of distance."""

DIRECTIONS = 1024
"""Directions told apart in a displacement."""


def terrain_of(geography: Geography, *, region_km: Floats, within_km: Floats) -> Terrain:
    """Lay out what kernels need to know of a geography.

    Args:
        geography: The map.
        region_km: (R, R) distances between regions.
        within_km: (C,) mean distance between two firms of a cell.
    """
    grid = geography.grid
    ring_rows, ring_columns = _rings(grid.land.shape, grid.row_km, grid.column_km)
    start, cells, cumulative = cells_by_region(geography)
    size = geography.region_gdp
    far = np.concatenate([_cumulative(size[None, :] / (1.0 + region_km / GRAVITY_KM)), _cumulative(size[None, :])])
    return Terrain(
        plane=Plane(
            torus=bool(grid.torus),
            radius=EARTH_RADIUS_KM if geography.sphere else 0.0,
            row_km=float(grid.row_km),
            width_km=float(grid.land.shape[1] * grid.column_km[0]),
            height_km=float(grid.land.shape[0] * grid.row_km),
        ),
        land=grid.land.astype(np.int32),
        at=np.stack([geography.cell_row, geography.cell_column, geography.cell_region], axis=1).astype(np.int32),
        position=np.ascontiguousarray(geography.cell_position, dtype=np.float64),
        within=within_km,
        column_km=np.ascontiguousarray(grid.column_km, dtype=np.float64),
        circle=_directions(),
        rings=np.stack([ring_rows, ring_columns], axis=2).astype(np.int32),
        far=far,
        far_guide=np.stack([guide_to(row) for row in far]),
        region_cells=cells,
        region_weights=cumulative[None, :],
        region_guide=np.stack([first + guide_to(cumulative[first:stop]) for first, stop in pairwise(start)]).astype(
            np.int32
        ),
    )


def radius_table() -> Floats:
    """Tabulate the quantiles of a distance (over its scale) whose density per area falls as exp(-d).

    The distance is Gamma(2) distributed: 1 - (1 + x) exp(-x) of them are nearer than x. The last two-thousandth
    is cut off at the quantile of the middle of the last step, about 10 scales.
    """
    fractions = np.arange(RADIUS_STEPS + 1) / RADIUS_STEPS
    fractions[-1] = 1.0 - 0.5 / RADIUS_STEPS
    x = np.linspace(0.0, 16.0, 160_001)
    return np.interp(fractions, 1.0 - (1.0 + x) * np.exp(-x), x)


def _directions() -> Floats:
    angle = (np.arange(DIRECTIONS) + 0.5) * (2.0 * np.pi / DIRECTIONS)
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)


def _rings(shape: tuple[int, ...], row_km: float, column_km: Floats) -> tuple[Integers, Integers]:
    rows, columns = shape
    dr, dc = np.meshgrid(np.arange(-rows + 1, rows), np.arange(-columns + 1, columns), indexing="ij")
    dr, dc = dr.ravel(), dc.ravel()
    kept = min(MOST_NEIGHBOURS, len(dr))
    ring_rows = np.empty((rows, kept), np.int64)
    ring_columns = np.empty((rows, kept), np.int64)
    for row in range(rows):
        if row > 0 and column_km[row] == column_km[row - 1]:
            ring_rows[row], ring_columns[row] = ring_rows[row - 1], ring_columns[row - 1]
            continue
        distance = np.hypot(dr * row_km, dc * column_km[row])
        nearest = np.argpartition(distance, kept - 1)[:kept]
        order = nearest[np.lexsort((dc[nearest], dr[nearest], distance[nearest]))]
        ring_rows[row], ring_columns[row] = dr[order], dc[order]
    return ring_rows, ring_columns


def cells_by_region(geography: Geography) -> tuple[Integers, Integers, Floats]:
    """Give where each region's cells begin, the cells by region, and their cumulative activity, 1 at a region's end."""
    cells = np.argsort(geography.cell_region, kind="stable")
    start = np.searchsorted(geography.cell_region[cells], np.arange(geography.regions + 1))
    weights = geography.cell_activity[cells]
    cumulative = np.empty(len(cells))
    for first, stop in pairwise(start):
        part = np.cumsum(weights[first:stop])
        cumulative[first:stop] = part / part[-1]
    return start.astype(np.int64), cells.astype(np.int64), cumulative


def _cumulative(weights: Floats) -> Floats:
    total = np.cumsum(weights, axis=1)
    return np.ascontiguousarray(total / total[:, -1:])


def guide_to(cumulative: Floats) -> Rows:
    """Give (GUIDE,) the first place at which cumulative weights, which end in 1, are at least g / GUIDE."""
    return np.searchsorted(cumulative, np.arange(GUIDE) / GUIDE).astype(np.int32)


GUIDE = 256
"""Steps of the guides to cumulative weights; a search goes on from there."""
