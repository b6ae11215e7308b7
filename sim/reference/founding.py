"""Founding: the first firms, where they stand, what they know and from whom they buy."""

import math
from typing import TYPE_CHECKING

from sim.basis.singly import Draws, identity
from sim.reference import chain
from sim.reference.choice import make_drums
from sim.reference.firm import Firm
from sim.reference.map import Site, first_at_least, shares_of
from sim.reference.purposes import (
    FIRST_APPEAL,
    FIRST_CELL,
    FIRST_CHOSE_LOT,
    FIRST_ON_LOT,
    FIRST_PRODUCTIVITY,
    FIRST_WHICH_LOT,
)
from sim.reference.regime import enter_regime
from sim.reference.settling import run_the_books

if TYPE_CHECKING:
    from sim.reference.industry import Industry
    from sim.reference.model import PlainModel
    from sim.reference.region import Region
    from sim.reference.zone import Zone

type Table = list[list[float]]

FEWEST = 2
"""Firms that every region has of every industry at least."""

FIRST_ROUNDS = 30
"""Rounds in which the books of the first firms find their level."""


def found(model: "PlainModel") -> None:
    """Put the first firms on the map, link them, and let their books find their level."""
    learning = model.settings.learning
    model.frontier = learning.frontier_lead
    model.drift = learning.frontier_growth + learning.closing_pace
    model.set_world_prices()
    targets = value_added_targets(model)
    weigh_agents(model, targets)
    First(model).make_firms(targets)
    share_revenue_out(model, targets)
    ready_land(model)
    first_activity(model)
    model.count_firms()
    model.count_typical_firms()
    make_drums(model)
    enter_regime(model)
    model.gather(model.clock.step)
    chain.search(model, chain.Search.of(model, step=model.clock.step, chance=1.0, takes_anybody=True), model.firms)
    run_the_books(model, FIRST_ROUNDS)


def value_added_targets(model: "PlainModel") -> Table:
    """Give value added by region and industry: the data's by sector, within a sector as in the nation's table."""
    table = model.industry_table
    national = (table.value_added * table.output).tolist()
    by_sector = [0.0, 0.0, 0.0]
    for industry in model.industries:
        by_sector[industry.sector] += national[industry.number]
    return [
        [region.sector_targets[i.sector] * (national[i.number] / by_sector[i.sector]) for i in model.industries]
        for region in model.regions
    ]


def weigh_agents(model: "PlainModel", targets: Table) -> None:
    """Say how many times more real firms an agent of the rest of the country stands for than one on the map."""
    on_map = next(region for region in model.regions if not region.is_rest)
    for region in model.regions:
        region.agent_weight = money_per_agent(model, region, targets) / money_per_agent(model, on_map, targets)


def money_per_agent(model: "PlainModel", region: "Region", targets: Table) -> float:
    """Give the value added that an agent stands for on the map, or in the rest of the country."""
    start = model.settings.start
    money = sum(sum(targets[other.number]) for other in model.regions if other.is_rest == region.is_rest)
    return money / (start.rest_firms if region.is_rest else start.firms)


