"""Sharing: which world a scenario asks for, so that one world serves every experiment that needs it.

What is said of zones that never have their status changes nothing. So the twin without zones of a wide open zone is
that of a closed one, and a sweep over openness needs one of them, not one for each of its points.
"""

from typing import Any

from sim.scenario.arms import plain
from sim.scenario.levels import policy_path_by_name
from sim.scenario.same_levels import same_levels
from sim.scenario.schema import Scenario

SAID_OF_ZONES = ("openness", "benchmark")
"""Levels that are mostly said of zones."""


def plainest(scenario: Scenario) -> Scenario:
    """Give the plainest scenario that makes the same world: levels never in force stay as in the burn-in."""
    found = scenario
    path = policy_path_by_name(scenario)
    for level in SAID_OF_ZONES:
        plainer = _as_before(found, level)
        if same_levels(policy_path_by_name(plainer), path):
            found = plainer
    return found


def _as_before(scenario: Scenario, level: str) -> Scenario:
    """Leave a level as it was in the burn-in, whatever the timeline says of it."""
    values: dict[str, Any] = plain(scenario)
    timeline = {
        name: {key: each for key, each in event.items() if key != level} for name, event in values["timeline"].items()
    }
    plainer = Scenario.model_validate(values | {level: values["before"][level], "timeline": timeline})
    plainer.origins.update(scenario.origins)
    return plainer
