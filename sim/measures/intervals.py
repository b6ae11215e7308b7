"""Intervals over replicates: the t distribution, exact; Bonferroni's bound for several; the jackknife.

With one replicate there is no interval: its ends are missing.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from sim.basis.arrays import Floats

LEVEL = 0.95
"""Probability with which an interval, or all intervals of a band at once, hold the truth."""


@dataclass(frozen=True)
class Interval:
    """Estimates with the ends of their intervals; arrays of one shape. Ends are missing with one replicate."""

    value: Floats
    low: Floats
    high: Floats

    @property
    def clear_of_zero(self) -> np.ndarray:
        """Whether zero lies outside the interval; never with one replicate."""
        with np.errstate(invalid="ignore"):
            return (self.low > 0.0) | (self.high < 0.0)


@dataclass(frozen=True)
class Number:
    """One measured number, its interval, and what a reader must know about it."""

    value: float
    low: float = math.nan
    high: float = math.nan
    remark: str = ""

    @property
    def clear_of_zero(self) -> bool:
        """Whether zero lies outside the interval; never with one replicate."""
        return self.low > 0.0 or self.high < 0.0


def as_number(interval: Interval) -> Number:
    """Take the one number of an interval that holds a single estimate."""
    return Number(float(interval.value), float(interval.low), float(interval.high))


def mean_interval(samples: Floats, *, level: float = LEVEL, comparisons: int = 1) -> Interval:
    """Give the mean over replicates and its t interval.

    Args:
        samples: (K, ...) one row a replicate; a place where any replicate is missing is missing.
        level: Probability that the interval holds the truth; with `comparisons`, that all of them do at once.
        comparisons: How many intervals make up a band; Bonferroni's bound, so the band errs on the wide side.
    """
    replicates = len(samples)
    mean = samples.mean(axis=0)
    if replicates < 2:
        return Interval(mean, np.full_like(mean, np.nan), np.full_like(mean, np.nan))
    quantile = t_quantile(1.0 - (1.0 - level) / (2.0 * comparisons), replicates - 1)
    reach = quantile * samples.std(axis=0, ddof=1) / math.sqrt(replicates)
    return Interval(mean, mean - reach, mean + reach)


def jackknife_interval(
    samples: Sequence[Floats], statistic: Callable[..., float], *, level: float = LEVEL
) -> tuple[float, float, float]:
    """Give a statistic of the means over replicates, and its interval by leaving out one replicate at a time.

    Args:
        samples: Arrays (K, ...) that share their replicates.
        statistic: Takes the mean of each array over replicates and gives one number, missing where there is none.
        level: Probability that the interval holds the truth.

    Returns:
        Value, low, high. The ends are missing with one replicate, or where some leave-one-out value is missing.
    """
    replicates = len(samples[0])
    value = statistic(*(sample.mean(axis=0) for sample in samples))
    if replicates < 2 or not math.isfinite(value):
        return value, math.nan, math.nan
    left_out = np.array(
        [statistic(*(np.delete(sample, k, axis=0).mean(axis=0) for sample in samples)) for k in range(replicates)]
    )
    spread = math.sqrt((replicates - 1) / replicates * ((left_out - left_out.mean()) ** 2).sum())
    reach = t_quantile(0.5 + level / 2.0, replicates - 1) * spread
    return value, value - reach, value + reach


@cache
def t_quantile(probability: float, freedom: int) -> float:
    """Give a quantile of Student's t distribution, by bisecting the exact distribution function.

    Args:
        probability: In (0, 1).
        freedom: Degrees of freedom, at least 1.
    """
    if probability < 0.5:
        return -t_quantile(1.0 - probability, freedom)
    low, high = 0.0, 2.0
    while _t_distribution(high, freedom) < probability:
        high *= 2.0
    for _ in range(80):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if _t_distribution(middle, freedom) < probability else (low, middle)
    return 0.5 * (low + high)


def _t_distribution(value: float, freedom: int) -> float:
    """Probability below a value that is zero or more."""
    tail = _incomplete_beta(freedom / (freedom + value * value), 0.5 * freedom, 0.5)
    return 1.0 - 0.5 * tail


def _incomplete_beta(x: float, a: float, b: float) -> float:
    """Regularised incomplete beta function. Source: Abramowitz & Stegun (1964), 26.5.8."""
    if x <= 0.0 or x >= 1.0:
        return min(max(x, 0.0), 1.0)
    if x > (a + 1.0) / (a + b + 2.0):
        return 1.0 - _incomplete_beta(1.0 - x, b, a)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    return front / a / _continued_fraction(x, a, b)


def _continued_fraction(x: float, a: float, b: float, terms: int = 400) -> float:
    """Denominator 1 + d1/(1 + d2/(1 + ...)) of the incomplete beta function, from its last term inwards."""
    total = 1.0
    for term in range(terms, 0, -1):
        m, odd = divmod(term, 2)
        if odd:
            d = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            d = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        total = 1.0 + d / total
    return total
