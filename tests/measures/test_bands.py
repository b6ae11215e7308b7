"""Laws of bands: all intervals hold at once as often as they say, and correlated groups need less room."""

import numpy as np
import pytest

from sim.measures.bands import critical_value, simultaneous_interval
from sim.measures.intervals import mean_interval, t_quantile

ENSEMBLES = 400


def samples(replicates: int, groups: int, *, alike: float, seed: int) -> np.ndarray:
    """Draw made-up twin differences of groups that share a part of what chance does to them, mean 0."""
    chance = np.random.default_rng(seed)
    common = chance.normal(size=(replicates, 1))
    own = chance.normal(size=(replicates, groups))
    return np.sqrt(alike) * common + np.sqrt(1.0 - alike) * own


@pytest.mark.parametrize(("replicates", "alike"), [(4, 0.0), (8, 0.0), (8, 0.7), (20, 0.0), (20, 0.9)])
def test_a_band_holds_everywhere_at_once_at_least_as_often_as_it_says(replicates: int, alike: float) -> None:
    scale = np.array([1.0, 2.0, 0.5, 1.0, 3.0])
    held = 0
    for ensemble in range(ENSEMBLES):
        found = simultaneous_interval(0.3 + scale * samples(replicates, 5, alike=alike, seed=ensemble))
        held += bool(((found.low < 0.3) & (found.high > 0.3)).all())
    # Three standard errors of a share of 400 that is 95 % are 3.3 %.
    assert held / ENSEMBLES > 0.95 - 0.033


def made_up_effects(twins: int) -> np.ndarray:
    """Give (twins, 4) the twin difference of four rings of eleven cells each, in a made-up world solved for many twins.

    Real twins would take hours. Cells differ in size, the effect differs between twins and falls with distance, and
    each cell of each world has luck of its own; a ring's effect is the log of a ratio of sums, as of real worlds.
    """
    chance = np.random.default_rng(17)
    ring = np.repeat(np.arange(4), 11)
    start = np.exp(0.5 * chance.normal(size=(twins, 44)))
    effect = 0.08 * np.exp(-ring / 2.0) * (1.0 + 0.5 * chance.normal(size=(twins, 1)))
    shake = 0.05 * chance.normal(size=(2, twins, 44))
    base, other = (start * np.exp(grown) for grown in (effect + shake[0], shake[1]))
    member = (ring[:, None] == np.arange(4)).astype(float)
    return np.log(base @ member) - np.log(other @ member)


def test_intervals_of_a_world_whose_true_effect_is_known_hold_it_93_to_97_times_of_a_hundred() -> None:
    everybody = made_up_effects(4000)
    truth = everybody.mean(axis=0)
    pointwise, at_once = np.zeros(4), 0
    for ensemble in range(ENSEMBLES):
        some = everybody[ensemble * 8 : ensemble * 8 + 8]
        one, all_ = mean_interval(some), simultaneous_interval(some)
        pointwise += (one.low < truth) & (one.high > truth)
        at_once += bool(((all_.low < truth) & (all_.high > truth)).all())
    assert 0.93 <= pointwise.mean() / ENSEMBLES <= 0.97
    assert at_once / ENSEMBLES >= 0.95


def test_groups_that_move_together_need_less_room_and_strangers_no_more_than_bonferroni_gives() -> None:
    together, strangers = (critical_value(samples(100, 5, alike=alike, seed=1)) for alike in (0.99, 0.0))
    alone, bonferroni = t_quantile(0.975, 99), t_quantile(1.0 - 0.0125 / 5, 99)
    assert alone <= together < strangers - 0.1
    assert strangers <= bonferroni


def test_one_group_has_its_own_interval_and_missing_groups_do_not_count() -> None:
    one = samples(6, 1, alike=0.0, seed=3)
    np.testing.assert_allclose(simultaneous_interval(one).low, mean_interval(one).low)
    with_missing = np.concatenate([one, np.full((6, 1), np.nan)], axis=1)
    np.testing.assert_allclose(simultaneous_interval(with_missing).low[0], mean_interval(one).low[0])


def test_one_replicate_has_no_band_and_what_never_moves_has_a_band_of_no_width() -> None:
    assert np.isnan(simultaneous_interval(np.zeros((1, 3))).low).all()
    still = simultaneous_interval(np.zeros((5, 2, 3)))
    np.testing.assert_array_equal(still.high, 0.0)
