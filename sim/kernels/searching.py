"""Supplier slots look for better suppliers; slots that lost theirs take the nearest."""

from typing import NamedTuple

import numpy as np

from sim.kernels.buckets import member
from sim.kernels.compiling import kernel, part
from sim.kernels.draws import one_uniform, philox, word_fraction
from sim.kernels.terrain import CELL, PLACE, delivery_cost, nearest_with, seek_cell

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


@part
def encounter(standing, linkage, regions, stranger, enclave, here, there):
    """Give the chance that two firms of these sites meet."""
    p, q = standing[here, PLACE], standing[there, PLACE]
    if p == q:
        return 1.0
    chance = stranger + (1.0 - stranger) * linkage[p, q]
    if (p >= regions) != (q >= regions):
        chance *= 1.0 - enclave * (1.0 - linkage[p, q])
    return chance


BLOCK = 1024
"""Rows whose luck is drawn at once, in a loop of its own that vectorises."""


@kernel
def search_suppliers(
    start, stop, first, alive, identity, industry, site, price, suppliers, delivery, slot_industry,
    buckets, terrain, rules, search,
):  # fmt: skip
    """Let the slots of rows start to stop look for suppliers; the `first` time, every slot takes what it finds."""
    counts, heads, members, names, repulsion, largest = buckets
    plane, land, at, position, within, column_km, circle, rings, far, region_start, region_cells, region_weights = terrain
    costs, standing, docking, linkage = rules
    typical, radii = search.typical, search.radii
    chance_to_look, scale_km, far_share = search.chance, search.scale_km, search.far_share
    stickiness, stranger, enclave = search.stickiness, search.stranger, search.enclave
    slots = slot_industry.shape[1]
    quads = (slots + 3) >> 2
    scratch = np.empty(largest + 1)
    looks = np.empty((quads * 4, BLOCK), np.uint32)
    for block in range(start, stop, BLOCK):
        end = min(block + BLOCK, stop)
        for quad in range(quads):
            for i in range(block, end):
                a, b, c, d = philox(search.looks, identity[i], u64(quad))
                looks[quad * 4, i - block] = a
                looks[quad * 4 + 1, i - block] = b
                looks[quad * 4 + 2, i - block] = c
                looks[quad * 4 + 3, i - block] = d
        for i in range(block, end):
            if not alive[i]:
                continue
            s, here = industry[i], site[i]
            cell = standing[here, CELL]
            for slot in range(slots):
                k = slot_industry[s, slot]
                if k < 0 or not (first or word_fraction(looks[slot, i - block]) < chance_to_look):
                    continue
                where = seek_cell(
                    land, at, column_km, circle, plane, far, region_start, region_cells, region_weights, counts, typical[k],
                    radii, scale_km, far_share, search.where, identity[i], slot, cell, k, s,
                )  # fmt: skip
                if where < 0:
                    where = nearest_with(land, at, rings, position, within, plane, counts, cell, k, s)
                found = -1
                if where >= 0:
                    found = member(
                        heads, members, names, repulsion, scratch, search.whom + u64(slot), identity[i],
                        where * counts.shape[1] + k, i, True,
                    )  # fmt: skip
                if first:
                    found = found if found >= 0 else i
                    suppliers[i, slot] = found
                    delivery[i, slot] = delivery_cost(
                        position, within, plane, standing, docking, costs, here, site[found]
                    )
                    continue
                if found < 0 or found == suppliers[i, slot]:
                    continue
                there = site[found]
                chance = encounter(standing, linkage, costs.regions, stranger, enclave, here, there)
                if chance < 1.0 and one_uniform(search.meets, identity[i], u64(slot)) >= chance:
                    continue
                cost = delivery_cost(position, within, plane, standing, docking, costs, here, there)
                kept = price[suppliers[i, slot]] + delivery[i, slot]
                if price[found] + cost < kept - stickiness:
                    suppliers[i, slot] = found
                    delivery[i, slot] = cost


@kernel
def mend_links(
    start, stop, alive, moved, identity, industry, site, suppliers, delivery, slot_industry,
    buckets, terrain, rules, whom,
):  # fmt: skip
    """Replace dead suppliers by one of the nearest cell of the industry; reprice links with a mover at an end."""
    counts, heads, members, names, repulsion, largest = buckets
    plane, land, at, position, within, _, _, rings, _, _, _, _ = terrain
    costs, standing, docking, _ = rules
    scratch = np.empty(largest + 1)
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
                cell = standing[site[i], CELL]
                where = nearest_with(land, at, rings, position, within, plane, counts, cell, k, industry[i])
                found = -1
                if where >= 0:
                    found = member(
                        heads, members, names, repulsion, scratch, whom + u64(slot), identity[i],
                        where * counts.shape[1] + k, i, True,
                    )  # fmt: skip
                supplier = found if found >= 0 else i
                suppliers[i, slot] = supplier
            delivery[i, slot] = delivery_cost(
                position, within, plane, standing, docking, costs, site[i], site[supplier]
            )


@kernel
def reprice_links(start, stop, wanted, site, suppliers, delivery, terrain, rules):
    """Write the delivery cost of every link of the wanted rows from start to stop anew."""
    position, within, plane = terrain.position, terrain.within, terrain.plane
    costs, standing, docking, _ = rules
    for i in range(start, stop):
        if wanted[i]:
            for slot in range(suppliers.shape[1]):
                if suppliers[i, slot] >= 0:
                    delivery[i, slot] = delivery_cost(
                        position, within, plane, standing, docking, costs, site[i], site[suppliers[i, slot]]
                    )
