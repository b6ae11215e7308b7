"""Links mended and priced anew: slots that lost their supplier take one of the nearest cell that has the industry."""

import numpy as np

from sim.kernels.compiling import kernel, part
from sim.kernels.draws import uniform
from sim.kernels.drums import chosen
from sim.kernels.elementary import exponential, logarithm
from sim.kernels.searching import slot_name
from sim.kernels.terrain import CELL, delivery_cost, nearest_with

BLOCK = 1024
"""Rows whose links are looked over at once."""


@kernel
def mend_links(
    start, stop, alive, stays, identity, industry, site, appeal, suppliers, delivery, slot_industry, slot_count,
    side, counts, heirs, buckets, drums, terrain, rules, whom,
):  # fmt: skip
    """Replace dead suppliers by one of the nearest cell of the industry; reprice links with a mover at an end.

    A link with a mover at an end is as good as dead where a closed gate lies across it. Who takes over stands on the
    customer's side; where nobody does, the customer makes for itself what it bought.

    Args:
        start: First row.
        stop: Row after the last.
        stays: (n,) who has neither died nor moved in this step: most links have such a one at both ends, and no more
            is asked of them.
        slot_industry: (S, K) industry that each slot buys from.
        slot_count: (S,) slots of an industry.
        side: (sites,) side of the gates on which a site lies; all on one where they are open.
        counts: (sides, C, S) firms of a side that stand where they stood when the drums were filled.
        heirs: (sides, n) who they are.
        buckets: Firms as they stood then.
        whom: Key of the draws.
    """
    plane, land, at, position, within, rings = (
        terrain.plane, terrain.land, terrain.at, terrain.position, terrain.within, terrain.rings
    )
    costs, standing, crossing = rules
    _, heads, members = buckets
    by_appeal, appeal_start = drums.by_appeal, drums.appeal_start
    most = BLOCK * slot_industry.shape[1]
    row, slot = np.empty(most, np.int32), np.empty(most, np.int32)
    upset, rows = np.empty(BLOCK, np.uint8), np.empty(BLOCK, np.int32)
    for block in range(start, stop, BLOCK):
        end = min(block + BLOCK, stop)
        for i in range(block, end):
            settled = stays[i]
            for k in range(suppliers.shape[1]):
                settled &= stays[suppliers[i, k] if suppliers[i, k] >= 0 else i]
            upset[i - block] = alive[i] & (not settled)
        listed = 0
        for t in range(end - block):
            rows[listed] = block + t
            listed += upset[t]
        events = 0
        for n in range(listed):
            i = rows[n]
            for k in range(slot_count[industry[i]]):
                row[events], slot[events] = i, k
                events += 0 if stays[suppliers[i, k]] & stays[i] else 1
        for e in range(events):
            i, k = row[e], slot[e]
            mine = side[site[i]]
            if not alive[suppliers[i, k]] or side[site[suppliers[i, k]]] != mine:
                wanted = slot_industry[industry[i], k]
                own = wanted == industry[i] and stays[i]
                cell = nearest_with(
                    land, at, rings, position, within, plane, counts[mine], standing[site[i], CELL], wanted,
                    wanted if own else -1,
                )  # fmt: skip
                heir = -1
                if cell >= 0:
                    bucket = cell * counts.shape[2] + wanted
                    first = appeal_start[bucket]
                    heir = chosen(
                        by_appeal, first, appeal_start[bucket + 1] - first, heads[bucket], heads[bucket + 1], members,
                        identity, appeal, True, whom, slot_name(identity[i], k), np.int64(0), np.int64(i), heirs[mine],
                    )  # fmt: skip
                if heir < 0 and wanted != industry[i]:
                    heir = _anybody(
                        alive, identity, industry, site, appeal, side, wanted, mine, whom, slot_name(identity[i], k)
                    )
                suppliers[i, k] = heir if heir >= 0 else i
            delivery[i, k] = delivery_cost(
                position, within, plane, standing, crossing, costs, site[i], site[suppliers[i, k]]
            )


@part
def _anybody(alive, identity, industry, site, appeal, side, wanted, mine, key, name):
    """Choose among all living firms of an industry and a side by rendezvous, where none stayed; -1 where none lives."""
    best, found = np.inf, -1
    for i in range(alive.size):
        if alive[i] and industry[i] == wanted and side[site[i]] == mine:
            score = -logarithm(uniform(key, name, identity[i])) * exponential(-appeal[i])
            if score < best:
                best, found = score, i
    return found


@kernel
def reprice_links(start, stop, rows, site, suppliers, delivery, terrain, rules):
    """Write the delivery cost of every link of rows[start:stop] anew."""
    position, within, plane = terrain.position, terrain.within, terrain.plane
    costs, standing, crossing = rules
    for n in range(start, stop):
        i = rows[n]
        for slot in range(suppliers.shape[1]):
            if suppliers[i, slot] >= 0:
                delivery[i, slot] = delivery_cost(
                    position, within, plane, standing, crossing, costs, site[i], site[suppliers[i, slot]]
                )
