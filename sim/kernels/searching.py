"""Supplier slots look for better suppliers.

A block of rows at a time: which slots look, in which cells, whom they consider, whom they take. Each of the four is a
loop of its own over all that is pending, so that draws vectorise and loads from memory overlap.
"""

from typing import NamedTuple

import numpy as np

from sim.kernels.compiling import inlined, kernel, part
from sim.kernels.draws import philox, uniform
from sim.kernels.drums import chosen, holder, place_of
from sim.kernels.elementary import logarithm
from sim.kernels.prefetching import prefetch
from sim.kernels.terrain import CELL, PLACE, REGION, ROW, between, displaced, far_cell, nearest_with, radius_quantile

u32 = np.uint32
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
    encounter: np.ndarray
    """(J, J) chance that two firms of these jurisdictions meet."""
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
def slot_name(identity, slot):
    """Name a slot of a firm among those who draw."""
    return identity + u64(slot + 1) * SLOT_STRIDE


@kernel
def search_suppliers(
    start, stop, first, looking, alive, identity, industry, site, price, appeal, suppliers, delivery, slot_industry,
    slot_count, buckets, drums, terrain, rules, search,
):  # fmt: skip
    """Let the slots of rows start to stop look for suppliers; the `first` time, every slot takes what it finds.

    Args:
        start: First row.
        stop: Row after the last.
        first: Whether every slot looks and takes what it finds.
        looking: (n,) firms whose slots may look.
        slot_industry: (S, K) industry that each slot buys from, -1 where an industry has no such slot.
        slot_count: (S,) slots of an industry, which stand before those that it does not have.
    """
    counts, heads, members = buckets
    plane, land, at, position, within, rings = (
        terrain.plane, terrain.land, terrain.at, terrain.position, terrain.within, terrain.rings
    )
    costs, standing, crossing = rules
    most = BLOCK * slot_industry.shape[1]
    row, slot, is_far = np.empty(most, np.uint32), np.empty(most, np.uint32), np.empty(most, np.bool_)
    who, cell, found = np.empty(most, np.uint64), np.empty(most, np.int32), np.empty(most, np.int32)
    origin, wanted, own = np.empty(most, np.uint32), np.empty(most, np.uint32), np.empty(most, np.bool_)
    draws, pending, cost = np.empty((4, most), np.uint32), np.empty(most, np.uint32), np.empty(most)
    taken = np.empty(most, np.uint8)
    for block in range(start, stop, BLOCK):
        end = min(block + BLOCK, stop)
        events = _who_looks(
            looking[block:end], identity[block:end], industry[block:end], slot_count, slot_industry.shape[1],
            search.looks, 1.0 if first else search.chance, search.far_share, draws, row, slot, is_far,
        )  # fmt: skip
        for e in range(events):
            row[e] += u32(block)
            i = row[e]
            who[e] = identity[i]
            origin[e] = standing[site[i], CELL]
            wanted[e] = slot_industry[industry[i], slot[e]]
            own[e] = wanted[e] == u32(industry[i])
        _where_they_look(
            events, slot, who, is_far, origin, wanted, own, counts, terrain, search.typical, search.radii,
            search.scale_km, search.where, draws, pending, cell, found,
        )  # fmt: skip
        for e in range(events):
            if cell[e] < 0:
                k = np.int64(wanted[e])
                cell[e] = nearest_with(
                    land, at, rings, position, within, plane, counts, np.int64(origin[e]), k, k if own[e] else -1
                )
        _whom_they_find(
            events, counts.shape[1], row, slot, who, cell, wanted, heads, members, alive, identity, appeal, site,
            price, drums.by_appeal, drums.appeal_start, search.whom, draws, found,
        )  # fmt: skip
        for e in range(events):
            found[e] = found[e] if found[e] >= 0 else np.int32(row[e])
        _what_it_costs(events, row, found, site, standing, position, within, plane, costs, crossing, cost)
        if first:
            for e in range(events):
                suppliers[row[e], slot[e]] = found[e]
                delivery[row[e], slot[e]] = cost[e]
            continue
        takers = _who_would_take(
            events, row, slot, found, cost, price, suppliers, delivery, search.stickiness, taken, pending
        )
        _take_whom_they_meet(
            takers, pending, row, slot, who, found, cost, site, standing, search.encounter, search.meets, suppliers,
            delivery,
        )  # fmt: skip


