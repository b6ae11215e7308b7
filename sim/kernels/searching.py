"""Supplier slots look for better suppliers; slots that lost theirs take the nearest.

A block of rows at a time: which slots look, in which cells, whom they consider, whom they take. Each of the four is a
loop of its own over all that is pending, so that draws vectorise and loads from memory overlap.
"""

from typing import NamedTuple

import numpy as np

from sim.kernels.buckets import member
from sim.kernels.compiling import inlined, kernel, part
from sim.kernels.draws import one_uniform, philox, uniform, word_fraction
from sim.kernels.elementary import logarithm
from sim.kernels.terrain import (
    CELL,
    PLACE,
    REGION,
    ROW,
    between,
    crossing_cost,
    delivery_cost,
    displaced,
    far_cell,
    nearest_with,
    radius_quantile,
)

u64 = np.uint64
BLOCK = 1024
"""Rows whose luck is drawn at once."""

ROUNDS = 4
"""Rounds of two draws each in which a cell is sought: eight draws in all."""

SLOT_STRIDE = u64(0x9E3779B97F4A7C15)
"""Tells the draws of a firm's slots apart."""


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
    """(S,) mean number of firms of an industry over the cells that have any."""
    looks: np.uint64
    """Keys of the four draws: whether a slot looks, where, whom, whether they meet."""
    where: np.uint64
    whom: np.uint64
    meets: np.uint64


@inlined
def encounter(standing, linkage, regions, stranger, enclave, here, there):
    """Give the chance that two firms of these sites meet."""
    p, q = standing[here, PLACE], standing[there, PLACE]
    if p == q:
        return 1.0
    chance = stranger + (1.0 - stranger) * linkage[p, q]
    if (p >= regions) != (q >= regions):
        chance *= 1.0 - enclave * (1.0 - linkage[p, q])
    return chance


@kernel
def search_suppliers(
    start, stop, first, alive, identity, industry, site, price, suppliers, delivery, slot_industry,
    buckets, terrain, rules, search,
):  # fmt: skip
    """Let the slots of rows start to stop look for suppliers; the `first` time, every slot takes what it finds."""
    counts, heads, members, names, repulsion, largest = buckets
    plane, land, at, position, within, column_km, circle, rings, far, region_start, region_cells, weights = terrain
    costs, standing, docking, linkage = rules
    typical, radii = search.typical, search.radii
    slots = slot_industry.shape[1]
    most = BLOCK * slots
    row, slot, is_far = np.empty(most, np.int32), np.empty(most, np.int32), np.empty(most, np.bool_)
    who, cell, pending = np.empty(most, np.uint64), np.empty(most, np.int32), np.empty(most, np.int32)
    origin, wanted, own = np.empty(most, np.int32), np.empty(most, np.int32), np.empty(most, np.bool_)
    draws = np.empty((4, most), np.uint32)
    found, reach = np.empty(most, np.int64), np.empty(most)
    room = MEMBERS + largest
    chooser, candidate, score = np.empty(room, np.uint64), np.empty(room, np.uint64), np.empty(room)
    for block in range(start, stop, BLOCK):
        end = min(block + BLOCK, stop)
        events = _who_looks(
            block, end, first, alive, identity, industry, slot_industry, search.looks, search.chance,
            search.far_share, draws, row, slot, who, is_far,
        )  # fmt: skip
        for e in range(events):
            origin[e] = standing[site[row[e]], CELL]
            wanted[e] = slot_industry[industry[row[e]], slot[e]]
            own[e] = wanted[e] == industry[row[e]]
        _where_they_look(
            events, slot, who, is_far, origin, wanted, own, land, at, column_km, circle, plane, far, region_start,
            region_cells, weights, counts, typical, radii, search.scale_km, search.where, draws, pending, cell,
        )  # fmt: skip
        for e in range(events):
            if cell[e] < 0:
                k = wanted[e]
                cell[e] = nearest_with(
                    land, at, rings, position, within, plane, counts, origin[e], k, k if own[e] else -1
                )
        _whom_they_find(
            events, counts.shape[1], row, slot, who, cell, wanted, heads, members, names, repulsion, search.whom,
            chooser, candidate, score, found,
        )  # fmt: skip
        _how_far(events, row, found, site, standing, position, within, plane, costs, reach)
        for e in range(events):
            i, k, there = row[e], slot[e], found[e]
            if first:
                there = there if there >= 0 else i
                suppliers[i, k] = there
                delivery[i, k] = delivery_cost(position, within, plane, standing, docking, costs, site[i], site[there])
            elif there >= 0 and there != suppliers[i, k]:
                cost = reach[e] + crossing_cost(standing, docking, costs, site[i], site[there])
                if price[there] + cost < price[suppliers[i, k]] + delivery[i, k] - search.stickiness:
                    chance = encounter(
                        standing, linkage, costs.regions, search.stranger, search.enclave, site[i], site[there]
                    )
                    if chance >= 1.0 or one_uniform(search.meets, identity[i], u64(k)) < chance:
                        suppliers[i, k] = there
                        delivery[i, k] = cost


