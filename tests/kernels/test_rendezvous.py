"""Laws of choosing a member of a set: in proportion to appeal, by identity, and never by place in the table."""

import numpy as np
import pytest

from sim.kernels.buckets import Buckets, member, sort_firms
from tests.kernels.grounds import buckets_of, chi_square

KEY = np.uint64(12345)
CHOOSERS = np.arange(40_000, dtype=np.uint64) + np.uint64(1 << 40)
APPEAL = np.log(np.array([1.0, 1.0, 2.0, 3.0, 5.0]))
NAMES = np.array([77, 3, 2**63 + 5, 19, 2**40], np.uint64)


def bucket(names: np.ndarray = NAMES, appeal: np.ndarray = APPEAL) -> Buckets:
    nothing = np.zeros(len(names))
    return buckets_of(nothing, nothing, names, appeal, cells=1, industries=1)


def choices(firms: Buckets, choosers: np.ndarray = CHOOSERS, *, but: int = -1, weighted: bool = True) -> np.ndarray:
    scratch = np.empty(firms.largest + 1)
    rows = [
        member(firms.start, firms.row, firms.identity, firms.repulsion, scratch, KEY, who, 0, but, weighted)
        for who in choosers
    ]
    return np.array(rows)


def test_firms_are_chosen_in_proportion_to_their_appeal() -> None:
    found = np.bincount(choices(bucket()), minlength=5)
    expected = len(CHOOSERS) * np.exp(APPEAL) / np.exp(APPEAL).sum()
    # Chi-square with 4 degrees of freedom: 99.99 % lie below 23.5.
    assert chi_square(found, expected) < 23.5


def test_without_weights_all_are_chosen_alike() -> None:
    found = np.bincount(choices(bucket(), weighted=False), minlength=5)
    assert chi_square(found, np.full(5, len(CHOOSERS) / 5)) < 23.5


def test_a_choice_names_the_same_firm_wherever_its_row_is() -> None:
    order = np.array([3, 0, 4, 2, 1])
    some = CHOOSERS[:3000]
    one, other = choices(bucket(), some), choices(bucket(NAMES[order], APPEAL[order]), some)
    np.testing.assert_array_equal(NAMES[one], NAMES[order][other])


def test_one_member_less_changes_only_the_choices_that_fell_on_it() -> None:
    some = CHOOSERS[:3000]
    whole = NAMES[choices(bucket(), some)]
    fewer = NAMES[:4][choices(bucket(NAMES[:4], APPEAL[:4]), some)]
    fell = whole == NAMES[4]
    assert fell.any()
    np.testing.assert_array_equal(whole[~fell], fewer[~fell])


def test_nobody_chooses_itself() -> None:
    assert (choices(bucket(), CHOOSERS[:3000], but=4) != 4).all()
    assert choices(bucket(NAMES[:1], APPEAL[:1]), CHOOSERS[:5], but=0).tolist() == [-1] * 5


def test_buckets_hold_every_living_firm_once_and_in_its_place() -> None:
    chance = np.random.default_rng(1)
    site, industry = chance.integers(0, 6, 500), chance.integers(0, 3, 500)
    names = chance.permutation(500).astype(np.uint64)
    appeal = chance.exponential(size=500)
    firms = buckets_of(site, industry, names, appeal, cells=6, industries=3)
    assert sorted(firms.row) == list(range(500))
    np.testing.assert_array_equal(firms.identity, names[firms.row])
    np.testing.assert_allclose(firms.repulsion, np.exp(-appeal[firms.row]), rtol=1e-15)
    assert firms.largest == firms.counts.max()
    for cell in range(6):
        for k in range(3):
            held = firms.row[firms.start[cell * 3 + k] : firms.start[cell * 3 + k + 1]]
            np.testing.assert_array_equal(held, np.flatnonzero((site == cell) & (industry == k)))


def test_the_dead_are_in_no_bucket() -> None:
    alive = np.array([True, False, True])
    nowhere = np.zeros(3, np.int32)
    counts, _, row, *_ = sort_firms(alive, nowhere, nowhere, NAMES[:3], APPEAL[:3], np.arange(1), 1, 1)
    assert counts.sum() == 2
    assert row.tolist() == [0, 2]


@pytest.mark.parametrize("weighted", [True, False])
def test_an_empty_bucket_offers_nobody(weighted: bool) -> None:
    nobody = buckets_of(np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0), cells=1, industries=1)
    assert choices(nobody, CHOOSERS[:3], weighted=weighted).tolist() == [-1] * 3
