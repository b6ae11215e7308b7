"""The ground under the draws: cells, distances, delivery costs, displacement.

Kernels take `Terrain` and `Rules` whole, and hand single arrays on to the functions below: reading an array out of a
tuple in a hot loop costs more than everything else that is done there.
"""

from typing import NamedTuple

import numpy as np

from sim.kernels.compiling import inlined, part
from sim.kernels.elementary import logarithm

u32 = np.uint32
ROW, COLUMN, REGION = 0, 1, 2
CELL, PLACE, DISTRICT = 0, 1, 2


class Plane(NamedTuple):
    """Numbers that hold for the whole map."""

    torus: bool
    radius: float
    """Radius of the Earth in km, or 0 on a plane."""
    row_km: float
    """North-south extent of a cell."""
    width_km: float
    height_km: float


class Terrain(NamedTuple):
    """Cells and how to get from one to another; C cells, R regions."""

    plane: Plane
    land: np.ndarray
    """(rows, columns) cell number, -1 where there is none."""
    at: np.ndarray
    """(C, 3) row and column of the grid, -1 off the map, and region."""
    position: np.ndarray
    """(C, 3) km."""
    within: np.ndarray
    """(C,) mean distance between two firms of the cell in km."""
    column_km: np.ndarray
    """(rows,) east-west extent of a cell."""
    circle: np.ndarray
    """(N, 2) cosines and sines of N directions all around."""
    rings: np.ndarray
    """(rows, N, 2) offsets of rows and columns in ascending distance, for a cell in each row."""
    far: np.ndarray
    """(R + 1, R) cumulative gravity weights from each region; the last row those by size alone."""
    far_guide: np.ndarray
    """(R + 1, G) first region whose cumulative weight is at least g / G: where to look for a fraction."""
    region_cells: np.ndarray
    """(C,) cells, region by region."""
    region_weights: np.ndarray
    """(1, C) cumulative activity of a region's cells, ending in 1 for each region."""
    region_guide: np.ndarray
    """(R, G) as `far_guide`, for places in `region_cells`."""


class Costs(NamedTuple):
    """Numbers of the delivery cost."""

    regions: int
    """Number of regions: places from there on are zones."""
    elasticity: float
    scale_km: float
    border: float
    gate: float


class Rules(NamedTuple):
    """What crossing costs, by jurisdiction; J places."""

    costs: Costs
    standing: np.ndarray
    """(sites, 3) cell, jurisdiction and region of each site; a lot behind a gate has its zone's number throughout."""
    crossing: np.ndarray
    """(J, J) log cost of a delivery between jurisdictions over and above distance: border and gate, less docking."""


@inlined
def stretched(chord, radius):
    """Stretch a chord to the arc over it: the series of the arcsine, exact to a metre within 3,000 km."""
    h = (chord / (2.0 * radius)) ** 2 if radius > 0.0 else 0.0
    return chord * (1.0 + h * (1.0 / 6.0 + h * (3.0 / 40.0 + h * (15.0 / 336.0))))


@inlined
def between(position, within, plane, a, b):
    """Give the distance in km between two cells; within a cell, the mean distance of two firms."""
    x = abs(position[a, 0] - position[b, 0])
    y = abs(position[a, 1] - position[b, 1])
    z = position[a, 2] - position[b, 2]
    if plane.torus:
        x = min(x, plane.width_km - x)
        y = min(y, plane.height_km - y)
    distance = np.sqrt(x * x + y * y + z * z)
    return within[a] if a == b else stretched(distance, plane.radius)


@inlined
def delivery_cost(position, within, plane, standing, crossing, costs, here, there):
    """Give the log cost of a delivery between two sites."""
    d = between(position, within, plane, u32(standing[here, CELL]), u32(standing[there, CELL]))
    far = costs.elasticity * logarithm(1.0 + d / costs.scale_km)
    return far + crossing[u32(standing[here, PLACE]), u32(standing[there, PLACE])]


@inlined
def displaced(land, at, column_km, circle, plane, origin, radius_km, way):
    """Give the cell at a displacement from the middle of a cell, or -1 where there is none.

    Args:
        land: (rows, columns) cells.
        at: (C, 3) row, column, region.
        column_km: (rows,) east-west extent of cells.
        circle: (N, 2) directions.
        plane: The map.
        origin: Cell to start from.
        radius_km: How far.
        way: Row of `circle`.
    """
    rows, columns = land.shape
    row, column = at[origin, ROW], at[origin, COLUMN]
    r = np.floor(row - radius_km * circle[way, 1] / plane.row_km + 0.5)
    c = np.floor(column + radius_km * circle[way, 0] / column_km[max(row, 0)] + 0.5)
    if plane.torus:
        r -= rows * np.floor(r / rows)
        c -= columns * np.floor(c / columns)
    inside = (r >= 0.0) & (r < rows) & (c >= 0.0) & (c < columns)
    cell = land[u32(r if inside else 0.0), u32(c if inside else 0.0)]
    here = np.int32(origin)
    return here if row < 0 else (cell if inside else np.int32(-1))


@inlined
def radius_quantile(table, fraction):
    """Give the quantile of a distance whose density per area falls as exp(-d), by a table even in its fraction."""
    position = fraction * (table.size - 1)
    low = np.uint32(position)
    rest = position - low
    return table[low] * (1.0 - rest) + table[low + u32(1)] * rest


@inlined
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


@inlined
def first_by_guide(cumulative, guide, row, guide_row, fraction):
    """Give the first place of a row whose cumulative weight is at least a fraction, beginning where its guide says."""
    place = u32(guide[guide_row, u32(fraction * guide.shape[1])])
    while cumulative[row, place] < fraction:
        place += u32(1)
    return place


@inlined
def far_cell(far, far_guide, region_cells, region_weights, region_guide, origin, region_fraction, cell_fraction):
    """Draw a cell anywhere: its region by a row of cumulative weights, the cell by activity at the start."""
    region = first_by_guide(far, far_guide, origin, origin, region_fraction)
    return region_cells[first_by_guide(region_weights, region_guide, 0, region, cell_fraction)]


@part
def nearest_with(land, at, rings, position, within, plane, counts, origin, industry, own_industry):
    """Give the nearest cell that has a firm of an industry, other than the one that looks; -1 where none has."""
    own = 1 if own_industry == industry else 0
    if counts[origin, industry] - own > 0:
        return origin
    rows, columns = land.shape
    row = at[origin, ROW]
    if row >= 0:
        for k in range(rings.shape[1]):
            r = row + rings[row, k, 0]
            c = at[origin, COLUMN] + rings[row, k, 1]
            if plane.torus:
                r, c = r % rows, c % columns
            if r < 0 or r >= rows or c < 0 or c >= columns:
                continue
            cell = land[r, c]
            if cell >= 0 and counts[cell, industry] > 0 and cell != origin:
                return cell
    best, found = np.inf, -1
    for cell in range(counts.shape[0]):
        if cell != origin and counts[cell, industry] > 0:
            d = between(position, within, plane, origin, cell)
            if d < best:
                best, found = d, cell
    return found
