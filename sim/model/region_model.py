"""The model as Mesa sees it: a `mesa.Model` whose step is one step of a simulation.

    model = RegionModel("tiny")
    model.step()
    model.agents_by_type[Firm].agg("productivity", np.mean)

Firms are columns behind an agent set; regions and zones are ordinary agents. The luck of the economy is a function of
the scenario's seed and the replicate. Mesa's `rng` is the user's: shuffling with it, or drawing from it, changes
nothing in the economy.
"""

import copy
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import mesa
import numpy as np
from mesa.agentset import AbstractAgentSet

from sim.basis.arrays import Integers
from sim.model.everybody import Everybody
from sim.model.firm import Firm, FirmViews
from sim.model.firm_set import FirmSet
from sim.model.grid import CellValues, MapCell, MapGrid, build_grid, too_large
from sim.model.living import Progress
from sim.model.places import Region, Zone
from sim.model.schedule import Schedule
from sim.model.simulation import Simulation
from sim.scenario.arms import arms
from sim.scenario.calendar import Calendar
from sim.scenario.reading import read_scenario, vary
from sim.scenario.schema import Scenario


class RegionModel(mesa.Model):
    """Zones, firms and regions on a grid."""

    firm_views: FirmViews
    """The views of firms that somebody holds."""

    def __new__(cls, *args: Any, **kwargs: Any) -> Self:  # noqa: ARG004  # what __init__ is given
        """Make a model that can already keep views, which a copy or an unpickle may restore before all else."""
        model = super().__new__(cls)
        model.firm_views = FirmViews()
        return model

    def __init__(
        self,
        scenario: Scenario | str | Path,
        *,
        replicate: int = 0,
        threads: int = 1,
        burn_in: bool = True,
        rng: Any = None,
        progress: Progress | None = None,
        schedule: Schedule | None = None,
    ) -> None:
        """Found a world and bring it to the policy date.

        Args:
            scenario: A scenario, or the name or path of one.
            replicate: Number of the replicate, which sets the economy's luck together with the scenario's seed.
            threads: Threads for loops over firms; results do not depend on them.
            burn_in: Whether to run the burn-in first, so that the first step is the first after the policy date.
            rng: Seed or generator of `model.rng`, for the user's own draws; by default from seed and replicate.
            progress: Called during the burn-in with steps done and steps in all.
            schedule: The order of a step, burn-in included; by default the model's (`sim.SCHEDULE`).
        """
        settings = scenario if isinstance(scenario, Scenario) else read_scenario(scenario)
        super().__init__(rng=[settings.seed, replicate] if rng is None else rng)
        self.simulation = Simulation.found(settings, replicate=replicate, threads=threads, schedule=schedule)
        if burn_in:
            self.simulation.burn_in(progress)
        geography = self.simulation.world.geography
        self.regions = tuple(Region(self, number) for number in range(geography.regions))
        self.zones = tuple(Zone(self, number) for number in range(geography.zones))
        self._grid: MapGrid | None = None
        self._cell_values: CellValues | None = None

    def step(self) -> None:
        """Advance the economy by one step, then measure it on the grid where there is one."""
        values = self._cell_values
        if values:
            values.take_over(self.simulation.world)
        settling = self.simulation.settling
        self.simulation.step()
        if settling and not self.simulation.settling:
            self.simulation.burn_in()
        if values:
            values.measure(self.simulation.world)
        self.running = self.simulation.clock.step < self.settings.years * self.settings.steps_per_year

    def fork(self, scenario: Scenario | Mapping[str, Any] | str) -> Self:
        """Give a twin that shares this model's history and luck and goes on under another scenario.

        Args:
            scenario: A scenario of the same map; differences from this one, such as `{"coordination": 0.9}`; or the
                name of one of this scenario's counterfactuals.
        """
        if isinstance(scenario, str):
            scenario = named_arm(self.settings, scenario)
        elif not isinstance(scenario, Scenario):
            scenario = vary(self.settings, scenario)
        return copy.deepcopy(self, {id(self.simulation): self.simulation.fork(scenario)})

    @property
    def settings(self) -> Scenario:
        """The scenario; Mesa keeps the name `scenario` for a class of its own."""
        return self.simulation.scenario

    @property
    def date(self) -> str:
        """Month that has been reached, as `2010-01`."""
        return Calendar(self.settings.policy_date, self.settings.steps_per_year).date_of(self.simulation.clock.step)

    @property
    def gdp(self) -> float:
        """Value added of all regions in 1e8 CNY a year; not a number before the first step."""
        world = self.simulation.world
        return float(world.books.value_added.sum()) if world.has_books else np.nan

    @property
    def firms(self) -> FirmSet:
        """All firms."""
        return FirmSet(self)

    @property
    def ordinary_agents(self) -> AbstractAgentSet[Any]:
        """Agents that Mesa keeps itself: regions, zones, and those that a user adds."""
        return super().agents

    @property
    def agents(self) -> Everybody:  # pyright: ignore[reportIncompatibleMethodOverride]  # wider than Mesa's private set
        """All agents: ordinary ones, then firms."""
        return Everybody(self)

    @property
    def agents_by_type(  # pyright: ignore[reportIncompatibleMethodOverride]  # as for agents
        self,
    ) -> dict[type, AbstractAgentSet[Any]]:
        """Sets of agents by class."""
        return {**super().agents_by_type, Firm: self.firms}

    @property
    def agent_types(self) -> list[type]:
        """Classes of agents."""
        return [*super().agent_types, Firm]

    @property
    def grid(self) -> MapGrid | None:
        """Mesa's grid with a layer for each value by cell, made when first asked for; none for very large maps."""
        if self._grid is None:
            world = self.simulation.world
            missing = too_large(world.geography)
            if missing:
                warnings.warn(missing, stacklevel=2)
                return None
            # Mesa wants its old generator for choosing cells at random, which nothing here does.
            self._grid = build_grid(world.geography, self.random)
            self._cell_values = CellValues(self._grid, world)
        return self._grid

    @property
    def site_cell(self) -> Integers:
        """(sites,) cell of each site."""
        return self.simulation.world.geography.site_cell

    def grid_cell(self, number: int) -> MapCell | None:
        """Give the grid's cell of a cell number; none off the map or without a grid."""
        position = self.position_of(number)
        if position is None or too_large(self.simulation.world.geography) or self.grid is None:
            return None
        return self.grid[position]

    def position_of(self, number: int) -> tuple[int, int] | None:
        """Give row and column of a cell number; none off the map."""
        geography = self.simulation.world.geography
        row, column = int(geography.cell_row[number]), int(geography.cell_column[number])
        return (row, column) if row >= 0 else None

    def __copy__(self) -> Self:
        # Two models with one economy between them would each half step it.
        return copy.deepcopy(self)

    def __getstate__(self) -> dict[str, Any]:
        return {key: value for key, value in self.__dict__.items() if key not in {"firm_views", "_cell_values"}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._cell_values = CellValues(self._grid, self.simulation.world) if self._grid is not None else None


def named_arm(scenario: Scenario, name: str) -> Scenario:
    """Give a counterfactual by its name: one that the scenario lists, or one of the named ones."""
    listed = arms(scenario)
    return listed[name] if name in listed else arms(vary(scenario, {"counterfactual": [name]}))[name]
