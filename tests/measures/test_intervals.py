"""Laws of intervals: the t distribution is exact, and intervals hold the truth as often as they say."""

import numpy as np
import pytest

from sim.basis.luck import Luck, Purpose
from sim.measures.intervals import jackknife_interval, mean_interval, t_quantile
from sim.measures.radii import half_distance, sign_change

DRAW = Purpose("a sample for a law of intervals")


@pytest.mark.parametrize(
    ("probability", "freedom", "value"),
    [
        (0.975, 1, 12.70620473617471),
        (0.975, 2, 4.302652729696142),
        (0.975, 3, 3.182446305284263),
        (0.995, 7, 3.499483297350493),
        (0.95, 30, 1.697260886593957),
        (0.975, 1000, 1.962339080792),
        (0.025, 3, -3.182446305284263),
        (0.5, 4, 0.0),
    ],
)
def test_quantiles_of_t_are_those_of_the_tables(probability: float, freedom: int, value: float) -> None:
    assert t_quantile(probability, freedom) == pytest.approx(value, abs=1e-9)


def samples(replicates: int, places: int, trials: int = 4000) -> np.ndarray:
    draws = Luck(5, 0).normals(DRAW, 0, np.arange(replicates * places * trials, dtype=np.uint64))
    return draws.reshape(replicates, trials, places)


@pytest.mark.parametrize("replicates", [2, 4, 8])
def test_intervals_of_95_per_cent_hold_the_truth_95_times_in_100(replicates: int) -> None:
    found = mean_interval(samples(replicates, 1))
    assert (~found.clear_of_zero).mean() == pytest.approx(0.95, abs=0.012)


def test_a_band_holds_all_its_truths_at_once_95_times_in_100() -> None:
    found = mean_interval(samples(4, 6), comparisons=6)
    assert 0.94 < (~found.clear_of_zero).all(axis=1).mean() < 0.985


def test_the_jackknife_of_a_mean_is_its_t_interval() -> None:
    sample = samples(6, 1, trials=1)[:, 0]
    value, low, high = jackknife_interval([sample], lambda mean: float(mean[0]))
    found = mean_interval(sample[:, 0])
    assert (value, low, high) == pytest.approx((found.value, found.low, found.high))


def test_radii_skip_empty_rings() -> None:
    distance = np.array([10.0, np.nan, 30.0, 50.0])
    effect = np.array([1.0, np.nan, 0.0, -1.0])
    assert half_distance(distance, effect) == pytest.approx(20.0)
    assert sign_change(distance, effect) == pytest.approx(30.0)
