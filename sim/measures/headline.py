"""Headline numbers: one dotted name for each, with its unit and meaning, and the numbers of a run."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats
from sim.measures.adopting import adopted_share, hazard_in
from sim.measures.dimensions import DIMENSIONS, FiveDimensions, five_dimensions
from sim.measures.dose import radiation_by_dose
from sim.measures.extents import extent_of_torus
from sim.measures.facts.readings import READINGS
from sim.measures.host import AFTER, host_effect
from sim.measures.intervals import Number, as_number, mean_interval
from sim.measures.laying import AS_THE_CROW_FLIES, Laying, laying_of, ring_names
from sim.measures.outside import PUBLIC_NAMES
from sim.measures.radiation import Curve, Totals, lay_twin_rings, radiation_curve, totals
from sim.measures.rings import Rings
from sim.measures.tables import Pair, Pairs, Tables, at_year, column, numbers
from sim.results.run import Run
from sim.scenario.ring_kinds import edges_by_kind


@dataclass(frozen=True)
class Measure:
    """A headline number: its dotted name, what it is counted in, what it says."""

    name: str
    unit: str
    meaning: str


def _share(name: str, what: str) -> Measure:
    return Measure(f"zones.{name}", "share", f"Active zones' share of the map's {what}, base, last year")


_RADIATION = (
    Measure("radiation.total", "log points", "Twin difference of log real GDP outside all zones, last year"),
    Measure("radiation.total_gain", "1e8 CNY/year", "Twin difference of real GDP outside all zones, last year"),
    Measure("radiation.ratio", "ratio", "Real GDP gained outside for each unit gained on the treated zones' lots"),
    Measure("inside.gdp", "log points", "Twin difference of log real GDP on the treated zones' lots, last year"),
)
_RADII = {
    unit: (
        Measure(f"radiation.half_distance_{unit}", unit, f"{where} at which the effect is half of the nearest ring's"),
        Measure(f"radiation.sign_change_{unit}", unit, f"{where} at which the effect changes its sign"),
    )
    for unit, where in (("km", "Distance"), ("order", "Order of contiguity"))
}
"""Radii by the unit of the rings."""

_HOST = tuple(
    Measure(f"host.gdp.{year}y", "log points", f"Twin difference of log real GDP of host regions after {year} years")
    for year in AFTER
)
_ZONES = {
    "C1": _share("gdp_share", "value added"),
    "C2": Measure("zones.trade_quotient", "ratio", "Active zones' share of trade over their share of GDP, last year"),
    "C2b": Measure("zones.foreign_quotient", "ratio", "Share of newborn foreign firms over share of GDP, last year"),
    "C1b": Measure("zones.host_share", "share", "Value added of an active zone over its host's, mean over zones"),
    "C4": Measure("zones.size_sd", "log points", "Standard deviation of log value added over active zones"),
    "C5": Measure("zones.secondary_share", "share", "Secondary industry in the value added of active zones"),
    "C12": Measure("links.median_km", "km", "Median distance of live supplier links, last year"),
    "C14": Measure("firms.zipf_exponent", "exponent", "Rank-size exponent of the largest tenth of firms, last year"),
    "C16": Measure("diffusion.hazard.pushed", "1/year", "Hazard of adopting rules seen under full integration, base"),
    "C16b": Measure("diffusion.hazard.voluntary", "1/year", "Hazard of adopting rules seen without integration, base"),
    "C17": Measure("firms.exit_hazard", "1/year", "Firms that close in a year over firms at its start"),
    "C18": Measure("growth.gdp", "log points/year", "Mean growth of the map's real GDP over the recorded years"),
}
MEASURE_OF_FACT = {fact: measure.name for fact, measure in _ZONES.items()}
"""Headline number in which each fact that one world can show is found."""

_DIMENSIONS = tuple(
    measure
    for each in DIMENSIONS
    for measure in (
        Measure(each.dotted, each.unit, f"{each.meaning}, base, last year"),
        Measure(f"{each.dotted}.difference", each.unit, f"Twin difference of the same: {each.meaning}, last year"),
    )
)
_NATION = {
    "zones_trade_share": _share("trade_share", "exports and imports"),
    "zones_foreign_share": _share("foreign_share", "foreign firms"),
    "zones_firms_share": _share("firms_share", "firms"),
}
_DIFFUSION = {
    Measure("diffusion.hazard.as_is", "1/year", "Hazard with which regions adopt rules they see, base"): hazard_in,
    Measure("diffusion.adopted_share", "share", "Regions and domains that adopted since the policy date, base"): (
        adopted_share
    ),
}


def list_measures(edges: Sequence[float] | None = None, laying: Laying = AS_THE_CROW_FLIES) -> tuple[Measure, ...]:
    """List every headline number.

    Args:
        edges: Inner edges of the rings; without them the ring is written `<ring>`, and radii are listed in each unit.
        laying: What the rings are laid by.
    """
    rings = ("<ring>",) if edges is None else ring_names(edges, laying.kind)
    by_ring = (_of_ring(short, ring) for short in PUBLIC_NAMES for ring in rings)
    radii = (each for unit, both in _RADII.items() for each in both if edges is None or unit == laying.unit)
    ours = (*by_ring, *_RADIATION[:-1], *radii, _RADIATION[-1], *_HOST, *_ZONES.values(), *_NATION.values())
    return (*ours, *_DIFFUSION, *_DIMENSIONS)


def _of_ring(short: str, ring: str) -> Measure:
    where = "by ring" if ring == "<ring>" else ring
    what = "mean log productivity" if short == "productivity" else f"log {PUBLIC_NAMES[short].replace('_', ' ')}"
    meaning = f"Twin difference of {what.replace('gdp', 'GDP')} outside all zones, {where}, last year"
    return Measure(f"radiation.{short}.{ring}", "log points", meaning)


@dataclass(frozen=True)
class Answers:
    """What a set of twins says; each measure is made once, when it is first asked for."""

    pairs: Pairs
    edges: tuple[float, ...]
    extent_km: Floats | None = None
    """(2,) width and height of a torus; none for a map with edges."""
    laying: Laying = AS_THE_CROW_FLIES
    """What the rings are laid by."""

    @cached_property
    def rings(self) -> tuple[Rings, ...]:
        """Rings of each twin."""
        return lay_twin_rings(self.pairs, self.edges, self.extent_km, self.laying)

    @cached_property
    def totals(self) -> Totals:
        """Real GDP inside and outside."""
        return totals(self.pairs, self.rings)

    @cached_property
    def curve(self) -> Curve:
        """Radiation curve of real GDP."""
        return radiation_curve(self.pairs, self.rings)

    def curve_of(self, short: str) -> Curve:
        """Give the radiation curve of a column by its short name: `gdp`, `firms`, `price_index` ..."""
        return self.curve if short == "gdp" else radiation_curve(self.pairs, self.rings, PUBLIC_NAMES[short])

    def dose_of(self, short: str) -> pd.DataFrame:
        """Give the effect on a column by dose of zone, by the column's short name."""
        return radiation_by_dose(self.pairs, self.rings, PUBLIC_NAMES[short])

    @cached_property
    def dimensions(self) -> FiveDimensions:
        """The five dimensions in both worlds."""
        return five_dimensions(self.pairs)

    @cached_property
    def base(self) -> tuple[Tables, ...]:
        """Base world of each twin."""
        return tuple(pair.base for pair in self.pairs)


