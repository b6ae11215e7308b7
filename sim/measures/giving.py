"""Giving: who radiates to whom, by leaving one zone out at a time under shared luck.

    gain[zone, region] = real GDP of the region outside every lot, base - the same without the zone

What a zone gives to others is the sum over the regions of the map but its own host; what it has is the real GDP on
its own lots. Everything a zone adds to the nation is counted once: on its own lots, outside in its host, outside in the
other regions of the map, on other zones' lots, and in the rest of the country.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Integers, Mask
from sim.basis.errors import ResultsError
from sim.measures.bands import simultaneous_interval
from sim.measures.intervals import Interval, mean_interval
from sim.measures.remembering import Remembered
from sim.measures.shares import regions_on_map
from sim.measures.tables import Tables, at_year, calendar, column, log_ratio, matrix, rows
from sim.results.run import BASE, Run
from sim.scenario.giving_arms import arm_without

PARTS = ("own_lots", "host", "others", "other_zones", "rest_of_country")
"""Where a zone adds to real GDP: on its lots, outside in its host, outside in the other regions of the map, on other
zones' lots, in the rest of the country."""


@dataclass(frozen=True)
class Giving:
    """What Z zones give to R regions in one year, left out one by one; K replicates, Y recorded years."""

    year: int
    zones: pd.DataFrame
    """(Z,) place, name, name_zh, host."""
    regions: pd.DataFrame
    """(R,) place, name, name_zh, on_map."""
    size: Floats
    """(R,) real GDP outside lots at the fork, base, mean over replicates."""
    years: pd.DataFrame
    outside: Floats
    """(2, K, Z, R) real GDP outside every lot, with the zone and without."""
    lots: Floats
    """(2, K, Z, 2) real GDP on the zone's own lots and on those of all other zones, with the zone and without."""
    host_path: Floats
    """(K, Z, Y) twin difference of log real GDP of the host, its zones included."""
    host_gain: Floats
    """(K, Z) real GDP gained in the host, its zones included."""
    has: Floats
    """(K, Z) real GDP on the zone's own lots in the base."""
    cells: Floats
    """(K, Z) real GDP gained outside every lot of the map, counted by cells and not by regions."""

    @property
    def gain(self) -> Floats:
        """(K, Z, R) real GDP gained outside every lot, by region."""
        return self.outside[0] - self.outside[1]

    @property
    def effect(self) -> Floats:
        """(K, Z, R) the same in log points."""
        return log_ratio(self.outside[0], self.outside[1])

    @property
    def is_host(self) -> Mask:
        """(Z, R) whether a region hosts the zone."""
        return column(self.zones, "host")[:, None] == column(self.regions, "place")

    @property
    def on_map(self) -> Mask:
        """(R,) whether a region is on the map."""
        return column(self.regions, "on_map").astype(bool)

    @cached_property
    def parts(self) -> dict[str, Floats]:
        """(K, Z) real GDP gained by where it is gained, as in `PARTS`."""
        gain, lots = self.gain, self.lots[0] - self.lots[1]
        of_host = self.is_host
        return {
            "own_lots": lots[..., 0],
            "host": (gain * of_host).sum(axis=-1),
            "others": (gain * (~of_host & self.on_map)).sum(axis=-1),
            "other_zones": lots[..., 1],
            "rest_of_country": (gain * ~self.on_map).sum(axis=-1),
        }

    @property
    def largest_remainder(self) -> float:
        """Largest difference between a row's sum over the map and its total by cells, over real GDP outside."""
        of_rows = (self.gain * self.on_map).sum(axis=-1)
        return float((np.abs(of_rows - self.cells) / (self.outside[0] * self.on_map).sum(axis=-1)).max())

    @property
    def order(self) -> Integers:
        """(Z,) rows of the zones by what they give to others, the largest first."""
        return np.argsort(-self.parts["others"].mean(axis=0), kind="stable")

    @cached_property
    def effect_band(self) -> Interval:
        """(Z, R) log points, with intervals that hold for all regions of a zone at once."""
        return simultaneous_interval(self.effect)

    @cached_property
    def gain_band(self) -> Interval:
        """(Z, R) real GDP, with intervals that hold for all regions of a zone at once."""
        return simultaneous_interval(self.gain)

    def matrix_table(self) -> pd.DataFrame:
        """Lay the matrix out, a row for each zone and region, zones by what they give, regions by size."""
        effect, gain, clear = self.effect_band, self.gain_band, self.effect_band.clear_of_zero
        names, of_host = column(self.regions, "name"), self.is_host
        by_size = self.columns
        found = [
            (zone, names[r], bool(of_host[z, r]), *_at(effect, z, r), bool(clear[z, r]), *_at(gain, z, r))
            for z, zone in zip(self.order, column(self.zones, "name")[self.order], strict=True)
            for r in by_size
        ]
        heads = ["zone", "region", "host", "effect", "low", "high", "clear", "gain", "gain_low", "gain_high"]
        return pd.DataFrame(found, columns=heads).assign(year=self.year, replicates=len(self.gain))

    @property
    def columns(self) -> Integers:
        """(R,) rows of the regions by size, the largest first and those off the map last."""
        return np.lexsort((-self.size, ~self.on_map))

    def host_table(self) -> pd.DataFrame:
        """Lay the host effect of each single zone out, a row for each zone and year; log points."""
        found = mean_interval(self.host_path)
        tables = [
            self.years.assign(zone=self.zones["name"][z], effect=found.value[z], low=found.low[z], high=found.high[z])
            for z in self.order
        ]
        return pd.concat(tables, ignore_index=True).assign(replicates=len(self.host_path))


