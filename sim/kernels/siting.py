"""Sites compared by newborns and by firms that reconsider."""

from typing import NamedTuple

import numpy as np

from sim.kernels.compiling import inlined, kernel, part
from sim.kernels.draws import four_words, one_uniform, philox, uniform, word_fraction
from sim.kernels.elementary import exponential, logarithm
from sim.kernels.terrain import CELL, DISTRICT, PLACE, ROW, displaced, far_cell, radius_quantile, stretched

u32 = np.uint32
u64 = np.uint64
TRIES = 8


class Siting(NamedTuple):
    """How sites are offered and weighed."""

    near_sites: int
    far_sites: int
    near_km: float
    radii: np.ndarray
    gumbel_scale: float
    promotion: float
    weights: np.ndarray
    """(C, Z) how strongly each zone is promoted in a cell: openness times exp(-d / promotion_km), 0 if not active."""
    promoted_weight: np.ndarray
    """(C, S) their sum over zones for each industry, leading industries counting more."""
    leading: np.ndarray
    """(Z, S) how much more strongly a zone is promoted to an industry."""
    value: np.ndarray
    """(sites, S) market access less cost, in log points of cost; what suppliers charge apart."""
    region_value: np.ndarray
    """(R,) value of a region over and above what is compared."""
    cell_lots: np.ndarray
    """(C + 1,) where each cell's lots begin in `lots`."""
    lots: np.ndarray
    zone_lots: np.ndarray
    """(Z + 1,) where each zone's lots begin in `lots_of_zone`."""
    lots_of_zone: np.ndarray
    lot_share: np.ndarray
    """(L,) share of the cell's land."""
    lot_chance: np.ndarray
    """(L,) chance to stand on it for one who chose its cell: its share, unless a gate leaves no choice."""
    cells: int
    near: np.uint64
    """Keys of the draws: near sites, far sites, lots of cells, promotion, its zone, its lot, taste."""
    far: np.uint64
    lot: np.uint64
    promoted: np.uint64
    zone: np.uint64
    zone_lot: np.uint64
    taste: np.uint64


@inlined
def site_in_cell(cell_lots, lots, lot_chance, cells, key, who, cell):
    """Give the site on which one stands who chose a cell: a lot with its chance, by own luck."""
    first, stop = cell_lots[cell], cell_lots[cell + 1]
    if first == stop:
        return cell
    u = one_uniform(key, who, u64(cell))
    for k in range(first, stop):
        u -= lot_chance[lots[k]]
        if u < 0.0:
            return cells + lots[k]
    return cell


@part
def promoted_zone(weights, leading, total, promotion, promoted, key, who, cell, industry):
    """Give the zone of which a newborn of a cell is offered a lot, -1 for none."""
    if total <= 0.0 or one_uniform(promoted, who, u64(0)) >= 1.0 - exponential(-promotion * total):
        return -1
    best, zone = np.inf, -1
    for z in range(weights.shape[1]):
        weight = weights[cell, z] * leading[z, industry]
        if weight > NEGLIGIBLE * total:
            score = -logarithm(uniform(key, who, u64(z))) / weight
            if score < best:
                best, zone = score, z
    return zone


@part
def lot_of_zone(zone_lots, lots_of_zone, lot_share, key, who, zone):
    """Give the lot of a zone that is offered, by land; -1 where the zone has none."""
    best, chosen = np.inf, -1
    for k in range(zone_lots[zone], zone_lots[zone + 1]):
        lot = lots_of_zone[k]
        score = -logarithm(one_uniform(key, who, u64(lot))) / lot_share[lot]
        if score < best:
            best, chosen = score, lot
    return chosen


@inlined
def near_cell(land, at, column_km, circle, plane, radii, near_km, key, who, home, k):
    """Give the k-th near cell compared; the home cell where eight draws found no land."""
    for attempt in range(1, TRIES):
        a, b, _, _ = four_words(key, who, u64(k * TRIES + attempt))
        radius = near_km * radius_quantile(radii, word_fraction(a))
        cell = displaced(land, at, column_km, circle, plane, home, radius, int(word_fraction(b) * circle.shape[0]))
        if cell >= 0:
            return cell
    return home


@kernel
def promoted_sums(weights, leading):
    """Sum the promotion of zones by cell and industry: (C, S) from weights (C, Z) and leading (Z, S)."""
    cells, zones = weights.shape
    out = np.zeros((cells, leading.shape[1]))
    for c in range(cells):
        for z in range(zones):
            if weights[c, z] > 0.0:
                for s in range(leading.shape[1]):
                    out[c, s] += weights[c, z] * leading[z, s]
    return out