def answers(run: Run, counterfactual: str, kind: str | None = None) -> Answers:
    """Hold the base of a run against one of its counterfactuals.

    Args:
        run: The run.
        counterfactual: Arm that the base is held against.
        kind: What rings are laid by, where not what the run's scenario says.
    """
    pairs: tuple[Pair, ...] = run.twins(counterfactual)
    return Answers(
        pairs=pairs,
        edges=edges_by_kind(run.scenario, kind),
        extent_km=extent_of_torus(run.scenario.get("geography") or {}),
        laying=laying_of(run.scenario, kind),
    )


def headline(run: Run, counterfactual: str) -> pd.DataFrame:
    """Give every headline number of a run against one counterfactual.

    Returns:
        A row for each measure: name, value, low, high, unit, meaning, remark. What cannot be told is missing, and the
        remark says why. Ring effects have the interval of a simultaneous band.
    """
    return headline_of(answers(run, counterfactual))


def headline_of(found: Answers) -> pd.DataFrame:
    """Give every headline number of a set of twins; see `headline`."""
    numbers_by_name = dict(_numbers(found))
    measures = {measure.name: measure for measure in list_measures(found.edges, found.laying)}
    rows = [
        (name, number.value, number.low, number.high, measures[name].unit, measures[name].meaning, number.remark)
        for name, number in numbers_by_name.items()
    ]
    return pd.DataFrame(rows, columns=["name", "value", "low", "high", "unit", "meaning", "remark"])


