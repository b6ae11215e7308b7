"""The ground under the draws: cells, distances, delivery costs, displacement."""

from typing import NamedTuple

import numpy as np
from numba import njit

from sim.kernels.draws import philox, word_fraction
from sim.kernels.elementary import logarithm

u64 = np.uint64
TRIES = 8
TWO_PI = 6.283185307179586


class Terrain(NamedTuple):
    """Cells and how to get from one to another; C cells."""

    land: np.ndarray
    """(rows, columns) cell number, -1 where there is none."""
    row: np.ndarray
    """(C,) row of the grid, -1 off the map."""
    column: np.ndarray
    position: np.ndarray
    """(C, 3) km."""
    within: np.ndarray
    """(C,) mean distance between two firms of the cell in km."""
    row_km: float
    column_km: np.ndarray
    """(rows,) east-west extent of a cell."""
    torus: bool
    radius: float
    """Radius of the Earth in km, or 0 on a plane."""
    ring_rows: np.ndarray
    """(rows, N) row offsets in ascending distance, for a cell in each row."""
    ring_columns: np.ndarray
    region: np.ndarray
    """(C,) region of each cell."""
    far_region: np.ndarray
    """(R, R) cumulative gravity weights from each region."""
    any_region: np.ndarray
    """(1, R) cumulative weights of regions by their size."""
    region_start: np.ndarray
    """(R + 1,) where each region's cells begin in `region_cells`."""
    region_cells: np.ndarray
    region_weights: np.ndarray
    """(C,) cumulative activity of a region's cells, ending in 1 for each region."""


class Rules(NamedTuple):
    """What crossing costs, by jurisdiction; J places, R regions."""

    place: np.ndarray
    """(sites,) jurisdiction of each site."""
    site_cell: np.ndarray
    docking: np.ndarray
    """(J, J) mechanism docking."""
    linkage: np.ndarray
    """(J, J) industry linkage."""
    regions: int
    elasticity: float
    scale_km: float
    border: float
    gate: float


@njit(inline="always")
def between(terrain, a, b):
    """Give the distance in km between two cells; within a cell, the mean distance of two firms."""
    if a == b:
        return terrain.within[a]
    x = abs(terrain.position[a, 0] - terrain.position[b, 0])
    y = abs(terrain.position[a, 1] - terrain.position[b, 1])
    z = terrain.position[a, 2] - terrain.position[b, 2]
    if terrain.torus:
        x = min(x, terrain.land.shape[1] * terrain.column_km[0] - x)
        y = min(y, terrain.land.shape[0] * terrain.row_km - y)
    chord = np.sqrt(x * x + y * y + z * z)
    if terrain.radius > 0.0:
        h = (chord / (2.0 * terrain.radius)) ** 2
        chord *= 1.0 + h * (1.0 / 6.0 + h * (3.0 / 40.0 + h * (15.0 / 336.0)))
    return chord


@njit(inline="always")
def crossing(rules, terrain, here, there):
    """Give what border and gate add to a delivery between two sites, in log points."""
    p, q = rules.place[here], rules.place[there]
    if p == q:
        return 0.0
    cost = 0.0
    if terrain.region[rules.site_cell[here]] != terrain.region[rules.site_cell[there]]:
        cost += rules.border
    if (p >= rules.regions) != (q >= rules.regions):
        cost += rules.gate
    return cost * (1.0 - rules.docking[p, q])


@njit(inline="always")
def delivery_cost(rules, terrain, here, there):
    """Give the log cost of a delivery between two sites."""
    d = between(terrain, rules.site_cell[here], rules.site_cell[there])
    return rules.elasticity * logarithm(1.0 + d / rules.scale_km) + crossing(rules, terrain, here, there)


@njit(inline="always")
def displaced(terrain, origin, radius_km, angle):
    """Give the cell at a displacement from the middle of a cell, or -1 where there is none."""
    row = terrain.row[origin]
    if row < 0:
        return origin
    rows, columns = terrain.land.shape
    r = int(np.floor(row - radius_km * np.sin(TWO_PI * angle) / terrain.row_km + 0.5))
    c = int(np.floor(terrain.column[origin] + radius_km * np.cos(TWO_PI * angle) / terrain.column_km[row] + 0.5))
    if terrain.torus:
        return terrain.land[r % rows, c % columns]
    if r < 0 or r >= rows or c < 0 or c >= columns:
        return -1
    return terrain.land[r, c]


