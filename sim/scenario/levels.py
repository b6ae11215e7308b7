"""Compile policy: from what a scenario says to levels by step.

A level holds from the step that contains its date. `before` holds throughout the burn-in; at step 0 the scenario's
own levels come into force, then the events of the timeline, in order of their dates. A plain value in an event
replaces what held; a mapping changes only what it names. Where a level is silent, what held in the burn-in goes on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.basis.arrays import Mask, PerPlace, PerZone
from sim.scenario.benchmarks import DOMESTIC, by_domain, profile
from sim.scenario.by_place import PLAIN_MEANS, DomainShares
from sim.scenario.calendar import Calendar, months
from sim.scenario.jurisdictions import Jurisdictions, jurisdictions_by_name, jurisdictions_of_geography
from sim.scenario.layers import merge
from sim.scenario.schema import Before, Event, Scenario
from sim.scenario.spread import PARTS, by_pair_and_part, by_place
from sim.scenario.status import active_zones, gated_zones, status_changes, withheld_zones
from sim.world.geography import Geography
from sim.world.levels import CHANNELS, DOMAINS, Levels, PolicyPath

LEVELS = ("openness", "coordination", "benchmark")

NO_MATURITY = (0.0,) * len(DOMAINS)


def policy_path(scenario: Scenario, geography: Geography) -> PolicyPath:
    """Compile the policy levels of a scenario on its map, by step."""
    return compile_path(scenario, jurisdictions_of_geography(scenario, geography))


def policy_path_by_name(scenario: Scenario) -> PolicyPath:
    """Compile the policy levels of a scenario without building its map."""
    return compile_path(scenario, jurisdictions_by_name(scenario))


def compile_path(scenario: Scenario, places: Jurisdictions) -> PolicyPath:
    """Compile the policy levels of a scenario for given jurisdictions."""
    calendar = Calendar(scenario.policy_date, scenario.steps_per_year)
    status = status_changes(scenario, places)
    events = sorted(scenario.timeline.values(), key=lambda event: months(event.date))
    steps = {0} | {calendar.step_of(date) for date in (*(e.date for e in events), *(c.date for c in status))}
    before = _Spread.silent(places).overlaid(_said(scenario.before), places)
    at_once = active_zones(status, calendar, -1, len(places.zones))
    withheld = withheld_zones(scenario, places, at_once)
    gated = gated_zones(scenario, places)
    closed = tuple(channel for channel in CHANNELS if channel in scenario.closed_channels)

    visits = zone_visits(scenario, places)

    def levels_at(step: int) -> Levels:
        past = [event for event in events if calendar.step_of(event.date) <= step]
        active = active_zones(status, calendar, step, len(places.zones)) & ~withheld
        spread = before.overlaid(_said_after(scenario, past), places)
        levels = spread.levels(active, _Terms.after(past, places), scenario, places)
        return replace(levels, closed=closed, gated=gated, visits=visits, foreign_births=scenario.foreign_births)

    return PolicyPath(
        before=before.levels(at_once, _Terms.after([], places), scenario, places),
        changes=tuple((step, levels_at(step)) for step in sorted(steps) if step >= 0),
    )


def zone_visits(scenario: Scenario, places: Jurisdictions) -> PerZone | None:
    """(Z,) how many times as often zones meet the world frontier; none where nothing is said."""
    if not scenario.frontier_visits:
        return None
    visits = np.ones(len(places.zones))
    for name, times in scenario.frontier_visits.items():
        visits[places.zone_rows([name])] = times
    return visits


def _said(owner: Scenario | Before | Event) -> dict[str, Any]:
    """Give what is said of each level, as in a scenario file; None where nothing is."""
    given = {level: getattr(owner, level) for level in LEVELS}
    return {
        level: each.model_dump(mode="json", exclude_none=True) if hasattr(each, "model_dump") else each
        for level, each in given.items()
    }


def _said_after(scenario: Scenario, past: Sequence[Event]) -> dict[str, Any]:
    """Give what is said of each level after some events."""
    said = _said(scenario)
    for event in past:
        for level, news in _said(event).items():
            if isinstance(news, Mapping):
                lower = said[level] if isinstance(said[level], Mapping) else {PLAIN_MEANS[level]: said[level]}
                said[level] = merge(lower, news)
            elif news is not None:
                said[level] = news
    return said


@dataclass(frozen=True)
class _Terms:
    """What is the same for all places: the world's terms, national reform, and which places are twinned."""

    tariff: float
    world_demand: float
    reform: tuple[float, ...]
    twinned: Mask

    @classmethod
    def after(cls, past: Sequence[Event], places: Jurisdictions) -> "_Terms":
        """Give the terms that hold after some events."""
        tariff, world_demand, reform = 0.0, 0.0, NO_MATURITY
        twinned = np.zeros((places.count, len(places.zones)), dtype=np.bool_)
        for event in past:
            tariff = tariff if event.tariff is None else event.tariff
            world_demand = world_demand if event.world_demand is None else event.world_demand
            reform = _reformed(event.reform, reform)
            for zone, partners in event.twin.items():
                twinned[np.ix_(places.rows(partners), places.zone_rows([zone]))] = True
        return cls(tariff, world_demand, reform, twinned)


def _reformed(given: float | DomainShares | None, old: tuple[float, ...]) -> tuple[float, ...]:
    return old if given is None else tuple(by_domain(given, dict(zip(DOMAINS, old, strict=True))))


@dataclass(frozen=True)
class _Spread:
    """Levels by place and by pair."""

    openness: list[float]
    benchmark: list[str]
    parts: dict[str, PerPlace]

    @classmethod
    def silent(cls, places: Jurisdictions) -> "_Spread":
        """Give what holds where a scenario says nothing at all: the schema's own values before the policy date."""
        pairs = np.zeros((places.count, places.count))
        nothing = cls([0.0] * places.count, [DOMESTIC] * places.count, dict.fromkeys(PARTS, pairs))
        return nothing.overlaid(_said(Before()), places)

    def overlaid(self, said: Mapping[str, Any], places: Jurisdictions) -> "_Spread":
        """Lay what is said over these levels."""
        return _Spread(
            openness=by_place(said["openness"], self.openness, places),
            benchmark=by_place(said["benchmark"], self.benchmark, places),
            parts=by_pair_and_part(said["coordination"], self.parts, places),
        )

    def levels(self, active: Mask, terms: _Terms, scenario: Scenario, places: Jurisdictions) -> Levels:
        """Give these levels as arrays."""
        openness = np.array(self.openness, dtype=np.float64)
        regions = len(places.regions)
        profiles = {name: profile(name, scenario.benchmarks) for name in set(self.benchmark)}
        return Levels(
            region_openness=openness[:regions],
            zone_openness=openness[regions:],
            zone_active=active,
            benchmark=np.array([profiles[name] for name in self.benchmark]).reshape(places.count, len(DOMAINS)),
            linkage=self.parts["linkage"],
            docking=self.parts["docking"],
            integration=self.parts["integration"],
            twinned=terms.twinned,
            tariff=terms.tariff,
            world_demand=terms.world_demand,
            reform=np.array(terms.reform),
        )
