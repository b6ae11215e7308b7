"""Sites compared by newborns and by firms that reconsider."""

from typing import NamedTuple

import numpy as np
from numba import njit

from sim.kernels.draws import philox, uniform, word_fraction
from sim.kernels.elementary import exponential, logarithm
from sim.kernels.terrain import delivery_cost, displaced, far_cell, radius_quantile

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
    """(sites, S) market access less cost, in log points of cost; suppliers' delivery apart."""
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


@njit
def site_in_cell(siting, who, cell):
    """Give the site on which one stands who chose a cell: a lot with chance its share of the land, by own luck."""
    first, stop = siting.cell_lots[cell], siting.cell_lots[cell + 1]
    if first == stop:
        return cell
    u = uniform(siting.lot, who, u64(cell))
    for k in range(first, stop):
        lot = siting.lots[k]
        u -= siting.lot_share[lot]
        if u < 0.0:
            return siting.cells + lot
    return cell


@njit
def promoted_site(siting, who, cell, industry):
    """Give the lot that a newborn of a cell is offered by promotion, -1 for none."""
    total = 0.0
    for z in range(siting.weights.shape[1]):
        total += siting.weights[cell, z] * siting.leading[z, industry]
    if total <= 0.0 or uniform(siting.promoted, who, u64(0)) >= 1.0 - exponential(-siting.promotion * total):
        return -1
    best, zone = np.inf, -1
    for z in range(siting.weights.shape[1]):
        weight = siting.weights[cell, z] * siting.leading[z, industry]
        if weight > 0.0:
            score = -logarithm(uniform(siting.zone, who, u64(z))) / weight
            if score < best:
                best, zone = score, z
    best, chosen = np.inf, -1
    for k in range(siting.zone_lots[zone], siting.zone_lots[zone + 1]):
        lot = siting.lots_of_zone[k]
        score = -logarithm(uniform(siting.zone_lot, who, u64(lot))) / siting.lot_share[lot]
        if score < best:
            best, chosen = score, siting.cells + lot
    return chosen


@njit
def offered_cell(siting, terrain, who, home, k):
    """Give the k-th cell compared: the home cell first, then near ones, then ones anywhere."""
    if k == 0:
        return home
    if k < siting.near_sites:
        for attempt in range(TRIES):
            a, b, _, _ = philox(siting.near, who, u64(k * TRIES + attempt))
            radius = siting.near_km * radius_quantile(siting.radii, word_fraction(a))
            cell = displaced(terrain, home, radius, word_fraction(b))
            if cell >= 0:
                return cell
        return home
    a, b, _, _ = philox(siting.far, who, u64(k))
    return far_cell(terrain, terrain.any_region, 0, word_fraction(a), word_fraction(b))


@njit
def site_value(siting, terrain, rules, slot_share, suppliers, site, row, industry, there):
    """Give the value of a site to a firm with the suppliers of a row, in log points of cost."""
    value = siting.value[there, industry] + siting.region_value[terrain.region[rules.site_cell[there]]]
    for slot in range(slot_share.shape[1]):
        share = slot_share[industry, slot]
        if share > 0.0:
            value -= share * delivery_cost(rules, terrain, there, site[suppliers[row, slot]])
    return value


@njit(inline="always")
def taste(siting, who, there):
    """Draw the Gumbel taste of a firm for a site, in log points of cost."""
    return -siting.gumbel_scale * logarithm(-logarithm(uniform(siting.taste, who, u64(there))))


@njit(cache=True, nogil=True)
def choose_sites(start, stop, who, row, industry, site, suppliers, slot_share, home, terrain, rules, siting, chosen, worth):
    """Let choosers start to stop compare sites; write the best site and its value with taste.

    Args:
        who: (m,) identities of the choosers.
        row: (m,) row whose suppliers the chooser has.
        industry: (m,) industry of each chooser.
        home: (m,) site from which each looks.
    """
    for n in range(start, stop):
        best, found = -np.inf, -1
        alternatives = siting.near_sites + siting.far_sites + 1
        cell = rules.site_cell[home[n]]
        for k in range(alternatives):
            if k < alternatives - 1:
                there = site_in_cell(siting, who[n], offered_cell(siting, terrain, who[n], cell, k))
            else:
                there = promoted_site(siting, who[n], cell, industry[n])
                if there < 0:
                    continue
            value = site_value(siting, terrain, rules, slot_share, suppliers, site, row[n], industry[n], there)
            value += taste(siting, who[n], there)
            if value > best:
                best, found = value, there
        chosen[n] = found
        worth[n] = best


@njit(cache=True, nogil=True)
def value_alternatives(who, row, industry, site, suppliers, slot_share, home, terrain, rules, siting):
    """Give the sites offered to each chooser and their values without taste.

    Returns:
        (m, K) sites, -1 for none or for one offered twice; (m, K) values.
    """
    alternatives = siting.near_sites + siting.far_sites + 1
    sites = np.full((who.size, alternatives), -1, np.int64)
    values = np.full((who.size, alternatives), -np.inf)
    for n in range(who.size):
        cell = rules.site_cell[home[n]]
        for k in range(alternatives):
            if k < alternatives - 1:
                there = site_in_cell(siting, who[n], offered_cell(siting, terrain, who[n], cell, k))
            else:
                there = promoted_site(siting, who[n], cell, industry[n])
            twice = False
            for m in range(k):
                twice = twice or sites[n, m] == there
            if there >= 0 and not twice:
                sites[n, k] = there
                values[n, k] = site_value(
                    siting, terrain, rules, slot_share, suppliers, site, row[n], industry[n], there
                )
    return sites, values


@njit(cache=True, nogil=True)
def value_standing(who, row, industry, site, suppliers, slot_share, terrain, rules, siting):
    """Give what firms make of the sites on which they stand, taste included."""
    out = np.empty(who.size)
    for n in range(who.size):
        there = site[row[n]]
        out[n] = site_value(siting, terrain, rules, slot_share, suppliers, site, row[n], industry[n], there)
        out[n] += taste(siting, who[n], there)
    return out
