"""Designs that tell effects apart: one at a time, Morris's trajectories, and Saltelli's matrices.

Points are given as shares of the way through each parameter's range. All luck is keyed by the parameter's name, so more
trajectories or samples begin with the fewer, and a longer study begins with the worlds of the shorter one.

Source: Morris (1991), Technometrics 33(2); Campolongo, Cariboni & Saltelli (2007), Environmental Modelling & Software
22(10); Saltelli et al. (2010), Computer Physics Communications 181(2).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.basis.arrays import Floats
from sim.basis.luck import Luck, Purpose
from sim.experiments.sweeps.designs import SHIFT, Settings
from sim.experiments.sweeps.factors import Factor
from sim.experiments.sweeps.sobol import MOST_DIMENSIONS, sobol

LEVELS = 4
"""Levels of a parameter in Morris's design; a step goes over two thirds of its range."""

STEP = LEVELS / (2.0 * (LEVELS - 1.0))

MOST_PARAMETERS = MOST_DIMENSIONS // 2
"""Parameters of which Sobol' indices can be had at once: each takes two dimensions of the sequence."""

LEVEL = "level at which {} begins in a Morris trajectory"
TURN = "place of {} in the order of a Morris trajectory"


def one_at_a_time(factors: Sequence[Factor]) -> list[Settings]:
    """Set each parameter to the low and to the high end of its range, all others as they are; first none at all."""
    ends = np.array([0.0, 1.0])
    return [{}, *({factor.key: value} for factor in factors for value in factor.at(ends))]


def trajectories(factors: Sequence[Factor], count: int, seed: int) -> Floats:
    """Walk through the parameters' ranges, moving one parameter a step, each once in a walk.

    Args:
        factors: What varies, D.
        count: How many walks, T.
        seed: Root of the luck.

    Returns:
        (T, D + 1, D) shares of the way through each range.
    """
    luck, walks = Luck(seed, 0), np.arange(count).astype(np.uint64)
    starts, turns = (
        np.stack([luck.uniforms(Purpose(text.format(factor.key)), 0, walks) for factor in factors], axis=1)
        for text in (LEVEL, TURN)
    )
    start = np.floor(starts * LEVELS) / (LEVELS - 1.0)
    end = np.where(start < 0.5, start + STEP, start - STEP)
    place = np.argsort(np.argsort(turns, axis=1, kind="stable"), axis=1, kind="stable")
    moved = np.arange(len(factors) + 1)[None, :, None] > place[:, None, :]
    return np.where(moved, end[:, None, :], start[:, None, :])


def radial(factors: Sequence[Factor], samples: int, seed: int) -> Floats:
    """Place Saltelli's matrices: for each sample A, then A with one column of B after the other, then B.

    Args:
        factors: What varies, D, at most `MOST_PARAMETERS`.
        samples: How many samples, N.
        seed: Root of the luck.

    Returns:
        (N, D + 2, D) shares of the way through each range.
    """
    luck, one = Luck(seed, 0), np.zeros(1, dtype=np.uint64)
    purposes = [Purpose(SHIFT.format(f"{side} {factor.key}")) for side in ("A", "B") for factor in factors]
    draws = np.array([luck.uniforms(purpose, 0, one)[0] for purpose in purposes])
    found = sobol(samples, np.floor(draws * 2.0**32).astype(np.uint64))
    here, there = found[:, : len(factors)], found[:, len(factors) :]
    mixed = [np.where(np.arange(len(factors)) == column, there, here) for column in range(len(factors))]
    return np.stack([here, *mixed, there], axis=1)


def settings_at(factors: Sequence[Factor], shares: Floats) -> list[Settings]:
    """Give the settings of points; `shares` is (..., D), and the last of the leading axes varies fastest."""
    flat = shares.reshape(-1, len(factors))
    columns: dict[str, list[Any]] = {factor.key: factor.at(flat[:, place]) for place, factor in enumerate(factors)}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
