"""Sales: regions spend, the world buys, firms order; then the step's accounts are closed.

Region r spends what it earned in the last step, less profits repatriated, in fixed shares on industries; within an
industry demand is CES over delivered varieties, each weighted by its firm's appeal, and imports. Orders follow last
step's revenue; a newborn's follow this step's.

Source: Dixit & Stiglitz (1977), American Economic Review 67(3), for CES demand; model design, section 3.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from pydantic import Field

from sim.basis.arrays import Floats, PerFirm, PerIndustry, PerRegion
from sim.basis.clock import Clock
from sim.basis.parameters import Parameters, Share, Source, Unit
from sim.basis.team import Team
from sim.economy.prices import PricesParameters
from sim.economy.world_market import TradeTerms, WorldMarketParameters, solve_exchange_rate
from sim.kernels.elementary import exponentials, logarithms
from sim.kernels.lanes import LANES
from sim.kernels.markets import access, reaching
from sim.kernels.trading import EVERYONE, EXPORT, NEWBORNS, keep_books, offer, place_orders
from sim.world.flows import Books
from sim.world.world import World


class SalesParameters(Parameters):
    """How regions spend and how foreign owners take their profit home."""

    substitution: Annotated[float, Field(gt=1.0, le=20.0), Unit("elasticity"), Source("feasibility study")] = 4.0
    """Elasticity of substitution between varieties of an industry, sigma."""
    repatriation: Annotated[Share, Unit("share"), Source("assumption")] = 0.3
    """Share of a foreign firm's positive profit that goes abroad."""


@dataclass(frozen=True)
class Offers:
    """What firms offer at this step's prices; n firms, S industries."""

    weight: PerFirm
    """(n,) weight of each firm's variety: appeal times weight times price to the power 1 - sigma; 0 for the dead."""
    everyone: Floats
    """(sites, S) sums of all firms."""
    newborns: Floats
    """(sites, S) sums of firms without revenue of the last step."""
    past_revenue: PerIndustry
    """(S,) revenue of the last step of firms alive now."""


def clear_markets(
    *,
    world: World,
    parameters: SalesParameters,
    prices: PricesParameters,
    world_market: WorldMarketParameters,
    clock: Clock,
    team: Team,
) -> None:
    """Let regions spend and firms sell, export and order; clear the foreign account; close the books.

    Changes `world.books`, revenue of firms, the exchange rate, and incomes and price indices of regions.
    """
    shares, regions, sigma = world.shares, world.regions, parameters.substitution
    income_before = _incomes(world)
    repatriation = np.bincount(world.site_region, weights=_last_repatriated(world), minlength=len(regions.income))
    regions.income = income_before - repatriation
    offers = _offers(world=world, sigma=sigma, team=team)
    foreign_access = _foreign_access(world, world_market, sigma, clock)
    terms = TradeTerms(
        spending=world.final_shares[:, None] * regions.income[None, :],
        home=reaching(offers.everyone, world.places.reach),
        newborn=reaching(offers.newborns, world.places.reach),
        import_weight=_import_weight(world, sigma),
        exports=(offers.everyone * foreign_access).sum(axis=0),
        newborn_exports=(offers.newborns * foreign_access).sum(axis=0),
        fixed=float((shares.imports * offers.past_revenue).sum() / prices.markup) + repatriation.sum(),
    )
    rate = solve_exchange_rate(terms=terms, import_shares=shares.imports / prices.markup, substitution=sigma)
    world.market.exchange_rate = rate
    imported = terms.import_weight * np.exp((1.0 - sigma) * rate)
    index = terms.home + imported
    regions.price_index = cost_of_living(index=index, final_shares=world.final_shares, substitution=sigma)
    home_access = access(world.places.reach, np.ascontiguousarray((terms.spending / index).T))
    world.access = np.stack([home_access, foreign_access * np.exp(sigma * rate)], axis=2)
    _close_books(
        world=world, parameters=parameters, markup=prices.markup, offers=offers, repatriation=repatriation,
        income_before=income_before, final_imports=(terms.spending * imported / index).sum(axis=0), team=team,
    )  # fmt: skip


def _offers(*, world: World, sigma: float, team: Team) -> Offers:
    firms = world.firms
    weight = np.empty(firms.rows)
    offered = np.zeros((LANES, *world.site_cost.shape, 2))
    past = np.zeros((LANES, len(world.final_shares)))
    team.each_lane(
        offer, firms.alive, firms.industry, firms.site, firms.price, firms.appeal, world.site_weight, firms.revenue,
        sigma, weight, offered, past,
    )  # fmt: skip
    both = offered[0] + offered[1]
    return Offers(
        weight=weight, everyone=np.ascontiguousarray(both[:, :, EVERYONE]),
        newborns=np.ascontiguousarray(both[:, :, NEWBORNS]), past_revenue=past.sum(axis=0),
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


def _close_books(
    *,
    world: World,
    parameters: SalesParameters,
    markup: float,
    offers: Offers,
    repatriation: PerRegion,
    income_before: PerRegion,
    final_imports: PerRegion,
    team: Team,
) -> None:
    firms, shares, weight = world.firms, world.shares, offers.weight
    inputs = shares.inputs.sum(axis=0)
    received, placed = np.zeros((LANES, firms.rows)), np.zeros(LANES)
    team.each_lane(
        place_orders, firms.alive, firms.industry, firms.site, weight, world.access, firms.revenue, firms.suppliers,
        shares.slot_share, markup, received, placed,
    )  # fmt: skip
    sums = np.zeros((LANES, *world.site_cost.shape, 3))
    repatriated, totals = np.zeros((LANES, world.geography.sites)), np.zeros((LANES, 4))
    team.each_lane(
        keep_books, firms.alive, firms.industry, firms.site, firms.foreign, firms.price, weight, world.access, received,
        inputs, shares.imports, shares.labour, markup, parameters.repatriation, firms.revenue, sums, repatriated,
        totals,
    )  # fmt: skip
    income, basis, real = np.ascontiguousarray(np.moveaxis(sums[0] + sums[1], 2, 0))
    imported = basis * shares.imports / markup
    final_sales, orders, wages, profits = totals.sum(axis=0).tolist()
    world.books = Books(
        revenue=income,
        value_added=income - basis * inputs / markup - imported,
        exports=offers.everyone * world.access[:, :, EXPORT],
        imported_inputs=imported,
        real_output=real * np.exp(world.base_price)[None, :],
        repatriated=repatriated.sum(axis=0),
        region_final_imports=final_imports,
        orders_placed=float(placed.sum()),
        orders_received=orders,
        final_sales=final_sales,
        expenditure=float(world.regions.income.sum()),
        repatriation=float(repatriation.sum()),
        income_before=float(income_before.sum()),
        wages=wages,
        profits=profits,
    )
