"""Luck and parameters: the variance of a number over both, split by the law of total variance.

    Y(x, k) = mean + f(x) + u(k) + g(x, k)        x parameters, k replicate

    Var Y = Var_x E_k[Y | x]  +  E_x Var_k[Y | x]  =  V_f  +  (V_u + V_g)

All points share their replicates, so x and k are crossed, and each part has an unbiased estimator by products of
*different* replicates, or of different points:

    V_f         mean over pairs k != l of the covariance over x of Y(., k) and Y(., l)
    V_u + V_g   mean over x of the variance over k
    V_g         mean square of what rows and columns leave

`V_u` is the luck that all points share, which drops out of twin and paired differences between points; `V_g` is what
luck and parameters do together. The variance over x of the mean over replicates would hold V_g / K as well: it is what
naive indices take for parameters. An estimate of a small part may come out below zero.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sim.basis.arrays import Floats
from sim.basis.luck import Luck, Purpose
from sim.kernels.draws import normal_quantiles
from sim.measures.intervals import LEVEL, Number

RESAMPLES, AT_ONCE = 200, 25
RESAMPLE = Purpose("which samples of a sensitivity study are drawn again")


@dataclass(frozen=True)
class Split:
    """Variance of a number, in the square of its unit."""

    parameters: float
    """V_f: of its mean over luck, over the parameters' ranges."""
    shared_luck: float
    """V_u: of luck that moves all points alike."""
    mixed_luck: float
    """V_g: of luck that moves each point in its own way."""
    luck_share: Number
    """(V_u + V_g) over all, with its 95 % interval."""

    @property
    def luck(self) -> float:
        """V_u + V_g."""
        return self.shared_luck + self.mixed_luck

    @property
    def total(self) -> float:
        """All variance, of one replicate at parameters drawn from their ranges."""
        return self.parameters + self.luck


def split_variance(values: Floats, seed: int) -> Split:
    """Split the variance of a number into luck and parameters.

    Args:
        values: (P, K) of points drawn from the parameters' ranges, and replicates that all points share; K >= 2.
        seed: Root of the luck that draws samples again.
    """
    parameters, shared, mixed = (float(part) for part in _parts(values))
    value = float(_luck_share(values))
    low, high = _interval(values, value, seed)
    return Split(parameters, shared, mixed, Number(value, low, high))


def _parts(values: Floats) -> tuple[Floats, Floats, Floats]:
    """Give V_f, V_u and V_g of (..., P, K) values."""
    points, replicates = values.shape[-2:]
    rows, columns = values.mean(axis=-1), values.mean(axis=-2)
    left = values - rows[..., :, None] - columns[..., None, :] + rows.mean(axis=-1)[..., None, None]
    mixed = (left**2).sum(axis=(-2, -1)) / ((points - 1) * (replicates - 1))
    parameters = rows.var(axis=-1, ddof=1) - mixed / replicates
    return parameters, columns.var(axis=-1, ddof=1) - mixed / points, mixed


def _luck_share(values: Floats, times: float = 1.0) -> Floats:
    """Give the share of luck, with the spread between replicates' means as many times as it is."""
    if math.isinf(times):
        return np.ones(values.shape[:-2])
    parameters, shared, mixed = _parts(values)
    shared = shared + (times - 1.0) * values.mean(axis=-2).var(axis=-1, ddof=1)
    luck = np.maximum(shared, 0.0) + np.maximum(mixed, 0.0)
    total = luck + np.maximum(parameters, 0.0)
    return np.divide(luck, total, out=np.full_like(total, np.nan), where=total > 0.0)


def _interval(values: Floats, value: float, seed: int) -> tuple[float, float]:
    """Give the 95 % interval of the share of luck.

    Few replicates say little of the luck that all points share: its variance has the interval of the chi-square
    distribution. The other parts have theirs by drawing points again. The two reaches add in quadrature (Zou & Donner
    2008, Statistics in Medicine 27(10)).
    """
    if not math.isfinite(value):
        return math.nan, math.nan
    again = np.concatenate([_luck_share(values[rows]) for rows in resamples(len(values), seed)])
    by_points = np.nanquantile(again, [_TAIL, 1.0 - _TAIL])
    by_luck = [float(_luck_share(values, times)) for times in _chi_square_factors(values.shape[1] - 1)]
    low = value - math.hypot(value - by_luck[0], value - float(by_points[0]))
    high = value + math.hypot(by_luck[1] - value, float(by_points[1]) - value)
    return max(low, 0.0), min(high, 1.0)


_TAIL = 0.5 - LEVEL / 2.0


def _chi_square_factors(freedom: int) -> tuple[float, float]:
    """Give by what to multiply a variance for the ends of its interval; the upper end is endless with two replicates.

    Source: Wilson & Hilferty (1931), PNAS 17(12), for the quantiles.
    """
    z = float(normal_quantiles(np.array([1.0 - _TAIL]))[0])
    spread = 2.0 / (9.0 * freedom)
    above, below = (max(1.0 - spread + sign * z * math.sqrt(spread), 0.0) ** 3 for sign in (1.0, -1.0))
    return 1.0 / above, 1.0 / below if below > 0.0 else math.inf


def resamples(count: int, seed: int) -> Iterator[np.ndarray]:
    """Draw samples again, with replacement, a few times at once.

    Yields:
        (`AT_ONCE`, count) positions, until there are `RESAMPLES` of them.
    """
    for first in range(0, RESAMPLES, AT_ONCE):
        who = np.arange(first * count, (first + AT_ONCE) * count).astype(np.uint64)
        draws = Luck(seed, 0).uniforms(RESAMPLE, 0, who).reshape(AT_ONCE, count)
        yield np.minimum((draws * count).astype(np.int64), count - 1)
