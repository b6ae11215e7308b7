"""Prices of firms from their costs, with last step's prices of their suppliers."""

from sim.kernels.compiling import kernel


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
    slots = slot_share.shape[1]
    for i in range(start, stop):
        if not alive[i]:
            out[i] = 0.0
            continue
        s = industry[i]
        total = base[site[i], s] - productivity[i]
        for k in range(slots):
            share = slot_share[s, k]
            if share > 0.0:
                total += share * (price[suppliers[i, k]] + delivery[i, k])
        out[i] = total
