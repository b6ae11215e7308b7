"""When zones have their status: designation, withdrawal, the timeline, and what a counterfactual withholds."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.basis.arrays import Mask
from sim.scenario.calendar import Calendar, months
from sim.scenario.jurisdictions import Jurisdictions
from sim.scenario.schema import Scenario
from sim.world.places import NEVER, ZoneParameters


class StatusChange(NamedTuple):
    """A zone gains or loses its status."""

    date: str
    zone: int
    gains: bool


def status_changes(scenario: Scenario, places: Jurisdictions) -> list[StatusChange]:
    """List when zones gain and lose their status, by date; in one month a loss comes after a gain."""
    changes = [
        StatusChange(event.date, zone, gains)
        for event in scenario.timeline.values()
        for names, gains in ((event.designate, True), (event.withdraw, False))
        for zone in places.zone_rows(names)
    ]
    later = {change.zone for change in changes if change.gains}
    for zone in range(len(places.zones)):
        start, end = _own_dates(scenario, places, zone, designated_later=zone in later)
        changes += [StatusChange(start, zone, gains=True)] if start else []
        changes += [StatusChange(end, zone, gains=False)] if end else []
    return sorted(changes, key=lambda change: (months(change.date), not change.gains))


def _own_dates(scenario: Scenario, places: Jurisdictions, zone: int, *, designated_later: bool) -> tuple[str, str]:
    """Give a zone's dates of designation and withdrawal, empty where there are none.

    What the scenario says goes before the map. A zone without any date is designated at the policy date, unless the
    timeline designates it.
    """
    said = said_of(scenario, places, zone)
    by_map = places.designated[zone] if said is None or scenario.geography.kind == "china" else ""
    start = (said.designated if said is not None else None) or by_map
    if not start and not designated_later:
        start = scenario.policy_date
    end = (said.withdrawn if said is not None else None) or places.withdrawn[zone]
    return ("" if start == NEVER else start), end


def said_of(scenario: Scenario, places: Jurisdictions, zone: int) -> ZoneParameters | None:
    """Give what the scenario says of a zone, under whatever spelling of its name."""
    spelt = (said for name, said in scenario.zones.items() if places.zone_rows([name]) == [zone])
    return scenario.zones.get(places.zones[zone]) or next(spelt, None)


def active_zones(changes: Sequence[StatusChange], calendar: Calendar, step: int, zones: int) -> Mask:
    """(Z,) whether each zone has its status in a step, whatever is withheld."""
    active = np.zeros(zones, dtype=np.bool_)
    for change in changes:
        if calendar.step_of(change.date) <= step:
            active[change.zone] = change.gains
    return active


def gated_zones(scenario: Scenario, places: Jurisdictions) -> Mask | None:
    """(Z,) zones around whose lots gates stand; none where no channel is closed."""
    if not scenario.closed_channels:
        return None
    gated = np.zeros(len(places.zones), dtype=np.bool_)
    gated[slice(None) if scenario.closed_around == "all" else places.zone_rows(scenario.closed_around)] = True
    return gated


def withheld_zones(scenario: Scenario, places: Jurisdictions, active_before: Mask) -> Mask:
    """(Z,) zones without status from the policy date on, whatever else is said."""
    names = scenario.withheld if isinstance(scenario.withheld, tuple) else (scenario.withheld,)
    withheld = np.zeros(len(places.zones), dtype=np.bool_)
    for name in names:
        if name == "all":
            withheld[:] = True
        elif name == "new":
            withheld |= ~active_before
        else:
            withheld[places.zone_rows([name])] = True
    return withheld
