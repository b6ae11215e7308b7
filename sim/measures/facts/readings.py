"""Readings: the facts that the recorded panels of one arm show by themselves, for the summary of a run.

Every fact, with the counterfactual worlds that it needs, is measured by `register`; here is what needs none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Integers
from sim.measures.adopting import hazard_in
from sim.measures.intervals import Number, as_number, mean_interval
from sim.measures.shares import zone_shares
from sim.measures.tables import Tables, calendar, column, matrix, numbers, places_of, rows

FACTS = Path(__file__).resolve().parents[2] / "data" / "facts.csv"

FEW_ZONES = 10
"""With fewer zones their spread in size says nothing."""


@dataclass(frozen=True)
class Reading:
    """How a fact is read off a world."""

    read: Callable[[Tables], float]
    remark: str = ""
    """In what the population differs from the fact's."""


def read_facts(path: Path = FACTS) -> pd.DataFrame:
    """Read the table of facts, texts as they stand, bands as numbers."""
    facts = pd.read_csv(path, dtype=str, keep_default_na=False)
    return facts.assign(low=pd.to_numeric(facts["low"]), high=pd.to_numeric(facts["high"]))


def hold_against_facts(worlds: Sequence[Tables], host: Number | None = None) -> pd.DataFrame:
    """Hold the last recorded year of one arm's worlds against every fact that a world by itself can show.

    Args:
        worlds: Worlds of one arm, a replicate each.
        host: Host effect of twins in log points, where there are any; fact C6 is held against it.

    Returns:
        A row for each fact: id, fact, unit, value, low, high, found, found_low, found_high (over replicates), verdict
        (`inside`, `below`, `above`, `not judged here`), remark.
    """
    facts = read_facts()
    found = [host if name == "C6" and host else _found(name, worlds) for name in column(facts, "id")]
    bands = zip(found, numbers(facts, "low"), numbers(facts, "high"), strict=True)
    told = {
        "found": [number.value for number in found],
        "found_low": [number.low for number in found],
        "found_high": [number.high for number in found],
        "verdict": [verdict(number.value, low, high) for number, low, high in bands],
        "remark": [number.remark for number in found],
    }
    return pd.DataFrame(facts[["id", "fact", "unit", "value", "low", "high"]]).assign(**told)


def verdict(found: float, low: float, high: float) -> str:
    """Say on which side of its band a number lies: `inside`, `below`, `above`, or not at all."""
    if not np.isfinite(found):
        return "not judged here"
    if found < low:
        return "below"
    return "above" if found > high else "inside"


def _found(name: str, worlds: Sequence[Tables]) -> Number:
    reading = READINGS.get(name)
    if reading is None:
        return Number(np.nan, remark="needs more than the panels of one arm")
    mean = as_number(mean_interval(np.array([reading.read(world) for world in worlds])))
    return Number(mean.value, mean.low, mean.high, reading.remark)


def _share(name: str) -> Callable[[Tables], float]:
    return lambda world: float(numbers(zone_shares(world), name)[-1])


def _nation_end(name: str) -> Callable[[Tables], float]:
    return lambda world: float(numbers(world.table("nation", [name]), name)[-1])


def share_of_host(world: Tables) -> float:
    """Give the mean over active zones of value added on their lots as a share of their host's."""
    zones, values = _active_zones(world, "value_added")
    regions = world.table("regions", ["step", "region", "part", "value_added"])
    whole = rows(regions, column(regions, "part") == "all")
    of_region = dict(zip(places_of(whole, "region"), matrix(whole, "region", "value_added")[-1], strict=True))
    places = world.table("places", ["kind", "place", "host"])
    own = rows(places, column(places, "kind") == "zone")
    host = dict(zip(column(own, "place"), column(own, "host"), strict=True))
    shares = [value / of_region[host[zone]] for zone, value in zip(zones, values, strict=True)]
    return float(np.mean(shares)) if shares else np.nan


def size_spread(world: Tables) -> float:
    """Give the standard deviation of the log of value added over active zones, in log points."""
    _, values = _active_zones(world, "value_added")
    known = values[values > 0.0]
    return float(np.log(known).std(ddof=1)) if len(known) >= FEW_ZONES else np.nan


def secondary_share(world: Tables) -> float:
    """Give the share of secondary industry in the value added of active zones."""
    _, values = _active_zones(world, "value_added")
    _, shares = _active_zones(world, "secondary_share")
    known = np.isfinite(shares) & (values > 0.0)
    return float(np.average(shares[known], weights=values[known])) if values[known].sum() > 0.0 else np.nan


def exit_hazard(world: Tables) -> float:
    """Give deaths a year over firms at the start of the year, mean over the recorded years."""
    nation = world.table("nation", ["firms", "deaths"])
    return float(np.mean(numbers(nation, "deaths")[1:] / numbers(nation, "firms")[:-1]))


def growth(world: Tables) -> float:
    """Give the mean growth of the map's real GDP, in log points a year."""
    nation = world.table("nation", ["step", "date", "real_gdp_map"])
    years = column(calendar(nation), "year")
    levels = numbers(nation, "real_gdp_map")
    return float(np.log(levels[-1] / levels[0]) / (years[-1] - years[0])) if len(years) > 1 else np.nan


def _active_zones(world: Tables, name: str) -> tuple[Integers, Floats]:
    """Give the number and a column's last value of the zones that have their status at the end."""
    zones = world.table("zones", ["step", "zone", "active", name])
    active = matrix(zones, "zone", "active")[-1] > 0.0
    return places_of(zones, "zone")[active], matrix(zones, "zone", name)[-1][active]


READINGS: dict[str, Reading] = {
    "C1": Reading(_share("gdp_share"), "of the map's GDP, not the nation's"),
    "C1b": Reading(share_of_host),
    "C2": Reading(_share("trade_quotient"), "of the map's trade and GDP"),
    "C2b": Reading(_share("foreign_births_quotient"), "newborn foreign firms of the last year, of the map's"),
    "C4": Reading(size_spread, f"missing with fewer than {FEW_ZONES} zones"),
    "C5": Reading(secondary_share),
    "C12": Reading(_nation_end("median_link_km")),
    "C14": Reading(_nation_end("zipf_exponent"), "largest tenth of firms on the map"),
    "C16": Reading(lambda world: hazard_in(world, 1.0), "missing where no region at risk is fully integrated"),
    "C16b": Reading(lambda world: hazard_in(world, 0.0), "missing where no region at risk is without integration"),
    "C17": Reading(exit_hazard, "deaths a year over firms"),
    "C18": Reading(growth, "of the map's real GDP"),
}
"""How each fact that one world can show is read off it."""
