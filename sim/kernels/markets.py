"""Markets by site and industry: what is offered, what reaches each region, what is sold, what is ordered.

All sums run in a stated order: rows ascending, then sites ascending, then regions ascending.
"""

import numpy as np

from sim.kernels.compiling import kernel
from sim.kernels.elementary import exponential


@kernel
def offer(alive, industry, site, price, appeal, site_weight, revenue, sigma, sites, industries):
    """Weigh every firm's variety, and sum by site and industry, newborns apart.

    Returns:
        (n,) weight of each firm's variety: appeal times weight times price to the power 1 - sigma.
        (sites, S) sums of all firms.
        (sites, S) sums of newborns, firms without revenue of the last step.
    """
    weight = np.empty(alive.size)
    for i in range(alive.size):
        weight[i] = exponential((1.0 - sigma) * price[i] + appeal[i])
    everyone = np.zeros((sites, industries))
    newborns = np.zeros((sites, industries))
    for i in range(alive.size):
        if not alive[i]:
            weight[i] = 0.0
            continue
        weight[i] *= site_weight[site[i]]
        everyone[site[i], industry[i]] += weight[i]
        if revenue[i] == 0.0:
            newborns[site[i], industry[i]] += weight[i]
    return weight, everyone, newborns


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


@kernel
def sell(alive, industry, site, weight, home_access, export_access, revenue):
    """Write final sales and exports of every firm: two (n,) arrays, and the base on which it orders.

    A newborn, without revenue of the last step, orders on what it sells now.
    """
    final = np.zeros(alive.size)
    exports = np.zeros(alive.size)
    basis = np.zeros(alive.size)
    for i in range(alive.size):
        if alive[i]:
            final[i] = weight[i] * home_access[site[i], industry[i]]
            exports[i] = weight[i] * export_access[site[i], industry[i]]
            basis[i] = revenue[i] if revenue[i] > 0.0 else final[i] + exports[i]
    return final, exports, basis


@kernel
def place_orders(alive, industry, basis, suppliers, slot_share, markup, received):
    """Add every firm's orders to what its suppliers receive; returns the sum placed."""
    placed = 0.0
    slots = slot_share.shape[1]
    for i in range(alive.size):
        if alive[i]:
            spending = basis[i] / markup
            s = industry[i]
            for k in range(slots):
                order = slot_share[s, k] * spending
                if order > 0.0:
                    received[suppliers[i, k]] += order
                    placed += order
    return placed


@kernel
def keep_books(
    alive, industry, site, foreign, price, final, exports, received, basis, inputs, imports, labour, markup,
    share_abroad, revenue, book_revenue, book_added, book_exports, book_imports, book_real, repatriated,
):  # fmt: skip
    """Close the step's accounts: revenue by firm, flows by site and industry; returns wages and profits."""
    wages = profits = 0.0
    for i in range(alive.size):
        if not alive[i]:
            revenue[i] = 0.0
            continue
        j, s = site[i], industry[i]
        income = final[i] + exports[i] + received[i]
        imported = imports[s] * basis[i] / markup
        added = income - inputs[s] * basis[i] / markup - imported
        wage = labour[s] * income / markup
        revenue[i] = income
        wages += wage
        profits += added - wage
        if foreign[i] and added > wage:
            repatriated[j] += share_abroad * (added - wage)
        book_revenue[j, s] += income
        book_added[j, s] += added
        book_exports[j, s] += exports[i]
        book_imports[j, s] += imported
        book_real[j, s] += income * exponential(-price[i])
    return wages, profits
