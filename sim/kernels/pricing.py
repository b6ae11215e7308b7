"""Prices of firms from their costs, with last step's prices of their suppliers."""

import numpy as np

from sim.kernels.compiling import kernel
from sim.kernels.prefetching import AHEAD, prefetch

u32 = np.uint32
u64 = np.uint64


@kernel
def price_firms(start, stop, alive, industry, site, productivity, price, suppliers, delivery, slot_share, base, out):
    """Write the new log price of rows start to stop into `out`.

    Args:
        start: First row.
        stop: Row after the last.
        slot_share: (S, K) share of each slot in cost; 0 where an industry has no such slot.
        base: (sites, S) log of markup and of every cost that firms of a site and an industry share.
        price: (n,) log prices of the last step.
        out: (n,) log prices of this step.
    """
    slots = suppliers.shape[1]
    for i in range(start, stop):
        ahead = min(i + AHEAD, stop - 1)
        for k in range(slots):
            prefetch(price, u64(max(suppliers[ahead, k], 0)))
        s = industry[i]
        total = base[site[i], s] - productivity[i]
        # As many turns for every firm, for missing slots with a share of 0: turns that vary would be guessed wrong.
        for k in range(slots):
            total += slot_share[s, k] * (price[u32(max(suppliers[i, k], 0))] + delivery[i, k])
        out[i] = total if alive[i] else 0.0
