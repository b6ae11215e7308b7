"""Leaving out: intervals of any number, and of differences of numbers, by leaving out one replicate at a time.

For a mean this is exactly the t interval; for ratios and radii it is the jackknife. Two runs that share their luck
leave out the same replicate together, so what luck they share drops out of the difference.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats
from sim.measures.headline import Answers, headline_of
from sim.measures.intervals import LEVEL, Number, t_quantile
from sim.measures.tables import column, numbers


@dataclass(frozen=True)
class LeftOut:
    """The headline numbers of a set of twins: of all replicates, and of all but one, for each one."""

    table: pd.DataFrame
    """A row for each number, as `headline_of` gives it."""
    names: tuple[str, ...]
    values: Floats
    """(N,) of all replicates."""
    without: Floats
    """(K, N) of all but one."""


def leave_out(found: Answers, measure: Callable[[Answers], pd.DataFrame] = headline_of) -> LeftOut:
    """Measure a set of twins as a whole and without each replicate."""
    table = measure(found)
    pairs = found.pairs
    rest = [tuple(pair for place, pair in enumerate(pairs) if place != k) for k in range(len(pairs))]
    without = [numbers(measure(replace(found, pairs=each)), "value") for each in rest if each]
    names = tuple(str(name) for name in column(table, "name"))
    empty = np.empty((0, len(names)))
    return LeftOut(table, names, numbers(table, "value"), np.stack(without) if without else empty)


def difference(one: LeftOut, other: LeftOut, name: str, *, paired: bool) -> Number:
    """Give how much a number of one set of twins lies above that of another, with its 95 % interval.

    Args:
        one: Twins whose number counts plus; with `paired`, of the same replicates as the other's.
        other: Twins whose number counts minus.
        name: Name of the number.
        paired: Whether the two share their luck, replicate by replicate.
    """
    here, there = one.names.index(name), other.names.index(name)
    value = float(one.values[here] - other.values[there])
    left, right = one.without[:, here], other.without[:, there]
    if math.isnan(value) or min(len(left), len(right)) < 2:
        return Number(value)
    if paired:
        spread, freedom = _spread(left - right), len(left) - 1
    else:
        # Welch's interval with the smaller freedom, which errs on the wide side.
        spread, freedom = math.hypot(_spread(left), _spread(right)), min(len(left), len(right)) - 1
    reach = t_quantile(0.5 + LEVEL / 2.0, freedom) * spread
    return Number(value, value - reach, value + reach)


def _spread(without: Floats) -> float:
    """Give the standard error of a number from what it is without each replicate; missing where one is missing."""
    count = len(without)
    return math.sqrt((count - 1) / count * float(((without - without.mean()) ** 2).sum()))