class First:
    """Where the first firms stand, each by its own luck."""

    def __init__(self, model: "PlainModel") -> None:
        self.model = model
        self._cell = Draws(model.luck, FIRST_CELL, 0)
        self._chose_lot = Draws(model.luck, FIRST_CHOSE_LOT, 0)
        self._on_lot = Draws(model.luck, FIRST_ON_LOT, 0)
        self._which_lot = Draws(model.luck, FIRST_WHICH_LOT, 0)
        self._activity = {region: shares_of(cell.activity for cell in region.cells) for region in model.regions}

    def make_firms(self, targets: Table) -> None:
        """Make firms by region and industry in proportion to value added.

        Parents of hypothetical newborns will be sampled along the line of cells and industries.
        """
        model, standing = self.model, []
        for region in model.regions:
            per_agent = money_per_agent(model, region, targets)
            counts = [max(round(target / per_agent), FEWEST) for target in targets[region.number]]
            for industry, count in zip(model.industries, counts, strict=True):
                group = region.number * len(model.industries) + industry.number
                share = self._share_on_lots(region, industry, counts)
                for n in range(count):
                    who = identity(0, group, n)
                    standing.append((who, industry, self._site_of(who, region, industry, share)))
        standing.sort(key=lambda one: (one[2].cell.number, one[1].number))
        for line, (who, industry, site) in enumerate(standing):
            self._make_firm(who, industry, site, line)

    def _make_firm(self, who: int, industry: "Industry", site: Site, line: int) -> None:
        """Draw productivity, lognormal, and appeal, Pareto."""
        start, appeal = self.model.settings.start, self.model.settings.appeal
        luck = Draws(self.model.luck, FIRST_APPEAL, 0).uniform(who)
        Firm(
            self.model,
            identity=who,
            industry=industry,
            site=site,
            productivity=start.productivity_sd * Draws(self.model.luck, FIRST_PRODUCTIVITY, 0).normal(who),
            appeal=min(-math.log(luck) / appeal.tail, appeal.highest),
            line=line,
        )

    def _share_on_lots(self, region: "Region", industry: "Industry", counts: list[int]) -> float:
        """Give the share of an industry's firms on lots of the region's zones, larger where a zone leads in it."""
        start, elsewhere = self.model.settings.start, 1.0
        for zone in self._old_zones(region):
            leading = sum(count for count, leads in zip(counts, zone.leading, strict=True) if leads)
            others = sum(counts) - leading
            of_others = start.zone_share * (leading + others) / (leading * start.leading_fit + others)
            elsewhere *= 1.0 - min(of_others * (start.leading_fit if zone.leading[industry.number] else 1.0), 1.0)
        return 1.0 - elsewhere

    def _old_zones(self, region: "Region") -> list["Zone"]:
        return [zone for zone in region.zones if self.model.path.before.zone_active[zone.index]]

    def _site_of(self, who: int, region: "Region", industry: "Industry", share_on_lots: float) -> Site:
        """Give the site: on a lot of the region's zones for a share of firms, the others where activity is."""
        if self._on_lot.uniform(who) < share_on_lots:
            lots = sorted((lot for zone in self._old_zones(region) for lot in zone.lots), key=lambda lot: lot.number)
            leading_fit = self.model.settings.start.leading_fit
            fit = [lot.share * lot.cell.area * (leading_fit if _leads(lot, industry) else 1.0) for lot in lots]
            return lots[first_at_least(shares_of(fit), self._which_lot.uniform(who))]
        cell = region.cells[first_at_least(self._activity[region], self._cell.uniform(who))]
        chance = self._chose_lot.uniform(who)
        for lot in cell.lots:
            if chance < lot.share:
                return lot
            chance -= lot.share
        return cell.open_part


def _leads(lot: Site, industry: "Industry") -> bool:
    return lot.zone is not None and lot.zone.leading[industry.number]


def share_revenue_out(model: "PlainModel", targets: Table) -> None:
    """Share each region's and industry's revenue out among its firms by size; begin with the wages it pays."""
    markup, sigma = model.settings.prices.markup, model.settings.sales.substitution
    size = {firm: math.exp(firm.appeal + (sigma - 1.0) * firm.productivity) for firm in model.firms}
    total: dict[tuple[Region, int], float] = {}
    for firm in model.firms:
        group = firm.site.region, firm.industry.number
        total[group] = total.get(group, 0.0) + size[firm]
    revenue = {
        (region, i.number): targets[region.number][i.number] / (1.0 - (1.0 - i.labour_share) / markup)
        for region in model.regions
        for i in model.industries
    }
    for firm in model.firms:
        group = firm.site.region, firm.industry.number
        firm.revenue = revenue[group] * (size[firm] / total[group])
    for region in model.regions:
        bill = sum(revenue[region, i.number] * i.labour_share for i in model.industries) / markup
        region.wage = math.log(bill / region.labour)


def ready_land(model: "PlainModel") -> None:
    """Give old zones at least the land that their firms need."""
    sites = model.map.sites
    mass = dict.fromkeys(sites, 0.0)
    for firm in model.firms:
        mass[firm.site] += firm.site.weight * firm.revenue
    per_mass = sum(site.land_base for site in sites) / sum(mass.values())
    for site in sites:
        if site.zone is not None and model.path.before.zone_active[site.zone.index]:
            site.land_base = max(site.land_base, mass[site] * per_mass)


def first_activity(model: "PlainModel") -> None:
    """Count workers by site: each region's labour by its sites' shares of the wage bill."""
    bill = dict.fromkeys(model.map.sites, 0.0)
    for firm in model.firms:
        bill[firm.site] += firm.industry.labour_share * firm.revenue
    for region in model.regions:
        total = sum(bill[site] for site in region.sites)
        for site in region.sites:
            site.activity = bill[site] * (region.labour / total)
