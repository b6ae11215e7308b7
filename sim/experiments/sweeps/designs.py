"""Designs: where in the space of its factors a sweep puts its points."""

from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np

from sim.basis.luck import Luck, Purpose
from sim.experiments.sweeps.factors import Factor
from sim.experiments.sweeps.sobol import sobol

type Settings = Mapping[str, Any]
"""Values by dotted key."""

ORDER = "order of the values of {} in a Latin hypercube"
PLACE = "place of a point within its stratum of {} in a Latin hypercube"
SHIFT = "shift of {} in a Sobol sequence"

DESIGNS = {
    "grid": "every combination of the factors' values",
    "latin_hypercube": "`points` points; each factor's range is cut into as many strata, with one point in each",
    "sobol": "the first `points` points of a Sobol sequence, which stay the first when there are more",
    "list": "the points that `points` lists",
}
"""Designs by name, and what they are."""


def grid(factors: Sequence[Factor]) -> list[Settings]:
    """Combine every value with every other; the last factor varies fastest."""
    keys = [factor.key for factor in factors]
    return [dict(zip(keys, values, strict=True)) for values in product(*(factor.values for factor in factors))]


def latin_hypercube(factors: Sequence[Factor], points: int, seed: int) -> list[Settings]:
    """Put one point into each stratum of each factor, in an order of luck.

    Args:
        factors: Factors with ranges.
        points: How many points, which is also how many strata.
        seed: Root of the luck; a factor's values do not depend on which others there are.
    """
    luck, who = Luck(seed, 0), np.arange(points).astype(np.uint64)

    def shares(factor: Factor) -> np.ndarray:
        stratum = np.argsort(np.argsort(luck.uniforms(Purpose(ORDER.format(factor.key)), 0, who)))
        return (stratum + luck.uniforms(Purpose(PLACE.format(factor.key)), 0, who)) / points

    return _settings(factors, shares)


def sobol_sequence(factors: Sequence[Factor], points: int, seed: int) -> list[Settings]:
    """Take the first points of a Sobol sequence, shifted by luck so that it does not begin in a corner.

    Args:
        factors: Factors with ranges, at most `MOST_DIMENSIONS`.
        points: How many points.
        seed: Root of the luck.
    """
    luck, one = Luck(seed, 0), np.zeros(1, dtype=np.uint64)
    draws = [luck.uniforms(Purpose(SHIFT.format(factor.key)), 0, one)[0] for factor in factors]
    found = sobol(points, np.floor(np.array(draws) * 2.0**32).astype(np.uint64))
    place = {factor.key: column for column, factor in enumerate(factors)}
    return _settings(factors, lambda factor: found[:, place[factor.key]])


def _settings(factors: Sequence[Factor], shares: Callable[[Factor], np.ndarray]) -> list[Settings]:
    columns = {factor.key: factor.at(shares(factor)) for factor in factors}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
