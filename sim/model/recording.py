"""Recording: a year's yearbook and the state at its end become rows of the panels.

What is kept grows with places and years, not with firms; and only `panels` makes frames, once for all years.
"""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from sim.basis.arrays import Integers
from sim.model.accounts import account_errors
from sim.model.adopting import adoption_events, exposure, no_adoption_events
from sim.model.census import census, cohorts
from sim.model.deciding import decisions_table
from sim.model.statics import fork_table, static_tables
from sim.model.year_end import Columns, YearEnd, evaluation_of
from sim.model.yearbook import Yearbook
from sim.scenario.calendar import Calendar
from sim.world.decisions import Decisions
from sim.world.distances import cell_lot_km
from sim.world.world import World

if TYPE_CHECKING:
    from sim.model.living import Living

YEARS_BETWEEN_ORDERS = 5


class Recorder:
    """Keeps the panels of one world."""

    def __init__(self, simulation: "Living") -> None:
        """Begin the record at the fork, whose state is year 0."""
        self.simulation = simulation
        world = simulation.world
        scenario = simulation.scenario
        self.years: dict[str, list[tuple[int, Columns]]] = {"adoptions": [(0, no_adoption_events())]}
        """By table, the step at which a year ended, or in which something happened, and the table's columns."""
        self.static = static_tables(world) | {"fork": fork_table(world)}
        self.ring = _rings(world, scenario.rings)
        self.calendar = Calendar(scenario.policy_date, scenario.steps_per_year)
        self.worst_error = np.nan
        self.yearbook = Yearbook.empty(world)
        self._add_step(0.0)
        self._close_year(0)
        self._listen()

    def observe(self) -> None:
        """Take down the step that was just made; close the year if it ends with it."""
        clock = self.simulation.clock
        self._add_step(clock.step * clock.years)
        if len(self.simulation.world.adoptions.taker):
            self.years["adoptions"].append((clock.step, adoption_events(self.simulation.world)))
        if clock.step % clock.steps_per_year == 0:
            self._close_year(clock.step)
        self._listen()

    def _listen(self) -> None:
        """Ask for the decisions of the coming step, where it is the last of a year that is to be compared."""
        clock, world = self.simulation.clock, self.simulation.world
        year, left = divmod(clock.step + 1, clock.steps_per_year)
        world.decisions = Decisions() if not left and year in self.simulation.scenario.decision_years else None

    def panels(self) -> dict[str, pd.DataFrame]:
        """Give every table of the world."""
        return {name: self._frame(parts) for name, parts in self.years.items()} | self.static

    def _frame(self, parts: list[tuple[int, Columns]]) -> pd.DataFrame:
        steps = np.array([step for step, _ in parts])
        rows = [len(next(iter(columns.values()))) for _, columns in parts]
        dates = np.array([self.calendar.date_of(step) for step, _ in parts], dtype=object)
        head = {
            "step": np.repeat(steps, rows),
            "date": np.repeat(dates, rows),
            "year": np.repeat(steps // self.simulation.clock.steps_per_year, rows),
        }
        columns = [columns for _, columns in parts]
        return pd.DataFrame(head | {name: np.concatenate([each[name] for each in columns]) for name in columns[0]})

    def _add_step(self, years: float) -> None:
        simulation = self.simulation
        self.yearbook.add(
            simulation.world, simulation.scenario.emissions, years=years,
            steps_per_year=simulation.clock.steps_per_year,
        )  # fmt: skip
        if simulation.check:
            error = max(account_errors(simulation.world).values())
            self.worst_error = np.nanmax([self.worst_error, error])

    def _close_year(self, step: int) -> None:
        clock = self.simulation.clock
        world = self.simulation.world
        year = YearEnd(world, self.yearbook)
        tables = year.tables(self.ring, self.worst_error)
        last = step == self.simulation.scenario.years * clock.steps_per_year
        number = step // clock.steps_per_year
        if number % YEARS_BETWEEN_ORDERS == 0 or last:
            tables["orders"] = year.orders()
        if self.simulation.scenario.evaluation.on:
            tables["zones"] |= evaluation_of(world)
        if number:
            # The yearbook of the fork holds the last step of the burn-in, which is not of the experiment.
            tables["exposure"] = exposure(self.yearbook)
        tables["cohorts"] = cohorts(world, clock.steps_per_year)
        if number in self.simulation.scenario.census_years:
            tables["census"] = census(world)
        if world.decisions is not None:
            tables["decisions"] = decisions_table(world)
        for name, table in tables.items():
            # Copies, since the world goes on to change what some of these are views of.
            kept = {column: values.copy() for column, values in table.items()}
            self.years.setdefault(name, []).append((step, kept))
        self.yearbook = Yearbook.empty(world)
        self.worst_error = np.nan


def _rings(world: World, edges: tuple[float, ...]) -> Integers:
    """Give (sites,) ring by distance from the cell to the nearest lot; -1 on lots, -2 off the map."""
    geography = world.geography
    away = cell_lot_km(geography, np.ones(geography.zones, np.bool_))
    ring = np.maximum(np.searchsorted(np.asarray(edges), away, side="right") - 1, 0)
    ring[geography.cell_row < 0] = -2
    return np.concatenate([ring, np.full(geography.lots, -1)])
