"""Sites compared by newborns and by firms that reconsider."""

from typing import NamedTuple

import numpy as np

from sim.kernels.compiling import kernel, part
from sim.kernels.draws import four_words, one_uniform, word_fraction
from sim.kernels.elementary import exponential, logarithm
from sim.kernels.terrain import CELL, DISTRICT, delivery_cost, displaced, far_cell, radius_quantile

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


@part
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
def promoted_zone(weights, leading, promotion, promoted, key, who, cell, industry):
    """Give the zone of which a newborn of a cell is offered a lot, -1 for none."""
    total = 0.0
    for z in range(weights.shape[1]):
        total += weights[cell, z] * leading[z, industry]
    if total <= 0.0 or one_uniform(promoted, who, u64(0)) >= 1.0 - exponential(-promotion * total):
        return -1
    best, zone = np.inf, -1
    for z in range(weights.shape[1]):
        weight = weights[cell, z] * leading[z, industry]
        if weight > 0.0:
            score = -logarithm(one_uniform(key, who, u64(z))) / weight
            if score < best:
                best, zone = score, z
    return zone


@part
def lot_of_zone(zone_lots, lots_of_zone, lot_share, key, who, zone):
    """Give the lot of a zone that is offered, by land."""
    best, chosen = np.inf, -1
    for k in range(zone_lots[zone], zone_lots[zone + 1]):
        lot = lots_of_zone[k]
        score = -logarithm(one_uniform(key, who, u64(lot))) / lot_share[lot]
        if score < best:
            best, chosen = score, lot
    return chosen


@part
def near_cell(land, at, column_km, circle, plane, radii, near_km, key, who, home, k):
    """Give the k-th near cell compared; the home cell where eight draws found no land."""
    for attempt in range(TRIES):
        a, b, _, _ = four_words(key, who, u64(k * TRIES + attempt))
        radius = near_km * radius_quantile(radii, word_fraction(a))
        cell = displaced(land, at, column_km, circle, plane, home, radius, int(word_fraction(b) * circle.shape[0]))
        if cell >= 0:
            return cell
    return home


@kernel
def compare_sites(
    start, stop, who, row, industry, site, price, suppliers, slot_share, home, terrain, rules, siting,
    offered, worth, tastes,
):  # fmt: skip
    """Write the sites that choosers start to stop compare, their values and the choosers' tastes for them.

    Column 0 is the site on which the chooser's row stands; -1 marks none, or one that stands in a column before.

    Args:
        start: First chooser.
        stop: Chooser after the last.
        who: (m,) identities of the choosers.
        row: (m,) row whose suppliers the chooser has.
        industry: (m,) industry of each chooser.
        home: (m,) site from which each looks.
        offered: (m, K + 2) sites, written.
        worth: (m, K + 2) values in log points of cost, written.
        tastes: (m, K + 2) in log points of cost, written.
    """
    plane, land, at, position, within, column_km, circle, _, far, region_start, region_cells, region_weights = terrain
    costs, standing, docking, _ = rules
    radii, weights, leading, value = siting.radii, siting.weights, siting.leading, siting.value
    region_value, lot_share = siting.region_value, siting.lot_share
    cell_lots, lots, zone_lots, lots_of_zone = siting.cell_lots, siting.lots, siting.zone_lots, siting.lots_of_zone
    alternatives = siting.near_sites + siting.far_sites + 2
    for n in range(start, stop):
        cell, s = standing[home[n], CELL], industry[n]
        for k in range(alternatives):
            if k == 0:
                there = np.int64(site[row[n]])
            elif k < alternatives - 1:
                at_cell = cell
                if k > siting.near_sites:
                    a, b, _, _ = four_words(siting.far, who[n], u64(k))
                    at_cell = far_cell(
                        far, region_start, region_cells, region_weights, far.shape[0] - 1, word_fraction(a),
                        word_fraction(b),
                    )  # fmt: skip
                elif k > 1:
                    at_cell = near_cell(
                        land, at, column_km, circle, plane, radii, siting.near_km, siting.near, who[n], cell, k
                    )
                there = site_in_cell(cell_lots, lots, lot_share, siting.cells, siting.lot, who[n], at_cell)
            else:
                zone = promoted_zone(
                    weights, leading, siting.promotion, siting.promoted, siting.zone, who[n], cell, s
                )
                there = -1
                if zone >= 0:
                    lot = lot_of_zone(zone_lots, lots_of_zone, lot_share, siting.zone_lot, who[n], zone)
                    there = siting.cells + lot if lot >= 0 else -1
            for m in range(1, k):
                if offered[n, m] == there:
                    there = -1
            offered[n, k] = there
            worth[n, k] = -np.inf
            tastes[n, k] = 0.0
            if there < 0:
                continue
            total = value[there, s] + region_value[standing[there, DISTRICT]]
            for slot in range(slot_share.shape[1]):
                share = slot_share[s, slot]
                if share > 0.0:
                    supplier = suppliers[row[n], slot]
                    total -= share * (
                        price[supplier]
                        + delivery_cost(position, within, plane, standing, docking, costs, there, site[supplier])
                    )
            worth[n, k] = total
            u = one_uniform(siting.taste, who[n], u64(there))
            tastes[n, k] = -siting.gumbel_scale * logarithm(-logarithm(u))
