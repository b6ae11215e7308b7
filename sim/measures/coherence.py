"""Coherence: how much of what differs between twins is mechanism, and how much is noise.

A decision of one world has a counterpart in the other where the same firm or jurisdiction decides about the same thing
in the same step; then both have the same draw, for a draw is a function of just these. Where the number of alternatives
differs as well as where there is no counterpart, the draws are not the same. Of decisions with identical draws, those
whose outcome differs do so because of what the zones have changed, and for no other reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Integers
from sim.basis.errors import ResultsError
from sim.measures.intervals import Number, jackknife_interval
from sim.measures.rings import Rings, ring_names
from sim.measures.tables import Pairs, Tables, column

PROCESSES = ("search", "meeting", "frontier", "pilot", "adoption", "exit", "relocation", "entry")
"""Processes in which somebody decides, in the order of a step."""
ALL = "all"
INSIDE, ELSEWHERE = "inside", "elsewhere"
DECISIONS, IDENTICAL, DIFFERENT = range(3)
"""What is counted: decisions of either world, those with identical draws, and of these those that come out otherwise."""


@dataclass(frozen=True)
class Coherence:
    """Decisions of twins; K replicates, Y years, P processes and all of them, G places and all of them."""

    years: tuple[int, ...]
    processes: tuple[str, ...]
    """(P + 1,) processes, `all` last."""
    places: tuple[str, ...]
    """(G + 1,) `inside` (on treated lots), the rings, `elsewhere` (other lots, the rest of the country), `all`."""
    counts: Floats
    """(K, Y, P + 1, G + 1, 3) decisions of either world, those with identical draws, those of them that differ."""

    def identical(self, year: int, process: str = ALL, place: str = ALL) -> Number:
        """Give the share of decisions that have identical draws in both worlds."""
        return self._ratio(year, process, place, IDENTICAL, DECISIONS)

    def different(self, year: int, process: str = ALL, place: str = ALL) -> Number:
        """Give the share of decisions with identical draws whose outcome differs."""
        return self._ratio(year, process, place, DIFFERENT, IDENTICAL)

    def _ratio(self, year: int, process: str, place: str, part: int, whole: int) -> Number:
        at = self.counts[:, self.years.index(year), self.processes.index(process), self.places.index(place)]
        if at[:, whole].sum() <= 0.0:
            return Number(np.nan, remark="nobody decides here")
        value, low, high = jackknife_interval(
            [at[:, part], at[:, whole]], lambda some, of: float(some / of) if of > 0.0 else np.nan
        )
        # A share lies between 0 and 1, whatever the t distribution says of its interval.
        return Number(value, *(float(np.clip(end, 0.0, 1.0)) for end in (low, high)))

    def table(self) -> pd.DataFrame:
        """Lay it out: a row for each year, process and place where anybody decides."""
        told = []
        for y, year in enumerate(self.years):
            for p, process in enumerate(self.processes):
                for g, place in enumerate(self.places):
                    if self.counts[:, y, p, g, DECISIONS].sum() > 0.0:
                        told.append(self._row(year, process, place, self.counts[:, y, p, g].mean(axis=0)))
        return pd.DataFrame(told)

    def _row(self, year: int, process: str, place: str, mean: Floats) -> dict[str, object]:
        same, other = self.identical(year, process, place), self.different(year, process, place)
        counted = dict(zip(("decisions", "with_identical_draws", "of_them_different"), mean.tolist(), strict=True))
        return (
            {"year": year, "process": process, "place": place}
            | counted
            | {"identical": same.value, "identical_low": same.low, "identical_high": same.high}
            | {"different": other.value, "different_low": other.low, "different_high": other.high}
            | {"replicates": len(self.counts)}
        )


def coherence(pairs: Pairs, rings: Sequence[Rings]) -> Coherence:
    """Compare every decision of twins.

    Args:
        pairs: K twins whose worlds hold decisions.
        rings: (K,) rings around the treated lots.

    Raises:
        ResultsError: The worlds hold no decisions.
    """
    logs = [[_decisions(world) for world in (pair.base, pair.other)] for pair in pairs]
    years = tuple(int(year) for year in np.unique(column(logs[0][0], "year")))
    places = (INSIDE, *ring_names(rings[0].edges), ELSEWHERE)
    counts = np.zeros((len(pairs), len(years), len(PROCESSES) + 1, len(places) + 1, 3))
    for k, ((base, other), each) in enumerate(zip(logs, rings, strict=True)):
        counts[k, :, :-1, :-1] = _count(base, other, each, years)
    counts[:, :, -1] = counts[:, :, :-1].sum(axis=2)
    counts[:, :, :, -1] = counts[:, :, :, :-1].sum(axis=3)
    return Coherence(years=years, processes=(*PROCESSES, ALL), places=(*places, ALL), counts=counts)


def _decisions(world: Tables) -> pd.DataFrame:
    try:
        return world.table("decisions")
    except (ResultsError, KeyError) as error:
        raise ResultsError(
            "These worlds hold no record of decisions. `hinterland coherence SCENARIO` takes one, or set "
            "`decision_years`."
        ) from error


def _count(base: pd.DataFrame, other: pd.DataFrame, rings: Rings, years: tuple[int, ...]) -> Floats:
    """Give (Y, P, G, 3) how many decisions there are, have identical draws, and come out otherwise."""
    size = (len(years), len(PROCESSES), len(rings.edges) + 2)
    numbered = [world.assign(row=np.arange(len(world))) for world in (base, other)]
    both = numbered[0].merge(numbered[1], on=list(NAME), suffixes=("", "_there"), validate="one_to_one")
    same = (both["alternatives"] == both["alternatives_there"]).to_numpy()
    differs = same & (both["outcome"] != both["outcome_there"]).to_numpy()
    only_there = np.ones(len(other), np.bool_)
    only_there[both["row_there"]] = False
    here, there = (_groups(world, rings, years, size) for world in (base, other))
    kinds = (
        np.concatenate([here, there[only_there]]),
        here[column(both, "row")[same]],
        here[column(both, "row")[differs]],
    )
    counted = [np.bincount(kind, minlength=int(np.prod(size))).reshape(size) for kind in kinds]
    return np.stack(counted, axis=-1).astype(np.float64)


NAME = ("year", "process", "who", "slot")
"""What names a decision, in both worlds."""


def _groups(world: pd.DataFrame, rings: Rings, years: tuple[int, ...], size: tuple[int, int, int]) -> Integers:
    """Give (n,) the year, process and place of each decision as one number."""
    year = np.searchsorted(years, column(world, "year"))
    process = np.array([PROCESSES.index(each) for each in column(world, "process")], dtype=np.int64)
    return np.ravel_multi_index((year, process, _places(world, rings)), size)


def _places(world: pd.DataFrame, rings: Rings) -> Integers:
    """Give (n,) where each stands who decides: inside, a ring, or elsewhere."""
    cell, zone = column(world, "cell"), column(world, "zone")
    bands = len(rings.edges)
    ring_of = np.full(int(max(cell.max(), rings.cells.max())) + 1, bands)
    # What lies nearer than the first edge belongs to the first ring here, so that nothing is left out.
    ring_of[rings.cells] = np.maximum(rings.ring, 0)
    place = 1 + np.where(zone >= 0, bands, ring_of[cell])
    return np.where(np.isin(zone, rings.zones), 0, place)


def decision_years(years: int) -> tuple[int, ...]:
    """Give the years whose decisions are compared by default: the first, every fifth, the last."""
    return tuple(sorted({1, *range(5, years + 1, 5), years}))
