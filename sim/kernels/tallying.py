"""Counts and sums over living firms for the record, in one pass over rows each, by rows ascending."""

import numpy as np

from sim.kernels.compiling import kernel

LEADING = 48
"""Bits of a revenue that do not matter for which firms are compared: bins are 16 to a doubling."""


@kernel
def tally_firms(alive, site, industry, foreign, productivity, sites, industries):
    """Count living firms and add up what they know.

    Returns:
        (sites, S) firms; (sites, S) foreign firms.
        (sites, 2) sum of log productivity and of its square.
    """
    firms, owned = np.zeros((sites, industries), np.int64), np.zeros((sites, industries), np.int64)
    known = np.zeros((sites, 2))
    for i in range(alive.size):
        if alive[i]:
            j, s = site[i], industry[i]
            firms[j, s] += 1
            owned[j, s] += foreign[i]
            known[j, 0] += productivity[i]
            known[j, 1] += productivity[i] * productivity[i]
    return firms, owned, known


@kernel
def largest_revenues(alive, site, revenue, counted, share_of, fewest):
    """Give the revenues of the largest firms and of some more, in no order, so that few are left to sort.

    Args:
        alive: (n,) and further columns of firms.
        counted: (sites,) whether firms of the site count.
        share_of: One in how many firms is wanted.
        fewest: How many are wanted at least, where there are as many.

    Returns:
        (m,) revenues, all that are above a bound; how many are wanted.
    """
    bins = np.zeros(1 << (64 - LEADING), np.int64)
    for i in range(alive.size):
        if alive[i] and counted[site[i]]:
            bins[np.float64(revenue[i]).view(np.int64) >> LEADING] += 1
    everybody = bins.sum()
    wanted = min(max(everybody // share_of, fewest), everybody)
    lowest, kept = bins.size, 0
    while kept < wanted:
        lowest -= 1
        kept += bins[lowest]
    largest = np.empty(kept)
    k = 0
    for i in range(alive.size):
        if alive[i] and counted[site[i]] and np.float64(revenue[i]).view(np.int64) >> LEADING >= lowest:
            largest[k] = revenue[i]
            k += 1
    return largest, wanted
