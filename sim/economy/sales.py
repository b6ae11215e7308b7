"""Sales: regions spend, the world buys, firms order; then the step's accounts are closed.

Region r spends what it earned in the last step, less profits repatriated, in fixed shares on industries; within an
industry demand is CES over delivered varieties, each weighted by its firm's appeal, and imports. Orders follow last
step's revenue; a newborn's follow this step's.

Source: Dixit & Stiglitz (1977), American Economic Review 67(3), for CES demand; model design, section 3.
"""

from typing import Annotated

import numpy as np
from pydantic import Field

from sim.basis.arrays import Floats, PerRegion
from sim.basis.clock import Clock
from sim.basis.parameters import Parameters, Share, Source, Unit
from sim.economy.prices import PricesParameters
from sim.economy.world_market import TradeTerms, WorldMarketParameters, solve_exchange_rate
from sim.kernels.elementary import exponentials, logarithms
from sim.kernels.markets import access, keep_books, offer, place_orders, reaching, sell
from sim.world.world import Books, World


class SalesParameters(Parameters):
    """How regions spend and how foreign owners take their profit home."""

    substitution: Annotated[float, Field(gt=1.0, le=20.0), Unit("elasticity"), Source("feasibility study")] = 4.0
    """Elasticity of substitution between varieties of an industry, sigma."""
    repatriation: Annotated[Share, Unit("share"), Source("assumption")] = 0.3
    """Share of a foreign firm's positive profit that goes abroad."""


def clear_markets(
    *,
    world: World,
    parameters: SalesParameters,
    prices: PricesParameters,
    world_market: WorldMarketParameters,
    clock: Clock,
) -> None:
    """Let regions spend and firms sell, export and order; clear the foreign account; close the books.

    Changes `world.books`, revenue of firms, the exchange rate, and incomes and price indices of regions.
    """
    firms, shares, regions = world.firms, world.shares, world.regions
    sites, sigma = world.geography.sites, parameters.substitution
    repatriation = np.bincount(world.site_region, weights=_last_repatriated(world), minlength=len(regions.income))
    regions.income = _incomes(world) - repatriation
    weight, offered, new = offer(
        firms.alive, firms.industry, firms.site, firms.price, firms.appeal, world.site_weight, firms.revenue, sigma,
        sites, len(world.final_shares),
    )  # fmt: skip
    foreign_access = _foreign_access(world, world_market, sigma, clock)
    terms = TradeTerms(
        spending=world.final_shares[:, None] * regions.income[None, :],
        home=reaching(offered, world.places.reach),
        newborn=reaching(new, world.places.reach),
        import_weight=_import_weight(world, sigma),
        exports=(offered * foreign_access).sum(axis=0),
        newborn_exports=(new * foreign_access).sum(axis=0),
        fixed=_imports_of_firms_with_a_past(world, prices.markup) + repatriation.sum(),
    )
    rate = solve_exchange_rate(terms=terms, import_shares=shares.imports / prices.markup, substitution=sigma)
    world.market.exchange_rate = rate
    imported = terms.import_weight * np.exp((1.0 - sigma) * rate)
    index = terms.home + imported
    regions.price_index = cost_of_living(index=index, final_shares=world.final_shares, substitution=sigma)
    home_access = access(world.places.reach, np.ascontiguousarray((terms.spending / index).T))
    world.home_access, world.export_access = home_access, foreign_access * np.exp(sigma * rate)
    _close_books(
        world=world, parameters=parameters, markup=prices.markup, weight=weight, repatriation=repatriation,
        final_imports=(terms.spending * imported / index).sum(axis=0),
    )  # fmt: skip


def cost_of_living(*, index: Floats, final_shares: Floats, substitution: float) -> PerRegion:
    """Give the log price index of final demand of each region.

    Args:
        index: (S, R) CES sums of weights times price to the power 1 - sigma.
        final_shares: (S,) shares of final demand.
        substitution: Elasticity of substitution, sigma.
    """
    return (final_shares[:, None] * logarithms(index)).sum(axis=0) / (1.0 - substitution)


def _incomes(world: World) -> PerRegion:
    if not world.has_books:
        return world.geography.region_gdp.astype(np.float64)
    return np.bincount(
        world.site_region, weights=world.books.value_added.sum(axis=1), minlength=world.geography.regions
    )


def _last_repatriated(world: World) -> Floats:
    return world.books.repatriated if world.has_books else np.zeros(world.geography.sites)


def _foreign_access(world: World, parameters: WorldMarketParameters, sigma: float, clock: Clock) -> Floats:
    """Give (sites, S) exports per unit of variety weight at exchange rate 0."""
    years = (clock.step + 1) * clock.years if clock.step >= 0 else 0.0
    shift = parameters.demand_growth * years + world.places.levels.world_demand
    demand = world.market.demand * np.exp(shift + (sigma - 1.0) * world.market.price)
    return demand[None, :] * exponentials((1.0 - sigma) * world.places.export_cost)[:, None]


def _import_weight(world: World, sigma: float) -> Floats:
    price = world.market.price[:, None] + world.places.region_import_cost[None, :]
    return world.market.final_import_weight[:, None] * exponentials((1.0 - sigma) * price)


def _imports_of_firms_with_a_past(world: World, markup: float) -> float:
    firms = world.firms
    revenue = np.bincount(firms.industry, weights=firms.revenue, minlength=len(world.final_shares))
    return float((world.shares.imports * revenue).sum() / markup)


def _close_books(
    *,
    world: World,
    parameters: SalesParameters,
    markup: float,
    weight: Floats,
    repatriation: PerRegion,
    final_imports: PerRegion,
) -> None:
    firms, shares = world.firms, world.shares
    final, exports, basis = sell(
        firms.alive, firms.industry, firms.site, weight, world.home_access, world.export_access, firms.revenue
    )
    received = np.zeros(firms.rows)
    placed = place_orders(firms.alive, firms.industry, basis, firms.suppliers, shares.slot_share, markup, received)
    shape = (world.geography.sites, len(world.final_shares))
    books = Books(
        revenue=np.zeros(shape), value_added=np.zeros(shape), exports=np.zeros(shape),
        imported_inputs=np.zeros(shape), real_output=np.zeros(shape), repatriated=np.zeros(shape[0]),
        region_final_imports=final_imports, orders_placed=placed, orders_received=float(received.sum()),
        final_sales=float(final.sum()), expenditure=float(world.regions.income.sum()),
        repatriation=float(repatriation.sum()), income_before=float(_incomes(world).sum()), wages=0.0, profits=0.0,
    )  # fmt: skip
    books.wages, books.profits = keep_books(
        firms.alive, firms.industry, firms.site, firms.foreign, firms.price, final, exports, received, basis,
        shares.inputs.sum(axis=0), shares.imports, shares.labour, markup, parameters.repatriation, firms.revenue,
        books.revenue, books.value_added, books.exports, books.imported_inputs, books.real_output, books.repatriated,
    )  # fmt: skip
    books.real_output *= np.exp(world.base_price)[None, :]
    world.books = books
