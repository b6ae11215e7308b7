"""Laws of learning: the worse gains from the better, nobody falls back, appeal keeps its floor and its tail."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.economy.appeal import AppealParameters
from sim.kernels.meeting import Meetings, find_partners, learn, learnt, shock
from sim.world.ground import radius_table
from tests.kernels.grounds import buckets_of, ground, one_place

MANY = 20_000
EVERYONE = np.ones(MANY, np.bool_)
NAMES = np.arange(MANY, dtype=np.uint64)


def meetings(**given: float) -> Meetings:
    terms = {
        "chance": 0.1, "frontier_chance": 0.1, "chain_share": 0.5, "cell_share": 0.25, "scale_km": 20.0,
        "stranger": 0.4, "gain": 0.25, "absorption": 2.0, "frontier": 2.0, "radii": radius_table(), "typical": 10.0,
    }  # fmt: skip
    keys = {name: np.uint64(n) for n, name in enumerate(("happens", "where", "industry", "whom", "meets"))}
    return Meetings(**(terms | keys | given))


@given(st.floats(0.0, 50.0), st.floats(0.0, 1.0), st.floats(0.01, 10.0))
def test_a_gain_is_a_share_of_the_gap_that_falls_with_the_gap(gap: float, gain: float, absorption: float) -> None:
    found = learnt(gap, gain, absorption)
    assert found == pytest.approx(gain * gap * np.exp(-gap / absorption), rel=1e-13)
    assert 0.0 <= found <= gap


@given(st.floats(-50.0, 0.0))
def test_nothing_is_learnt_from_the_worse(gap: float) -> None:
    assert learnt(gap, 0.25, 2.0) == 0.0


def test_the_worse_of_two_gains_whoever_went_to_meet() -> None:
    productivity, partner = np.array([0.0, 1.0, 0.5, 3.0]), np.array([1, -1, 0, 2], np.int32)
    gains = learn(EVERYONE[:4], productivity, partner, ~EVERYONE[:4], meetings())
    from_one, from_three = 0.25 * 1.0 * np.exp(-0.5), 0.25 * 2.5 * np.exp(-1.25)
    np.testing.assert_allclose(gains, [from_one, 0.0, from_three, 0.0], rtol=1e-13)


@given(st.integers(0, 1000))
def test_nobody_falls_back_and_nobody_overtakes_its_teacher(seed: int) -> None:
    chance = np.random.default_rng(seed)
    productivity = chance.normal(0.0, 1.0, 50)
    partner = chance.integers(-1, 50, 50).astype(np.int32)
    frontier = float(productivity.max())
    terms = meetings(frontier=frontier, gain=1.0, absorption=1e6)
    gains = learn(EVERYONE[:50], productivity, partner, chance.random(50) < 0.5, terms)
    assert (gains >= 0.0).all()
    assert (productivity + gains <= frontier + 1e-12).all()


def who_is_met(
    openness: np.ndarray, suppliers: np.ndarray, alive: np.ndarray = EVERYONE, **given: float
) -> tuple[np.ndarray, np.ndarray]:
    """Let firms of one industry meet, which stand in turn in the two cells of a country."""
    site = (np.arange(MANY) % 2).astype(np.int32)
    firms = buckets_of(site, np.zeros(MANY), NAMES, np.zeros(MANY), cells=2, industries=1)
    partner, abroad = np.empty(MANY, np.int32), np.empty(MANY, np.bool_)
    find_partners(
        0, MANY, alive, NAMES, np.zeros(MANY, np.int32), site, suppliers, np.ones(1, np.int64),
        firms.counts.sum(axis=1), firms, ground(1, 2), one_place(2), meetings(**given), openness, partner, abroad,
    )  # fmt: skip
    return partner, abroad


SUPPLIERS = ((np.arange(MANY) + 7) % MANY).astype(np.int32)[:, None]


def test_the_frontier_is_met_as_often_as_a_place_is_open() -> None:
    _, abroad = who_is_met(np.array([0.2, 0.9]), SUPPLIERS, frontier_chance=0.3)
    for place, openness in enumerate((0.2, 0.9)):
        n, p = MANY / 2, 0.3 * openness
        assert abs(abroad[place::2].sum() - n * p) < 4.0 * np.sqrt(n * p * (1.0 - p))


def test_half_of_those_met_are_partners_of_the_chain_and_a_quarter_of_the_same_cell() -> None:
    partner, _ = who_is_met(np.zeros(2), SUPPLIERS, chance=0.5, typical=1.0)
    met = partner >= 0
    assert abs(met.sum() - 0.5 * MANY) < 4.0 * np.sqrt(0.25 * MANY)
    chain = partner[met] == SUPPLIERS[met, 0]
    assert abs(chain.mean() - 0.5) < 4.0 * np.sqrt(0.25 / met.sum())
    # Seven rows on is the other cell, so a meeting in the own cell comes from the other half.
    same = partner[met] % 2 == np.flatnonzero(met) % 2
    assert same.mean() > 0.25 - 4.0 * np.sqrt(0.19 / met.sum())
    assert (partner != np.arange(MANY)).all()


def test_the_dead_meet_nobody() -> None:
    alive = np.arange(MANY) % 3 > 0
    partner, abroad = who_is_met(np.ones(2), SUPPLIERS, alive, chance=1.0, frontier_chance=1.0)
    assert (partner[~alive] == -1).all()
    assert not abroad[~alive].any()


def test_without_drift_and_shock_nothing_moves() -> None:
    productivity, appeal = np.linspace(-1.0, 1.0, 100), np.linspace(0.0, 3.0, 100)
    before = productivity.copy(), appeal.copy()
    shock(0, 100, EVERYONE[:100], NAMES[:100], productivity, appeal, np.uint64(1), 0.0, 0.0, 0.0, 0.0, 6.0)
    np.testing.assert_array_equal(productivity, before[0])
    np.testing.assert_array_equal(appeal, before[1])


def test_shocks_have_the_stated_mean_and_spread_and_leave_the_dead_alone() -> None:
    productivity, appeal, alive = np.zeros(MANY), np.full(MANY, 3.0), EVERYONE.copy()
    alive[::4] = False
    shock(0, MANY, alive, NAMES, productivity, appeal, np.uint64(1), 0.01, 0.06, 0.02, 0.12, 9.0)
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
            0, MANY, EVERYONE, NAMES, still, appeal, np.uint64(step), 0.0, 0.0, parameters.downward_drift,
            parameters.volatility, parameters.highest,
        )  # fmt: skip
        assert appeal.min() >= 0.0
        assert appeal.max() <= parameters.highest
    # An exponential of mean 1 / tail: the floor and the drift hold it where it was.
    assert appeal.mean() == pytest.approx(1.0 / parameters.tail, rel=0.06)
    for level in (0.5, 1.0, 2.0):
        assert (appeal > level).mean() == pytest.approx(np.exp(-parameters.tail * level), rel=0.1)
