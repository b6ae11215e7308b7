"""The worlds that say who radiates to whom: the scenario, and the scenario with one zone left out, zone by zone.

A zone that gets its status after the policy date never gets it where it is left out. One that had it before loses it at
the policy date: what it gives from then on, from the same burn-in as every other world. Or it was never there, which
is another question and takes a burn-in of its own for each such zone, to be settled on the same data.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sim.basis.arrays import Mask
from sim.basis.errors import ScenarioError
from sim.scenario.arm_names import WITHOUT
from sim.scenario.arms import arms, withheld_too
from sim.scenario.jurisdictions import jurisdictions_by_name
from sim.scenario.levels import policy_path_by_name
from sim.scenario.schema import Scenario
from sim.scenario.wording import nearest, some_of
from sim.world.places import NEVER

CLOSED, NEVER_THERE = "closed", NEVER
"""What leaving out a zone older than the policy date means: it is closed at that date, or it was never there."""
OLD_ZONES = (CLOSED, NEVER_THERE)


def giving_arms(scenario: Scenario, zones: Sequence[str] = (), old_zones: str = CLOSED) -> dict[str, Scenario]:
    """Give the scenario, `base`, and for each zone the world without it, `without ZONE`.

    Args:
        scenario: What zones are left out of.
        zones: Zones to leave out, in any spelling; by default all that have their status in some recorded year.
        old_zones: `closed` or `never`, one of `OLD_ZONES`.

    Raises:
        ScenarioError: Some zone is unknown or has no status to lose, or no zone has.
    """
    names = zones_to_leave_out(scenario, zones)
    never = set(zones_with_status(scenario)[1]) if old_zones == NEVER_THERE else set()
    asked = [_never_there(scenario, name) if name in never else {WITHOUT: name} for name in names]
    return arms(scenario.model_copy(update={"counterfactual": tuple(asked)}))


def arm_without(zone: str) -> str:
    """Name the arm in which a zone is left out."""
    return f"{WITHOUT} {zone}"


def _never_there(scenario: Scenario, zone: str) -> Mapping[str, Any]:
    differences = {"zones": {zone: {"designated": NEVER}}, "withheld": withheld_too(scenario, (zone,))}
    return {arm_without(zone): differences}


def zones_to_leave_out(scenario: Scenario, zones: Sequence[str] = ()) -> tuple[str, ...]:
    """Name the zones asked for as the map does, each once, or all that have their status in some recorded year.

    Raises:
        ScenarioError: Some zone is unknown or has no status to lose, or no zone has.
    """
    known = jurisdictions_by_name(scenario)
    ever = zones_with_status(scenario)[0]
    problems, found = [], []
    for name in zones:
        rows = known.zone_rows([name])
        if not rows:
            problems.append(f"there is no zone '{name}'.{nearest(name, known.zones)} There are {some_of(known.zones)}")
        elif known.zones[rows[0]] not in ever:
            problems.append(f"'{name}' has its status in no recorded year, so leaving it out changes nothing")
        else:
            found.append(known.zones[rows[0]])
    if not zones and not ever:
        problems.append("no zone has its status in any recorded year, so none can be left out: designate one")
    if problems:
        raise ScenarioError(scenario.name or "the scenario", problems)
    return tuple(dict.fromkeys(found)) or ever


def zones_with_status(scenario: Scenario) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name the zones that have their status in some recorded year, and those of them that had it in the burn-in."""
    names = jurisdictions_by_name(scenario).zones
    path = policy_path_by_name(scenario)
    last = scenario.years * scenario.steps_per_year - 1
    steps = {0, *(step for step, _ in path.changes if 0 <= step <= last)}
    ever: Mask = np.any([path.at(step).zone_active for step in steps], axis=0)
    old = ever & path.before.zone_active
    return _named(names, ever), _named(names, old)


def _named(names: Sequence[str], chosen: Mask) -> tuple[str, ...]:
    return tuple(name for name, is_one in zip(names, chosen, strict=True) if is_one)
