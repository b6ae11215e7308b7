"""The plain model: one object a firm, zone and region; the step on one page.

    model = PlainModel("tiny")
    model.step()
    model.agents_by_type[Firm].agg("productivity", max)

It is slow and easy to read. What it does is what `sim.model` does, number by number; it is written a second time, from
the equations, and shares with the fast engine only scenarios, luck, and the tables of the map.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Self

import mesa
from mesa.agentset import AbstractAgentSet

from sim.basis.clock import Clock
from sim.basis.errors import HinterlandError
from sim.basis.luck import Luck, Purpose
from sim.basis.singly import Draws
from sim.reference import chain, learning, people, policy, turnover
from sim.reference.adoptions import Adoptions
from sim.reference.choice import fill_drums
from sim.reference.firm import Firm
from sim.reference.founding import found
from sim.reference.industry import industries_of
from sim.reference.map import Map, Site
from sim.reference.market import Accounts, clear_markets, quote_prices
from sim.reference.regime import Regime, enter_regime
from sim.reference.region import Region
from sim.reference.settling import settle_a_step, settle_at_the_fork
from sim.reference.tables import Simulated, State, as_world, read_tables
from sim.reference.zone import Zone
from sim.scenario.levels import policy_path
from sim.scenario.reading import read_scenario
from sim.scenario.schema import Scenario
from sim.world.building import build_geography
from sim.world.geography import Geography
from sim.world.industries import read_industries
from sim.world.world import World


class PlainModel(mesa.Model):
    """Zones, firms and regions, an object each."""

    def __init__(
        self,
        scenario: Scenario | str | Path,
        *,
        replicate: int = 0,
        burn_in: bool = True,
        geography: Geography | None = None,
        begin: "Callable[[PlainModel], None]" = found,
    ) -> None:
        """Found a world and bring it to the policy date.

        Args:
            scenario: A scenario, or the name or path of one.
            replicate: Number of the replicate, which sets the economy's luck together with the scenario's seed.
            burn_in: Whether to run the burn-in first, so that the first step is the first after the policy date.
            geography: The map, where models share one.
            begin: Puts firms onto the map; founding by default.
        """
        settings = scenario if isinstance(scenario, Scenario) else read_scenario(scenario)
        refuse_gates(settings)
        refuse_decisions(settings)
        super().__init__(rng=[settings.seed, replicate])
        self.settings = settings
        """The scenario; Mesa keeps the name `scenario` for a class of its own."""
        self.luck = Luck(settings.seed, replicate)
        self.clock = Clock(-burn_in_steps(settings), settings.steps_per_year)
        self._lay_out(geography or self._build_map())
        begin(self)
        if burn_in:
            self.burn_in()

    @classmethod
    def found(cls, scenario: Scenario | str | Path, *, replicate: int = 0) -> Self:
        """Found a world at the beginning of its burn-in."""
        return cls(scenario, replicate=replicate, burn_in=False)

    @classmethod
    def from_world(cls, simulation: Simulated) -> Self:
        """Make plain objects out of the tables of a world, to go on from there.

        Args:
            simulation: Whatever has a scenario, a world in tables, a clock and luck.
        """
        return cls(
            simulation.scenario,
            replicate=simulation.luck.replicate,
            burn_in=False,
            geography=simulation.world.geography,
            begin=partial(read_tables, simulation=simulation),
        )

    def as_world(self) -> World:
        """Give the state as the tables of the fast engine, which can be recorded as that engine's are."""
        return as_world(self)

    def fork(self, scenario: Scenario) -> Self:
        """Give a twin that shares this model's history and luck and goes on under another scenario of the same map."""
        return self._going_on(self._state(scenario), self.gap_at_fork)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        # Firms hold firms that hold firms: a copy object by object would go deeper than Python follows.
        return self.fork(self.settings)

    def __reduce__(self) -> tuple[Any, ...]:
        # As for a copy: what is pickled is the state as tables.
        return self._going_on, (self._state(self.settings), self.gap_at_fork)

    def _state(self, scenario: Scenario) -> State:
        return State(scenario, self.as_world(), self.clock, self.luck)

    @classmethod
    def _going_on(cls, state: State, gap_at_fork: float | None) -> Self:
        model = cls.from_world(state)
        model.gap_at_fork = gap_at_fork
        return model

    def step(self) -> None:
        """Advance the economy by one step."""
        mean_before = self.mean_productivity() if self.settling else 0.0
        # Policy levels of the date come into force: who is a zone, what crossing costs.
        enter_regime(self)
        # Firms price from last step's prices of their suppliers.
        quote_prices(self)
        # Regions spend, the world buys, firms order; the exchange rate balances trade.
        clear_markets(self, years=0.0 if self.settling else (self.clock.step + 1) * self.clock.years)
        # Wages follow the bill just paid; people then move on what they see of wages and prices.
        for region in self.regions:
            region.set_wage()
        if not self.settling:
            people.migrate(self)
        # The chain before learning: partners of the chain are those of this step.
        self.gather(self.clock.step)
        chain.search(self, self._search_of_step(), self.firms)
        learning.learn(self)
        # Zones and regions pilot rules, regions adopt them, zones are evaluated.
        policy.mature(self)
        # Turnover last: the dead have sold, the newborns sell from the next step on.
        turnover.turn_over(self)
        self._go_on(mean_before)

    def _go_on(self, mean_before: float) -> None:
        """Move the clock; in the burn-in correct what the step missed, and settle when it ends."""
        settling = self.settling
        if settling:
            settle_a_step(self, mean_before)
        self.clock = replace(self.clock, step=self.clock.step + 1)
        self._draws.clear()
        if settling and not self.settling:
            settle_at_the_fork(self)
        self.running = self.clock.step < self.settings.years * self.settings.steps_per_year

    def burn_in(self) -> None:
        """Run the burn-in up to the fork, and settle there: the step becomes 0."""
        while self.settling:
            self.step()

    @property
    def settling(self) -> bool:
        """Whether this is the burn-in, in which labour and firm location are frozen."""
        return self.clock.step < 0

    @property
    def firms(self) -> AbstractAgentSet[Firm]:
        """All firms."""
        return self.agents_by_type[Firm]

    def draws(self, purpose: Purpose) -> Draws:
        """Give what is drawn for a purpose in this step."""
        if purpose not in self._draws:
            self._draws[purpose] = Draws(self.luck, purpose, self.clock.step)
        return self._draws[purpose]

    def count_firms(self) -> None:
        """Count who stands where: every cell lists its firms by industry."""
        for cell in self.map.cells:
            cell.firms = [[] for _ in self.industries]
        for firm in self.firms:
            firm.moved = False
            firm.site.cell.firms[firm.industry.number].append(firm)

    def gather(self, step: int) -> None:
        """Count who stands where, and let firms hand in the tickets by which they are found, for the rest of a step."""
        self.count_firms()
        fill_drums(self, step)

    def strike_off_leavers(self) -> None:
        """Strike those off the lists of cells who have died or moved since firms were counted."""
        for cell in self.map.cells:
            cell.firms = [[firm for firm in firms if firm.stays] for firms in cell.firms]

    def count_typical_firms(self) -> None:
        """Take the mean number of firms of an industry over the cells of the map that have any, as last counted."""
        for industry in self.industries:
            counts = [cell.count(industry.number) for cell in self.map.cells if cell.on_map]
            industry.typical_firms = max(sum(counts) / max(sum(1 for count in counts if count), 1), 1.0)

    def set_world_prices(self) -> None:
        """Let world prices follow the frontier."""
        for industry in self.industries:
            industry.world_price = -self.frontier * industry.world_content

    def home_access(self, site: Site, s: int) -> float:
        """Give what households of all regions buy of a variety of weight one made at a site."""
        if s not in site.home_access:
            site.home_access[s] = sum(
                reach * pull for reach, pull in zip(site.reach, self.home_pull[s], strict=True)
            )
        return site.home_access[s]

    def foreign_access(self, site: Site, s: int) -> float:
        """Give what the world buys of a variety of weight one made at a site."""
        if s not in site.foreign_access:
            site.foreign_access[s] = self.foreign_pull[s] * site.export_reach
        return site.foreign_access[s]

    def wage_bill(self, site: Site) -> float:
        """Give wages paid at a site in the last step, 1e8 CNY a year."""
        markup = self.settings.prices.markup
        return sum(
            revenue * industry.labour_share / markup
            for revenue, industry in zip(site.ledger.revenue, self.industries, strict=True)
        )

    def mean_productivity(self) -> float:
        """Give the mean log productivity of real firms."""
        weight = sum(firm.site.weight for firm in self.firms)
        return sum(firm.site.weight * firm.productivity for firm in self.firms) / weight

    def other_weights(self) -> dict[float, float]:
        """Give for each weight of agents that of the other side; 0 where all stand for the same."""
        weights = {region.agent_weight for region in self.regions}
        return {here: next((there for there in weights if there != here), 0.0) for here in weights}

    def _search_of_step(self) -> chain.Search:
        chance = self.clock.chance(self.settings.chain.search_rate)
        return chain.Search.of(self, step=self.clock.step, chance=chance)

    def _build_map(self) -> Geography:
        settings = self.settings
        table = read_industries(settings.start.industries)
        return build_geography(settings.geography, settings.zones, table, self.luck, settings.policy_date)

    def _lay_out(self, geography: Geography) -> None:
        """Make regions, zones, industries and the map, before there are firms."""
        prices = self.settings.prices
        self.path = policy_path(self.settings, geography)
        self.industry_table = read_industries(self.settings.start.industries)
        self.industries = industries_of(self.industry_table, markup=prices.markup, coverage=prices.slot_coverage)
        self.regions = regions_of(self, geography)
        self.zones = zones_of(self, geography)
        self.map = Map(geography, self.regions, self.zones)
        self.regime: Regime
        self.has_regime = False
        self.has_books = False
        self.accounts = Accounts()
        self.flows = turnover.Flows()
        self.adoptions = Adoptions()
        """Rules raised in the last step."""
        self.exchange_rate = 0.0
        """e: log price of foreign money."""
        self.frontier = 0.0
        """Log productivity at the world frontier."""
        self.drift = 0.0
        """g: drift of log productivity a year, solved in the burn-in."""
        self.gap_at_fork: float | None = None
        self.home_pull = [[0.0] * len(self.regions) for _ in self.industries]
        """Demand of each region's households for a variety of weight one at their door, by industry."""
        self.foreign_pull = [0.0] * len(self.industries)
        """Demand of the world for a variety of weight one at the border, by industry."""
        self._draws: dict[Purpose, Draws] = {}


