"""Prices of firms from their costs, with last step's prices of their suppliers."""

from sim.kernels.compiling import kernel


@kernel
def price_firms(
    start, stop, alive, industry, site, productivity, price, suppliers, delivery, slot_share, slot_count, base, out
):
    """Write the new log price of rows start to stop into `out`.

    Args:
        start: First row.
        stop: Row after the last.
        slot_share: (S, K) share of each slot in cost.
        slot_count: (S,) slots of an industry, which stand before those that it does not have.
        base: (sites, S) log of markup and of every cost that firms of a site and an industry share.
        price: (n,) log prices of the last step.
        out: (n,) log prices of this step.
    """
    for i in range(start, stop):
        if not alive[i]:
            out[i] = 0.0
            continue
        s = industry[i]
        total = base[site[i], s] - productivity[i]
        for k in range(slot_count[s]):
            total += slot_share[s, k] * (price[suppliers[i, k]] + delivery[i, k])
        out[i] = total
