"""Live supplier links as seen for the record: their distances, and the orders that go along them."""

import numpy as np

from sim.kernels.compiling import kernel
from sim.kernels.terrain import CELL, DISTRICT, ROW, between


@kernel
def survey_links(alive, industry, site, revenue, suppliers, slot_share, markup, terrain, standing, edges, regions):
    """Survey links of customers on the map.

    Args:
        alive: (n,) and further columns of firms.
        edges: (B + 1,) edges of distance bands in km; links within a cell are band 0 whatever its size.
        regions: Number of regions, R.

    Returns:
        (B,) links by band; (B,) orders by band; (R, R) orders by region of supplier and of customer, the rest of the
        country included; (links,) distances.
    """
    position, within, plane, at = terrain.position, terrain.within, terrain.plane, terrain.at
    bands = edges.size - 1
    links = np.zeros(bands)
    orders = np.zeros(bands)
    between_regions = np.zeros((regions, regions))
    distances = np.empty(suppliers.size, np.float64)
    count = 0
    for i in range(alive.size):
        if not alive[i]:
            continue
        cell = standing[site[i], CELL]
        for slot in range(suppliers.shape[1]):
            supplier = suppliers[i, slot]
            if supplier < 0:
                continue
            order = slot_share[industry[i], slot] * revenue[i] / markup
            there = standing[site[supplier], CELL]
            between_regions[standing[site[supplier], DISTRICT], standing[site[i], DISTRICT]] += order
            if at[cell, ROW] < 0:
                continue
            distance = between(position, within, plane, cell, there)
            band = 0
            if cell != there:
                while band < bands - 1 and (band == 0 or distance >= edges[band + 1]):
                    band += 1
            links[band] += 1.0
            orders[band] += order
            distances[count] = distance
            count += 1
    return links, orders, between_regions, distances[:count]