def headline_values(run: Run, counterfactual: str) -> Mapping[str, float]:
    """Give the value of every headline number by its name."""
    table = headline(run, counterfactual)
    return dict(zip(column(table, "name"), numbers(table, "value").tolist(), strict=True))


def _numbers(found: Answers) -> Iterator[tuple[str, Number]]:
    for short in PUBLIC_NAMES:
        yield from _of_curve(short, found.curve_of(short))
    yield "radiation.total", found.totals.total()
    yield "radiation.total_gain", found.totals.gain()
    yield "radiation.ratio", found.totals.ratio()
    yield f"radiation.half_distance_{found.laying.unit}", found.curve.half_distance()
    yield f"radiation.sign_change_{found.laying.unit}", found.curve.sign_change()
    yield "inside.gdp", found.totals.inside_effect()
    yield from _of_hosts(found)
    for fact, measure in _ZONES.items():
        yield measure.name, _over_replicates(found.base, READINGS[fact].read, READINGS[fact].remark)
    for measure, read in _DIFFUSION.items():
        yield measure.name, _over_replicates(found.base, read, "missing where nobody sees rules beyond its own")
    for name, measure in _NATION.items():
        yield measure.name, _over_replicates(found.base, lambda world, name=name: _last(world, name))
    for each in DIMENSIONS:
        yield each.dotted, found.dimensions.number(each, "base")
        yield f"{each.dotted}.difference", found.dimensions.number(each, "difference")


def _of_curve(short: str, curve: Curve) -> Iterator[tuple[str, Number]]:
    band, row = curve.band, at_year(curve.years)
    for ring, name in enumerate(curve.names):
        value, low, high = (float(side[row, ring]) for side in (band.value, band.low, band.high))
        empty = "no outside economy in this ring" if np.isnan(curve.distance[ring]) else ""
        yield f"radiation.{short}.{name}", Number(value, low, high, empty)


def _of_hosts(found: Answers) -> Iterator[tuple[str, Number]]:
    table = host_effect(found.pairs, found.rings)
    years, values, low, high = (numbers(table, name) for name in ("year", "effect", "low", "high"))
    for year in AFTER:
        at = np.flatnonzero(years == year)
        missing = Number(np.nan, remark="not recorded: the run is shorter")
        told = Number(float(values[at[0]]), float(low[at[0]]), float(high[at[0]])) if len(at) else missing
        yield f"host.gdp.{year}y", told


def _over_replicates(worlds: Sequence[Tables], read: Callable[[Tables], float], remark: str = "") -> Number:
    found = as_number(mean_interval(np.array([read(world) for world in worlds])))
    return replace(found, remark=remark)


def _last(world: Tables, name: str) -> float:
    return float(numbers(world.table("nation", [name]), name)[-1])
