"""Firms trade: what each offers, sells, orders and books; sums by lane of rows."""

import numpy as np

from sim.kernels.compiling import inlined, kernel
from sim.kernels.elementary import exponential
from sim.kernels.lanes import BLOCK, LANES
from sim.kernels.prefetching import AHEAD, prefetch

u32 = np.uint32
u64 = np.uint64

HOME, EXPORT = 0, 1
EVERYONE, NEWBORNS = 0, 1
INCOME, BASIS, REAL = 0, 1, 2


@kernel
def offer(lane, alive, industry, site, price, appeal, site_weight, revenue, sigma, weight, offered, past):
    """Weigh every firm's variety, and sum by site and industry, newborns apart.

    Args:
        lane: Which lane of rows.
        weight: (n,) appeal times weight times price to the power 1 - sigma, written.
        offered: (LANES, sites, S, 2) sums of all firms and of newborns, who had no revenue in the last step; added to.
        past: (LANES, S) sums of revenue of the last step; added to.
    """
    everyone, sold = offered[lane], past[lane]
    for block in range(lane * BLOCK, alive.size, LANES * BLOCK):
        end = min(block + BLOCK, alive.size)
        # Slices counted from 0 become vector code; indices that might be negative, for all that numba knows, do not.
        _weigh(price[block:end], appeal[block:end], 1.0 - sigma, weight[block:end])
        for i in range(block, end):
            if not alive[i]:
                weight[i] = 0.0
                continue
            j, s = u32(site[i]), u32(industry[i])
            own = weight[i] * site_weight[j]
            weight[i] = own
            everyone[j, s, EVERYONE] += own
            sold[s] += revenue[i]
            if revenue[i] == 0.0:
                everyone[j, s, NEWBORNS] += own


@inlined
def _weigh(price, appeal, power, weight):
    for t in range(price.size):
        weight[t] = exponential(power * price[t] + appeal[t])


@kernel
def place_orders(
    lane, alive, industry, site, weight, access, revenue, suppliers, slot_share, markup, received, placed
):
    """Add every firm's orders to what its suppliers receive.

    A firm orders on what it sold in the last step; a newborn, without a last step, on what it sells now.

    Args:
        lane: Which lane of rows.
        access: (sites, S, 2) sales at home and abroad per unit of variety weight.
        revenue: (n,) of the last step.
        slot_share: (S, K) share of each slot in cost; 0 where an industry has no such slot.
        received: (LANES, n) added to.
        placed: (LANES,) added to.
    """
    mine, slots = received[lane], suppliers.shape[1]
    total = 0.0
    for block in range(lane * BLOCK, alive.size, LANES * BLOCK):
        end = min(block + BLOCK, alive.size)
        for i in range(block, end):
            ahead = min(i + AHEAD, end - 1)
            for k in range(slots):
                prefetch(mine, u64(max(suppliers[ahead, k], 0)))
            j, s = u32(site[i]), u32(industry[i])
            spending = revenue[i]
            if spending == 0.0:
                # The dead have neither revenue nor weight, so they order nothing.
                spending = weight[i] * access[j, s, HOME] + weight[i] * access[j, s, EXPORT]
            spending /= markup
            for k in range(slots):
                order, supplier = slot_share[s, k] * spending, suppliers[i, k]
                mine[u32(supplier if supplier >= 0 else i)] += order
                total += order
    placed[lane] += total


@kernel
def keep_books(
    lane, alive, industry, site, foreign, price, weight, access, received, inputs, imports, labour, markup,
    share_abroad, revenue, books, repatriated, totals,
):  # fmt: skip
    """Close the step's accounts: revenue by firm, flows by site and industry.

    Args:
        lane: Which lane of rows.
        access: (sites, S, 2) sales at home and abroad per unit of variety weight.
        received: (LANES, n) orders received.
        revenue: (n,) of the last step, overwritten with that of this step; 0 for the dead.
        books: (LANES, sites, S, 3) income, the base on which firms order, and real output; added to.
        repatriated: (LANES, sites) profit of foreign firms that goes abroad; added to.
        totals: (LANES, 4) final sales, orders received, wages, profits; added to.
    """
    real, mine, abroad = np.empty(BLOCK), books[lane], repatriated[lane]
    final_sales = orders = wages = profits = 0.0
    for block in range(lane * BLOCK, alive.size, LANES * BLOCK):
        end = min(block + BLOCK, alive.size)
        _invert(price[block:end], real)
        for i in range(block, end):
            if not alive[i]:
                revenue[i] = 0.0
                continue
            j, s = u32(site[i]), u32(industry[i])
            final, exported = weight[i] * access[j, s, HOME], weight[i] * access[j, s, EXPORT]
            ordered = received[0, i] + received[1, i]
            income = final + exported + ordered
            basis = revenue[i] if revenue[i] > 0.0 else final + exported
            added = income - (inputs[s] + imports[s]) * basis / markup
            wage = labour[s] * income / markup
            revenue[i] = income
            final_sales += final
            orders += ordered
            wages += wage
            profits += added - wage
            if foreign[i] and added > wage:
                abroad[j] += share_abroad * (added - wage)
            mine[j, s, INCOME] += income
            mine[j, s, BASIS] += basis
            mine[j, s, REAL] += income * real[u64(i - block)]
    totals[lane, 0] += final_sales
    totals[lane, 1] += orders
    totals[lane, 2] += wages
    totals[lane, 3] += profits


@inlined
def _invert(price, real):
    for t in range(price.size):
        real[t] = exponential(-price[t])
