"""Five dimensions of the new development concept: innovation, coordination, green, openness, sharing.

    Theil index = sum over regions of (share of real GDP) * ln(share of real GDP / share of people)

It falls into what lies between core and hinterland and what lies within either, each weighted by its share of real GDP.
The core are the regions that host a zone of the map, in every world the same; the rest of the country counts nowhere.

Source: Theil (1967), Economics and Information Theory, for the index and its decomposition; model design, section 5.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Mask
from sim.measures.intervals import Interval, Number, mean_interval
from sim.measures.shares import regions_on_map
from sim.measures.tables import Pairs, Tables, at_year, calendar, column, each_year, matrix, places_of, rows


@dataclass(frozen=True)
class Dimension:
    """A number of one of the five dimensions."""

    dimension: str
    name: str
    unit: str
    meaning: str
    read: Callable[["Regions"], Floats]
    """Gives (Y,) values of a world."""

    @property
    def dotted(self) -> str:
        """Dotted name of its level in the base."""
        return f"dimensions.{self.dimension}.{self.name}"


class Regions:
    """The regions of the map in one world, year by year; Y years, R regions."""

    def __init__(self, world: Tables) -> None:
        self.world = world
        frame = world.table("regions", ["step", "date", "region", "part", *COLUMNS])
        self._frames = {part: rows(frame, column(frame, "part") == part) for part in ("all", "outside")}
        numbers_ = places_of(self._frames["all"], "region")
        self._on_map = np.isin(numbers_, regions_on_map(world))
        self.core: Mask = np.isin(numbers_, _hosts(world))[self._on_map]
        """(R,) whether a region hosts a zone of the map."""

    @property
    def years(self) -> pd.DataFrame:
        """Step, date and year of each recorded year, (Y,)."""
        return calendar(self._frames["all"])

    def of(self, name: str, part: str = "all") -> Floats:
        """Give a column of whole regions, or of what lies outside every lot, (Y, R)."""
        return matrix(self._frames[part], "region", name)[:, self._on_map]


COLUMNS = (
    *("value_added", "real_gdp", "wage", "real_wage", "labour", "exports", "imports", "foreign_firms", "emissions"),
    *("productivity_mean", "firms"),
)


@dataclass(frozen=True)
class Theil:
    """Theil index of real GDP per head, and the parts that add up to it; (Y,) each."""

    total: Floats
    between: Floats
    core: Floats
    hinterland: Floats


def theil(gdp: Floats, people: Floats, core: Mask) -> Theil:
    """Take the Theil index between regions apart.

    Args:
        gdp: (Y, R) real GDP.
        people: (Y, R) people.
        core: (R,) regions of the core; the others are the hinterland.
    """
    income = gdp / gdp.sum(axis=1, keepdims=True)
    heads = people / people.sum(axis=1, keepdims=True)
    each = _share_times_log(income, heads)
    between, within = np.zeros(len(gdp)), []
    for group in (core, ~core):
        apart = _share_times_log(income[:, group].sum(axis=1), heads[:, group].sum(axis=1))
        between = between + apart
        within.append(each[:, group].sum(axis=1) - apart)
    return Theil(total=each.sum(axis=1), between=between, core=within[0], hinterland=within[1])


def _share_times_log(share: Floats, other: Floats) -> Floats:
    """Give share * ln(share / other); nothing where nobody earns."""
    ratio = np.divide(share, other, out=np.ones_like(share), where=(share > 0.0) & (other > 0.0))
    return share * np.log(ratio)


def dispersion(values: Floats, weights: Floats) -> Floats:
    """Give the standard deviation of logs over regions, weighted, (Y,).

    Args:
        values: (Y, R) above zero.
        weights: (Y, R).
    """
    mean = _mean(np.log(values), weights)
    return np.sqrt(_mean((np.log(values) - mean[:, None]) ** 2, weights))


def _mean(values: Floats, weights: Floats) -> Floats:
    """Give the weighted mean over regions; regions without weight may lack a value."""
    return np.where(weights > 0.0, values * weights, 0.0).sum(axis=1) / weights.sum(axis=1)


def _theil(regions: Regions) -> Theil:
    return theil(regions.of("real_gdp"), regions.of("labour"), regions.core)


def _ratio(regions: Regions, *above: str, below: str = "value_added", part: str = "all") -> Floats:
    return np.sum([regions.of(name, part) for name in above], axis=(0, 2)) / regions.of(below, part).sum(axis=1)


def _outside(regions: Regions, name: str, weight: str) -> Floats:
    return _mean(regions.of(name, "outside"), regions.of(weight, "outside"))


def _log_real_wage(regions: Regions) -> Floats:
    return _mean(np.log(regions.of("real_wage", "outside")), regions.of("labour", "outside"))


def _wage_dispersion(regions: Regions) -> Floats:
    return dispersion(regions.of("real_wage", "outside"), regions.of("labour", "outside"))


def _labour_share(regions: Regions) -> Floats:
    paid = (regions.of("wage", "outside") * regions.of("labour", "outside")).sum(axis=1)
    return paid / regions.of("value_added", "outside").sum(axis=1)


_THEIL = "Theil index of real GDP per head between regions"

DIMENSIONS = (
    Dimension(
        "innovation", "productivity", "log points", "Mean log productivity of firms outside all zones",
        lambda regions: _outside(regions, "productivity_mean", "firms"),
    ),
    Dimension("coordination", "theil", "nats", _THEIL, lambda regions: _theil(regions).total),
    Dimension(
        "coordination", "theil_between", "nats", f"{_THEIL}: between those with zones (core) and without",
        lambda regions: _theil(regions).between,
    ),
    Dimension(
        "coordination", "theil_core", "nats", f"{_THEIL}: within the regions with zones",
        lambda regions: _theil(regions).core,
    ),
    Dimension(
        "coordination", "theil_hinterland", "nats", f"{_THEIL}: within the regions without zones",
        lambda regions: _theil(regions).hinterland,
    ),
    Dimension(
        "green", "intensity", "kg CO2/CNY", "Emissions over real GDP of the map",
        lambda regions: _ratio(regions, "emissions", below="real_gdp"),
    ),
    Dimension(
        "openness", "trade", "share", "Exports and imports over GDP of the map",
        lambda regions: _ratio(regions, "exports", "imports"),
    ),
    Dimension(
        "openness", "foreign_capital", "firms per 1e8 CNY/year", "Firms in foreign ownership over GDP of the map",
        lambda regions: _ratio(regions, "foreign_firms"),
    ),
    Dimension("sharing", "real_wage", "log points", "Mean log real wage outside all zones, by workers", _log_real_wage),
    Dimension(
        "sharing", "wage_dispersion", "log points",
        "Standard deviation of log real wages outside all zones between regions, by workers", _wage_dispersion,
    ),
    Dimension(
        "sharing", "labour_share", "share", "Wages over value added outside all zones", _labour_share,
    ),
)  # fmt: skip
"""Every number of the five dimensions, the first of each the one that is drawn."""

NAMES = tuple(dict.fromkeys(each.dimension for each in DIMENSIONS))
"""The five dimensions in their order."""


@dataclass(frozen=True)
class FiveDimensions:
    """What twins say of the five dimensions; Y years, D numbers."""

    years: pd.DataFrame
    """(Y,) step, date, year."""
    base: Interval
    """(Y, D) level of the scenario."""
    other: Interval
    """(Y, D) level of the counterfactual."""
    difference: Interval
    """(Y, D) paired difference, scenario less counterfactual."""

    def number(self, measure: Dimension, side: str, year: int | None = None) -> Number:
        """Give one number, `base`, `other` or `difference`, of a year (by default the last)."""
        at = at_year(self.years, year), DIMENSIONS.index(measure)
        found: Interval = getattr(self, side)
        value, low, high = (float(end[at]) for end in (found.value, found.low, found.high))
        told = Number(value, low, high)
        return told if np.isfinite(told.value) else Number(np.nan, remark="nobody is there to tell it of")

    def table(self) -> pd.DataFrame:
        """Lay everything out, a row for each year and number."""
        count = len(self.years)
        head = {
            "dimension": [each.dimension for each in DIMENSIONS] * count,
            "name": [each.dotted for each in DIMENSIONS] * count,
            "unit": [each.unit for each in DIMENSIONS] * count,
        }
        sides = {"scenario": self.base, "counterfactual": self.other, "difference": self.difference}
        told = {
            f"{side}{suffix}": getattr(found, end).ravel()
            for side, found in sides.items()
            for end, suffix in (("value", ""), ("low", "_low"), ("high", "_high"))
        }
        return each_year(self.years, len(DIMENSIONS)).assign(**head, **told)


def five_dimensions(pairs: Pairs) -> FiveDimensions:
    """Measure the five dimensions in both worlds of each twin, with intervals over replicates."""
    base, other = (_samples([getattr(pair, side) for pair in pairs]) for side in ("base", "other"))
    return FiveDimensions(
        years=Regions(pairs[0].base).years,
        base=mean_interval(base),
        other=mean_interval(other),
        difference=mean_interval(base - other),
    )


def _samples(worlds: Sequence[Tables]) -> Floats:
    """Measure every number of every world, (K, Y, D)."""
    return np.stack([dimensions_of(world) for world in worlds])


def dimensions_of(world: Tables) -> Floats:
    """Give (Y, D) numbers of one world, in the order of `DIMENSIONS`."""
    regions = Regions(world)
    return np.stack([each.read(regions) for each in DIMENSIONS], axis=1)


def _hosts(world: Tables) -> np.ndarray:
    places = world.table("places", ["kind", "place", "host"])
    return column(rows(places, column(places, "kind") == "zone"), "host")