def refuse_gates(scenario: Scenario) -> None:
    """Refuse a scenario that this engine cannot live through.

    Raises:
        HinterlandError: The scenario closes a channel.
    """
    if scenario.closed_channels:
        closed = ", ".join(scenario.closed_channels)
        raise HinterlandError(
            f"`closed_channels` is [{closed}], but the plain engine has no gates that can be closed. Run the scenario "
            "with the fast engine (--engine numba), or set `closed_channels` to []."
        )


def refuse_decisions(scenario: Scenario) -> None:
    """Refuse a scenario whose decisions are to be recorded.

    Raises:
        HinterlandError: The scenario asks for decisions of some years.
    """
    if scenario.decision_years:
        years = ", ".join(str(year) for year in scenario.decision_years)
        raise HinterlandError(
            f"`decision_years` is [{years}], but the plain engine keeps no record of decisions. Run the scenario with "
            "the fast engine (--engine numba), or set `decision_years` to []."
        )


def burn_in_steps(scenario: Scenario) -> int:
    """Give the number of steps of a scenario's burn-in."""
    return max(1, round(scenario.start.burn_in_years * scenario.steps_per_year))


def regions_of(model: PlainModel, geography: Geography) -> list[Region]:
    """Make the regions of a map."""
    regions = []
    for r, name in enumerate(geography.region_name):
        gdp, people_ = float(geography.region_gdp[r]), float(geography.region_population[r])
        region = Region(model, r, name, gdp=gdp, population=people_)
        region.sector_targets = [gdp * share for share in geography.region_sectors[r].tolist()]
        region.is_rest = r == geography.rest_of_country
        regions.append(region)
    return regions


def zones_of(model: PlainModel, geography: Geography) -> list[Zone]:
    """Make the zones of a map, designated or not."""
    zones = []
    for z, name in enumerate(geography.zone_name):
        host = model.regions[int(geography.zone_host[z])]
        zone = Zone(model, len(model.regions) + z, name, index=z, host=host)
        zone.leading = geography.zone_leading[z].tolist()
        host.zones.append(zone)
        zones.append(zone)
    return zones