@inlined
def words_below(chance):
    """Give how many of all 32-bit words stand for a number below a chance, as `word_fraction` has it."""
    return np.int64(np.ceil(min(max(chance, 0.0), 1.0) * 2.0**32 - 0.5))


@part
def _who_looks(looking, identity, industry, slot_count, most_slots, key, chance, far_share, draws, row, slot, is_far):
    """List the slots that look, by firm from 0, and whether they look far; returns how many.

    Args:
        looking: (n,) whose slots may look.
        identity: (n,)
        industry: (n,)
    """
    looks, looks_far = words_below(chance), words_below(chance * far_share)
    if looks == 0:
        return 0
    last, events = u32(looks - 1), 0
    slots, looks_now = np.empty(BLOCK, np.uint8), np.empty(BLOCK, np.uint8)
    for t in range(looking.size):
        slots[t] = slot_count[industry[t]] if looking[t] else 0
    for quad in range((most_slots + 3) >> 2):
        for t in range(looking.size):
            draws[0, t], draws[1, t], draws[2, t], draws[3, t] = philox(key, identity[t], u64(quad))
        for lane in range(min(4, most_slots - quad * 4)):
            k, words, before = np.uint8(quad * 4 + lane), draws[lane], events
            for t in range(looking.size):
                looks_now[t] = (words[t] <= last) & (k < slots[t])
            for t in range(looking.size):
                row[events] = t
                events += looks_now[t]
            for e in range(before, events):
                slot[e] = k
                is_far[e] = words[row[e]] < looks_far
    return events


@part
def _where_they_look(
    events, slot, who, is_far, origin, wanted, own, counts, terrain, typical, radii, scale_km, key, draws, pending,
    cell, drawn_cell,
):  # fmt: skip
    """Draw the cell in which each slot looks, -1 where eight draws found none.

    Near by displacement, far by gravity; accepted with probability min(1, firms / typical firms).
    """
    plane, land, at, _, _, column_km, circle, _, far, far_guide, region_cells, weights, region_guide = terrain
    left = 0
    names, others = np.empty(events, np.uint64), np.empty(events, np.uint64)
    for e in range(events):
        cell[e] = -1
        pending[left] = e
        left += 1 if is_far[e] | (at[origin[e], ROW] >= 0) else 0
    for draw in range(2 * ROUNDS):
        if draw % 2 == 0:
            for p in range(left):
                e = pending[p]
                names[p], others[p] = who[e], (u64(slot[e]) << u64(8)) | u64(draw >> 1)
            for p in range(left):
                draws[0, p], draws[1, p], draws[2, p], draws[3, p] = philox(key, names[p], others[p])
        # Two draws of 64 bits each: 24 for the radius or region, 20 for the way or cell, 20 for acceptance.
        high, low = draws[0], draws[1]
        for p in range(left):
            one = (np.float64(high[p] >> u32(8)) + 0.5) * 2.0**-24
            two = ((high[p] & u32(0xFF)) << u32(12)) | (low[p] >> u32(20))
            radius = scale_km * radius_quantile(radii, one)
            way = (u64(two) * u64(circle.shape[0])) >> u64(20)
            drawn_cell[p] = displaced(land, at, column_km, circle, plane, origin[pending[p]], radius, way)
        for p in range(left):
            if is_far[pending[p]]:
                one = (np.float64(high[p] >> u32(8)) + 0.5) * 2.0**-24
                two = ((high[p] & u32(0xFF)) << u32(12)) | (low[p] >> u32(20))
                drawn_cell[p] = far_cell(
                    far, far_guide, region_cells, weights, region_guide, at[origin[pending[p]], REGION], one,
                    (np.float64(two) + 0.5) * 2.0**-20,
                )  # fmt: skip
        kept = 0
        for p in range(left):
            e, there = pending[p], drawn_cell[p]
            place = u32(max(there, 0))
            firms = counts[place, wanted[e]] - (1 if own[e] & (place == origin[e]) else 0)
            three = (np.float64(low[p] & u32(0xFFFFF)) + 0.5) * 2.0**-20
            enough = (three * typical[wanted[e]] <= firms) | (at[place, ROW] < 0)
            accepted = (there >= 0) & (firms > 0) & enough
            cell[e] = there if accepted else -1
            pending[kept] = e
            high[kept], low[kept] = draws[2, p], draws[3, p]
            kept += 0 if accepted else 1
        left = kept


