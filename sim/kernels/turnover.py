"""Who dies, who begets: size ranks, exits and numbers of births, by each firm's own draws."""

import numpy as np

from sim.kernels.compiling import kernel
from sim.kernels.draws import fraction, philox, uniform, word_fraction
from sim.kernels.elementary import exponential, logarithm

u64 = np.uint64
BINS = 256
BINS_PER_LOG = 5.0
LOWEST = -25.0


@kernel
def size_ranks(alive, industry, site, revenue, site_weight, industries):
    """Rank firms by size within their industry: 0 the smallest, 1 the largest; smooth in each firm's own size.

    Ranks come from a histogram of log size with linear parts, so that one firm more or less moves each rank by
    one over the number of firms.
    """
    counts = np.zeros((industries, BINS + 1))
    position = np.zeros(alive.size)
    for i in range(alive.size):
        if alive[i]:
            size = max(revenue[i] / site_weight[site[i]], 1e-10)
            x = (logarithm(size) - LOWEST) * BINS_PER_LOG
            position[i] = min(max(x, 0.0), BINS - 1e-9)
            counts[industry[i], int(position[i]) + 1] += 1.0
    for s in range(industries):
        for b in range(BINS):
            counts[s, b + 1] += counts[s, b]
    for i in range(alive.size):
        if alive[i]:
            s, b = industry[i], int(position[i])
            below, upto, everyone = counts[s, b], counts[s, b + 1], counts[s, BINS]
            position[i] = (below + (position[i] - b) * (upto - below)) / everyone
    return position


@kernel
def exits(alive, identity, industry, rank, key, hazard, steepness, industries):
    """Mark the firms that die in this step; the last two of an industry never do.

    Args:
        rank: (n,) size rank in [0, 1].
        hazard: Mean hazard over the step.
        steepness: Exponent k of (1 + k) (1 - rank)^k.
    """
    left = np.zeros(industries, np.int64)
    for i in range(alive.size):
        if alive[i]:
            left[industry[i]] += 1
    chance, luck = np.empty(alive.size), np.empty(alive.size)
    for i in range(alive.size):
        chance[i] = logarithm(max(1.0 - rank[i], 1e-300))
    for i in range(alive.size):
        chance[i] = hazard * (1.0 + steepness) * exponential(steepness * chance[i])
    for i in range(alive.size):
        chance[i] = 1.0 - exponential(-chance[i])
    for i in range(alive.size):
        _, _, c, d = philox(key, identity[i], u64(0))
        luck[i] = fraction(c, d)
    dies = np.zeros(alive.size, np.bool_)
    for i in range(alive.size):
        if luck[i] < chance[i] and alive[i] and left[industry[i]] > 2:
            dies[i] = True
            left[industry[i]] -= 1
    return dies


@kernel
def births(alive, identity, industry, site, revenue, site_weight, mass, key):
    """Count what every firm begets: at home, and as an agent of the other weight.

    Args:
        revenue: (n,) revenue.
        site_weight: (sites, 2) real firms that an agent stands for there, and on the other side (0: there is none).
        mass: (S,) births of the industry in this step, in firms of weight one.
        key: Key of the draws.
    """
    industries = mass.size
    totals = np.zeros(industries)
    for i in range(alive.size):
        if alive[i]:
            totals[industry[i]] += revenue[i]
    luck = np.empty((2, alive.size))
    for i in range(alive.size):
        a, b, _, _ = philox(key, identity[i], u64(0))
        luck[0, i] = word_fraction(a)
        luck[1, i] = word_fraction(b)
    home = np.zeros(alive.size, np.int64)
    away = np.zeros(alive.size, np.int64)
    for i in range(alive.size):
        if alive[i]:
            expected = mass[industry[i]] * revenue[i] / totals[industry[i]]
            here, there = site_weight[site[i], 0], site_weight[site[i], 1]
            home[i] = int(expected / here + luck[0, i])
            if there > 0.0:
                away[i] = int(expected / there + luck[1, i])
    return home, away


@kernel
def successors(region, industry, chooser, group_start, group_rows, identity, revenue, key, industries):
    """Choose for each dead firm the parent of its successor: by rendezvous weighted with revenue.

    Args:
        region: (m,) region of the dead firm.
        industry: (m,) its industry.
        chooser: (m,) its identity.
        group_start: (R * S + 1,) where each region-and-industry begins in `group_rows`.
        group_rows: Rows of living firms.
        identity: (n,) identities.
        revenue: (n,) revenues.
        key: Key of the draws.
        industries: Number of industries, S.

    Returns:
        (m,) row of the parent, -1 where the region has no living firm of the industry.
    """
    parent = np.full(region.size, -1, np.int64)
    for n in range(region.size):
        group = region[n] * industries + industry[n]
        best = np.inf
        for k in range(group_start[group], group_start[group + 1]):
            row = group_rows[k]
            score = -logarithm(uniform(key, chooser[n], identity[row])) / (revenue[row] + 1e-300)
            if score < best:
                best, parent[n] = score, row
    return parent
