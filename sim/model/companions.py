"""Companions: where nobody moves across the gates, people move as in the world in which the gated zones have no status.

Such a world goes along unseen, or has been lived through before from the same fork; then what is remembered of its
people is enough.
"""

from dataclasses import dataclass, field

from sim.basis.arrays import PerRegion
from sim.scenario.arms import shares_burn_in, without_gated_zones
from sim.scenario.levels import policy_path_by_name
from sim.scenario.same_levels import same_levels
from sim.scenario.schema import Scenario


@dataclass
class Remembered:
    """The people of one world, step by step from the fork on."""

    scenario: Scenario
    people: list[PerRegion] = field(default_factory=list)
    """(R,) people after the migration of each step."""

    def people_after(self, step: int) -> PerRegion:
        """Give (R,) people after the migration of a step."""
        return self.people[step]


@dataclass
class Memory:
    """What worlds that fork from one state remember of their people."""

    worlds: list[Remembered] = field(default_factory=list)

    def begin(self, scenario: Scenario) -> Remembered:
        """Begin to remember a world."""
        world = Remembered(scenario)
        self.worlds.append(world)
        return world

    def find(self, scenario: Scenario) -> Remembered | None:
        """Give the world of a scenario, where it has been lived through to its end."""
        steps = scenario.years * scenario.steps_per_year
        done = (each for each in self.worlds if len(each.people) >= steps)
        return next((each for each in done if same_world(each.scenario, scenario)), None)


def companion_of(scenario: Scenario) -> Scenario | None:
    """Give the scenario whose people a world takes over; none where its own people move."""
    if "mobility" not in scenario.closed_channels:
        return None
    alone = without_gated_zones(scenario)
    return None if same_world(alone, scenario) else alone


def same_world(one: Scenario, other: Scenario) -> bool:
    """Tell whether two scenarios make the same world from one fork, however differently they say so."""
    return shares_burn_in(one, other) and same_levels(policy_path_by_name(one), policy_path_by_name(other))