@part
def _whom_they_find(
    events, industries, row, slot, who, cell, wanted, heads, members, alive, identity, appeal, site, price, by_appeal,
    appeal_start, key, draws, found,
):  # fmt: skip
    """Draw a firm from the drum of each cell and industry; -1 where there is none but the one that looks."""
    first_of, size_of = np.empty(events, np.uint64), np.empty(events, np.uint64)
    for e in range(events):
        draws[0, e], draws[1, e], draws[2, e], draws[3, e] = philox(key, slot_name(who[e], slot[e]), u64(0))
    for e in range(events):
        bucket = u32(max(cell[e], 0)) * u32(industries) + wanted[e]
        first_of[e] = appeal_start[bucket]
        size_of[e] = u64(appeal_start[bucket + u32(1)]) - first_of[e]
        prefetch(by_appeal, place_of(first_of[e], size_of[e], draws[0, e]))
        prefetch(by_appeal, place_of(first_of[e], size_of[e], draws[1, e]))
    for e in range(events):
        first, size = first_of[e], size_of[e]
        # All four numbers are looked up, which costs less than to guess which will do.
        a, b = holder(by_appeal, first, size, draws[0, e], row[e]), holder(by_appeal, first, size, draws[1, e], row[e])
        c, d = holder(by_appeal, first, size, draws[2, e], row[e]), holder(by_appeal, first, size, draws[3, e], row[e])
        c = c if c >= 0 else d
        b = b if b >= 0 else c
        found[e] = a if a >= 0 else b
        prefetch(site, u64(max(found[e], 0)))
        prefetch(price, u64(max(found[e], 0)))
    for e in range(events):
        if cell[e] < 0:
            found[e] = -1
        elif found[e] < 0:
            bucket, name = cell[e] * industries + np.int64(wanted[e]), slot_name(who[e], slot[e])
            first, size = appeal_start[bucket], appeal_start[bucket + 1] - appeal_start[bucket]
            found[e] = chosen(
                by_appeal, first, size, heads[bucket], heads[bucket + 1], members, identity, appeal, True, key, name,
                np.int64(1), np.int64(row[e]), alive,
            )  # fmt: skip


@part
def _what_it_costs(events, row, found, site, standing, position, within, plane, costs, crossing, cost):
    """Write the log cost of delivery from each firm found."""
    for e in range(events):
        here, there = u32(site[row[e]]), u32(site[u32(found[e])])
        cost[e] = between(position, within, plane, u32(standing[here, CELL]), u32(standing[there, CELL]))
    for e in range(events):
        cost[e] = costs.elasticity * logarithm(1.0 + cost[e] / costs.scale_km)
    for e in range(events):
        here, there = u32(site[row[e]]), u32(site[u32(found[e])])
        cost[e] += crossing[u32(standing[here, PLACE]), u32(standing[there, PLACE])]


@part
def _who_would_take(events, row, slot, found, cost, price, suppliers, delivery, stickiness, taken, takers):
    """List the slots to which the firm found would deliver more cheaply than their supplier; returns how many."""
    for e in range(events):
        i, k, there = row[e], slot[e], u32(found[e])
        now = u32(suppliers[i, k])
        cheaper = price[there] + cost[e] < price[now] + delivery[i, k] - stickiness
        taken[e] = cheaper & (there != i) & (there != now)
    listed = 0
    for e in range(events):
        takers[listed] = e
        listed += taken[e]
    return listed


@part
def _take_whom_they_meet(
    takers, listed, row, slot, who, found, cost, site, standing, encounter, key, suppliers, delivery
):  # fmt: skip
    """Change the supplier of the slots that meet the firm they would take; across a border or a gate, some do not."""
    luck, names, others = np.empty(takers), np.empty(takers, np.uint64), np.empty(takers, np.uint64)
    for n in range(takers):
        names[n], others[n] = who[listed[n]], u64(slot[listed[n]])
    for n in range(takers):
        luck[n] = uniform(key, names[n], others[n])
    for n in range(takers):
        e = listed[n]
        i, k, there = row[e], slot[e], u32(found[e])
        here, yonder = u32(standing[u32(site[i]), PLACE]), u32(standing[u32(site[there]), PLACE])
        meets = luck[n] < encounter[here, yonder]
        suppliers[i, k] = np.int32(there) if meets else suppliers[i, k]
        delivery[i, k] = np.float32(cost[e]) if meets else delivery[i, k]