def _at(found: Interval, *place: int) -> tuple[float, float, float]:
    return float(found.value[place]), float(found.low[place]), float(found.high[place])


def giving(run: Run, year: int | None = None) -> Giving:
    """Read who radiates to whom off a run of `hinterland giving`.

    Args:
        run: The run.
        year: Year after the policy date, by default the last recorded.

    Raises:
        ResultsError: The run lacks the worlds without single zones, or the year is not recorded.
    """
    if "giving_of" not in run.manifest:
        raise ResultsError(f"{run.folder} leaves no zone out. Make a run that does by `hinterland giving {run.name}`.")
    if not run.replicates:
        raise ResultsError(f"{run.folder} has no replicate that is finished in every world. Run the command again.")
    names = list(run.manifest["giving_of"])
    bases = [Remembered(run.world(BASE, k)) for k in run.replicates]
    without = [[run.world(arm_without(name), k) for name in names] for k in run.replicates]
    return giving_of(bases, without, names, year)


def giving_of(
    bases: Sequence[Tables], without: Sequence[Sequence[Tables]], names: Sequence[str], year: int | None = None
) -> Giving:
    """Measure what zones give from the world with all of them and the worlds without each.

    Args:
        bases: (K,) worlds with every zone.
        without: (K, Z) worlds without each zone.
        names: (Z,) names of the zones.
        year: Year after the policy date, by default the last recorded.
    """
    zones, regions = _zones(bases[0], names), _regions(bases[0])
    years = calendar(bases[0].table("regions", ["step", "date", "year"]))
    at = at_year(years, year)
    base = [_Levels.of(world) for world in bases]
    hosts = [int(np.flatnonzero(column(regions, "place") == host)[0]) for host in column(zones, "host")]
    found = [
        [
            _compare(one, _Levels.of(other), int(zone), host, at)
            for other, zone, host in zip(row, zones["place"], hosts, strict=True)
        ]
        for one, row in zip(base, without, strict=True)
    ]

    def stacked(name: str) -> Floats:
        return np.array([[each[name] for each in row] for row in found])

    return Giving(
        year=int(column(years, "year")[at]),
        zones=zones,
        regions=regions,
        size=np.mean([each.outside[0] for each in base], axis=0),
        years=years,
        outside=np.moveaxis(stacked("outside"), 2, 0),
        lots=np.moveaxis(stacked("lots"), 2, 0),
        host_path=stacked("host"),
        host_gain=stacked("host_gain"),
        has=np.array([[each.lots[at, zone] for zone in zones["place"]] for each in base]),
        cells=stacked("cells"),
    )


def _zones(world: Tables, names: Sequence[str]) -> pd.DataFrame:
    places = world.table("places", ["kind", "place", "name", "name_zh", "host"])
    own = rows(places, column(places, "kind") == "zone").set_index("name", drop=False)
    return pd.DataFrame(own.loc[list(names)]).reset_index(drop=True)


def _regions(world: Tables) -> pd.DataFrame:
    places = world.table("places", ["kind", "place", "name", "name_zh"])
    found = rows(places, column(places, "kind") == "region")
    return found.assign(on_map=np.isin(column(found, "place"), regions_on_map(world)))


@dataclass(frozen=True)
class _Levels:
    """What one world says; Y years, R regions, Z zones of the map."""

    whole: Floats
    outside: Floats
    lots: Floats
    cells: Floats
    """(Y,) real GDP outside every lot, over cells."""

    @classmethod
    def of(cls, world: Tables) -> "_Levels":
        regions = world.table("regions", ["step", "region", "part", "real_gdp"])
        parts = {part: rows(regions, column(regions, "part") == part) for part in ("all", "outside")}
        zones = world.table("zones", ["step", "zone", "real_gdp"])
        cells = world.table("cells", ["step", "cell", "real_gdp"])
        return cls(
            whole=matrix(parts["all"], "region", "real_gdp"),
            outside=matrix(parts["outside"], "region", "real_gdp"),
            lots=np.nan_to_num(matrix(zones, "zone", "real_gdp")),
            cells=np.nansum(matrix(cells, "cell", "real_gdp"), axis=1),
        )


def _compare(base: _Levels, other: _Levels, zone: int, host: int, at: int) -> dict[str, Floats]:
    """Hold the world with a zone against the one without it, in one year and, for its host, over all."""
    both = (base, other)
    own = [np.array([each.lots[at, zone], np.delete(each.lots[at], zone).sum()]) for each in both]
    return {
        "outside": np.stack([each.outside[at] for each in both]),
        "lots": np.stack(own),
        "host": log_ratio(base.whole[:, host], other.whole[:, host]),
        "host_gain": base.whole[at, host] - other.whole[at, host],
        "cells": base.cells[at] - other.cells[at],
    }
