"""Who dies, who begets: size ranks, exits and births, by each firm's own draws."""

import numpy as np

from sim.kernels.compiling import kernel, part
from sim.kernels.draws import fraction, philox, uniform, word_fraction
from sim.kernels.elementary import exponential, logarithm
from sim.kernels.lanes import BLOCK as LANE_BLOCK
from sim.kernels.lanes import LANES

u32 = np.uint32
u64 = np.uint64
BINS = 256
BINS_PER_LOG = 5.0
LOWEST = -25.0
BLOCK = 1024
"""Rows whose luck is drawn at once."""


@part
def _size_in_bins(rows, revenue, site, site_weight, position):
    """Write the log size of firms of some rows, counted in bins from the smallest."""
    for n in range(rows.size):
        i = rows[n]
        position[n] = max(revenue[i] / site_weight[site[i]], 1e-10)
    for n in range(rows.size):
        x = (logarithm(position[n]) - LOWEST) * BINS_PER_LOG
        position[n] = min(max(x, 0.0), BINS - 1e-9)


@kernel
def count_sizes(lane, alive, industry, site, revenue, site_weight, sums):
    """Count living firms by size.

    Args:
        lane: Which lane of rows.
        sums: (LANES, S, BINS) firms by bin of log size; added to.
    """
    rows, position = np.empty(LANE_BLOCK, np.int32), np.empty(LANE_BLOCK)
    for block in range(lane * LANE_BLOCK, alive.size, LANES * LANE_BLOCK):
        living = 0
        for i in range(block, min(block + LANE_BLOCK, alive.size)):
            rows[living] = i
            living += alive[i]
        _size_in_bins(rows[:living], revenue, site, site_weight, position)
        for n in range(living):
            sums[lane, industry[rows[n]], np.int64(position[n])] += 1.0


@part
def _size_rank(cumulative, position):
    """Give the share of an industry's firms that are smaller: 0 the smallest, 1 the largest.

    Linear within a bin, so that one firm more or less moves each rank by one over the number of firms.

    Args:
        cumulative: (BINS + 1,) firms below each bin, all of them in the last.
        position: Size in bins.
    """
    b = np.int64(position)
    below, upto = cumulative[b], cumulative[b + 1]
    return (below + (position - b) * (upto - below)) / cumulative[BINS]


@kernel
def size_ranks(rows, industry, site, revenue, site_weight, cumulative):
    """Rank firms of some rows by size within their industry, 0 the smallest, 1 the largest; smooth in each one's size.

    Args:
        rows: (m,) rows.
        cumulative: (S, BINS + 1) living firms below each bin of log size, all of them in the last.
    """
    ranks = np.empty(rows.size)
    _size_in_bins(rows, revenue, site, site_weight, ranks)
    for n in range(rows.size):
        ranks[n] = _size_rank(cumulative[industry[rows[n]]], ranks[n])
    return ranks


@kernel
def exits(start, stop, alive, identity, industry, site, revenue, site_weight, cumulative, key, hazard, steepness):
    """List the firms of rows start to stop that die in this step.

    Args:
        start: First row.
        stop: Row after the last.
        site_weight: (sites,) real firms that an agent stands for.
        cumulative: (S, BINS + 1) living firms below each bin of log size, all of them in the last.
        key: Key of the draws.
        hazard: Mean hazard over the step.
        steepness: Exponent k of (1 + k) (1 - rank)^k.

    Returns:
        (m,) rows, ascending.
    """
    highest = hazard * (1.0 + steepness)
    luck, in_danger = np.empty(BLOCK), np.empty(BLOCK, np.uint8)
    rows, position = np.empty(BLOCK, np.int32), np.empty(BLOCK)
    dies, dead = np.empty(stop - start, np.int32), 0
    for block in range(start, stop, BLOCK):
        end = min(block + BLOCK, stop)
        names, living = identity[block:end], alive[block:end]
        for t in range(names.size):
            _, _, c, d = philox(key, names[t], u64(0))
            luck[t] = fraction(c, d)
        # A chance of death is never above the highest hazard, so most firms need not be ranked.
        for t in range(names.size):
            in_danger[t] = (luck[t] < highest) & living[t]
        listed = 0
        for t in range(names.size):
            rows[listed] = block + t
            listed += in_danger[t]
        _size_in_bins(rows[:listed], revenue, site, site_weight, position)
        for n in range(listed):
            i = rows[n]
            rank = _size_rank(cumulative[industry[i]], position[n])
            chance = highest * exponential(steepness * logarithm(max(1.0 - rank, 1e-300)))
            dies[dead] = i
            dead += 1 if luck[i - block] < 1.0 - exponential(-chance) else 0
    return (dies[:dead].copy(),)


