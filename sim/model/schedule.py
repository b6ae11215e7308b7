"""One step of the economy, in order. To change the order of a step, change this page.

Each entry names a process, says what it does, and calls it; why it stands where it stands is said beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Self

import numpy as np

from sim.basis.arrays import PerRegion
from sim.basis.clock import Clock
from sim.basis.errors import ScheduleError
from sim.basis.luck import Luck
from sim.basis.team import Team
from sim.economy import chain, entry, evaluation, learning, migration, policy, prices, regime, relocation, sales, wages
from sim.economy import exit as exits
from sim.economy.sites import terms_of_siting
from sim.kernels.siting import Siting
from sim.scenario.schema import Scenario
from sim.scenario.wording import nearest
from sim.world.flows import Flows
from sim.world.levels import Levels
from sim.world.world import World


@dataclass
class Moment:
    """What a process is called with: the world in a step of a scenario."""

    world: World
    scenario: Scenario
    levels: Levels
    clock: Clock
    luck: Luck
    team: Team
    settling: bool
    """Whether this is the burn-in, in which labour and firm location are frozen."""
    people: PerRegion | None = None
    """(R,) people after this step's migration, where it is that of another world."""


@dataclass(frozen=True)
class Process:
    """A process of the schedule."""

    name: str
    what: str
    run: Callable[[Moment], None]


