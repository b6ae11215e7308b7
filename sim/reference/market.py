"""Prices and sales: firms ask, regions spend, the world buys, firms order; the exchange rate balances trade."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.basis.singly import exp, log
from sim.reference.map import Ledger, Site

if TYPE_CHECKING:
    from sim.reference.model import PlainModel

HALVINGS = 56
"""Halvings of the bracket of the exchange rate, ten log points wide."""

SMALLEST_LAND = 1e-9
"""Land below which a site counts as having this much, km2."""


@dataclass
class Accounts:
    """What the nation's books say of the last step, 1e8 CNY a year."""

    orders_placed: float = 0.0
    orders_received: float = 0.0
    final_sales: float = 0.0
    """Domestic final sales of home firms."""
    expenditure: float = 0.0
    repatriation: float = 0.0
    """Paid in this step, on the profits of the last."""
    income_before: float = 0.0
    """Value added of the step before."""
    wages: float = 0.0
    profits: float = 0.0


def quote_prices(model: "PlainModel") -> None:
    """Let every firm price its product: ln mu + unit cost, with last step's prices of its suppliers."""
    lay_out_costs(model)
    model.firms.do("quote_price").do("ask_quoted_price")


def lay_out_costs(model: "PlainModel") -> None:
    """Work out the log of markup and of every cost that the firms of a site and an industry share.

    ln mu + beta ln w + am (e + p* + import cost) + congestion + friction - shifter.
    """
    markup = math.log(model.settings.prices.markup)
    crowded = sum(site.activity for site in model.map.sites) / sum(site.land for site in model.map.sites)
    friction = [place.friction for place in (*model.regions, *model.zones)]
    for site in model.map.sites:
        region, shared = site.region, markup + congestion(model, site, crowded) + friction[site.place.number]
        abroad = model.exchange_rate + site.import_cost
        site.cost = [
            shared
            + industry.labour_share * region.wage
            + industry.import_share * (abroad + industry.world_price)
            - region.shifter[industry.sector]
            for industry in model.industries
        ]


def congestion(model: "PlainModel", site: Site, mean: float) -> float:
    """Give the cost of crowding: eta * ln(1 + activity / (land * mean activity))."""
    return model.settings.prices.congestion * log(1.0 + site.activity / (max(site.land, SMALLEST_LAND) * mean))


def clear_markets(model: "PlainModel", years: float) -> None:
    """Let regions spend and firms sell, export and order; clear the foreign account; close the books.

    Args:
        model: The model.
        years: Years by which foreign demand has grown since the policy date.
    """
    sigma = model.settings.sales.substitution
    income_before, repatriation = receive_incomes(model)
    for firm in model.firms:
        firm.offer(sigma)
    lay_out_foreign_demand(model, years)
    trade = Trade(model, repatriation)
    model.exchange_rate = rate = trade.balancing_rate()
    lay_out_home_demand(model, trade, rate)
    model.accounts = Accounts(repatriation=repatriation, income_before=income_before)
    model.accounts.expenditure = sum(region.income for region in model.regions)
    sell_and_keep_books(model)


def receive_incomes(model: "PlainModel") -> tuple[float, float]:
    """Let each region spend last step's value added less profits repatriated; give both for the nation."""
    total = abroad = 0.0
    for region in model.regions:
        sites = region.sites
        income = sum(sum(site.ledger.value_added) for site in sites) if model.has_books else region.gdp_target
        repatriated = sum(site.ledger.repatriated for site in sites)
        region.income = income - repatriated
        total += income
        abroad += repatriated
    return total, abroad


def lay_out_foreign_demand(model: "PlainModel", years: float) -> None:
    """Work out what the world would buy of a variety of weight one at exchange rate 0 and no export cost."""
    sigma, market = model.settings.sales.substitution, model.settings.world_market
    shift = market.demand_growth * years + model.regime.world_demand
    for industry in model.industries:
        pull = math.exp(shift + (sigma - 1.0) * industry.world_price)
        model.foreign_pull[industry.number] = industry.foreign_demand * pull


