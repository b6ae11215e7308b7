"""A simulation: a world, its scenario and its clock; the burn-in, the fork and the steps."""

from dataclasses import replace
from functools import cached_property

import numpy as np

from sim.basis.arrays import PerRegion
from sim.basis.clock import Clock
from sim.basis.luck import Luck
from sim.basis.team import Team
from sim.economy import chain, migration, prices, sales, settling, wages
from sim.economy.settling import Fit
from sim.model.accounts import check_accounts
from sim.model.companions import Memory, Remembered, companion_of
from sim.model.founding import found_world, map_of
from sim.model.living import Progress
from sim.model.schedule import SCHEDULE, Moment, Schedule
from sim.scenario.levels import policy_path
from sim.scenario.schema import Scenario
from sim.world.geography import Geography
from sim.world.levels import PolicyPath
from sim.world.world import World


class Simulation:
    """One world on its way through time."""

    def __init__(
        self, *, scenario: Scenario, path: PolicyPath, world: World, clock: Clock, luck: Luck, team: Team
    ) -> None:
        self.scenario = scenario
        self.path = path
        self.world = world
        self.clock = clock
        self.luck = luck
        self.team = team
        self.own_schedule: Schedule | None = None
        """The order of a step, where it is not the model's."""
        self.check = False
        """Whether the accounting identities are checked in every step."""
        self.fit: Fit | None = None
        """How near the economy was to its data at the fork."""
        self.companion: Simulation | Remembered | None = None
        """The world whose people this one takes over, once it has."""
        self.memory: Memory | None = None
        """What worlds that fork from one state remember of their people, where somebody lives through several."""
        self._remembered: Remembered | None = None

    @classmethod
    def found(
        cls,
        scenario: Scenario,
        *,
        replicate: int = 0,
        threads: int = 1,
        geography: Geography | None = None,
        schedule: Schedule | None = None,
    ) -> "Simulation":
        """Found the world of a scenario, at the beginning of its burn-in.

        Args:
            scenario: A resolved scenario.
            replicate: Number of the replicate, which sets its luck.
            threads: Threads for loops over firms; results do not depend on them.
            geography: The map, where arms of an experiment share one.
            schedule: The order of a step, burn-in included; by default the model's.
        """
        luck = Luck(scenario.seed, replicate)
        team = Team(threads)
        geography = geography or map_of(scenario, luck)
        path = policy_path(scenario, geography)
        clock = Clock(-burn_in_steps(scenario), scenario.steps_per_year)
        world = found_world(scenario=scenario, geography=geography, levels=path.before, luck=luck)
        simulation = cls(scenario=scenario, path=path, world=world, clock=clock, luck=luck, team=team)
        simulation.own_schedule = schedule
        simulation._link_first_firms()
        return simulation

    @property
    def replicate(self) -> int:
        """Number of the replicate."""
        return self.luck.replicate

    @property
    def schedule(self) -> Schedule:
        """The order of a step."""
        return SCHEDULE if self.own_schedule is None else self.own_schedule

    @property
    def settling(self) -> bool:
        """Whether this is the burn-in."""
        return self.clock.step < 0

    def step(self) -> None:
        """Advance by one step of the schedule."""
        people = self._people_of_companion()
        moment = replace(self.moment(), people=people)
        mean_before = settling.mean_productivity(self.world) if self.settling else 0.0
        for process in self.schedule:
            process.run(moment)
        if self.check:
            check_accounts(self.world)
        if self.settling:
            self._settle(mean_before)
        if self._remembered is not None:
            self._remembered.people.append(self.world.regions.labour.copy())
        self.clock = replace(self.clock, step=self.clock.step + 1)

    def moment(self) -> Moment:
        """Give what processes are called with in this step."""
        return Moment(
            world=self.world,
            scenario=self.scenario,
            levels=self.path.at(self.clock.step),
            clock=self.clock,
            luck=self.luck,
            team=self.team,
            settling=self.settling,
        )

    def burn_in(self, progress: Progress | None = None, *, settling: Progress | None = None) -> None:
        """Run the burn-in up to the fork, and settle there: the step becomes 0.

        Args:
            progress: Is told of every step.
            settling: Is told of every extra search at the fork, out of the most there may be; fewer often do.
        """
        total = -self.clock.step
        while self.settling:
            self.step()
            if progress:
                progress(total + self.clock.step, total)
        self._settle_at_the_fork(settling)

    def fork(self, scenario: Scenario) -> "Simulation":
        """Copy the world, to go on under another scenario of the same map and the same luck."""
        twin = Simulation(
            scenario=scenario,
            path=policy_path(scenario, self.world.geography),
            world=self.world.fork(),
            clock=self.clock,
            luck=self.luck,
            team=self.team,
        )
        twin.check, twin.fit, twin.memory = self.check, self.fit, self.memory
        twin.own_schedule = self.own_schedule
        if isinstance(self.companion, Simulation) and (alone := companion_of(scenario)) is not None:
            twin.companion = self.companion.fork(alone)
        return twin

    def people_after(self, step: int) -> PerRegion:
        """Live on until a step is over; give (R,) people then."""
        while self.clock.step <= step:
            self.step()
        return self.world.regions.labour

    def _people_of_companion(self) -> PerRegion | None:
        """Give (R,) people after this step, where nobody moves across the gates."""
        if self.settling or "mobility" not in self.scenario.closed_channels:
            return None
        if self.companion is None:
            self._find_companion()
        return None if self.companion is None else self.companion.people_after(self.clock.step)

    def _find_companion(self) -> None:
        """Find the world whose people this one takes over, or begin to remember the own people for others."""
        if self._alone is not None:
            self.companion = (self.memory and self.memory.find(self._alone)) or self.fork(self._alone)
        elif self.memory is not None and self.clock.step == 0:
            self._remembered = self.memory.begin(self.scenario)

    @cached_property
    def _alone(self) -> Scenario | None:
        return companion_of(self.scenario)

    def _link_first_firms(self) -> None:
        # Links are searched for under the levels in force, whatever else a schedule of one's own does.
        SCHEDULE[0].run(self.moment())
        chain.search(
            world=self.world, parameters=self.scenario.chain, clock=self.clock, luck=self.luck, team=self.team,
            first=True,
        )  # fmt: skip
        self.world.crowd = None
        self._run_the_books(FIRST_ROUNDS)

    def _settle(self, mean_before: float) -> None:
        learning = self.scenario.learning
        settling.settle(world=self.world, gain=1.0 - (1.0 - BURN_IN_GAIN) ** self.clock.years)
        settling.settle_drift(
            world=self.world,
            mean_before=mean_before,
            wanted=learning.frontier_growth + learning.closing_pace,
            clock=self.clock,
        )

    def _settle_at_the_fork(self, progress: Progress | None) -> None:
        world, scenario, clock = self.world, self.scenario, self.clock
        for attempt in range(MOST_SEARCHES):
            self.fit = self._run_the_books(ROUNDS_BETWEEN)
            if self.fit.largest_gap < CLOSE_ENOUGH:
                break
            self._let_customers_leave(attempt)
            if progress:
                progress(attempt + 1, MOST_SEARCHES)
        world.base_price = settling.base_prices(world)
        world.books.real_output *= np.exp(world.base_price)[None, :]
        settling.keep_typical_firms(world)
        world.regions.labour_at_fork = world.regions.labour.copy()
        migration.solve_amenities(world=world, parameters=scenario.migration, clock=clock)
        settling.solve_entry(
            world=world, entry=scenario.entry, sites=scenario.sites, exit_=scenario.exit, clock=clock, luck=self.luck,
            team=self.team,
        )  # fmt: skip

    def _let_customers_leave(self, attempt: int) -> None:
        """Let customers look for others, where links alone keep a region's sector above its data.

        Shifters have made such a sector dear by now, so those who meet another supplier leave it.
        """
        chain.search(
            world=self.world, parameters=self.scenario.chain.model_copy(update={"search_rate": OFTEN}),
            clock=replace(self.clock, step=EXTRA_SEARCHES - attempt), luck=self.luck, team=self.team,
            only=settling.bound_customers(self.world),
        )  # fmt: skip
        self.world.crowd = None

    def _run_the_books(self, rounds: int) -> Fit:
        """Run prices, sales and wages without luck until the data hold, correcting as one goes."""
        world, scenario = self.world, self.scenario
        before = replace(self.clock, step=-1)
        fit = Fit(np.inf, 0.0)
        for round_ in range(rounds):
            prices.quote_prices(world=world, parameters=scenario.prices, team=self.team)
            sales.clear_markets(
                world=world, parameters=scenario.sales, prices=scenario.prices, world_market=scenario.world_market,
                clock=before, team=self.team,
            )  # fmt: skip
            bill = wages.wage_bill(world)
            by_region = np.bincount(world.site_region, weights=bill, minlength=world.geography.regions)
            world.regions.wage += WAGE_GAIN * (np.log(by_region / world.regions.labour) - world.regions.wage)
            world.activity = world.activity + WAGE_GAIN * (wages.workers(world, bill) - world.activity)
            fit = settling.settle(world=world, gain=0.0 if round_ == rounds - 1 else settling.GAIN)
            if fit.largest_gap < CLOSE_ENOUGH:
                break
        return fit


def burn_in_steps(scenario: Scenario) -> int:
    """Give the number of steps of a scenario's burn-in."""
    return max(1, round(scenario.start.burn_in_years * scenario.steps_per_year))


BURN_IN_GAIN = 0.3439
"""Share of a gap to the data that a year of the burn-in closes; links and wages follow more slowly."""

WAGE_GAIN = 0.25
"""Share of the gap to the wage bill per head that one round closes; more overshoots."""

FIRST_ROUNDS = 30
"""Rounds in which the books of the first firms find their level."""

ROUNDS_BETWEEN = 50
"""Rounds in which the books are brought to the data at the fork, between two extra searches."""

OFTEN = 4.0
"""Rate of an extra search, 1/year."""

CLOSE_ENOUGH = 0.003
"""Largest |log(found / target)| of value added by region and sector with which the fork is content."""

MOST_SEARCHES = 40
"""Extra searches for suppliers before the fork stands as it is."""

EXTRA_SEARCHES = -(1 << 19)
"""Step that names the luck of the first extra search."""
