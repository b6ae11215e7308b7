"""Radiation: what zones do to the outside economy around them, by distance.

    effect[ring] = log(outside real GDP of the ring, base) - log(the same, counterfactual)

paired by replicate. The ratio and the radii are of means over replicates, with jackknife intervals.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats
from sim.measures.bands import simultaneous_interval
from sim.measures.intervals import Interval, Number, as_number, jackknife_interval, mean_interval
from sim.measures.laying import AS_THE_CROW_FLIES, Laying
from sim.measures.outside import cells_of, effects
from sim.measures.radii import half_distance, sign_change
from sim.measures.rings import Rings, rings_of
from sim.measures.tables import Pairs, Tables, at_year, calendar, each_year, log_ratio, matrix, places_of


@dataclass(frozen=True)
class Curve:
    """Twin differences of one column by ring; K replicates, Y recorded years, B rings."""

    column: str
    names: tuple[str, ...]
    edges: tuple[float, ...]
    distance: Floats
    """(B,) mean distance of the outside economy of each ring, by real GDP at the fork; missing if empty.

    Of what can be reached, where rings are not as the crow flies; infinite where nothing of the ring can be.
    """
    years: pd.DataFrame
    """(Y,) step, date, year."""
    samples: Floats
    """(K, Y, B) log points."""
    treated: bool
    """Whether zones differ between the twins; if not, distances are from every active zone."""
    laying: Laying = AS_THE_CROW_FLIES
    """What the rings are laid by."""

    @property
    def unit(self) -> str:
        """Unit of edges and distances: `km`, or `order` by contiguity."""
        return self.laying.unit

    @property
    def pointwise(self) -> Interval:
        """(Y, B) mean and an interval for each ring by itself."""
        return mean_interval(self.samples)

    @cached_property
    def band(self) -> Interval:
        """(Y, B) mean and intervals that hold for all rings of a year at once."""
        return simultaneous_interval(np.where(np.isnan(self.distance), np.nan, self.samples))

    def table(self) -> pd.DataFrame:
        """Lay the curve out, a row for each year and ring; log points."""
        years = each_year(self.years, len(self.edges))
        rings = {
            "ring": self.names,
            f"from_{self.unit}": self.edges,
            f"to_{self.unit}": (*self.edges[1:], math.inf),
            f"mean_{self.unit}": self.distance,
        }
        flat = {name: np.tile(np.asarray(values), len(self.years)) for name, values in rings.items()}
        found = {
            "effect": self.band.value,
            "low": self.pointwise.low,
            "high": self.pointwise.high,
            "band_low": self.band.low,
            "band_high": self.band.high,
        }
        columns = {name: values.ravel() for name, values in found.items()}
        return years.assign(column=self.column, **flat, **columns, replicates=len(self.samples))

    def half_distance(self, year: int | None = None) -> Number:
        """Give the distance at which the effect is half of the nearest ring's, in a year (by default the last)."""
        row = at_year(self.years, year)
        found = self._radius(half_distance, row)
        nearest = np.flatnonzero(np.isfinite(self.distance))
        if len(self.samples) > 1 and len(nearest) and not self.pointwise.clear_of_zero[row, nearest[0]]:
            return Number(math.nan, remark="the nearest ring's effect is not clear of zero")
        return found

    def sign_change(self, year: int | None = None) -> Number:
        """Give the distance at which the effect changes its sign, in a year (by default the last)."""
        row = at_year(self.years, year)
        found = self._radius(sign_change, row)
        if len(self.samples) < 2 or math.isnan(found.value):
            return found
        clear, effect = self.band.clear_of_zero[row], self.band.value[row]
        if (clear & (effect > 0.0)).any() and (clear & (effect < 0.0)).any():
            return found
        return Number(found.value, found.low, found.high, "not clear of zero on both sides")

    def _radius(self, radius: Callable[[Floats, Floats], float], row: int) -> Number:
        value, low, high = jackknife_interval([self.samples[:, row]], lambda effect: radius(self.distance, effect))
        return Number(value, low, high, "the curve does not reach it" if math.isnan(value) else "")