class Trade:
    """Final demand and foreign trade before the exchange rate is known; by industry, and by industry and region."""

    def __init__(self, model: "PlainModel", repatriation: float) -> None:
        self.model = model
        self.sigma = model.settings.sales.substitution
        regions, industries = len(model.regions), len(model.industries)
        self.home = [[0.0] * regions for _ in range(industries)]
        """Index of home varieties."""
        self.newborn = [[0.0] * regions for _ in range(industries)]
        """Part of it that newborns offer."""
        self.exports = [0.0] * industries
        """Exports at exchange rate 0."""
        self.newborn_exports = [0.0] * industries
        markup = model.settings.prices.markup
        self.fixed = repatriation
        """Repatriation, and imported inputs of firms with a past."""
        for firm in model.firms:
            self._add_offer(firm.site, firm.industry.number, firm.weight, newborn=firm.newborn)
            self.fixed += firm.industry.import_share * firm.revenue / markup
        self.newborn_imports = [industry.import_share / markup for industry in model.industries]
        """Imported inputs of a newborn per unit of revenue."""
        self.spending = [[i.final_share * region.income for region in model.regions] for i in model.industries]
        self.imported = [
            [
                i.final_import_weight * exp((1.0 - self.sigma) * (i.world_price + region.import_cost))
                for region in model.regions
            ]
            for i in model.industries
        ]
        """Index of imported varieties at exchange rate 0."""

    def _add_offer(self, site: Site, s: int, weight: float, *, newborn: bool) -> None:
        abroad = weight * site.export_reach * self.model.foreign_pull[s]
        self.exports[s] += abroad
        home = self.home[s]
        for r, reach in enumerate(site.reach):
            home[r] += weight * reach
        if newborn:
            self.newborn_exports[s] += abroad
            for r, reach in enumerate(site.reach):
                self.newborn[s][r] += weight * reach

    def balancing_rate(self) -> float:
        """Find the log price of foreign money at which exports pay for imports and repatriation."""
        low, high = -5.0, 5.0
        for _ in range(HALVINGS):
            middle = 0.5 * (low + high)
            if self.surplus(middle) > 0.0:
                high = middle
            else:
                low = middle
        return 0.5 * (low + high)

    def surplus(self, rate: float) -> float:
        """Give exports less imports less repatriation at an exchange rate; increasing in it."""
        cheaper, dearer = exp((1.0 - self.sigma) * rate), exp(self.sigma * rate)
        total = -self.fixed
        for s, share in enumerate(self.newborn_imports):
            total += (self.exports[s] - share * self.newborn_exports[s]) * dearer
            for spending, home, newborn, at_par in zip(
                self.spending[s], self.home[s], self.newborn[s], self.imported[s], strict=True
            ):
                imported = at_par * cheaper
                total -= spending * (imported + share * newborn) / (home + imported)
        return total


def lay_out_home_demand(model: "PlainModel", trade: Trade, rate: float) -> None:
    """Work out price indices, final imports and the demand for a variety of weight one in each region."""
    sigma = trade.sigma
    cheaper = math.exp((1.0 - sigma) * rate)
    for region in model.regions:
        region.price_index = region.final_imports = 0.0
    for industry in model.industries:
        s = industry.number
        for r, region in enumerate(model.regions):
            imported = trade.imported[s][r] * cheaper
            index = trade.home[s][r] + imported
            region.price_index += industry.final_share * log(index) / (1.0 - sigma)
            region.final_imports += trade.spending[s][r] * imported / index
            model.home_pull[s][r] = trade.spending[s][r] / index
        model.foreign_pull[s] *= math.exp(sigma * rate)
    for site in model.map.sites:
        site.home_access, site.foreign_access = {}, {}


def sell_and_keep_books(model: "PlainModel") -> None:
    """Let firms sell, order and close their accounts."""
    for site in model.map.sites:
        site.ledger = Ledger(len(model.industries))
    model.firms.do("sell")
    model.firms.do("place_orders")
    accounts = model.accounts
    for firm in model.firms:
        wages, profit = firm.keep_books()
        accounts.wages += wages
        accounts.profits += profit
        accounts.final_sales += firm.final_sales
        accounts.orders_received += firm.orders_received
        accounts.orders_placed += firm.industry.domestic_share * firm.order_base / model.settings.prices.markup
    model.has_books = True
