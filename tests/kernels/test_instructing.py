"""Laws of instruction: foreign customers teach their suppliers and nobody else, as often as they are said to."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernels.draws import WORD, words
from sim.kernels.instructing import Instruction, instruct
from sim.kernels.meeting import learn, learnt, teach

KEY = np.uint64(11)
ALWAYS = {
    "chance": 1.0, "encounter": np.ones((2, 2)), "gain": 0.25, "absorption": 2.0,
    "instructs": KEY, "crosses": np.uint64(12),
}  # fmt: skip
MANY = 20_000
SLOTS = 6


def lessons(
    productivity: np.ndarray, suppliers: np.ndarray, foreign: np.ndarray, *, rows: np.ndarray | None = None,
    alive: np.ndarray | None = None, place: np.ndarray | None = None, share: tuple[int, int] | None = None,
    **given: Any,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Let foreign firms teach; firms of one industry, each on a site of its own in jurisdiction 0 or as said."""
    n = len(productivity)
    standing = np.zeros((n, 3), np.int32)
    standing[:, 1] = 0 if place is None else place
    names = np.arange(n, dtype=np.uint64) if rows is None else rows.astype(np.uint64)
    start, stop = share or (0, n)
    return instruct(
        start, stop, np.ones(n, np.bool_) if alive is None else alive, foreign, names, np.zeros(n, np.int8),
        np.arange(n, dtype=np.int32), suppliers, np.array([suppliers.shape[1]]), standing,
        Instruction(**(ALWAYS | given)), productivity,
    )  # fmt: skip


def some_firms(seed: int, n: int = 60) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    suppliers = chance.integers(-1, n, (n, SLOTS)).astype(np.int32)
    return chance.normal(0.0, 1.0, n), suppliers, chance.random(n) < 0.3


def test_suppliers_of_a_foreign_firm_learn_a_share_of_the_gap_and_better_ones_nothing() -> None:
    productivity = np.array([1.0, 0.0, 1.5, 0.4, 0.2])
    suppliers = np.array([[1, 2, 3], [3, 4, 0], [4, 4, 4], [-1, -1, -1], [0, 1, 2]], np.int32)
    taught, found = lessons(productivity, suppliers, np.array([True, False, False, False, False]))
    np.testing.assert_array_equal(taught, [1, 3])
    np.testing.assert_allclose(found, [0.25 * np.exp(-0.5), 0.25 * 0.6 * np.exp(-0.3)], rtol=1e-13)


@given(st.integers(0, 1000))
def test_who_supplies_no_foreign_firm_is_not_touched(seed: int) -> None:
    productivity, suppliers, foreign = some_firms(seed)
    taught, found = lessons(productivity, suppliers, foreign)
    assert set(taught) <= set(suppliers[foreign].ravel()) - {-1}
    assert (found > 0.0).all()
    alone, _ = lessons(productivity, suppliers, np.zeros_like(foreign))
    assert not len(alone)


@given(st.integers(0, 1000), st.floats(0.0, 1.0))
def test_nobody_overtakes_its_teacher_or_the_frontier(seed: int, gain: float) -> None:
    productivity, suppliers, foreign = some_firms(seed)
    taught, found = lessons(productivity, suppliers, foreign, gain=gain, absorption=1e9)
    best = np.where(foreign, productivity, -np.inf).max()
    gains, after = np.zeros(len(productivity)), productivity.copy()
    teach(taught, found, gains)
    learn(0, len(after), after, gains, productivity.max())
    assert (after >= productivity).all()
    assert (after <= productivity.max()).all()
    assert (after[taught] <= best + 1e-12).all()


def test_a_slot_is_taught_as_often_as_the_chance_says_and_the_dead_teach_nobody() -> None:
    productivity = np.concatenate([np.ones(MANY), [0.0]])
    suppliers = np.full((MANY + 1, SLOTS), MANY, np.int32)
    foreign = np.ones(MANY + 1, np.bool_)
    n, p = SLOTS * MANY, 0.3
    taught, _ = lessons(productivity, suppliers, foreign, chance=p)
    assert abs(len(taught) - n * p) < 4.0 * np.sqrt(n * p * (1.0 - p))
    none, _ = lessons(productivity, suppliers, foreign, chance=0.0)
    assert not len(none)
    dead, _ = lessons(productivity, suppliers, foreign, alive=np.zeros(MANY + 1, np.bool_))
    assert not len(dead)


@pytest.mark.parametrize("open_", [0.0, 0.58, 1.0])
def test_across_a_border_customers_teach_as_often_as_firms_meet(open_: float) -> None:
    productivity = np.concatenate([np.ones(MANY), [0.0]])
    suppliers = np.full((MANY + 1, 1), MANY, np.int32)
    place = np.concatenate([np.ones(MANY), [0]]).astype(np.int32)
    encounter = np.array([[1.0, open_], [open_, 1.0]])
    taught, _ = lessons(productivity, suppliers, np.ones(MANY + 1, np.bool_), place=place, encounter=encounter)
    assert abs(len(taught) - open_ * MANY) <= 4.0 * np.sqrt(MANY * open_ * (1.0 - open_))


def test_who_is_taught_depends_on_identities_and_not_on_rows_or_shares_of_them() -> None:
    productivity, suppliers, foreign = some_firms(3, n=400)
    names = np.arange(400)
    whole = lessons(productivity, suppliers, foreign, chance=0.4)
    parts = [lessons(productivity, suppliers, foreign, chance=0.4, share=each) for each in ((0, 150), (150, 400))]
    for which in (0, 1):
        np.testing.assert_array_equal(whole[which], np.concatenate([part[which] for part in parts]))
    order = np.random.default_rng(4).permutation(400)
    place = np.argsort(order)
    moved = np.where(suppliers[order] >= 0, place[suppliers[order]], -1).astype(np.int32)
    taught, found = lessons(productivity[order], moved, foreign[order], rows=names[order], chance=0.4)
    assert sorted(zip(order[taught], found, strict=True)) == sorted(zip(*whole, strict=True))


def test_a_customer_draws_for_each_slot_by_its_own_identity() -> None:
    productivity = np.array([0.0, *np.ones(50)])
    suppliers = np.zeros((51, SLOTS), np.int32)
    foreign = np.array([False, *np.ones(50, np.bool_)])
    taught, found = lessons(productivity, suppliers, foreign, chance=0.4)
    names = np.arange(1, 51, dtype=np.uint64)
    drawn = np.concatenate([words(KEY, names, np.uint64(quad)) for quad in (0, 1)], axis=1)[:, :SLOTS]
    assert len(taught) == ((drawn + 0.5) * WORD < 0.4).sum()
    assert (found == learnt(1.0, 0.25, 2.0)).all()
