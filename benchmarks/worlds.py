"""Worlds to be timed: a scenario with so many firms, brought to the policy date and a step beyond."""

from collections.abc import Sequence

from sim.model.simulation import Simulation
from sim.scenario.reading import read_scenario
from sim.scenario.schema import Scenario

ALL_ON = ("evaluation.on=true",)
"""Mechanisms that the scenarios leave off."""

BURN_IN = ("start.burn_in_years=2",)
"""The shortest that there is: the time that a step takes has settled by then."""


def scenario_with(firms: int, more: Sequence[str] = (), *, scenario: str = "baseline") -> Scenario:
    """Read a scenario with all mechanisms on.

    Args:
        firms: Firm agents at the start.
        more: Settings `key=value`.
        scenario: Name or path.
    """
    return read_scenario(scenario, [*ALL_ON, *BURN_IN, f"start.firms={firms}", *more])


def world_at_the_fork(scenario: Scenario, *, threads: int = 1, steps: int = 2) -> Simulation:
    """Found a world and live through its burn-in and some steps beyond, so that everything has been seen once."""
    simulation = Simulation.found(scenario, threads=threads)
    simulation.burn_in()
    for _ in range(steps):
        simulation.step()
    return simulation


def living(simulation: Simulation) -> int:
    """Count firms alive, those of the rest of the country included."""
    return int(simulation.world.firms.alive.sum())
