"""Facts of hosts: what a zone does to the region it lies in, how long, and how much of it arises elsewhere."""

from typing import NamedTuple

import numpy as np

from sim.basis.arrays import Floats, Integers
from sim.measures.facts.cases import ArmPair, Beside, Case, Measurement, NotMeasurableError
from sim.measures.facts.drawn_zones import left_out_arms, old_and_new
from sim.measures.facts.scale import first_of, prefectures
from sim.measures.facts.staggered import event_study
from sim.measures.shares import regions_on_map
from sim.measures.tables import Tables, column, log_ratio, matrix, places_of, rows
from sim.scenario.schema import Scenario


class Hosted(NamedTuple):
    """The regions of a twin in which a single zone is left out; Y years, R regions on the map."""

    base: Floats
    """(Y, R) real GDP with the zone."""
    other: Floats
    """(Y, R) real GDP without it."""
    host: int
    """Position of the zone's host among the regions."""
    start: int
    """First recorded year in which the zone has its status; the fork does not count."""


def level_effect(case: Case) -> float:
    """C6: twin difference of the log real GDP of the host region, zone included, mean over the years with the zone.

    As the study's single dummy for having a zone, which averages over the years since; its regions are prefectures
    from 1988 to 2010, its effect is against prefectures without a zone. Of many zones, three single ones are drawn.
    """
    return float(np.mean([_effect(each)[each.start :].mean() for each in _each_left_out(case)]))


def indirect_share(case: Case) -> float:
    """C10: gain in real GDP of all regions but the host, as a share of the gain of all regions, last year.

    The study compares direct with direct and indirect effects of neighbours among 2,500 counties; here twins know what
    arises elsewhere, within the map. It means something only where the total gain is clear of zero.
    """
    found = _each_left_out(case)
    total = sum(_gain(each) for each in found)
    own = sum(float(each.base[-1, each.host] - each.other[-1, each.host]) for each in found)
    if total == 0.0:
        raise NotMeasurableError("the zones make no difference to the map's real GDP")
    return (total - own) / total


def total_gain(case: Case) -> float:
    """Give the gain in real GDP of all regions of the map, last year, over all zones left out."""
    return sum(_gain(each) for each in _each_left_out(case))


def years_of_premium(case: Case) -> float:
    """C11: years in a row since designation in which the host grows faster than without its zone, mean over zones.

    An event study on twins; a year in which the host grows no faster ends the count, and so does the run. The study has
    free-trade zones of cities and a staggered difference-in-differences.
    """
    return float(np.mean([premium_years(_effect(each)[each.start - 1 :]) for each in _each_left_out(case)]))


def _effect(found: Hosted) -> Floats:
    """Give (Y,) the twin difference of the log real GDP of the host."""
    return log_ratio(found.base[:, found.host], found.other[:, found.host])


def premium_years(effect: Floats) -> int:
    """Count the years from the first in which an effect on the level still rises."""
    rises = np.diff(effect) > 0.0
    return int(np.argmin(rises)) if not rises.all() else len(rises)


def estimated_effect(case: Case) -> float:
    """Estimate C6 as the study does, from the world as it is: hosts against regions that never host, mean of years."""
    return float(np.mean(_event_study(case)))


def estimated_premium(case: Case) -> float:
    """Estimate C11 as the study does: years in a row in which hosts outgrow regions that never host."""
    return float(premium_years(np.concatenate([[0.0], _event_study(case)])))


def _event_study(case: Case) -> Floats:
    """Estimate the effect on hosts by year since designation, which must come after the fork."""
    regions, gdp = _real_gdp(case.base)
    zones = case.base.table("zones", ["step", "zone", "active"])
    active = matrix(zones, "zone", "active") > 0.0
    hosts = _hosts(case.base)
    first = np.full(len(regions), -1)
    for zone, host in enumerate(hosts):
        place = int(np.flatnonzero(regions == host)[0])
        since = int(np.argmax(active[:, zone])) if active[:, zone].any() else len(active)
        first[place] = since if first[place] < 0 else min(first[place], since)
    # What has its status at the fork gained it then or before; only with a zone that is new to it is there a before.
    new = _new_at_fork(case)
    first = np.where(np.isin(regions, hosts[new]) & (first == 0), 1, first)
    return event_study(np.log(gdp), first)


def _new_at_fork(case: Case) -> np.ndarray:
    old, _ = old_and_new(case.scenario)
    places = case.base.table("places", ["kind", "name"])
    return ~np.isin(column(rows(places, column(places, "kind") == "zone"), "name"), old)


def _each_left_out(case: Case) -> list[Hosted]:
    return [_hosted(case.twin(arm)) for arm in left_out_arms(case.scenario)]


def _hosted(twin: ArmPair) -> Hosted:
    columns = ["step", "zone", "active"]
    base, other = (world.table("zones", columns) for world in twin)
    differs = matrix(base, "zone", "active") != matrix(other, "zone", "active")
    if not differs.any():
        raise NotMeasurableError("the zone that is left out never has its status")
    zone = int(np.argmax(differs.any(axis=0)))
    regions, with_zone = _real_gdp(twin.base)
    host = int(np.flatnonzero(regions == _hosts(twin.base)[zone])[0])
    start = max(int(np.argmax(differs[:, zone])), 1)
    return Hosted(with_zone, _real_gdp(twin.other)[1], host, start)


def _hosts(world: Tables) -> Integers:
    places = world.table("places", ["kind", "place", "host"])
    return column(rows(places, column(places, "kind") == "zone"), "host").astype(np.int64)


def _real_gdp(world: Tables) -> tuple[Integers, Floats]:
    """Give the regions of the map and (Y, R) their real GDP."""
    regions = world.table("regions", ["step", "region", "part", "real_gdp"])
    whole = rows(regions, column(regions, "part") == "all")
    places = places_of(whole, "region")
    on_map = np.isin(places, regions_on_map(world))
    return places[on_map], matrix(whole, "region", "real_gdp")[:, on_map]


def _gain(found: Hosted) -> float:
    return float((found.base[-1] - found.other[-1]).sum())


def _has_zones(scenario: Scenario) -> str:
    """Say that a map without zones has no hosts."""
    return "" if left_out_arms(scenario) else "the scenario has no zone"


SHOWN = first_of(_has_zones, prefectures)

HOST_FACTS: dict[str, Measurement] = {
    "C6": Measurement(
        level_effect, left_out_arms, SHOWN, remark="twin difference of the host's GDP, mean over the years",
        beside=Beside("staggered difference-in-differences", estimated_effect),
    ),
    "C10": Measurement(indirect_share, left_out_arms, SHOWN, clear=total_gain, remark="within the map"),
    "C11": Measurement(
        years_of_premium, left_out_arms, SHOWN, remark="event study on twins; a run's length bounds it",
        beside=Beside("staggered difference-in-differences", estimated_premium),
    ),
}  # fmt: skip
"""How each of these facts is measured."""
