"""Laws of choosing a firm by lot: by appeal or all alike, by identity and never by row, and steady for bystanders."""

import numpy as np
import pytest

from sim.kernels.draws import identities
from sim.kernels.drums import DRAWS, chosen, drawn
from sim.world.crowd import Crowd
from sim.world.firms import Firms
from tests.kernels.grounds import chi_square, crowd_of, firms_of, sizes_of
from tests.kernels.plain_lottery import choice, held_by, lottery

KEY = 12345
SOME = 200
STEPS = 8000
LEVELS = np.log(np.array([1.0, 1.5, 2.0, 3.0, 8.0]))
APPEAL = np.resize(LEVELS, SOME)
NAMES = identities(np.int64(1), np.arange(SOME, dtype=np.uint64), np.zeros(SOME, np.uint64))
CHOOSERS = np.arange(3000, dtype=np.uint64) + np.uint64(1 << 40)
WEIGHTED = pytest.mark.parametrize("weighted", [True, False], ids=["by appeal", "all alike"])


def one_cell(names: np.ndarray = NAMES, appeal: np.ndarray = APPEAL) -> Firms:
    nowhere = np.zeros(len(names))
    return firms_of(nowhere, nowhere, names, appeal)


SIZES = sizes_of(one_cell(), cells=1, industries=1)


def gathered(firms: Firms, key: int = 1) -> Crowd:
    return crowd_of(firms, cells=1, industries=1, key=key, sizes=SIZES)


def choose(
    firms: Firms, crowd: Crowd, name: np.uint64, *, weighted: bool, own: int = -1, stays: np.ndarray | None = None,
    key: int = KEY,
) -> int:  # fmt: skip
    """Draw, and ask everybody where every number drawn was in vain."""
    buckets, drums = crowd
    stays = firms.alive if stays is None else stays
    table, start = (drums.by_appeal, drums.appeal_start) if weighted else (drums.one_each, drums.each_start)
    return chosen(
        table, start[0], start[1] - start[0], buckets.start[0], buckets.start[1], buckets.row, firms.identity,
        firms.appeal, weighted, np.uint64(key), name, 0, own, stays,
    )  # fmt: skip


def choices(firms: Firms, choosers: np.ndarray = CHOOSERS, *, weighted: bool, **given) -> np.ndarray:
    crowd = gathered(firms)
    return np.array([choose(firms, crowd, name, weighted=weighted, **given) for name in choosers])


def one_choice_a_step(firms: Firms, *, weighted: bool) -> np.ndarray:
    """Let one chooser choose in each of many steps, which fill the drums anew."""
    found = [
        choose(firms, gathered(firms, key=step), CHOOSERS[0], weighted=weighted, key=STEPS + step)
        for step in range(STEPS)
    ]
    return np.bincount(found, minlength=firms.rows)


def test_firms_are_chosen_in_proportion_to_their_appeal() -> None:
    found = one_choice_a_step(one_cell(), weighted=True)
    expected = STEPS * np.exp(APPEAL) / np.exp(APPEAL).sum()
    # Chi-square with 4 degrees of freedom: 99.99 % lie below 23.5; with 199, below 282.
    assert chi_square(*(column.reshape(-1, len(LEVELS)).sum(axis=0) for column in (found, expected))) < 23.5
    assert chi_square(found, expected) < 282.0


def test_without_weights_all_are_chosen_alike() -> None:
    found = one_choice_a_step(one_cell(), weighted=False)
    assert chi_square(found, np.full(SOME, STEPS / SOME)) < 282.0
    assert chi_square(found.reshape(-1, len(LEVELS)).sum(axis=0), np.full(len(LEVELS), STEPS / len(LEVELS))) < 23.5


@pytest.mark.parametrize("sizes", [(1.0, 4.0), (1.0, 1.0, 2.0, 3.0, 5.0)])
def test_even_in_the_smallest_drums_chances_are_near_shares_of_appeal(sizes: tuple[float, ...]) -> None:
    few = one_cell(NAMES[: len(sizes)], np.log(sizes))
    drums = sizes_of(few, cells=1, industries=1)
    found = [
        choose(
            few, crowd_of(few, cells=1, industries=1, key=step, sizes=drums), CHOOSERS[0], weighted=True,
            key=STEPS + step,
        )
        for step in range(STEPS)
    ]  # fmt: skip
    # Tickets are whole, so in a cell of two or three firms the drum is a little off; never by five points.
    share = np.array(sizes) / np.sum(sizes)
    assert np.abs(np.bincount(found, minlength=len(sizes)) / len(found) - share).max() < 0.05


@WEIGHTED
def test_a_choice_names_the_same_firm_wherever_its_row_is(weighted: bool) -> None:
    order = np.random.default_rng(3).permutation(SOME)
    one = choices(one_cell(), weighted=weighted)
    other = choices(one_cell(NAMES[order], APPEAL[order]), weighted=weighted)
    np.testing.assert_array_equal(NAMES[one], NAMES[order][other])


@WEIGHTED
def test_one_member_less_changes_only_the_choices_that_fell_on_it(weighted: bool) -> None:
    whole = NAMES[choices(one_cell(), weighted=weighted)]
    fewer = NAMES[:-1][choices(one_cell(NAMES[:-1], APPEAL[:-1]), weighted=weighted)]
    fell = whole == NAMES[-1]
    assert fell.any()
    assert (whole[fell] != fewer[fell]).all()
    np.testing.assert_array_equal(whole[~fell], fewer[~fell])


