"""Which zones a fact is measured on: those old and new on the policy date, and a few of them drawn by luck."""

import numpy as np

from sim.basis.arrays import Mask
from sim.basis.luck import Luck, Purpose
from sim.measures.facts.cases import ArmsWanted
from sim.scenario.calendar import Calendar
from sim.scenario.jurisdictions import jurisdictions_by_name
from sim.scenario.schema import Scenario
from sim.scenario.status import active_zones, status_changes

LEFT_OUT = 3
"""Single zones left out of a map of many, each by itself, in as many worlds."""

CLOSED_SHARE = 0.5
"""Share of the old zones that lose their status together (assumption): enough zones of either kind remain."""

DRAWN = Purpose("a zone is drawn to lose its status")

NO_ZONES = "no_zones"


def old_and_new(scenario: Scenario) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name the zones with status before the policy date, and those that gain it at or after it, within the run."""
    before, later = (_with_status(scenario, step) for step in (-1, scenario.years * scenario.steps_per_year - 1))
    zones = jurisdictions_by_name(scenario).zones
    return _named(zones, before), _named(zones, later & ~before)


def is_single(scenario: Scenario) -> bool:
    """Tell whether the map has a single zone, so that leaving it out is leaving all out."""
    return len(jurisdictions_by_name(scenario).zones) == 1


def left_out_arms(scenario: Scenario) -> ArmsWanted:
    """Ask for worlds without single zones: without its only one, or without each of a few drawn among the new ones.

    New are those designated in the first half of the run, so that there is something to see; where none is, old ones.
    """
    if is_single(scenario):
        return {NO_ZONES: NO_ZONES}
    return {without(name): {"without": name} for name in drawn(scenario, early_zones(scenario), LEFT_OUT)}


def early_zones(scenario: Scenario) -> tuple[str, ...]:
    """Name the zones that gain their status in the first half of the run; where none does, the old ones."""
    old, _ = old_and_new(scenario)
    half = _with_status(scenario, scenario.years * scenario.steps_per_year // 2)
    zones = _named(jurisdictions_by_name(scenario).zones, half)
    return tuple(name for name in zones if name not in old) or old


def without(zone: str) -> str:
    """Give the name of the arm without a zone, as counterfactuals are named."""
    return f"without {zone}"


def closed_zones(scenario: Scenario) -> tuple[str, ...]:
    """Draw the old zones that lose their status together: half of them; the only zone where there is but one."""
    old, new = old_and_new(scenario)
    if is_single(scenario):
        return old or new
    return drawn(scenario, old, int(np.ceil(CLOSED_SHARE * len(old))))


def drawn(scenario: Scenario, names: tuple[str, ...], wanted: int) -> tuple[str, ...]:
    """Draw some of the zones of a map, the same in every replicate: those whose own draws are the lowest."""
    zones = jurisdictions_by_name(scenario).zones
    who = np.array([zones.index(name) for name in names], dtype=np.uint64)
    order = np.argsort(Luck(scenario.seed, 0).uniforms(DRAWN, 0, who), kind="stable")[:wanted]
    return tuple(names[place] for place in sorted(order))


def _with_status(scenario: Scenario, step: int) -> Mask:
    places = jurisdictions_by_name(scenario)
    calendar = Calendar(scenario.policy_date, scenario.steps_per_year)
    return active_zones(status_changes(scenario, places), calendar, step, len(places.zones))


def _named(zones: tuple[str, ...], chosen: Mask) -> tuple[str, ...]:
    return tuple(name for name, wanted in zip(zones, chosen, strict=True) if wanted)