@dataclass(frozen=True)
class Totals:
    """What real GDP, or another column, is inside treated zones and outside all; K replicates, Y recorded years."""

    years: pd.DataFrame
    outside: Floats
    """(K, Y, 2) real GDP outside every lot of the map, base and counterfactual."""
    inside: Floats
    """(K, Y, 2) real GDP on the lots of the treated zones, base and counterfactual."""

    def total(self, year: int | None = None) -> Number:
        """Give total radiated growth: the twin difference of log real GDP outside, in log points."""
        return _log_difference(self.outside[:, at_year(self.years, year)])

    def inside_effect(self, year: int | None = None) -> Number:
        """Give the twin difference of log real GDP on the treated zones' lots, in log points."""
        return _log_difference(self.inside[:, at_year(self.years, year)])

    def gain(self, year: int | None = None) -> Number:
        """Give the real GDP gained outside, in the unit of real GDP."""
        return as_number(mean_interval(_gain(self.outside[:, at_year(self.years, year)])))

    def ratio(self, year: int | None = None) -> Number:
        """Give the real GDP gained outside for each unit gained inside, where the effect inside is clear of zero."""
        row = at_year(self.years, year)
        outside, inside = _gain(self.outside[:, row]), _gain(self.inside[:, row])
        if not self.inside_effect(year).clear_of_zero:
            why = "is not clear of zero" if len(inside) > 1 else "has no interval with one replicate"
            return Number(math.nan, remark=f"the effect inside {why}")
        return Number(*jackknife_interval([outside, inside], lambda out, into: float(out / into)))


def lay_twin_rings(
    pairs: Pairs, edges: Sequence[float], extent_km: Floats | None = None, laying: Laying = AS_THE_CROW_FLIES
) -> tuple[Rings, ...]:
    """Lay the rings of every twin; see `rings_of`."""
    return tuple(rings_of(pair, edges, extent_km, laying) for pair in pairs)


def radiation_curve(pairs: Pairs, rings: Sequence[Rings], column: str = "real_gdp") -> Curve:
    """Measure how a column of the outside economy differs between twins by ring, year by year.

    Args:
        pairs: K twins.
        rings: Rings of each twin, (K,), by `lay_twin_rings`.
        column: Column of the panel of cells.
    """
    return Curve(
        column=column,
        names=rings[0].names,
        edges=rings[0].edges,
        distance=_mean_distance(pairs, rings),
        years=calendar(cells_of(pairs[0].base)),
        samples=effects(pairs, column, [each.sums for each in rings]),
        treated=rings[0].treated,
        laying=rings[0].laying,
    )


def _mean_distance(pairs: Pairs, rings: Sequence[Rings]) -> Floats:
    """Give (B,) the mean over what can be reached; infinite where nothing of a ring can be, missing if it is empty."""
    total = np.zeros((3, len(rings[0].edges)))
    for pair, each in zip(pairs, rings, strict=True):
        weight = np.nan_to_num(matrix(cells_of(pair.other, "real_gdp"), "cell", "real_gdp")[0])
        reached = np.isfinite(each.distance)
        distance = np.where(reached, each.distance, 0.0)
        total += np.stack([each.sums(weight * distance), each.sums(weight * reached), each.sums(weight)])
    nothing = np.where(total[2] > 0.0, np.inf, np.nan)
    return np.divide(total[0], total[1], out=nothing, where=total[1] > 0.0)


def totals(pairs: Pairs, rings: Sequence[Rings], column: str = "real_gdp") -> Totals:
    """Add up real GDP, or another column, outside all lots and on those of the treated zones, in both worlds."""
    outside = [[_outside(world, column) for world in (pair.base, pair.other)] for pair in pairs]
    inside = [
        [_inside(world, each, column) for world in (pair.base, pair.other)]
        for pair, each in zip(pairs, rings, strict=True)
    ]
    return Totals(
        years=calendar(cells_of(pairs[0].base)),
        outside=np.moveaxis(np.array(outside), 1, 2),
        inside=np.moveaxis(np.array(inside), 1, 2),
    )


def _outside(world: Tables, column: str) -> Floats:
    return np.nansum(matrix(cells_of(world, column), "cell", column), axis=1)


def _inside(world: Tables, rings: Rings, column: str) -> Floats:
    zones = world.table("zones", ["step", "zone", column])
    treated = np.isin(places_of(zones, "zone"), rings.zones)
    return np.nansum(matrix(zones, "zone", column)[:, treated], axis=1)


def _log_difference(levels: Floats) -> Number:
    return as_number(mean_interval(log_ratio(levels[:, 0], levels[:, 1])))


def _gain(levels: Floats) -> Floats:
    return levels[:, 0] - levels[:, 1]
