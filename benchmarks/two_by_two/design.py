"""The design: four cells of openness and coordination, each a twin, all of a replicate from one burn-in."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sim.results.keys import world_key
from sim.scenario.arms import canonical, shares_burn_in
from sim.scenario.reading import read_scenario, vary
from sim.scenario.schema import Scenario

OPENNESS = (0.2, 0.9)
COORDINATION = (0.1, 0.9)

YEARS_BETWEEN = 5
"""Years between two that are kept, besides the last."""


@dataclass(frozen=True)
class Arm:
    """One world: openness is missing where there is no zone, since nothing of the zone's is in force there."""

    coordination: float
    openness: float | None = None

    @property
    def name(self) -> str:
        """Name for people."""
        zone = "no zone" if self.openness is None else f"openness {self.openness:g}"
        return f"{zone}, coordination {self.coordination:g}"


ARMS = tuple(Arm(c, o) for c in COORDINATION for o in (None, *OPENNESS))
"""Six worlds make the four twins: of the zone that is not there, openness changes nothing."""


@dataclass(frozen=True)
class ReplicateTask:
    """All arms of one replicate under one friction."""

    scenario: Scenario
    replicate: int

    @property
    def friction(self) -> float:
        """Cost that a place without any mature rule lays on its firms, log points."""
        return self.scenario.prices.friction

    @property
    def name(self) -> str:
        """Name that changes with scenario, replicate and code."""
        text = canonical(self.scenario)
        key = world_key(text, seed=self.scenario.seed, replicate=self.replicate, shared=repr(ARMS))
        return f"two_by_two-{hashlib.sha256(key.encode()).hexdigest()[:16]}"

    def arms(self) -> dict[Arm, Scenario]:
        """Give the scenario of each arm; all share one burn-in."""
        return {arm: scenario_of(self.scenario, arm) for arm in ARMS}


def scenario_of(scenario: Scenario, arm: Arm) -> Scenario:
    """Give the scenario of one arm."""
    differences = {"coordination": arm.coordination}
    zone = {"withheld": "all"} if arm.openness is None else {"openness": arm.openness}
    found = vary(scenario, differences | zone)
    if not shares_burn_in(found, scenario):
        raise ValueError(f"The arm with {arm.name} does not share the burn-in of {scenario.name}.")
    return found


def tasks(
    name: str, overrides: Sequence[str] = (), *, replicates: int, frictions: Sequence[float | None] = (None, 0.0)
) -> list[ReplicateTask]:
    """List what is to be lived through.

    Args:
        name: Scenario with one zone.
        overrides: Settings `key=value`.
        replicates: How many.
        frictions: Values of `prices.friction`; none for the scenario's own.
    """
    found = []
    for friction in frictions:
        given = [] if friction is None else [f"prices.friction={friction:g}"]
        scenario = read_scenario(name, [*overrides, *given])
        found += [ReplicateTask(scenario, replicate) for replicate in range(replicates)]
    return found
