"""Links mended and priced anew: slots that lost their supplier take one of the nearest cell that has the industry."""

import numpy as np

from sim.kernels.compiling import kernel, part
from sim.kernels.drums import DRAWS, drawn, elected
from sim.kernels.searching import slot_name
from sim.kernels.terrain import CELL, delivery_cost, nearest_with

BLOCK = 1024
"""Rows whose links are looked over at once."""


@kernel
def mend_links(
    start, stop, alive, stays, identity, industry, site, appeal, suppliers, delivery, slot_industry, slot_count,
    counts, buckets, drums, terrain, rules, whom,
):  # fmt: skip
    """Replace dead suppliers by one of the nearest cell of the industry; reprice links with a mover at an end.

    Args:
        start: First row.
        stop: Row after the last.
        stays: (n,) who has neither died nor moved in this step: most links have such a one at both ends, and no more
            is asked of them.
        slot_industry: (S, K) industry that each slot buys from.
        slot_count: (S,) slots of an industry.
        counts: (C, S) firms that stand where they stood when the drums were filled.
        buckets: Firms as they stood then.
        whom: Key of the draws.
    """
    plane, land, at, position, within, _, _, rings, _, _, _, _ = terrain
    costs, standing, crossing, _ = rules
    most = BLOCK * slot_industry.shape[1]
    row, slot = np.empty(most, np.int32), np.empty(most, np.int32)
    for block in range(start, stop, BLOCK):
        events = 0
        for i in range(block, min(block + BLOCK, stop)):
            if alive[i]:
                for k in range(slot_count[industry[i]]):
                    row[events] = i
                    slot[events] = k
                    events += 0 if stays[suppliers[i, k]] & stays[i] else 1
        for e in range(events):
            i, k = row[e], slot[e]
            if not alive[suppliers[i, k]]:
                wanted = slot_industry[industry[i], k]
                own = wanted == industry[i] and stays[i]
                cell = nearest_with(
                    land, at, rings, position, within, plane, counts, standing[site[i], CELL], wanted,
                    wanted if own else -1,
                )  # fmt: skip
                suppliers[i, k] = _heir(
                    cell, wanted, i, slot_name(identity[i], k), whom, identity, appeal, stays, buckets, drums
                )
            delivery[i, k] = delivery_cost(
                position, within, plane, standing, crossing, costs, site[i], site[suppliers[i, k]]
            )


@part
def _heir(cell, wanted, own, name, key, identity, appeal, stays, buckets, drums):
    """Choose who takes over a customer: a firm of a cell and industry that stayed, or the customer's own firm."""
    if cell < 0:
        return own
    bucket = cell * buckets.counts.shape[1] + wanted
    first = drums.appeal_start[bucket]
    for call in range(DRAWS):
        row = drawn(drums.by_appeal, first, drums.appeal_start[bucket + 1] - first, key, name, call, own, stays)
        if row >= 0:
            return row
    begin, end = buckets.start[bucket], buckets.start[bucket + 1]
    row = elected(buckets.row, begin, end, identity, appeal, True, key, name, own, stays)
    return row if row >= 0 else own


@kernel
def reprice_links(start, stop, rows, site, suppliers, delivery, terrain, rules):
    """Write the delivery cost of every link of rows[start:stop] anew."""
    position, within, plane = terrain.position, terrain.within, terrain.plane
    costs, standing, crossing, _ = rules
    for n in range(start, stop):
        i = rows[n]
        for slot in range(suppliers.shape[1]):
            if suppliers[i, slot] >= 0:
                delivery[i, slot] = delivery_cost(
                    position, within, plane, standing, crossing, costs, site[i], site[suppliers[i, slot]]
                )