@WEIGHTED
def test_who_becomes_more_appealing_draws_choices_and_moves_none_between_others(weighted: bool) -> None:
    appeal = APPEAL.copy()
    appeal[7] += 1.0
    plain, lifted = choices(one_cell(), weighted=weighted), choices(one_cell(appeal=appeal), weighted=weighted)
    moved = plain != lifted
    assert moved.any() == weighted
    assert (lifted[moved] == 7).all()


@WEIGHTED
def test_nobody_chooses_itself(weighted: bool) -> None:
    assert (choices(one_cell(), weighted=weighted) == 4).any()
    assert (choices(one_cell(), weighted=weighted, own=4) != 4).all()
    alone = one_cell(NAMES[:1], APPEAL[:1])
    assert choices(alone, CHOOSERS[:50], weighted=weighted, own=0).tolist() == [-1] * 50


@WEIGHTED
def test_a_firm_that_has_left_is_not_chosen_and_the_choices_of_others_stand(weighted: bool) -> None:
    stays = np.arange(SOME) % 3 > 0
    before, after = choices(one_cell(), weighted=weighted), choices(one_cell(), weighted=weighted, stays=stays)
    assert stays[after].all()
    np.testing.assert_array_equal(after[stays[before]], before[stays[before]])
    nobody = np.zeros(SOME, np.bool_)
    assert (choices(one_cell(), CHOOSERS[:50], weighted=weighted, stays=nobody) == -1).all()


@WEIGHTED
def test_an_empty_drum_gives_nobody(weighted: bool) -> None:
    nobody = one_cell(np.zeros(0, np.uint64), np.zeros(0))
    assert choices(nobody, CHOOSERS[:50], weighted=weighted).tolist() == [-1] * 50


@WEIGHTED
def test_who_draws_in_vain_asks_everybody_and_chooses_as_drums_do(weighted: bool) -> None:
    few = one_cell(NAMES[:5], LEVELS)
    crowd = gathered(few)
    table, start = (crowd.drums.by_appeal, 0) if weighted else (crowd.drums.one_each, 0)
    size = len(table)
    asked = [
        name for name in np.arange(20_000, dtype=np.uint64)
        if all(drawn(table, start, size, np.uint64(KEY), name, call, -1, few.alive) < 0 for call in range(DRAWS))
    ]  # fmt: skip
    assert len(asked) > 5000
    found = np.bincount([choose(few, crowd, name, weighted=weighted) for name in asked], minlength=5)
    share = np.exp(LEVELS) / np.exp(LEVELS).sum() if weighted else np.full(5, 0.2)
    assert chi_square(found, len(asked) * share) < 23.5


@WEIGHTED
def test_a_choice_is_that_of_the_lottery_in_plain_words(weighted: bool) -> None:
    stays = np.arange(SOME) % 4 > 0
    for size in (3, SOME):
        firms = one_cell(NAMES[:size], APPEAL[:size])
        crowd = gathered(firms)
        for name in CHOOSERS[:300]:
            found = choose(firms, crowd, name, weighted=weighted, own=1, stays=stays)
            assert found == choice(
                firms, crowd, drum=0, weighted=weighted, key=KEY, name=int(name), own=1, stays=stays
            )  # fmt: skip


def a_country(firms: int, cells: int, industries: int, seed: int = 1) -> Firms:
    """Spread firms, the first third of them in cell 1, none in the last cells; a few are dead, one has a great name."""
    chance = np.random.default_rng(seed)
    site = np.where(np.arange(firms) % 3 == 0, 1, chance.integers(0, cells - 2, firms))
    names = identities(np.int64(2), np.arange(firms, dtype=np.uint64), np.zeros(firms, np.uint64))
    country = firms_of(site, chance.integers(0, industries, firms), names, chance.exponential(size=firms) / 1.2)
    country.appeal[firms // 2] = 8.5
    country.alive[:] = chance.random(firms) < 0.95
    country.alive[firms // 2] = True
    return country


def test_drums_hold_the_tickets_of_the_lottery_in_plain_words() -> None:
    firms, cells, industries = a_country(3000, 12, 3), 12, 3
    sizes = sizes_of(firms, cells=cells, industries=industries)
    drums = crowd_of(firms, cells=cells, industries=industries, key=9).drums
    by_appeal, one_each = lottery(firms, sizes, industries=industries, key=9)
    assert held_by(drums.by_appeal, drums.appeal_start) == by_appeal
    assert held_by(drums.one_each, drums.each_start) == one_each


@pytest.mark.parametrize("threads", [2, 3, 7])
def test_drums_are_filled_alike_however_many_shares_they_are_filled_in(threads: int) -> None:
    firms = a_country(20_000, 40, 5)
    one, other = (crowd_of(firms, cells=40, industries=5, threads=n).drums for n in (1, threads))
    for ours, theirs in zip(one, other, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_a_drum_is_as_large_as_the_tickets_to_expect_when_the_world_is_founded_and_never_tiny() -> None:
    firms = a_country(3000, 12, 3)
    sizes = sizes_of(firms, cells=12, industries=3)
    weight = np.bincount(firms.site * 3 + firms.industry, weights=np.exp(firms.appeal) * firms.alive, minlength=36)
    np.testing.assert_array_equal(np.diff(sizes.appeal_start), np.maximum(np.rint(0.5 * weight), 4))
    stand = np.bincount(firms.site, weights=firms.alive, minlength=12)
    np.testing.assert_array_equal(np.diff(sizes.each_start), np.maximum(stand, 4))
