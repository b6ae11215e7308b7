"""Laws of shocks: their mean and spread, the frontier that nobody passes, and the tail that appeal keeps."""

import numpy as np
import pytest

from sim.basis.luck import Luck, Purpose
from sim.economy.appeal import AppealParameters
from sim.kernels.draws import fraction, normal_quantiles, words
from sim.kernels.shocking import shock

MANY = 20_000
EVERYONE = np.ones(MANY, np.bool_)
NAMES = np.arange(MANY, dtype=np.uint64)
FAR = 1e9
CHANCE = Purpose("a test of shocks")


def test_without_drift_and_shock_nothing_moves() -> None:
    productivity, appeal = np.linspace(-1.0, 1.0, 100), np.linspace(0.0, 3.0, 100)
    before = productivity.copy(), appeal.copy()
    shock(0, 100, EVERYONE[:100], NAMES[:100], productivity, appeal, np.uint64(1), 0.0, 0.0, FAR, 0.0, 0.0, 6.0)
    np.testing.assert_array_equal(productivity, before[0])
    np.testing.assert_array_equal(appeal, before[1])


def test_shocks_have_the_stated_mean_and_spread_and_leave_the_dead_alone() -> None:
    productivity, appeal, alive = np.zeros(MANY), np.full(MANY, 3.0), EVERYONE.copy()
    alive[::4] = False
    shock(0, MANY, alive, NAMES, productivity, appeal, np.uint64(1), 0.01, 0.06, FAR, 0.02, 0.12, 9.0)
    assert (productivity[~alive] == 0.0).all()
    assert (appeal[~alive] == 3.0).all()
    n = alive.sum()
    for values, mean, sd in ((productivity[alive], 0.01, 0.06), (appeal[alive] - 3.0, -0.02, 0.12)):
        assert abs(values.mean() - mean) < 4.0 * sd / np.sqrt(n)
        assert abs(values.std() - sd) < 4.0 * sd / np.sqrt(2 * n)
    assert abs(np.corrcoef(productivity[alive], appeal[alive])[0, 1]) < 4.0 / np.sqrt(n)


def test_appeal_keeps_its_floor_its_ceiling_and_the_tail_of_gibrats_law() -> None:
    parameters = AppealParameters(volatility=0.12, tail=1.3)
    u = (np.arange(MANY) + 0.5) / MANY
    appeal, still = np.minimum(-np.log(u) / parameters.tail, parameters.highest), np.zeros(MANY)
    for step in range(100):
        shock(
            0, MANY, EVERYONE, NAMES, still, appeal, np.uint64(step), 0.0, 0.0, FAR, parameters.downward_drift,
            parameters.volatility, parameters.highest,
        )  # fmt: skip
        assert appeal.min() >= 0.0
        assert appeal.max() <= parameters.highest
    # An exponential of mean 1 / tail: the floor and the drift hold it where it was.
    assert appeal.mean() == pytest.approx(1.0 / parameters.tail, rel=0.06)
    for level in (0.5, 1.0, 2.0):
        assert (appeal > level).mean() == pytest.approx(np.exp(-parameters.tail * level), rel=0.1)


def test_nobody_passes_the_frontier_and_who_stays_below_moves_as_without_it() -> None:
    free, bound, appeal = np.zeros(MANY), np.zeros(MANY), np.zeros(MANY)
    key = Luck(1, 0).key(CHANCE, 0)
    shock(0, MANY, EVERYONE, NAMES, free, appeal.copy(), key, 0.0, 0.06, FAR, 0.0, 0.0, 9.0)
    shock(0, MANY, EVERYONE, NAMES, bound, appeal.copy(), key, 0.0, 0.06, 0.05, 0.0, 0.0, 9.0)
    assert (free > 0.05).any()
    np.testing.assert_array_equal(bound, np.minimum(free, 0.05))


def test_a_shock_is_the_normal_quantile_of_the_firms_own_draw() -> None:
    productivity, appeal, key = np.zeros(MANY), np.full(MANY, 5.0), Luck(1, 0).key(CHANCE, 1)
    shock(0, MANY, EVERYONE, NAMES, productivity, appeal, key, 0.0, 1.0, FAR, 0.0, 1.0, FAR)
    drawn = words(key, NAMES, np.uint64(0))
    u = np.array([[fraction(a, b), fraction(c, d)] for a, b, c, d in drawn])
    np.testing.assert_array_equal(productivity, normal_quantiles(u[:, 0]))
    np.testing.assert_array_equal(appeal, np.abs(5.0 + normal_quantiles(u[:, 1])))
