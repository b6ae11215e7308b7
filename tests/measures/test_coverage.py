"""Laws of coverage: intervals and bands hold the truth as often as they say, in a world of the real model too.

The true mean effect of a small world is known from 4,000 twins of it, each with a burn-in of its own, and 400 ensembles
of 10 of them are asked. What was counted when this was written stands in docs/reading-radiation.md.
"""

import numpy as np
import pytest

from sim.measures.bands import simultaneous_interval
from sim.measures.intervals import mean_interval
from tests.measures.small_world import twin_effects

ENSEMBLES, REPLICATES, SPARE = 400, 10, 20


def covered(everybody: np.ndarray, replicates: int = REPLICATES) -> tuple[np.ndarray, int, int]:
    """Count (B,) the intervals that hold the mean of everybody, the bands that do at all rings, and the ensembles."""
    truth = everybody.mean(axis=0)
    ensembles = len(everybody) // replicates
    alone, at_once = np.zeros(everybody.shape[1], dtype=np.int64), 0
    for some in everybody[: ensembles * replicates].reshape(ensembles, replicates, -1):
        one, all_ = mean_interval(some), simultaneous_interval(some)
        alone += (one.low < truth) & (one.high > truth)
        at_once += bool(((all_.low < truth) & (all_.high > truth)).all())
    return alone, at_once, ensembles


@pytest.mark.slow
def test_intervals_of_a_small_world_hold_its_true_mean_effect_as_often_as_they_say() -> None:
    # In some two of 4,000 twins nobody stands in a ring of four cells; they are left out of truth and ensembles alike.
    asked = twin_effects(range(ENSEMBLES * REPLICATES + SPARE))
    everybody = asked[np.isfinite(asked).all(axis=1)][: ENSEMBLES * REPLICATES]
    assert (np.abs(everybody.mean(axis=0)) > 10.0 * everybody.std(axis=0) / np.sqrt(len(everybody))).any()
    alone, at_once, ensembles = covered(everybody)
    assert ensembles == ENSEMBLES
    assert 0.93 <= alone.mean() / ENSEMBLES <= 0.97
    assert at_once / ENSEMBLES >= 0.95


@pytest.mark.parametrize("skewness", [0.0, 0.5])
def test_of_normal_and_of_mildly_skewed_replicates_intervals_hold_93_to_97_times_of_a_hundred(skewness: float) -> None:
    chance = np.random.default_rng(23)
    shape = (ENSEMBLES * REPLICATES, 4)
    if skewness:
        power = 4.0 / skewness**2
        everybody = (chance.gamma(power, size=shape) - power) / np.sqrt(power)
    else:
        everybody = chance.normal(size=shape)
    alone, at_once, ensembles = covered(0.2 + everybody)
    assert 0.93 <= alone.mean() / ensembles <= 0.97
    assert at_once / ensembles >= 0.95


def test_a_band_of_strongly_skewed_replicates_holds_less_often_than_it_says_and_more_replicates_mend_that() -> None:
    chance = np.random.default_rng(29)
    everybody = chance.exponential(size=(ENSEMBLES * 80, 4))
    few, many = (at_once / ensembles for _, at_once, ensembles in (covered(everybody, 5), covered(everybody, 80)))
    assert few < 0.9
    assert many > few + 0.05