@njit(inline="always")
def radius_quantile(table, fraction):
    """Give the quantile of a distance whose density per area falls as exp(-d), by a table even in its fraction."""
    position = fraction * (table.size - 1)
    low = int(position)
    rest = position - low
    return table[low] * (1.0 - rest) + table[low + 1] * rest


@njit(inline="always")
def first_at_least(cumulative, start, stop, fraction):
    """Give the first place in cumulative[start:stop] that is at least a fraction."""
    low, high = start, stop - 1
    while low < high:
        middle = (low + high) >> 1
        if cumulative[middle] < fraction:
            low = middle + 1
        else:
            high = middle
    return low


@njit(inline="always")
def cell_of_region(terrain, region, fraction):
    """Draw a cell of a region by its share of the region's activity at the start."""
    place = first_at_least(
        terrain.region_weights, terrain.region_start[region], terrain.region_start[region + 1], fraction
    )
    return terrain.region_cells[place]


@njit(inline="always")
def far_cell(terrain, cumulative, origin_region, region_fraction, cell_fraction):
    """Draw a cell anywhere: its region by a row of cumulative weights, the cell by activity at the start."""
    region = first_at_least(cumulative[origin_region], 0, cumulative.shape[1], region_fraction)
    return cell_of_region(terrain, region, cell_fraction)


@njit
def nearest_with(terrain, counts, origin, industry, own_cell, own_industry):
    """Give the nearest cell that has a firm of an industry, another than the one that looks; -1 where none has."""
    own = 1 if own_industry == industry else 0
    if counts[origin, industry] - (own if origin == own_cell else 0) > 0:
        return origin
    rows, columns = terrain.land.shape
    row = terrain.row[origin]
    if row >= 0:
        for k in range(terrain.ring_rows.shape[1]):
            r = row + terrain.ring_rows[row, k]
            c = terrain.column[origin] + terrain.ring_columns[row, k]
            if terrain.torus:
                r, c = r % rows, c % columns
            if r < 0 or r >= rows or c < 0 or c >= columns:
                continue
            cell = terrain.land[r, c]
            if cell >= 0 and counts[cell, industry] - (own if cell == own_cell else 0) > 0:
                return cell
    best, found = np.inf, -1
    for cell in range(counts.shape[0]):
        if counts[cell, industry] - (own if cell == own_cell else 0) > 0:
            d = between(terrain, origin, cell)
            if d < best:
                best, found = d, cell
    return found


@njit
def seek_cell(terrain, counts, typical, radii, scale_km, far_share, key, chooser, tag, origin, industry, own_industry):
    """Draw the cell in which a firm looks for another of an industry.

    Near by displacement, far by gravity; accepted with probability min(1, firms / typical firms), redrawn up to
    eight times, then the nearest cell that has the industry. Returns -1 where no cell has it.
    """
    w, _, _, _ = philox(key, chooser, u64(tag) << u64(8))
    far = word_fraction(w) < far_share
    if terrain.row[origin] >= 0 or far:
        for attempt in range(1, TRIES + 1):
            a, b, c, _ = philox(key, chooser, (u64(tag) << u64(8)) | u64(attempt))
            if far:
                cell = far_cell(terrain, terrain.far_region, terrain.region[origin], word_fraction(a), word_fraction(b))
            else:
                cell = displaced(terrain, origin, scale_km * radius_quantile(radii, word_fraction(a)), word_fraction(b))
            if cell < 0:
                continue
            firms = counts[cell, industry]
            if cell == origin and own_industry == industry:
                firms -= 1
            if firms > 0 and (terrain.row[cell] < 0 or word_fraction(c) * typical <= firms):
                return cell
    return nearest_with(terrain, counts, origin, industry, origin, own_industry)