@kernel
def spare_the_last(dies, industry, left):
    """Give those of the rows that die, ascending, that are not among the last two of their industry.

    Args:
        dies: (m,) rows, ascending.
        left: (S,) living firms of each industry; counted down.
    """
    dead, kept = np.empty(dies.size, np.int32), 0
    for n in range(dies.size):
        s = industry[dies[n]]
        if left[s] > 2:
            dead[kept] = dies[n]
            kept += 1
            left[s] -= 1
    return dead[:kept]


@kernel
def births(start, stop, alive, identity, industry, site, revenue, site_weight, rate, key):
    """List what firms of rows start to stop beget: at home, and as an agent of the other weight.

    Args:
        start: First row.
        stop: Row after the last.
        revenue: (n,) revenue.
        site_weight: (sites, 2) real firms that an agent stands for there, and on the other side (0: there is none).
        rate: (S,) births of the industry in this step per unit of revenue, in firms of weight one.
        key: Key of the draws.

    Returns:
        Two arrays a stream, at home and away: (m,) rows of parents, ascending, (m,) how many each begets.
    """
    one, two, expected = np.empty(BLOCK, np.uint32), np.empty(BLOCK, np.uint32), np.empty(BLOCK)
    home, away = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32)
    parents, counts = np.empty((2, stop - start), np.int32), np.empty((2, stop - start), np.int32)
    at_home = elsewhere = 0
    for block in range(start, stop, BLOCK):
        end = min(block + BLOCK, stop)
        names, living = identity[block:end], alive[block:end]
        kinds, sold, stands = industry[block:end], revenue[block:end], site[block:end]
        for t in range(names.size):
            one[t], two[t], _, _ = philox(key, names[t], u64(0))
        for t in range(names.size):
            expected[t] = rate[u32(kinds[t])] * sold[t] if living[t] else -1.0
        for t in range(names.size):
            here, there = site_weight[u32(stands[t]), 0], site_weight[u32(stands[t]), 1]
            home[t] = np.int32(expected[t] / here + word_fraction(one[t]))
            away[t] = np.int32(expected[t] / there + word_fraction(two[t])) if there > 0.0 else 0
        for t in range(names.size):
            parents[0, at_home], counts[0, at_home] = block + t, home[t]
            at_home += home[t] > 0
            parents[1, elsewhere], counts[1, elsewhere] = block + t, away[t]
            elsewhere += away[t] > 0
    return (
        parents[0, :at_home].copy(), counts[0, :at_home].copy(),
        parents[1, :elsewhere].copy(), counts[1, :elsewhere].copy(),
    )  # fmt: skip


@kernel
def who_draws_below(start, stop, alive, identity, key, chance):
    """List the living firms of rows start to stop, ascending, whose draw falls below a chance."""
    below, rows, listed = np.empty(BLOCK, np.uint8), np.empty(stop - start, np.int32), 0
    for block in range(start, stop, BLOCK):
        end = min(block + BLOCK, stop)
        names, living = identity[block:end], alive[block:end]
        for t in range(names.size):
            below[t] = (uniform(key, names[t], u64(0)) < chance) & living[t]
        for t in range(names.size):
            rows[listed] = block + t
            listed += below[t]
    return (rows[:listed].copy(),)


@kernel
def add_by_industry(lane, alive, industry, column, sums):
    """Add up a column of living firms, and count them: (LANES, S, 2), added to.

    Args:
        lane: Which lane of rows.
        column: (n,) what is added up.
    """
    for block in range(lane * LANE_BLOCK, alive.size, LANES * LANE_BLOCK):
        for i in range(block, min(block + LANE_BLOCK, alive.size)):
            if alive[i]:
                sums[lane, industry[i], 0] += column[i]
                sums[lane, industry[i], 1] += 1.0


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