@part
def _who_looks(
    block, end, first, alive, identity, industry, slot_industry, key, chance, far_share, draws, row, slot, who, is_far
):
    """List the slots that look, and whether they look far; returns how many."""
    slots = slot_industry.shape[1]
    certain = 1.0 if first else chance
    events = 0
    for quad in range((slots + 3) >> 2):
        for i in range(block, end):
            a, b, c, d = philox(key, identity[i], u64(quad))
            draws[0, i - block] = a
            draws[1, i - block] = b
            draws[2, i - block] = c
            draws[3, i - block] = d
        for lane in range(4):
            k = quad * 4 + lane
            if k >= slots:
                break
            for i in range(block, end):
                fraction = word_fraction(draws[lane, i - block])
                if alive[i] and fraction < certain and slot_industry[industry[i], k] >= 0:
                    row[events] = i
                    slot[events] = k
                    who[events] = identity[i]
                    is_far[events] = fraction < certain * far_share
                    events += 1
    return events


@part
def _where_they_look(
    events, slot, who, is_far, origin, wanted, own, land, at, column_km, circle, plane, far, region_start,
    region_cells, weights, counts, typical, radii, scale_km, key, draws, pending, cell,
):  # fmt: skip
    """Draw the cell in which each slot looks, -1 where eight draws found none.

    Near by displacement, far by gravity; accepted with probability min(1, firms / typical firms).
    """
    left = 0
    for e in range(events):
        cell[e] = -1
        if is_far[e] or at[origin[e], ROW] >= 0:
            pending[left] = e
            left += 1
    for round_ in range(ROUNDS):
        for p in range(left):
            e = pending[p]
            a, b, c, d = philox(key, who[e], (u64(slot[e]) << u64(8)) | u64(round_))
            draws[0, p] = a
            draws[1, p] = b
            draws[2, p] = c
            draws[3, p] = d
        kept = 0
        for p in range(left):
            e = pending[p]
            k, home = wanted[e], origin[e]
            accepted = -1
            for half in range(2):
                # Two draws of 64 bits each: 24 for the radius or region, 20 for the way or cell, 20 for acceptance.
                bits = (u64(draws[2 * half, p]) << u64(32)) | u64(draws[2 * half + 1, p])
                one = (np.float64(np.int64(bits >> u64(40))) + 0.5) * 2.0**-24
                two = np.int64((bits >> u64(20)) & u64(0xFFFFF))
                three = (np.float64(np.int64(bits & u64(0xFFFFF))) + 0.5) * 2.0**-20
                if is_far[e]:
                    there = far_cell(
                        far, region_start, region_cells, weights, at[home, REGION], one, (two + 0.5) * 2.0**-20
                    )
                else:
                    radius = scale_km * radius_quantile(radii, one)
                    there = displaced(land, at, column_km, circle, plane, home, radius, (two * circle.shape[0]) >> 20)
                if there >= 0:
                    firms = counts[there, k] - (1 if there == home and own[e] else 0)
                    if firms > 0 and (at[there, ROW] < 0 or three * typical[k] <= firms):
                        accepted = there
                        break
            cell[e] = accepted
            pending[kept] = e
            kept += 1 if accepted < 0 else 0
        left = kept


MEMBERS = 1 << 14
"""Candidates that are drawn at once, a bucket more or less."""


@part
def _whom_they_find(
    events, industries, row, slot, who, cell, wanted, heads, members, names, repulsion, key,
    chooser, candidate, score, found,
):  # fmt: skip
    """Choose a firm in each cell by rendezvous, the smallest exponential draw over appeal; -1 where none is."""
    begin = 0
    while begin < events:
        total, e = 0, begin
        while e < events and total < MEMBERS:
            if cell[e] >= 0:
                bucket = cell[e] * industries + wanted[e]
                name = who[e] + u64(slot[e] + 1) * SLOT_STRIDE
                for k in range(heads[bucket], heads[bucket + 1]):
                    chooser[total] = name
                    candidate[total] = names[k]
                    score[total] = repulsion[k]
                    total += 1
            e += 1
        for t in range(total):
            score[t] *= -logarithm(uniform(key, chooser[t], candidate[t]))
        position = 0
        for n in range(begin, e):
            best, choice = np.inf, -1
            if cell[n] >= 0:
                bucket = cell[n] * industries + wanted[n]
                for k in range(heads[bucket], heads[bucket + 1]):
                    if score[position] < best and members[k] != row[n]:
                        best, choice = score[position], members[k]
                    position += 1
            found[n] = choice
        begin = e


@part
def _how_far(events, row, found, site, standing, position, within, plane, costs, reach):
    """Write the log cost of distance to each firm found."""
    for e in range(events):
        there = found[e] if found[e] >= 0 else row[e]
        reach[e] = between(position, within, plane, standing[site[row[e]], CELL], standing[site[there], CELL])
    for e in range(events):
        reach[e] = costs.elasticity * logarithm(1.0 + reach[e] / costs.scale_km)


@kernel
def mend_links(
    start, stop, alive, moved, upset, identity, industry, site, suppliers, delivery, slot_industry,
    buckets, terrain, rules, whom,
):  # fmt: skip
    """Replace dead suppliers by one of the nearest cell of the industry; reprice links with a mover at an end.

    `upset` (n,) marks the dead and the movers: what most links need to be asked, and are done with.
    """
    counts, heads, members, names, repulsion, largest = buckets
    plane, land, at, position, within, _, _, rings, _, _, _, _ = terrain
    costs, standing, docking, _ = rules
    scratch = np.empty(largest + 1)
    for i in range(start, stop):
        if not alive[i]:
            continue
        for slot in range(slot_industry.shape[1]):
            supplier = suppliers[i, slot]
            if supplier < 0 or not (upset[supplier] or moved[i]):
                continue
            lost = not alive[supplier]
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