@kernel
def compare_sites(
    start, stop, standing_too, who, row, industry, site, price, suppliers, slot_share, slot_count, terrain, rules,
    siting, offered, worth, tastes,
):  # fmt: skip
    """Write the sites that choosers start to stop compare, their values and the choosers' tastes for them.

    Column 0 is the site on which the chooser's row stands, where that is `standing_too`; -1 marks none, or one that
    stands in a column before.

    Args:
        start: First chooser.
        stop: Chooser after the last.
        standing_too: Whether the site on which a row stands is compared.
        who: (m,) identities of the choosers.
        row: (m,) row whose suppliers the chooser has, and from whose site it looks.
        industry: (n,) industry of each row.
        offered: (m, K + 2) sites, written.
        worth: (m, K + 2) values in log points of cost, written.
        tastes: (m, K + 2) in log points of cost, written.
    """
    _offer_sites(start, stop, standing_too, who, row, industry, site, terrain, rules.standing, siting, offered)
    _taste_sites(start, stop, who, offered, siting.taste, siting.gumbel_scale, tastes)
    _value_sites(
        start, stop, row, industry, site, price, suppliers, slot_share, slot_count, terrain, rules, siting, offered,
        worth,
    )  # fmt: skip


@part
def _offer_sites(start, stop, standing_too, who, row, industry, site, terrain, standing, siting, offered):
    """Write what each chooser compares."""
    plane, land, at, _, _, column_km, circle, _, far, far_guide, region_cells, weights, region_guide = terrain
    radii, promotion, leading = siting.radii, siting.weights, siting.leading
    lot_share, lot_chance, promoted_weight = siting.lot_share, siting.lot_chance, siting.promoted_weight
    cell_lots, lots, zone_lots, lots_of_zone = siting.cell_lots, siting.lots, siting.zone_lots, siting.lots_of_zone
    alternatives = offered.shape[1]
    # Draws first, alternative by alternative: loops over choosers vectorise, loops over alternatives are too short.
    one, two, names = np.empty(stop - start, np.uint32), np.empty(stop - start, np.uint32), who[start:stop]
    for k in range(alternatives):
        key = siting.far if k > siting.near_sites else siting.near
        for t in range(names.size):
            one[t], two[t], _, _ = philox(key, names[t], u64(k * TRIES))
        for n in range(start, stop):
            cell = standing[site[row[n]], CELL]
            s = industry[row[n]]
            there = -1
            if k == 0:
                there = site[row[n]] if standing_too else -1
            elif k < alternatives - 1:
                u, v = word_fraction(one[n - start]), word_fraction(two[n - start])
                at_cell = cell
                if k > siting.near_sites:
                    at_cell = far_cell(far, far_guide, region_cells, weights, region_guide, far.shape[0] - 1, u, v)
                elif k > 1 and at[cell, ROW] >= 0:
                    radius = siting.near_km * radius_quantile(radii, u)
                    at_cell = displaced(land, at, column_km, circle, plane, cell, radius, int(v * circle.shape[0]))
                    if at_cell < 0:
                        at_cell = near_cell(
                            land, at, column_km, circle, plane, radii, siting.near_km, siting.near, who[n], cell, k
                        )
                there = site_in_cell(cell_lots, lots, lot_chance, siting.cells, siting.lot, who[n], at_cell)
            elif promoted_weight[cell, s] > 0.0:
                zone = promoted_zone(
                    promotion, leading, promoted_weight[cell, s], siting.promotion, siting.promoted, siting.zone,
                    who[n], cell, s,
                )  # fmt: skip
                if zone >= 0:
                    lot = lot_of_zone(zone_lots, lots_of_zone, lot_share, siting.zone_lot, who[n], zone)
                    there = siting.cells + lot if lot >= 0 else -1
            offered_before = False
            for m in range(1, k):
                offered_before |= offered[n, m] == there
            offered[n, k] = -1 if offered_before else there


CHOOSERS = 32
"""Choosers looked at together, so that one long loop goes over all pairs of chooser and site, or site and supplier."""


