"""Ranks of giving: zones by what they give to others and by what they have, and each number by its dotted name."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Integers
from sim.measures.giving import PARTS, Giving
from sim.measures.headline import Measure
from sim.measures.intervals import Interval, Number, as_number, jackknife_interval, mean_interval

MEASURES = (
    Measure("giving.gives.<zone>", "1e8 CNY/year", "Real GDP the zone adds outside lots on the map, its host apart"),
    Measure("giving.has.<zone>", "1e8 CNY/year", "Real GDP on the zone's own lots, base"),
    Measure("giving.ratio.<zone>", "ratio", "What the zone gives over what it has"),
    Measure("giving.host_effect.<zone>", "log points", "Twin difference of log real GDP of its host, zones included"),
    Measure("giving.indirect_share.<zone>", "share", "Map's gain less its host's, over the map's, where clear of zero"),
    Measure("giving.rank_correlation", "correlation", "Of the zones' ranks by what they give and by what they have"),
)
"""What `hinterland giving` finds, by dotted names."""


@dataclass(frozen=True)
class Ranking:
    """Zones by what they give; rows in the order of `Giving.zones`."""

    found: Giving

    @property
    def gives(self) -> Interval:
        """(Z,) real GDP added outside all lots in the regions of the map but the host."""
        return mean_interval(self.found.parts["others"])

    @property
    def rank_of_giving(self) -> Integers:
        """(Z,) 1 gives most."""
        return _ranks(self.gives.value)

    @property
    def rank_of_having(self) -> Integers:
        """(Z,) 1 has most."""
        return _ranks(self.found.has.mean(axis=0))

    def ratio(self, zone: int) -> Number:
        """Give what a zone gives for each unit that it has."""
        samples = [self.found.parts["others"][:, zone], self.found.has[:, zone]]
        if (samples[1] <= 0.0).any():
            return Number(np.nan, remark="the zone has nothing on its lots in some replicate")
        return Number(*jackknife_interval(samples, lambda gives, has: float(gives / has)))

    def host_effect(self, zone: int) -> Number:
        """Give what a zone does to its host's log real GDP, zones included (fact C6)."""
        at = int(np.flatnonzero(self.found.years["year"] == self.found.year)[0])
        return as_number(mean_interval(self.found.host_path[:, zone, at]))

    def indirect_share(self, zone: int) -> Number:
        """Give the map's gain less the host's over the map's, where the map's is clear of zero (fact C10)."""
        parts = self.found.parts
        whole = sum(parts[name][:, zone] for name in PARTS if name != "rest_of_country")
        inside = self.found.host_gain[:, zone]
        if not as_number(mean_interval(np.asarray(whole))).clear_of_zero:
            why = "is not clear of zero" if len(inside) > 1 else "has no interval with one replicate"
            return Number(np.nan, remark=f"the map's gain {why}")
        return Number(*jackknife_interval([np.asarray(whole), inside], lambda all_, host: float((all_ - host) / all_)))

    def rank_correlation(self) -> Number:
        """Give how far the ranks by giving and by having agree: 1 the same, 0 unrelated, -1 opposite."""
        samples = [self.found.parts["others"], self.found.has]
        if samples[0].shape[1] < 3:
            return Number(np.nan, remark="fewer than three zones")
        return Number(*jackknife_interval(samples, lambda gives, has: _correlation(_ranks(gives), _ranks(has))))

    def table(self) -> pd.DataFrame:
        """Lay the ranking out, a row for each zone, those that give most first; 1e8 CNY a year and log points."""
        rows = [self._row(zone) for zone in self.found.order]
        return pd.DataFrame(rows).assign(year=self.found.year, replicates=len(self.found.has))

    def _row(self, zone: int) -> dict[str, object]:
        found, hosts = self.found, self.found.regions.set_index("place")["name"]
        row: dict[str, object] = {
            "rank": int(self.rank_of_giving[zone]),
            "zone": found.zones["name"][zone],
            "zone_zh": found.zones["name_zh"][zone],
            "host": hosts[found.zones["host"][zone]],
        }
        row |= _ends("gives", as_number(mean_interval(found.parts["others"][:, zone])))
        row |= {"has": float(found.has[:, zone].mean()), "rank_by_having": int(self.rank_of_having[zone])}
        row |= _ends("ratio", self.ratio(zone)) | _ends("host_effect", self.host_effect(zone))
        row |= _ends("indirect_share", self.indirect_share(zone))
        for part in PARTS:
            if part != "others":
                row |= _ends(f"gain_{part}", as_number(mean_interval(found.parts[part][:, zone])))
        whole = np.sum([found.parts[part][:, zone] for part in PARTS], axis=0)
        return row | _ends("gain_nation", as_number(mean_interval(whole)))

    def numbers(self) -> pd.DataFrame:
        """Give every number by its dotted name: name, value, low, high, unit, meaning, remark."""
        known = {measure.name: measure for measure in MEASURES}
        rows = [
            (kind.replace("<zone>", zone), each.value, each.low, each.high, unit, meaning, each.remark)
            for kind, zone, each in self._numbers()
            for unit, meaning in [(known[kind].unit, known[kind].meaning)]
        ]
        return pd.DataFrame(rows, columns=["name", "value", "low", "high", "unit", "meaning", "remark"])

    def _numbers(self) -> Iterator[tuple[str, str, Number]]:
        for zone in self.found.order:
            name = str(self.found.zones["name"][zone])
            yield "giving.gives.<zone>", name, as_number(mean_interval(self.found.parts["others"][:, zone]))
            yield "giving.has.<zone>", name, as_number(mean_interval(self.found.has[:, zone]))
            yield "giving.ratio.<zone>", name, self.ratio(zone)
            yield "giving.host_effect.<zone>", name, self.host_effect(zone)
            yield "giving.indirect_share.<zone>", name, self.indirect_share(zone)
        yield "giving.rank_correlation", "", self.rank_correlation()


def _ends(name: str, number: Number) -> dict[str, float]:
    return {name: number.value, f"{name}_low": number.low, f"{name}_high": number.high}


def _ranks(values: Floats) -> Integers:
    """Give (Z,) the rank of each value, 1 the largest; ties in their order."""
    ranks = np.empty(len(values), dtype=np.int64)
    ranks[np.argsort(-values, kind="stable")] = np.arange(1, len(values) + 1)
    return ranks


def _correlation(one: Integers, other: Integers) -> float:
    """Give the rank correlation of two orders without ties. Source: Spearman (1904)."""
    count = len(one)
    return 1.0 - 6.0 * float(((one - other) ** 2).sum()) / (count * (count**2 - 1))
