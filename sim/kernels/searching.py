"""Supplier slots look for better suppliers; slots that lost theirs take the nearest."""

from typing import NamedTuple

import numpy as np
from numba import njit

from sim.kernels.buckets import member
from sim.kernels.draws import philox, uniform, word_fraction
from sim.kernels.terrain import delivery_cost, nearest_with, seek_cell

u64 = np.uint64


class Search(NamedTuple):
    """How slots search."""

    chance: float
    """Chance that a slot looks in this step."""
    scale_km: float
    far_share: float
    stickiness: float
    stranger: float
    """Chance to meet a candidate of another jurisdiction without coordination."""
    enclave: float
    radii: np.ndarray
    """Table of quantiles of distance over its scale."""
    typical: np.ndarray
    """(S,) firms of an industry in the cell of its typical firm."""
    looks: np.uint64
    """Keys of the four draws: whether a slot looks, where, whom, whether they meet."""
    where: np.uint64
    whom: np.uint64
    meets: np.uint64


@njit(inline="always")
def encounter(rules, linkage_floor, enclave, here, there):
    """Give the chance that two firms of these sites meet."""
    p, q = rules.place[here], rules.place[there]
    if p == q:
        return 1.0
    linkage = rules.linkage[p, q]
    chance = linkage_floor + (1.0 - linkage_floor) * linkage
    if (p >= rules.regions) != (q >= rules.regions):
        chance *= 1.0 - enclave * (1.0 - linkage)
    return chance


@njit(cache=True, nogil=True)
def search_suppliers(
    start, stop, alive, identity, industry, site, price, suppliers, delivery, slot_industry,
    buckets, terrain, rules, search, switched,
):  # fmt: skip
    """Let the slots of rows start to stop look for suppliers; counts switches by row in `switched`."""
    slots = slot_industry.shape[1]
    scratch = np.empty(buckets.largest + 1)
    for i in range(start, stop):
        switched[i] = 0
        if not alive[i]:
            continue
        s = industry[i]
        here = site[i]
        cell = rules.site_cell[here]
        for quad in range((slots + 3) >> 2):
            words = philox(search.looks, identity[i], u64(quad))
            for lane in range(4):
                slot = quad * 4 + lane
                if slot >= slots or word_fraction(words[lane]) >= search.chance:
                    continue
                k = slot_industry[s, slot]
                if k < 0:
                    continue
                found = _candidate(identity[i], i, cell, s, k, slot, buckets, terrain, search, scratch)
                if found < 0 or found == suppliers[i, slot]:
                    continue
                there = site[found]
                chance = encounter(rules, search.stranger, search.enclave, here, there)
                if chance < 1.0 and uniform(search.meets, identity[i], u64(slot)) >= chance:
                    continue
                cost = delivery_cost(rules, terrain, here, there)
                kept = price[suppliers[i, slot]] + delivery[i, slot]
                if price[found] + cost < kept - search.stickiness:
                    suppliers[i, slot] = found
                    delivery[i, slot] = cost
                    switched[i] += 1


@njit
def _candidate(chooser, row, cell, own_industry, k, slot, buckets, terrain, search, scratch):
    there = seek_cell(
        terrain, buckets.counts, search.typical[k], search.radii, search.scale_km, search.far_share,
        search.where, chooser, slot, cell, k, own_industry,
    )  # fmt: skip
    if there < 0:
        return -1
    bucket = there * buckets.counts.shape[1] + k
    return member(buckets, scratch, search.whom + u64(slot), chooser, bucket, row, True)


@njit(cache=True, nogil=True)
def first_suppliers(
    start, stop, alive, identity, industry, site, suppliers, delivery, slot_industry, buckets, terrain, rules, search
):
    """Give every slot of rows start to stop a supplier, drawn as a search draws its candidate."""
    scratch = np.empty(buckets.largest + 1)
    for i in range(start, stop):
        if not alive[i]:
            continue
        for slot in range(slot_industry.shape[1]):
            k = slot_industry[industry[i], slot]
            suppliers[i, slot] = -1
            if k < 0:
                continue
            found = _candidate(
                identity[i], i, rules.site_cell[site[i]], industry[i], k, slot, buckets, terrain, search, scratch
            )
            if found < 0:
                found = i
            suppliers[i, slot] = found
            delivery[i, slot] = delivery_cost(rules, terrain, site[i], site[found])


@njit(cache=True, nogil=True)
def mend_links(
    start, stop, alive, moved, identity, industry, site, suppliers, delivery, slot_industry,
    buckets, terrain, rules, whom,
):  # fmt: skip
    """Replace dead suppliers by one of the nearest cell of the industry; reprice links with a mover at an end."""
    scratch = np.empty(buckets.largest + 1)
    for i in range(start, stop):
        if not alive[i]:
            continue
        for slot in range(slot_industry.shape[1]):
            supplier = suppliers[i, slot]
            if supplier < 0:
                continue
            lost = not alive[supplier]
            if not (lost or moved[i] or moved[supplier]):
                continue
            if lost:
                k = slot_industry[industry[i], slot]
                cell = rules.site_cell[site[i]]
                there = nearest_with(terrain, buckets.counts, cell, k, cell, industry[i])
                found = -1
                if there >= 0:
                    bucket = there * buckets.counts.shape[1] + k
                    found = member(buckets, scratch, whom + u64(slot), identity[i], bucket, i, True)
                supplier = found if found >= 0 else i
                suppliers[i, slot] = supplier
            delivery[i, slot] = delivery_cost(rules, terrain, site[i], site[supplier])


@njit(cache=True, nogil=True)
def reprice_links(start, stop, alive, site, suppliers, delivery, terrain, rules):
    """Write the delivery cost of every link of rows start to stop anew, after a change of policy."""
    for i in range(start, stop):
        if alive[i]:
            for slot in range(suppliers.shape[1]):
                if suppliers[i, slot] >= 0:
                    delivery[i, slot] = delivery_cost(rules, terrain, site[i], site[suppliers[i, slot]])
