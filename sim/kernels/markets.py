"""Markets by site, industry and region: what reaches each region, market access, the exchange rate.

All sums run in a stated order: sites ascending, then regions ascending.
"""

import numpy as np

from sim.kernels.compiling import kernel
from sim.kernels.elementary import exponential


@kernel
def reaching(offered, reach):
    """Sum what reaches each region: (S, R) from offered (sites, S) and reach (sites, R)."""
    sites, industries = offered.shape
    regions = reach.shape[1]
    total = np.zeros((industries, regions))
    for j in range(sites):
        for s in range(industries):
            amount = offered[j, s]
            if amount > 0.0:
                for r in range(regions):
                    total[s, r] += amount * reach[j, r]
    return total


@kernel
def access(reach, demand):
    """Give market access (sites, S): demand (R, S) per unit of index, seen through reach (sites, R)."""
    sites, regions = reach.shape
    industries = demand.shape[1]
    out = np.zeros((sites, industries))
    for j in range(sites):
        for r in range(regions):
            near = reach[j, r]
            for s in range(industries):
                out[j, s] += near * demand[r, s]
    return out


@kernel
def excess_exports(x, sigma, spending, home, newborn, import_weight, exports, newborn_exports, shares, fixed):
    """Give exports less imports less repatriation at the exchange rate x; increasing in x.

    Args:
        x: Log exchange rate.
        spending: (S, R) final demand.
        home: (S, R) index of home varieties.
        newborn: (S, R) part of it that newborns offer.
        import_weight: (S, R) index of imported varieties at exchange rate 0.
        exports: (S,) exports at exchange rate 0.
        newborn_exports: (S,) part of it of newborns.
        shares: (S,) imported inputs of a newborn per unit of revenue.
        fixed: Imported inputs of firms with a past, and repatriation.
    """
    cheaper = exponential((1.0 - sigma) * x)
    dearer = exponential(sigma * x)
    total = -fixed
    for s in range(spending.shape[0]):
        total += (exports[s] - shares[s] * newborn_exports[s]) * dearer
        for r in range(spending.shape[1]):
            imported = import_weight[s, r] * cheaper
            total -= spending[s, r] * (imported + shares[s] * newborn[s, r]) / (home[s, r] + imported)
    return total


@kernel
def balance(low, high, rounds, sigma, spending, home, newborn, import_weight, exports, newborn_exports, shares, fixed):
    """Bisect for the exchange rate at which exports pay for imports and repatriation."""
    for _ in range(rounds):
        middle = 0.5 * (low + high)
        value = excess_exports(
            middle, sigma, spending, home, newborn, import_weight, exports, newborn_exports, shares, fixed
        )
        if value > 0.0:
            high = middle
        else:
            low = middle
    return 0.5 * (low + high)
