"""Live supplier links as seen for the record: how far they reach, and the orders that go along them.

Distances are not kept, they are counted in fine bins, 64 to a doubling of the distance, whose edges are at 1, 5, 10,
20, 40 ... km too: so memory does not grow with links. All sums run by rows ascending, within a row by slot.
"""

import numpy as np

from sim.kernels.compiling import inlined, kernel
from sim.kernels.terrain import CELL, DISTRICT, ROW

u32 = np.uint32
FINENESS = 7
"""Leading bits of a squared distance, after the first, that tell bins apart."""

NEAREST, OCTAVES = -8, 38
"""Power of two of the squared distance in km2 below which all is one bin, and doublings from there on."""

BINS = OCTAVES << FINENESS
SHIFT = 52 - FINENESS
FIRST = (1023 + NEAREST) << FINENESS
LEAST = 2.0**NEAREST

COUNT, ORDERS, SQUARES = 0, 1, 2
BLOCK = 512
"""Rows taken together: few enough for their links to stay in the cache."""


@inlined
def squared_arc(chord, per_square):
    """Give the square of the arc over a chord whose square is given, by the series of `terrain.stretched`.

    Args:
        chord: Squared chord, km2.
        per_square: One over four squared radii.
    """
    h = chord * per_square
    stretch = 1.0 + h * (1.0 / 6.0 + h * (3.0 / 40.0 + h * (15.0 / 336.0)))
    return chord * stretch * stretch


def bin_edges():
    """Give the (BINS + 1,) edges of the bins in km."""
    return np.sqrt(((np.arange(BINS + 1, dtype=np.int64) + FIRST) << SHIFT).view(np.float64))


@kernel
def survey_links(alive, industry, site, revenue, suppliers, slot_share, used, markup, terrain, standing):
    """Survey the links of customers on the map.

    Args:
        alive: (n,) and further columns of firms.
        slot_share: (S, K) share of each slot in cost.
        used: (S,) slots that an industry has; they come first.
        terrain: Cells.
        standing: (sites, 3) cell, jurisdiction and region of each site.

    Returns:
        (BINS, 3) links between two cells by bin: their number, their orders, the sum of their squared distances.
        (C, 3) links within each cell: their number, their orders, zero.
    """
    plane, at = terrain.plane, terrain.at
    torus, width, height = plane.torus, plane.width_km, plane.height_km
    per_square = 0.25 / plane.radius**2 if plane.radius > 0.0 else 0.0
    # Copies that are contiguous, and unsigned numbers, so that the loop over links becomes vector code.
    east, north, up = terrain.position[:, 0].copy(), terrain.position[:, 1].copy(), terrain.position[:, 2].copy()
    cells = standing[:, CELL].astype(np.uint32)
    tally = np.zeros((BINS + at.shape[0], 3))
    room = BLOCK * suppliers.shape[1]
    here, there, bin_ = np.empty(room, np.uint32), np.empty(room, np.uint32), np.empty(room, np.uint32)
    order, square = np.empty(room), np.empty(room)
    for first in range(0, alive.size, BLOCK):
        links = u32(0)
        for i in range(first, min(first + BLOCK, alive.size)):
            cell = cells[u32(site[i])]
            if not alive[i] or at[cell, ROW] < 0:
                continue
            s = u32(industry[i])
            spending = revenue[i] / markup
            for k in range(used[s]):
                here[links], there[links] = cell, cells[u32(site[u32(suppliers[i, k])])]
                order[links] = slot_share[s, k] * spending
                links += u32(1)
        for j in range(links):
            a, b = here[j], there[j]
            x, y, z = abs(east[a] - east[b]), abs(north[a] - north[b]), up[a] - up[b]
            if torus:
                x, y = min(x, width - x), min(y, height - y)
            square[j] = x * x + y * y + z * z
        if per_square > 0.0:
            for j in range(links):
                square[j] = squared_arc(square[j], per_square)
        for j in range(links):
            leading = (np.float64(max(square[j], LEAST)).view(np.int64) >> SHIFT) - FIRST
            bin_[j] = u32(BINS) + here[j] if here[j] == there[j] else u32(leading)
        for j in range(links):
            tally[bin_[j], COUNT] += 1.0
            tally[bin_[j], ORDERS] += order[j]
            tally[bin_[j], SQUARES] += square[j]
    return tally[:BINS], tally[BINS:]


@kernel
def orders_between(alive, industry, site, revenue, suppliers, slot_share, used, markup, standing, regions):
    """Give (R, R) orders by region of supplier and of customer, the rest of the country included."""
    total = np.zeros((regions, regions))
    for i in range(alive.size):
        if alive[i]:
            spending = revenue[i] / markup
            to = standing[site[i], DISTRICT]
            for k in range(used[industry[i]]):
                origin = standing[site[suppliers[i, k]], DISTRICT]
                total[origin, to] += slot_share[industry[i], k] * spending
    return total