@part
def _taste_sites(start, stop, who, offered, key, scale, tastes):
    """Write each chooser's taste for each site: one Gumbel draw for each pair."""
    alternatives = offered.shape[1]
    name, other = np.empty(CHOOSERS * alternatives, np.uint64), np.empty(CHOOSERS * alternatives, np.uint64)
    draw = np.empty(CHOOSERS * alternatives)
    for block in range(start, stop, CHOOSERS):
        size = min(CHOOSERS, stop - block)
        pairs = size * alternatives
        for n in range(size):
            for k in range(alternatives):
                name[n * alternatives + k] = who[block + n]
                other[n * alternatives + k] = u64(offered[block + n, k])
        for t in range(pairs):
            draw[t] = uniform(key, name[t], other[t])
        for t in range(pairs):
            draw[t] = -scale * logarithm(-logarithm(draw[t]))
        for n in range(size):
            for k in range(alternatives):
                tastes[block + n, k] = draw[n * alternatives + k]


@part
def _value_sites(
    start, stop, row, industry, site, price, suppliers, slot_share, slot_count, terrain, rules, siting, offered, worth
):
    """Write what each site offered is worth to each chooser: access less cost, less what its suppliers charge there."""
    position, within, plane = terrain.position, terrain.within, terrain.plane
    costs, standing, crossing = rules
    value, region_value = siting.value, siting.region_value
    alternatives, most = offered.shape[1], slot_share.shape[1]
    cells, places = np.empty(most, np.uint32), np.empty(most, np.uint32)
    x, y, z, share = np.empty(most), np.empty(most), np.empty(most), np.empty(most)
    away, inside = np.empty(CHOOSERS * alternatives * most), np.empty(CHOOSERS * alternatives * most)
    for block in range(start, stop, CHOOSERS):
        end = min(block + CHOOSERS, stop)
        pairs = u64(0)
        for n in range(block, end):
            slots = u64(slot_count[industry[row[n]]])
            for q in range(slots):
                cells[q] = standing[site[suppliers[row[n], q]], CELL]
                x[q], y[q], z[q] = position[cells[q], 0], position[cells[q], 1], position[cells[q], 2]
            for k in range(alternatives):
                if offered[n, k] >= 0:
                    here = u32(standing[offered[n, k], CELL])
                    mine_x, mine_y, mine_z = position[here, 0], position[here, 1], position[here, 2]
                    indoors = within[here]
                    for q in range(slots):
                        dx, dy, dz = abs(mine_x - x[q]), abs(mine_y - y[q]), mine_z - z[q]
                        if plane.torus:
                            dx, dy = min(dx, plane.width_km - dx), min(dy, plane.height_km - dy)
                        away[pairs + q] = dx * dx + dy * dy + dz * dz
                        inside[pairs + q] = indoors if cells[q] == here else -1.0
                    pairs += slots
        for t in range(pairs):
            km = stretched(np.sqrt(away[t]), plane.radius)
            away[t] = inside[t] if inside[t] >= 0.0 else km
        for t in range(pairs):
            away[t] = costs.elasticity * logarithm(1.0 + away[t] / costs.scale_km)
        pairs = u64(0)
        for n in range(block, end):
            s = industry[row[n]]
            slots = u64(slot_count[s])
            charged = 0.0
            for q in range(slots):
                supplier = u32(suppliers[row[n], q])
                share[q] = slot_share[s, q]
                charged += share[q] * price[supplier]
                places[q] = standing[site[supplier], PLACE]
            for k in range(alternatives):
                there = offered[n, k]
                worth[n, k] = -np.inf
                if there >= 0:
                    delivered, place = 0.0, u32(standing[there, PLACE])
                    for q in range(slots):
                        delivered += share[q] * (away[pairs + q] + crossing[place, places[q]])
                    pairs += slots
                    worth[n, k] = value[there, s] + region_value[standing[there, DISTRICT]] - charged - delivered


@kernel
def best_sites(start, stop, offered, worth, tastes, site, value):
    """Write the best of the sites offered to choosers start to stop, column 0 aside, the first of equals.

    Args:
        start: First chooser.
        stop: Chooser after the last.
        offered: (m, K + 2) sites.
        worth: (m, K + 2) values without taste.
        tastes: (m, K + 2) tastes.
        site: (m,) best site, written.
        value: (m,) its value with taste, written.
    """
    for n in range(start, stop):
        best, column = worth[n, 1] + tastes[n, 1], 1
        for k in range(2, offered.shape[1]):
            here = worth[n, k] + tastes[n, k]
            column = k if here > best else column
            best = max(best, here)
        site[n], value[n] = offered[n, column], best


NEGLIGIBLE = 1e-12
"""Share of all promotion below which a zone is not heard of."""
