"""Radii of a radiation curve: where it has fallen to half, where it changes sign; straight lines between rings."""

import math

import numpy as np

from sim.basis.arrays import Floats


def half_distance(distance: Floats, effect: Floats) -> float:
    """Give the distance at which the effect first falls to half of the nearest ring's, missing if it never does.

    Args:
        distance: (B,) km, ascending; missing where a ring is empty.
        effect: (B,) log points.
    """
    distance, effect = _known(distance, effect)
    if len(effect) < 2 or effect[0] == 0.0:
        return math.nan
    return _first_crossing(distance, effect / effect[0] - 0.5)


def sign_change(distance: Floats, effect: Floats) -> float:
    """Give the distance at which the effect first changes its sign, missing if it never does.

    Args:
        distance: (B,) km, ascending; missing where a ring is empty.
        effect: (B,) log points.
    """
    distance, effect = _known(distance, effect)
    leading = np.flatnonzero(effect != 0.0)
    if not len(leading):
        return math.nan
    start = leading[0]
    return _first_crossing(distance[start:], effect[start:] * math.copysign(1.0, effect[start]), touch=False)


def _known(distance: Floats, effect: Floats) -> tuple[Floats, Floats]:
    known = np.isfinite(distance) & np.isfinite(effect)
    return distance[known], effect[known]


def _first_crossing(distance: Floats, level: Floats, *, touch: bool = True) -> float:
    """Give where a level that starts above zero first comes to zero, or, without `touch`, first falls below it."""
    low = np.flatnonzero(level <= 0.0 if touch else level < 0.0)
    if not len(low):
        return math.nan
    right = low[0]
    left = right - 1
    share = level[left] / (level[left] - level[right])
    return float(distance[left] + share * (distance[right] - distance[left]))