class Schedule(tuple[Process, ...]):
    """Processes in the order of a step; `replaced`, `inserted` and `without` give another schedule."""

    __slots__ = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the processes, in order."""
        return tuple(process.name for process in self)

    def named(self, name: str) -> Process:
        """Give a process by its name.

        Raises:
            ScheduleError: There is no process of the name.
        """
        return self[self._place(name)]

    def replaced(self, name: str, run: Callable[[Moment], None], what: str | None = None) -> Self:
        """Give the schedule with another rule in the place of one.

        Args:
            name: Process whose place it takes; the name stays.
            run: The rule: changes `moment.world`.
            what: What it does, in one line; by default as before.
        """
        place = self._place(name)
        process = replace(self[place], run=run, what=self[place].what if what is None else what)
        return type(self)((*self[:place], process, *self[place + 1 :]))

    def inserted(self, process: Process, *, after: str | None = None, before: str | None = None) -> Self:
        """Give the schedule with one more process, after or before another.

        Raises:
            ScheduleError: Its name is taken, or not exactly one of `after` and `before` is given.
        """
        if process.name in self.names:
            raise ScheduleError(
                f"The schedule has a process `{process.name}` already. Give yours another name, or put it in the place "
                f"of that one by replaced('{process.name}', ...)."
            )
        if (after is None) == (before is None):
            raise ScheduleError(
                f"Say where `{process.name}` stands: after='learning', say, or before='policy'; one of both."
            )
        place = self._place(str(after)) + 1 if before is None else self._place(before)
        return type(self)((*self[:place], process, *self[place:]))

    def without(self, name: str) -> Self:
        """Give the schedule without a process: what it does never happens."""
        place = self._place(name)
        return type(self)((*self[:place], *self[place + 1 :]))

    def _place(self, name: str) -> int:
        if name not in self.names:
            known = ", ".join(self.names)
            raise ScheduleError(
                f"The schedule has no process `{name}`.{nearest(name, self.names)} It has, in this order: {known}."
            )
        return self.names.index(name)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: FBT001  # as IPython calls it
        """Say the order of a step in one line."""
        del cycle
        printer.text(f"<Schedule {', '.join(self.names)}>")

    def _repr_html_(self) -> str:
        """Show the order of a step in a notebook."""
        rows = "".join(
            f"<tr><td>{number}</td><td><code>{escape(process.name)}</code></td>"
            f"<td style='text-align:left'>{escape(process.what)}</td></tr>"
            for number, process in enumerate(self, start=1)
        )
        return f"<table><tr><th></th><th>process</th><th style='text-align:left'>what it does</th></tr>{rows}</table>"


def _enter_regime(m: Moment) -> None:
    s = m.scenario
    regime.enter_regime(
        world=m.world, levels=m.levels, trade=s.trade, world_market=s.world_market, prices=s.prices, sales=s.sales,
        policy=s.policy, chain=s.chain, learning=s.learning, team=m.team,
    )  # fmt: skip


def _quote_prices(m: Moment) -> None:
    prices.quote_prices(world=m.world, parameters=m.scenario.prices, team=m.team)


def _clear_markets(m: Moment) -> None:
    s = m.scenario
    sales.clear_markets(
        world=m.world, parameters=s.sales, prices=s.prices, world_market=s.world_market, clock=m.clock, team=m.team
    )


def _set_wages(m: Moment) -> None:
    wages.set_wages(world=m.world, parameters=m.scenario.wages, clock=m.clock)


def _migrate(m: Moment) -> None:
    if m.people is not None:
        m.world.regions.labour = m.people.copy()
    elif not m.settling:
        migration.migrate(world=m.world, parameters=m.scenario.migration, clock=m.clock)


def _search(m: Moment) -> None:
    chain.search(world=m.world, parameters=m.scenario.chain, clock=m.clock, luck=m.luck, team=m.team)


def _learn(m: Moment) -> None:
    s = m.scenario
    # Meetings before shocks: what a firm learns depends on what others knew when prices were made.
    learning.meet(world=m.world, parameters=s.learning, clock=m.clock, luck=m.luck, team=m.team)
    learning.drift_and_shock(
        world=m.world, parameters=s.learning, appeal=s.appeal, clock=m.clock, luck=m.luck, team=m.team
    )
    learning.advance_frontier(world=m.world, parameters=s.learning, clock=m.clock)


def _mature(m: Moment) -> None:
    s = m.scenario
    urgency = evaluation.urgency(world=m.world, parameters=s.evaluation)
    policy.pilot(world=m.world, parameters=s.policy, urgency=urgency, clock=m.clock, luck=m.luck)
    policy.adopt(world=m.world, parameters=s.policy, clock=m.clock, luck=m.luck)
    policy.lapse(world=m.world, parameters=s.policy, clock=m.clock)
    # Last: what zones have piloted and regions have adopted in this step counts.
    evaluation.evaluate(
        world=m.world, parameters=s.evaluation, emissions=s.emissions, clock=m.clock, luck=m.luck
    )


def _turn_over(m: Moment) -> None:
    """Let firms die, move and be born; links are mended once movers stand, and priced once newborns do."""
    world, s = m.world, m.scenario
    dead = exits.leave(world=world, parameters=s.exit, clock=m.clock, luck=m.luck, team=m.team)
    died_at = world.firms.site[dead].copy()
    # Nothing that makes a site worth while changes between those who move and those who are born.
    siting = None if m.settling else terms_of_siting(
        world=world, parameters=s.sites, clock=m.clock, luck=m.luck, team=m.team
    )
    rows, left = _move(m, siting)
    # Parents must have living suppliers before newborns take after them.
    stays = _stayed(world, rows)
    chain.mend(world=world, stays=stays, clock=m.clock, luck=m.luck, team=m.team)
    new, foreign = _come(m, siting, dead)
    chain.settle_links_of(world=world, rows=new, stays=stays, clock=m.clock, luck=m.luck, team=m.team)
    site = world.firms.site
    world.flows = Flows(born=site[new], born_foreign=foreign, died=died_at, moved_from=left, moved_to=site[rows])
    world.crowd = None


def _stayed(world: World, moved: np.ndarray) -> np.ndarray:
    stays = world.firms.alive.copy()
    stays[moved] = False
    return stays


def _move(m: Moment, siting: Siting | None) -> tuple[np.ndarray, np.ndarray]:
    if siting is None:
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    return relocation.relocate(
        world=m.world, parameters=m.scenario.relocation, siting=siting, clock=m.clock, luck=m.luck, team=m.team
    )


def _come(m: Moment, siting: Siting | None, dead: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    s = m.scenario
    if siting is None:
        return entry.succeed(
            world=m.world, dead=dead, parameters=s.entry, inheritance=s.appeal.inheritance, clock=m.clock, luck=m.luck
        )
    return entry.come(
        world=m.world, parameters=s.entry, siting=siting, inheritance=s.appeal.inheritance, clock=m.clock, luck=m.luck,
        team=m.team,
    )  # fmt: skip


SCHEDULE = Schedule((
    Process("regime", "Policy levels of the date come into force: who is a zone, what crossing costs.", _enter_regime),
    Process("prices", "Firms price their products from last step's prices of their suppliers.", _quote_prices),
    Process("sales", "Regions spend, the world buys, firms order; the exchange rate balances trade.", _clear_markets),
    # Wages follow the bill just paid; people then move on what they see of wages and prices.
    Process("wages", "Wages move towards the wage bill per head.", _set_wages),
    Process("migration", "People move between regions.", _migrate),
    # The chain before learning: partners of the chain are those of this step.
    Process("chain", "Supplier slots look for better suppliers.", _search),
    Process("learning", "Firms meet and learn; productivity and appeal are shocked; the frontier grows.", _learn),
    Process("policy", "Zones and regions pilot rules, regions adopt them, zones are evaluated.", _mature),
    # Turnover last: the dead have sold, the newborns sell from the next step on.
    Process("turnover", "Firms die, move and are born; their customers find others.", _turn_over),
))  # fmt: skip
"""The step, in order."""
