"""Passes over all firms while the economy settles; sums run by rows ascending."""

import numpy as np

from sim.kernels.compiling import kernel
from sim.kernels.elementary import exponential


@kernel
def customers_of(alive, suppliers, site, industry, marked):
    """Mark the firms that buy from a site and an industry that is marked.

    Args:
        alive: (n,) and further columns of firms; the dead are customers of nobody.
        marked: (sites, S) which sites' industries.
    """
    out = np.zeros(alive.size, np.bool_)
    for i in range(alive.size):
        if alive[i]:
            for k in range(suppliers.shape[1]):
                supplier = suppliers[i, k]
                if supplier >= 0 and marked[site[supplier], industry[supplier]]:
                    out[i] = True
    return out


@kernel
def sum_by_region(rows, site, industry, site_region, values, site_weight, regions, industries):
    """Sum (m,) values of some rows, each times the weight of its site, by region and industry: (R, S)."""
    total = np.zeros((regions, industries))
    for k in range(rows.size):
        here = site[rows[k]]
        total[site_region[here], industry[rows[k]]] += values[k] * site_weight[here]
    return total


@kernel
def sample_parents(industry, revenue, mass, points):
    """Take rows at even steps of the births that are expected of all rows together.

    Args:
        industry: (n,) industries.
        revenue: (n,) revenues; a firm begets in proportion to its share of its industry's.
        mass: (S,) births of each industry.
        points: How many rows to take.

    Returns:
        (points,) rows, ascending, and the births of all of them together.
    """
    whole = np.zeros(mass.size)
    for i in range(industry.size):
        whole[industry[i]] += revenue[i]
    births = 0.0
    for i in range(industry.size):
        births += mass[industry[i]] * revenue[i] / whole[industry[i]]
    parent = np.zeros(points, np.int32)
    below, k = 0.0, 0
    for i in range(industry.size):
        below += mass[industry[i]] * revenue[i] / whole[industry[i]]
        while k < points and (k + 0.5) / points * births <= below:
            parent[k] = i
            k += 1
    return parent, births


@kernel
def find_bars(worth, industry, mass, elasticity, share, low, high, rounds, industries):
    """Bisect for the bar of each industry at which a share of its newborns enters.

    Args:
        worth: (m,) value of each newborn's best site.
        industry: (m,) and its industry.
        mass: (m,) births that each stands for.
        elasticity: Of entering to worth over bar; the chance is logistic in it.
        share: Share of births that is to enter.
        low: Bar that is too low for every industry.
        high: Bar that is too high for every industry.
        rounds: Times that the interval is halved.
        industries: Number of industries, S.

    Returns:
        (S,) bars.
    """
    lows, highs = np.full(industries, low), np.full(industries, high)
    births, entering, bars = np.zeros(industries), np.zeros(industries), np.zeros(industries)
    chance = np.empty(worth.size)
    for i in range(worth.size):
        births[industry[i]] += mass[i]
    for _ in range(rounds):
        for s in range(industries):
            bars[s], entering[s] = 0.5 * (lows[s] + highs[s]), 0.0
        for i in range(worth.size):
            chance[i] = -elasticity * (worth[i] - bars[industry[i]])
        for i in range(worth.size):
            chance[i] = 1.0 / (1.0 + exponential(chance[i]))
        for i in range(worth.size):
            entering[industry[i]] += mass[i] * chance[i]
        for s in range(industries):
            if entering[s] / max(births[s], 1e-300) > share:
                lows[s] = bars[s]
            else:
                highs[s] = bars[s]
    return 0.5 * (lows + highs)
