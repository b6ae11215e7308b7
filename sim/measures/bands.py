"""Bands: intervals that hold for all groups at once, by the studentised maximum over groups.

The band reaches c standard errors, c the quantile of the largest |t| of all groups; replicates are the unit. It is
drawn from made-up replicates of normal numbers, as many as there are, correlated as the groups are found to be. A
correlation of few replicates is itself uncertain, so it is drawn towards none at all, which makes the band wider: all
the way where there are not more than twice as many replicates as groups.

Replicates are not normal but skewed, and few; so the band is drawn at half the error that it promises (decision 0013).

Source: Montiel Olea & Plagborg-Moller (2019), J. Applied Econometrics 34(1), for the sup-t band.
"""

import math
from functools import cache

import numpy as np

from sim.basis.arrays import Floats
from sim.basis.luck import Luck, Purpose
from sim.measures.intervals import LEVEL, Interval, t_quantile

DRAWS = 8192
"""Draws of the largest |t|; the band's probability is then known to a quarter of a per cent."""

ERROR_DRAWN = 0.5
"""Share of the error that a band promises at which it is drawn; the other half is for skewed replicates."""

MOST_REPLICATES = 24
"""Replicates that are drawn at most; of more, the |t| drawn is scaled as that of one group is."""

MADE_UP = Purpose("made-up replicates that say how far the largest of several means strays")


def simultaneous_interval(samples: Floats, *, level: float = LEVEL) -> Interval:
    """Give means over replicates with a band that holds for all groups of the last axis at once.

    Args:
        samples: (K, ..., B) one row a replicate; a group where any replicate is missing is missing, and does not count.
        level: Probability that all intervals of a band hold the truth.
    """
    replicates = len(samples)
    mean = samples.mean(axis=0)
    if replicates < 2:
        return Interval(mean, np.full_like(mean, np.nan), np.full_like(mean, np.nan))
    error = samples.std(axis=0, ddof=1) / math.sqrt(replicates)
    reach = np.empty_like(mean)
    for place in np.ndindex(mean.shape[:-1]):
        reach[place] = error[place] * critical_value(samples[(slice(None), *place)], level=level)
    return Interval(mean, mean - reach, mean + reach)


def critical_value(samples: Floats, *, level: float = LEVEL) -> float:
    """Give how many standard errors a band reaches.

    Args:
        samples: (K, B) one row a replicate.
        level: Probability that all intervals of the band hold the truth.
    """
    replicates = len(samples)
    known = samples[:, np.isfinite(samples).all(axis=0)]
    groups = known.shape[1]
    alone = t_quantile(0.5 + level / 2.0, replicates - 1)
    if groups < 2:
        return alone
    error = ERROR_DRAWN * (1.0 - level)
    bonferroni = t_quantile(1.0 - error / (2.0 * groups), replicates - 1)
    drawn = min(replicates, MOST_REPLICATES)
    # More replicates than are drawn know their errors better, as one group's interval tells; of the largest, even more.
    better = t_quantile(1.0 - error / 2.0, replicates - 1) / t_quantile(1.0 - error / 2.0, drawn - 1)
    if _towards_none(replicates, groups) == 1.0:
        reach = _reach_of_strangers(drawn, groups, 1.0 - error)
    else:
        reach = float(np.quantile(_largest(drawn, _root_of_correlation(known)), 1.0 - error))
    return float(np.clip(better * reach, alone, bonferroni))


def _towards_none(replicates: int, groups: int) -> float:
    """Give how far a correlation is drawn towards none: 1 where there is not enough to learn it from."""
    return min(1.0, 2.0 * groups / replicates)


@cache
def _reach_of_strangers(replicates: int, groups: int, level: float) -> float:
    """Give the quantile of the largest |t| of groups that have nothing to do with each other."""
    return float(np.quantile(_largest(replicates, np.linalg.cholesky((1.0 + 1e-9) * np.eye(groups))), level))


def _root_of_correlation(samples: Floats) -> Floats:
    """Give (B, B) a root of the correlation between groups, drawn towards none where replicates are few."""
    replicates, groups = samples.shape
    centred = samples - samples.mean(axis=0)
    size = np.sqrt((centred**2).sum(axis=0))
    scaled = np.divide(centred, size, out=np.zeros_like(centred), where=size > 0.0)
    correlation = (1.0 - _towards_none(replicates, groups)) * (scaled.T @ scaled)
    np.fill_diagonal(correlation, 1.0)
    return np.linalg.cholesky(correlation + 1e-9 * np.eye(groups))


def _largest(replicates: int, root: Floats) -> Floats:
    """Draw (DRAWS,) the largest |t| of groups of made-up replicates."""
    made_up = _normals(replicates, len(root)) @ root.T
    t = math.sqrt(replicates) * made_up.mean(axis=1) / made_up.std(axis=1, ddof=1)
    return np.abs(t).max(axis=1)


@cache
def _normals(replicates: int, groups: int) -> Floats:
    """Give (DRAWS, replicates, groups) normal numbers, always the same."""
    who = np.arange(DRAWS * replicates * groups, dtype=np.uint64)
    return Luck(0, 0).normals(MADE_UP, 0, who).reshape(DRAWS, replicates, groups)
