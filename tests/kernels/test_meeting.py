"""Laws of learning: whom a firm meets, and that the worse gains from the better and nobody falls back."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernels.meeting import Meetings, learn, learnt, meet, teach
from sim.world.ground import radius_table
from tests.kernels.grounds import crowd_of, firms_of, ground, one_place
from tests.kernels.plain_lottery import choice

MANY = 20_000
EVERYONE = np.ones(MANY, np.bool_)
NAMES = np.arange(MANY, dtype=np.uint64)
FAR_AHEAD = 1e6
"""A frontier that nobody reaches."""

CLEAR = {"gain": 1.0, "absorption": 1e15}
"""Terms under which a firm learns all of a gap."""


def meetings(**given: Any) -> Meetings:
    terms = {
        "chance": 0.1, "frontier_chance": 0.1, "chain_share": 0.5, "cell_share": 0.25, "scale_km": 20.0,
        "encounter": np.ones((1, 1)), "gain": 0.25, "absorption": 2.0, "frontier": 2.0,
        "radii": radius_table(), "typical": 10.0,
    }  # fmt: skip
    keys = {name: np.uint64(n) for n, name in enumerate(("happens", "where", "whom", "meets"))}
    return Meetings(**(terms | keys | given))


@given(st.floats(0.0, 50.0), st.floats(0.0, 1.0), st.floats(0.01, 10.0))
def test_a_gain_is_a_share_of_the_gap_that_falls_with_the_gap(gap: float, gain: float, absorption: float) -> None:
    found = learnt(gap, gain, absorption)
    assert found == pytest.approx(gain * gap * np.exp(-gap / absorption), rel=1e-13)
    assert 0.0 <= found <= gap


@given(st.floats(-50.0, 0.0))
def test_nothing_is_learnt_from_the_worse(gap: float) -> None:
    assert learnt(gap, 0.25, 2.0) == 0.0


def after_meeting(
    productivity: np.ndarray, suppliers: np.ndarray, *, openness: float = 0.0, **given: float
) -> tuple[np.ndarray, np.ndarray]:
    """Let every firm meet its supplier, where it has one; give what each learns, and productivity afterwards."""
    n = len(productivity)
    firms = firms_of(np.zeros(n), np.zeros(n), NAMES[:n], np.zeros(n))
    terms = meetings(**({"chance": 1.0, "chain_share": 1.0, "frontier_chance": 1.0} | given))
    learnt_by, after = np.empty(n), productivity.copy()
    taught, lessons = meet(
        0, n, firms.alive, firms.identity, firms.appeal, firms.industry, firms.site, suppliers[:, None],
        np.ones(1, np.int64), np.array([n]), *crowd_of(firms, cells=1, industries=1), ground(1, 1), one_place(1), terms,
        np.array([openness]), after, learnt_by,
    )  # fmt: skip
    np.testing.assert_array_equal(after, productivity)
    teach(taught, lessons, learnt_by)
    learn(0, n, after, learnt_by, terms.frontier)
    return learnt_by, after


def test_the_worse_of_two_gains_whoever_went_to_meet() -> None:
    productivity, supplier = np.array([0.0, 1.0, 0.5, 3.0]), np.array([1, -1, 0, 2], np.int32)
    gains, after = after_meeting(productivity, supplier, frontier=4.0)
    from_one, from_three = 0.25 * 1.0 * np.exp(-0.5), 0.25 * 2.5 * np.exp(-1.25)
    np.testing.assert_allclose(gains, [from_one, 0.0, from_three, 0.0], rtol=1e-13)
    np.testing.assert_array_equal(after, productivity + gains)


def test_of_several_meetings_that_counts_which_teaches_most() -> None:
    productivity, supplier = np.array([0.0, 0.1, 0.4, 1.0]), np.array([1, -1, 0, 0], np.int32)
    gains, _ = after_meeting(productivity, supplier, frontier=4.0)
    np.testing.assert_allclose(gains, [0.25 * np.exp(-0.5), 0.0, 0.0, 0.0], rtol=1e-13)
    gains, _ = after_meeting(productivity, supplier, frontier=1.5, openness=1.0)
    abroad = 0.25 * (1.5 - productivity) * np.exp(-(1.5 - productivity) / 2.0)
    np.testing.assert_allclose(gains, abroad, rtol=1e-13)


@given(st.integers(0, 1000), st.floats(0.0, 1.0))
def test_nobody_falls_back_and_nobody_overtakes_the_frontier(seed: int, openness: float) -> None:
    chance = np.random.default_rng(seed)
    productivity = chance.normal(0.0, 1.0, 50)
    supplier = chance.integers(-1, 50, 50).astype(np.int32)
    frontier = float(productivity.max())
    gains, after = after_meeting(productivity, supplier, openness=openness, frontier=frontier, gain=1.0, absorption=1e6)
    assert (gains >= 0.0).all()
    assert (after >= productivity).all()
    assert (after <= frontier).all()


@given(st.integers(0, 1000))
def test_nobody_overtakes_its_teacher(seed: int) -> None:
    chance = np.random.default_rng(seed)
    productivity = chance.normal(0.0, 1.0, 50)
    supplier = chance.integers(-1, 50, 50).astype(np.int32)
    met = np.eye(50, dtype=np.bool_)
    met[np.flatnonzero(supplier >= 0), supplier[supplier >= 0]] = True
    best = np.where(met | met.T, productivity[None, :], -np.inf).max(axis=1)
    gains, after = after_meeting(productivity, supplier, frontier=FAR_AHEAD, **CLEAR)
    assert (gains >= 0.0).all()
    assert (after <= best + 1e-12).all()
    # All of a gap is learnt here, so the best of those whom a firm met is reached.
    np.testing.assert_allclose(after, best, rtol=0.0, atol=1e-12)


def who_is_met(
    openness: np.ndarray, suppliers: np.ndarray, alive: np.ndarray = EVERYONE, **given: float
) -> tuple[np.ndarray, np.ndarray]:
    """Let firms of one industry meet, which stand in turn in the two cells of a country.

    Whom a firm meets is read off what it learns where firms differ by their rows: from a higher row, then a lower.
    """
    partner = np.full(MANY, -1)
    for sign in (1.0, -1.0):
        ladder, at_home = sign * np.arange(MANY), given | {"frontier_chance": 0.0}
        gains = gains_in_two_cells(ladder, openness, suppliers, alive, **at_home)
        met = gains > 0.0
        partner[met] = np.flatnonzero(met) + (sign * np.rint(gains[met])).astype(int)
    alone = given | {"chance": 0.0, "frontier": FAR_AHEAD}
    return partner, gains_in_two_cells(np.zeros(MANY), openness, suppliers, alive, **alone) > 0.0


def gains_in_two_cells(
    productivity: np.ndarray, openness: np.ndarray, suppliers: np.ndarray, alive: np.ndarray, **given: float
) -> np.ndarray:
    """Give what firms learn in the meetings that they went to themselves."""
    firms = firms_of(np.arange(MANY) % 2, np.zeros(MANY), NAMES, np.zeros(MANY))
    firms.alive[:] = alive
    crowd, gains = crowd_of(firms, cells=2, industries=1), np.empty(MANY)
    meet(
        0, MANY, alive, NAMES, firms.appeal, firms.industry, firms.site, suppliers, np.ones(1, np.int64),
        crowd.buckets.counts.sum(axis=1), *crowd, ground(1, 2), one_place(2),
        meetings(**({"frontier": FAR_AHEAD} | given | CLEAR)), openness, productivity, gains,
    )  # fmt: skip
    return gains


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


def test_who_is_met_in_a_cell_is_drawn_by_lot_in_which_all_are_alike() -> None:
    partner, _ = who_is_met(np.zeros(2), SUPPLIERS, chance=1.0, chain_share=0.0, cell_share=1.0)
    assert (partner >= 0).all()
    assert (partner % 2 == np.arange(MANY) % 2).all()
    firms = firms_of(np.arange(MANY) % 2, np.zeros(MANY), NAMES, np.zeros(MANY))
    crowd, key = crowd_of(firms, cells=2, industries=1), int(meetings().whom)
    for row in range(0, MANY, 100):
        assert partner[row] == choice(
            firms, crowd, drum=row % 2, weighted=False, key=key, name=row, own=row, stays=EVERYONE
        )


def test_the_dead_meet_nobody_and_are_met_by_nobody() -> None:
    alive = np.arange(MANY) % 3 > 0
    for kind in ({"chain_share": 1.0}, {"chain_share": 0.0, "cell_share": 1.0}):
        partner, abroad = who_is_met(np.ones(2), SUPPLIERS, alive, chance=1.0, frontier_chance=1.0, **kind)
        assert (partner[~alive] == -1).all()
        assert not abroad[~alive].any()
    assert alive[partner[alive]].all()


def test_strangers_meet_as_often_as_coordination_and_chance_say() -> None:
    rules = one_place(2)
    rules.standing[1, 1] = 1
    encounter = np.array([[1.0, 0.58], [0.58, 1.0]])
    rules = rules._replace(costs=rules.costs._replace(regions=2), crossing=np.zeros((2, 2)))
    firms = firms_of(np.arange(MANY) % 2, np.zeros(MANY), NAMES, np.zeros(MANY))
    gains = np.empty(MANY)
    meet(
        0, MANY, firms.alive, NAMES, firms.appeal, firms.industry, firms.site, SUPPLIERS, np.ones(1, np.int64),
        np.full(2, MANY // 2), *crowd_of(firms, cells=2, industries=1), ground(1, 2), rules,
        meetings(chance=1.0, chain_share=1.0, frontier_chance=0.0, frontier=FAR_AHEAD, encounter=encounter),
        np.zeros(2),
        np.arange(MANY) * 1e-3, gains,
    )  # fmt: skip
    met, expected = (gains > 0.0).sum(), 0.58
    n = MANY - 7
    assert abs(met - expected * n) < 4.0 * np.sqrt(n * expected * (1.0 - expected))
