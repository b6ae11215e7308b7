"""Sites compared by newborns and by firms that reconsider."""

from typing import NamedTuple

import numpy as np

from sim.kernels.compiling import inlined, kernel, part
from sim.kernels.draws import four_words, one_uniform, philox, uniform, word_fraction
from sim.kernels.elementary import exponential, logarithm
from sim.kernels.terrain import CELL, DISTRICT, PLACE, ROW, displaced, far_cell, radius_quantile, stretched

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
def site_in_cell(cell_lots, lots, lot_share, cells, key, who, cell):
    """Give the site on which one stands who chose a cell: a lot with chance its share of the land, by own luck."""
    first, stop = cell_lots[cell], cell_lots[cell + 1]
    if first == stop:
        return cell
    u = one_uniform(key, who, u64(cell))
    for k in range(first, stop):
        u -= lot_share[lots[k]]
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


@part
def supply_costs(many, sites, theirs, spot, share, position, within, plane, standing, docking, costs, away, out):
    """Write what delivery from a chooser's suppliers costs at each of some sites, weighted by their shares.

    Args:
        many: Number of sites, A.
        sites: (A,) sites.
        theirs: (3, K) cell, jurisdiction and region of each supplier; what is no supplier has share 0.
        spot: (3, K) position of each supplier in km.
        share: (K,) share of each supplier in cost.
        away: (A * K,) scratch.
        out: (A,) log points of cost, written.
    """
    size = share.size
    for k in range(many):
        here = standing[sites[k], CELL]
        x, y, z = position[here, 0], position[here, 1], position[here, 2]
        for q in range(size):
            dx, dy, dz = abs(x - spot[0, q]), abs(y - spot[1, q]), z - spot[2, q]
            if plane.torus:
                dx, dy = min(dx, plane.width_km - dx), min(dy, plane.height_km - dy)
            away[k * size + q] = dx * dx + dy * dy + dz * dz
    # One long loop over all pairs, which vectorises as the short ones would not.
    for t in range(many * size):
        away[t] = stretched(np.sqrt(away[t]), plane.radius)
    for k in range(many):
        here = standing[sites[k], CELL]
        for q in range(size):
            if theirs[CELL, q] == here:
                away[k * size + q] = within[here]
    for t in range(many * size):
        away[t] = logarithm(1.0 + away[t] / costs.scale_km)
    for k in range(many):
        place, district = standing[sites[k], PLACE], standing[sites[k], DISTRICT]
        total = 0.0
        for q in range(size):
            cost = costs.elasticity * away[k * size + q]
            if theirs[PLACE, q] != place:
                crossing = costs.border if theirs[DISTRICT, q] != district else 0.0
                crossing += costs.gate if (theirs[PLACE, q] >= costs.regions) != (place >= costs.regions) else 0.0
                cost += crossing * (1.0 - docking[place, theirs[PLACE, q]])
            total += share[q] * cost
        out[k] = total


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
    start, stop, standing_too, who, row, industry, site, price, suppliers, slot_share, terrain, rules, siting,
    offered, worth, tastes,
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
        industry: (m,) industry of each chooser.
        offered: (m, K + 2) sites, written.
        worth: (m, K + 2) values in log points of cost, written.
        tastes: (m, K + 2) in log points of cost, written.
    """
    plane, land, at, position, within, column_km, circle, _, far, region_start, region_cells, weights = terrain
    costs, standing, docking, _ = rules
    radii, promotion, leading, value = siting.radii, siting.weights, siting.leading, siting.value
    region_value, lot_share, promoted_weight = siting.region_value, siting.lot_share, siting.promoted_weight
    cell_lots, lots, zone_lots, lots_of_zone = siting.cell_lots, siting.lots, siting.zone_lots, siting.lots_of_zone
    alternatives = siting.near_sites + siting.far_sites + 2
    # Draws first, alternative by alternative: loops over choosers vectorise, loops over alternatives are too short.
    one, two = np.empty(stop - start, np.uint32), np.empty(stop - start, np.uint32)
    for k in range(alternatives):
        key = siting.far if k > siting.near_sites else siting.near
        for n in range(start, stop):
            a, b, _, _ = philox(key, who[n], u64(k * TRIES))
            one[n - start] = a
            two[n - start] = b
        for n in range(start, stop):
            cell = standing[site[row[n]], CELL]
            offered[n, k] = -1
            if k == 0:
                offered[n, k] = site[row[n]] if standing_too else -1
            elif k < alternatives - 1:
                u, v = word_fraction(one[n - start]), word_fraction(two[n - start])
                at_cell = cell
                if k > siting.near_sites:
                    at_cell = far_cell(far, region_start, region_cells, weights, far.shape[0] - 1, u, v)
                elif k > 1 and at[cell, ROW] >= 0:
                    radius = siting.near_km * radius_quantile(radii, u)
                    at_cell = displaced(land, at, column_km, circle, plane, cell, radius, int(v * circle.shape[0]))
                    if at_cell < 0:
                        at_cell = near_cell(
                            land, at, column_km, circle, plane, radii, siting.near_km, siting.near, who[n], cell, k
                        )
                offered[n, k] = site_in_cell(cell_lots, lots, lot_share, siting.cells, siting.lot, who[n], at_cell)
            elif promoted_weight[cell, industry[n]] > 0.0:
                zone = promoted_zone(
                    promotion, leading, promoted_weight[cell, industry[n]], siting.promotion, siting.promoted,
                    siting.zone, who[n], cell, industry[n],
                )  # fmt: skip
                if zone >= 0:
                    lot = lot_of_zone(zone_lots, lots_of_zone, lot_share, siting.zone_lot, who[n], zone)
                    offered[n, k] = siting.cells + lot if lot >= 0 else -1
            for m in range(1, k):
                if offered[n, m] == offered[n, k]:
                    offered[n, k] = -1
    draw = np.empty(stop - start)
    for k in range(alternatives):
        for n in range(start, stop):
            draw[n - start] = uniform(siting.taste, who[n], u64(offered[n, k]))
        for t in range(stop - start):
            draw[t] = -siting.gumbel_scale * logarithm(-logarithm(draw[t]))
        for n in range(start, stop):
            tastes[n, k] = draw[n - start]
    # Scratch for a chooser's suppliers, as wide as vectors like it.
    width = (slot_share.shape[1] + 3) // 4 * 4
    theirs, spot = np.zeros((3, width), np.int64), np.zeros((3, width))
    share, away, cost = np.zeros(width), np.empty(width * alternatives), np.empty(alternatives)
    compared, column = np.empty(alternatives, np.int64), np.empty(alternatives, np.int64)
    for n in range(start, stop):
        s, charged, many = industry[n], 0.0, 0
        for q in range(slot_share.shape[1]):
            share[q] = slot_share[s, q]
            if share[q] > 0.0:
                supplier = suppliers[row[n], q]
                charged += share[q] * price[supplier]
                for m in range(3):
                    theirs[m, q] = standing[site[supplier], m]
                for m in range(3):
                    spot[m, q] = position[theirs[CELL, q], m]
        for k in range(alternatives):
            worth[n, k] = -np.inf
            if offered[n, k] >= 0:
                compared[many] = offered[n, k]
                column[many] = k
                many += 1
        supply_costs(many, compared, theirs, spot, share, position, within, plane, standing, docking, costs, away, cost)
        for c in range(many):
            there = compared[c]
            worth[n, column[c]] = value[there, s] + region_value[standing[there, DISTRICT]] - charged - cost[c]


NEGLIGIBLE = 1e-12
"""Share of all promotion below which a zone is not heard of."""
