"""Channels: which part of what zones radiate runs through the chain, learning, policy, or firms and people who move.

v(S) is the twin difference outside all lots where the channels S are open and the others closed at the gates, in both
worlds of the twin. v(none) is the market: prices, competition, land. The market and the Shapley values of the four
channels add up to the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats
from sim.basis.errors import ResultsError
from sim.measures.extents import extent_of_torus
from sim.measures.intervals import Interval, mean_interval
from sim.measures.laying import laying_of
from sim.measures.outside import PUBLIC_NAMES, Grouping, cells_of, effects
from sim.measures.radiation import lay_twin_rings
from sim.measures.rings import Rings
from sim.measures.shapley import interactions, shapley_values
from sim.measures.tables import Pairs, calendar, each_year
from sim.results.run import BASE, Run, Twin
from sim.scenario.channel_arms import arm_name
from sim.world.levels import CHANNELS

MARKET, WHOLE = "market", "total"
PARTS = (MARKET, *CHANNELS)
"""What the whole consists of."""

ALL_OUTSIDE = "all"
"""Name of the whole outside among the rings."""


@dataclass(frozen=True)
class ChannelEffects:
    """Twin differences of one column by set of open channels; K replicates, Y years, B rings and their whole."""

    column: str
    rings: tuple[str, ...]
    """(B + 1,) names of the rings, the whole outside last."""
    years: pd.DataFrame
    outcomes: Floats
    """(16, K, Y, B + 1) log points by the number of the set: channel i of `CHANNELS` is open where bit i is 1."""

    @cached_property
    def parts(self) -> Floats:
        """(5, K, Y, B + 1) the market and the Shapley value of each channel, as in `PARTS`."""
        return np.concatenate([self.outcomes[:1], shapley_values(self.outcomes)])

    @property
    def whole(self) -> Floats:
        """(K, Y, B + 1) what zones radiate with all channels open."""
        return self.outcomes[-1]

    @property
    def largest_remainder(self) -> float:
        """Largest difference between the sum of the parts and the whole, in log points."""
        return float(np.nanmax(np.abs(self.parts.sum(axis=0) - self.whole)))

    def part(self, name: str) -> Interval:
        """Give (Y, B + 1) the mean and interval of a part, or of the whole."""
        return mean_interval(self.whole if name == WHOLE else self.parts[PARTS.index(name)])

    def table(self) -> pd.DataFrame:
        """Lay the parts and the whole out, a row for each year, ring and part; log points."""
        return pd.concat([self._rows(self.part(name)).assign(part=name) for name in (*PARTS, WHOLE)], ignore_index=True)

    def interaction_table(self) -> pd.DataFrame:
        """Lay out what each two channels add to each other, a row for each year, ring and pair; log points."""
        found = interactions(self.outcomes)
        return pd.concat(
            [
                self._rows(mean_interval(found[pair])).assign(one=CHANNELS[pair[0]], other=CHANNELS[pair[1]])
                for pair in combinations(range(len(CHANNELS)), 2)
            ],
            ignore_index=True,
        )

    def outcome_table(self) -> pd.DataFrame:
        """Lay out the twin difference of every set of open channels, a row for each year, ring and set; log points."""
        return pd.concat(
            [
                self._rows(mean_interval(outcome)).assign(open="+".join(open_channels(number)) or "none")
                for number, outcome in enumerate(self.outcomes)
            ],
            ignore_index=True,
        )

    def _rows(self, found: Interval) -> pd.DataFrame:
        frame = each_year(self.years, len(self.rings))
        return frame.assign(
            column=self.column,
            ring=np.tile(np.asarray(self.rings, dtype=object), len(self.years)),
            effect=found.value.ravel(),
            low=found.low.ravel(),
            high=found.high.ravel(),
            replicates=self.outcomes.shape[1],
        )


def open_channels(number: int) -> tuple[str, ...]:
    """Give the channels that are open in a set by its number."""
    return tuple(channel for bit, channel in enumerate(CHANNELS) if number >> bit & 1)


def channel_effects(pairs: Sequence[Pairs], rings: Sequence[Rings], column: str = "real_gdp") -> ChannelEffects:
    """Take the twin difference of a column of the outside economy apart by channel.

    Args:
        pairs: (16,) the K twins of every set of open channels, in the order of the sets' numbers.
        rings: (K,) rings around the treated lots, which are the same for every set.
        column: Column of the panel of cells.
    """
    groups = [_rings_and_whole(each) for each in rings]
    return ChannelEffects(
        column=column,
        rings=(*rings[0].names, ALL_OUTSIDE),
        years=calendar(cells_of(pairs[0][0].base)),
        outcomes=np.stack([effects(each, column, groups) for each in pairs]),
    )


def _rings_and_whole(rings: Rings) -> Grouping:
    def add(values: Floats) -> Floats:
        return np.concatenate([rings.sums(values), np.nansum(values, axis=-1, keepdims=True)], axis=-1)

    return add


def channels(run: Run, column: str = "gdp") -> ChannelEffects:
    """Take the radiation of the zones of a run of `hinterland channels` apart.

    Args:
        run: The run.
        column: Short name of a column of the outside economy: `gdp`, `firms`, `productivity` ...

    Raises:
        ResultsError: The run lacks the worlds behind gates, or there is no such column.
    """
    if "channels_of" not in run.manifest:
        raise ResultsError(f"{run.folder} holds no worlds behind gates. Make them by `hinterland channels {run.name}`.")
    check_column(column)
    if not run.replicates:
        raise ResultsError(f"{run.folder} has no replicate that is finished in all 32 worlds. Run the command again.")
    against = str(run.manifest["channels_of"])
    pairs = [_pairs(run, against, number) for number in range(1 << len(CHANNELS))]
    rings = lay_twin_rings(
        pairs[-1], run.rings, extent_of_torus(run.scenario.get("geography") or {}), laying_of(run.scenario)
    )
    return channel_effects(pairs, rings, PUBLIC_NAMES[column])


def check_column(column: str) -> None:
    """Refuse a column that the outside economy does not have.

    Raises:
        ResultsError: There is no such column.
    """
    if column not in PUBLIC_NAMES:
        raise ResultsError(f"There is no column '{column}' outside zones; there are {', '.join(PUBLIC_NAMES)}.")


def _pairs(run: Run, against: str, number: int) -> tuple[Twin, ...]:
    base, other = (arm_name(arm, open_channels(number)) for arm in (BASE, against))
    return tuple(Twin(k, run.world(base, k), run.world(other, k)) for k in run.replicates)
