"""What a scenario must agree with beyond types and bounds: its map, its dates, its rings, its own names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pydantic import BaseModel

from sim.economy.evaluation import ALL_POINTS
from sim.scenario.benchmarks import BENCHMARKS
from sim.scenario.by_place import BenchmarkByPlace, CoordinationMix, OpennessByPlace, PairShares
from sim.scenario.calendar import is_before
from sim.scenario.described import Key, dotted
from sim.scenario.schema import Event, Scenario
from sim.scenario.wording import nearest, some_of
from sim.world.known import KnownPlaces, known_places, places_problems
from sim.world.places import NEVER

type Problems = Iterator[tuple[Key, str]]

_COORDINATION, _BENCHMARK = "coordination", "benchmark"


def check(scenario: Scenario, wrong: Iterable[Key] = ()) -> list[tuple[Key, str]]:
    """List what does not fit together, as pairs of key and message.

    Args:
        scenario: What is checked.
        wrong: Keys known to be wrong, whose values stand here as defaults; nothing is said that only follows from them.
    """
    wrong = list(wrong)
    empty = scenario.geography.kind == "china" and not scenario.geography.area
    geography_known = not any(key[:1] in {("geography",), ()} for key in wrong)
    zones_known = not any(key[:1] == ("zones",) and len(key) <= 2 for key in wrong)  # a whole zone is lost
    problems = [*_rings(scenario), *_reserved(scenario), *_dates(scenario), *_benchmarks(scenario), *_heads(scenario)]
    if geography_known:
        problems += _map_problems(scenario)
    if geography_known and zones_known and not empty:
        problems += _names(scenario, _Names.of(scenario))
    return [(key, problem) for key, problem in problems if not any(_one_within_the_other(key, each) for each in wrong)]


def _one_within_the_other(a: Key, b: Key) -> bool:
    shorter = min(len(a), len(b))
    return a[:shorter] == b[:shorter]


@dataclass(frozen=True)
class _Names:
    """Names that a scenario may use; a zone that lies outside the map is reported once, not wherever it is named."""

    places: KnownPlaces
    own_zones: frozenset[str]

    @classmethod
    def of(cls, scenario: Scenario) -> "_Names":
        stylised = scenario.geography.kind == "stylised"
        own = frozenset(scenario.zones) if stylised else frozenset()
        return cls(known_places(scenario.geography, scenario.zones), own)

    @property
    def zone_names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.own_zones, *self.places.zones)))

    def zone(self, name: str) -> bool:
        return name in self.own_zones or self.places.zone(name) is not None

    def region(self, name: str) -> bool:
        return self.places.region(name) is not None


def _map_problems(scenario: Scenario) -> Problems:
    """Pass on what the map says, at the key that the message begins with."""
    if scenario.geography.kind == "china" and not scenario.geography.area:
        key = ("geography", "area")
        yield key, f"`{dotted(key)}` is empty: name at least one cluster, province or prefecture, or `china`"
        return
    for problem in places_problems(scenario.geography, scenario.zones):
        match = re.match(r"`([^`]+)`", problem)
        yield _key_in(scenario, match[1]) if match else (), problem.rstrip(".")


def _key_in(scenario: Scenario, text: str) -> Key:
    """Take a dotted key apart where names of zones may hold dots themselves."""
    for name in sorted(scenario.zones, key=len, reverse=True):
        start = f"zones.{name}"
        if text == start or text.startswith(f"{start}."):
            return ("zones", name, *(part for part in text[len(start) :].split(".") if part))
    return tuple(text.split("."))


def _rings(scenario: Scenario) -> Problems:
    yield from _ascending(("rings",), scenario.rings, "km")
    by = scenario.rings_by
    orders = by.kind == "contiguity"
    yield from _ascending(("rings_by", "edges"), by.edges, "orders" if orders else "km")
    if orders and any(not edge.is_integer() for edge in by.edges):
        listed = ", ".join(f"{edge:g}" for edge in by.edges)
        yield (
            ("rings_by", "edges"),
            f"`rings_by.edges` is [{listed}], but by contiguity the edges must be whole numbers [orders]: 0 is the "
            "host, 1 its neighbours",
        )
    if by.water is not None and by.kind != "travel":
        yield (
            ("rings_by", "water"),
            f"`rings_by.water` is {by.water:g} [ratio], but rings are by {by.kind}, where nobody travels: set "
            "`rings_by.kind` to travel, or take it out",
        )


def _ascending(key: Key, edges: tuple[float, ...], unit: str) -> Problems:
    if any(upper <= lower for lower, upper in pairwise(edges)):
        listed = ", ".join(f"{edge:g}" for edge in edges)
        yield (
            key,
            f"`{dotted(key)}` is [{listed}], but the edges must ascend [{unit}]: write each edge once, smallest first",
        )


RESERVED = ("all", "new", "none", "zones", "regions", "clusters", "core", "hinterland")
"""Words that mean something where a zone can be named."""


def _reserved(scenario: Scenario) -> Problems:
    for name in scenario.zones:
        if name in RESERVED:
            key = ("zones", name)
            yield key, f"`{dotted(key)}`: '{name}' has a meaning of its own where zones are named: choose another name"


def _dates(scenario: Scenario) -> Problems:
    for name, event in scenario.timeline.items():
        if is_before(event.date, scenario.policy_date):
            key = ("timeline", name, "date")
            yield (
                key,
                f"`{dotted(key)}` is {event.date}, before the start (`policy_date` is {scenario.policy_date}): "
                "give a date from then on; what holds earlier stands in `before` and in `designated` of a zone",
            )
    known = known_places(scenario.geography, scenario.zones)
    for name, zone in scenario.zones.items():
        by_map = known.zone_dates.get(known.zone(name) or "", "")
        start, end = zone.designated or by_map or scenario.policy_date, zone.withdrawn
        if end is not None and start != NEVER and not is_before(start, end):
            key = ("zones", name, "withdrawn")
            yield key, f"`{dotted(key)}` is {end}, but the zone is designated in {start}: give a later date"


def _heads(scenario: Scenario) -> Problems:
    weights = scenario.evaluation.weights
    total = sum(weights.values())
    if abs(total - ALL_POINTS) > SLACK:
        listed = ", ".join(f"{head} {weight:g}" for head, weight in weights.items())
        yield (
            ("evaluation",),
            f"`evaluation` has heads whose weights add up to {total:g} ({listed}), but they must add up to "
            f"{ALL_POINTS:g} [points]: take from one head what you give to another",
        )


SLACK = 1e-9
"""Points by which the weights of heads may miss their sum."""


def _names(scenario: Scenario, known: _Names) -> Problems:
    yield from _level_names(scenario, (), known)
    yield from _level_names(scenario.before, ("before",), known)
    for name, event in scenario.timeline.items():
        yield from _level_names(event, ("timeline", name), known)
        yield from _event_names(event, ("timeline", name), known)
    if isinstance(scenario.withheld, tuple):
        yield from _zones(scenario.withheld, ("withheld",), known, more=("all", "new"))
    if isinstance(scenario.closed_around, tuple):
        yield from _zones(scenario.closed_around, ("closed_around",), known)
    yield from _zones(scenario.frontier_visits, ("frontier_visits",), known)


def _level_names(owner: BaseModel, above: Key, known: _Names) -> Problems:
    for level in ("openness", "benchmark"):
        given = getattr(owner, level)
        if isinstance(given, OpennessByPlace | BenchmarkByPlace):
            yield from _clusters(given.clusters, (*above, level, "clusters"), known)
            yield from _places(given.model_extra or {}, (*above, level), known, more=type(given).model_fields)
    mix = getattr(owner, _COORDINATION)
    if isinstance(mix, CoordinationMix):
        yield from _pair_names(mix, (*above, "coordination"), known)
        for part in ("linkage", "docking", "integration"):
            if isinstance(inner := getattr(mix, part), PairShares):
                yield from _pair_names(inner, (*above, "coordination", part), known)


def _pair_names(shares: PairShares, above: Key, known: _Names) -> Problems:
    yield from _clusters(shares.clusters, (*above, "clusters"), known)
    yield from _zones(shares.zones, (*above, "zones"), known)
    for name in shares.regions:
        if not known.region(name):
            yield _unknown((*above, "regions", name), name, "region", known.places.regions)


def _event_names(event: Event, above: Key, known: _Names) -> Problems:
    yield from _zones(event.designate, (*above, "designate"), known)
    yield from _zones(event.withdraw, (*above, "withdraw"), known)
    yield from _zones(event.twin, (*above, "twin"), known)
    for zone, places in event.twin.items():
        yield from _places(places, (*above, "twin", zone), known)


def _zones(names: Iterable[str], above: Key, known: _Names, more: Iterable[str] = ()) -> Problems:
    for key, name in _keys(names, above):
        if not known.zone(name) and name not in set(more):
            yield _unknown(key, name, "zone", (*known.zone_names, *more))


def _places(names: Iterable[str], above: Key, known: _Names, more: Iterable[str] = ()) -> Problems:
    for key, name in _keys(names, above):
        if not known.zone(name) and not known.region(name):
            yield _unknown(key, name, "zone or region", (*more, *known.zone_names, *known.places.regions))


def _clusters(names: Iterable[str], above: Key, known: _Names) -> Problems:
    for key, name in _keys(names, above):
        if name not in known.places.clusters:
            yield _unknown(key, name, "cluster", known.places.clusters)


def _keys(names: Iterable[str], above: Key) -> Iterator[tuple[Key, str]]:
    """Pair each name with its key: its own in a mapping, its position in a list."""
    in_mapping = isinstance(names, Mapping)
    for position, name in enumerate(names):
        yield (*above, name if in_mapping else position), name


def _unknown(key: Key, name: str, kind: str, valid: Iterable[str]) -> tuple[Key, str]:
    names = list(valid)
    hint = nearest(name, names) or f" Known here: {some_of(names) or 'none'}."
    return key, f"`{dotted(key)}`: '{name}' is no {kind} of this map.{hint}"


def _benchmarks(scenario: Scenario) -> Problems:
    valid = [*scenario.benchmarks, *BENCHMARKS]
    owners: list[tuple[Key, BaseModel]] = [((), scenario), (("before",), scenario.before)]
    owners += [(("timeline", name), event) for name, event in scenario.timeline.items()]
    for above, owner in owners:
        for key, name in _benchmark_names(getattr(owner, _BENCHMARK), (*above, _BENCHMARK)):
            if name not in valid:
                hint = nearest(name, valid)
                yield key, f"`{dotted(key)}` is '{name}', but must be one of {', '.join(valid)}.{hint}"


def _benchmark_names(given: str | BenchmarkByPlace | None, above: Key) -> Iterator[tuple[Key, str]]:
    if isinstance(given, str):
        yield above, given
    elif given is not None:
        for name, value in given.model_dump(exclude_none=True).items():
            if name == "clusters":
                yield from (((*above, name, cluster), each) for cluster, each in value.items())
            else:
                yield (*above, name), value
