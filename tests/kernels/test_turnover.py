"""Laws of turnover: size ranks, exits and births."""

import numpy as np
import pytest

from sim.economy.exit import ExitParameters, hazards
from sim.kernels.draws import uniforms
from sim.kernels.lanes import LANES
from sim.kernels.turnover import (
    BINS,
    add_by_industry,
    births,
    count_sizes,
    exits,
    size_ranks,
    spare_the_last,
    successors,
    who_draws_below,
)
from tests.kernels.grounds import chi_square

KEY = np.uint64(99)
MANY = 20_000
EVERYONE = np.ones(MANY, np.bool_)
NOWHERE = np.zeros(MANY, np.int32)
NAMES = np.arange(MANY, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)


def sizes(seed: int = 1) -> np.ndarray:
    return np.exp(np.random.default_rng(seed).normal(0.0, 1.5, MANY))


def sizes_below(
    revenue: np.ndarray, alive: np.ndarray, industry: np.ndarray, site: np.ndarray, weight: np.ndarray
) -> np.ndarray:
    """Count living firms of each industry below each bin of size."""
    sums = np.zeros((LANES, industry.max() + 1, BINS))
    for lane in range(LANES):
        count_sizes(lane, alive, industry, site, revenue, weight, sums)
    counts = np.cumsum(sums.sum(axis=0), axis=1)
    return np.concatenate([np.zeros((len(counts), 1)), counts], axis=1)


def ranks(
    revenue: np.ndarray, alive: np.ndarray = EVERYONE, *, industry: np.ndarray = NOWHERE, site: np.ndarray = NOWHERE,
    weight: tuple[float, ...] = (1.0,),
) -> np.ndarray:  # fmt: skip
    """Give size ranks of all rows."""
    below = sizes_below(revenue, alive, industry, site, np.array(weight))
    return size_ranks(np.arange(len(revenue), dtype=np.int32), industry, site, revenue, np.array(weight), below)


def test_ranks_are_even_and_follow_size() -> None:
    revenue = sizes()
    rank = ranks(revenue)
    assert np.abs(np.sort(rank) - (np.arange(MANY) + 0.5) / MANY).max() < 0.01
    assert (np.diff(rank[np.argsort(revenue)]) >= 0.0).all()


def test_one_firm_less_moves_no_rank_by_more_than_its_share() -> None:
    revenue, alive = sizes(), EVERYONE.copy()
    alive[7] = False
    moved = np.abs(ranks(revenue, alive) - ranks(revenue))[alive]
    assert moved.max() <= 1.0 / (MANY - 1) + 1e-12


def test_a_rank_is_within_the_industry_and_per_real_firm() -> None:
    revenue = sizes()
    industry, site = np.arange(MANY, dtype=np.int32) % 2, (np.arange(MANY, dtype=np.int32) // 2) % 2
    weight = np.array([1.0, 40.0])
    inflated = revenue * weight[site] * np.where(industry == 1, 1000.0, 1.0)
    rank = ranks(inflated, industry=industry, site=site, weight=(1.0, 40.0))
    for s in (0, 1):
        own = industry == s
        assert np.abs(np.argsort(np.argsort(revenue[own])) / own.sum() - rank[own]).max() < 0.02


def test_every_living_firm_is_counted_once_among_sizes_and_the_smallest_and_the_largest_too() -> None:
    revenue, alive = sizes(), EVERYONE.copy()
    revenue[:3] = 0.0, 1e-300, 1e30
    alive[::7] = False
    industry = np.arange(MANY, dtype=np.int32) % 3
    below = sizes_below(revenue, alive, industry, NOWHERE, np.ones(1))
    np.testing.assert_array_equal(below[:, BINS], np.bincount(industry[alive]))
    assert (np.diff(below, axis=1) >= 0.0).all()


def test_sums_by_industry_add_up_the_living() -> None:
    column, alive = sizes(), EVERYONE.copy()
    alive[::7] = False
    industry, sums = np.arange(MANY, dtype=np.int32) % 3, np.zeros((LANES, 3, 2))
    for lane in range(LANES):
        add_by_industry(lane, alive, industry, column, sums)
    total, count = sums.sum(axis=0).T
    np.testing.assert_array_equal(count, np.bincount(industry[alive]))
    np.testing.assert_allclose(total, np.bincount(industry[alive], weights=column[alive]), rtol=1e-12)


@pytest.mark.parametrize("steepness", [0.0, 1.0, 2.0, 5.0])
def test_the_mean_hazard_over_ranks_is_the_exit_rate(steepness: float) -> None:
    parameters = ExitParameters(exit_rate=0.06, steepness=steepness)
    rank = (np.arange(100_000) + 0.5) / 100_000
    assert hazards(rank=rank, parameters=parameters).mean() == pytest.approx(0.06, rel=1e-6)
    assert (np.diff(hazards(rank=rank, parameters=parameters)) <= 0.0).all()


def dying(
    revenue: np.ndarray, hazard: float, steepness: float = 2.0, *, names: np.ndarray = NAMES,
    alive: np.ndarray = EVERYONE,
) -> np.ndarray:  # fmt: skip
    """Mark the firms that die, the last of an industry not yet spared."""
    below = sizes_below(revenue, alive, NOWHERE, NOWHERE, np.ones(1))
    (dies,) = exits(
        0, MANY, alive, names, NOWHERE, NOWHERE, revenue, np.ones(1), below, KEY, hazard, steepness
    )
    assert (np.diff(dies) > 0).all()
    return np.isin(np.arange(MANY), dies)


@pytest.mark.parametrize("steepness", [0.0, 2.0])
def test_deaths_are_those_that_the_hazards_say(steepness: float) -> None:
    rank = ranks(sizes())
    dies = dying(sizes(), 0.2, steepness)
    expected = 1.0 - np.exp(-hazards(rank=rank, parameters=ExitParameters(exit_rate=0.2, steepness=steepness)))
    tenth = np.minimum((rank * 10).astype(int), 9)
    found, wanted = np.bincount(tenth, weights=dies), np.bincount(tenth, weights=expected)
    spread = np.sqrt(np.bincount(tenth, weights=expected * (1.0 - expected)))
    assert (np.abs(found - wanted) < 4.0 * spread + 0.5).all()


def test_the_dead_do_not_die_again() -> None:
    alive = np.arange(MANY) % 3 > 0
    dies = dying(sizes(), 5.0, 0.0, alive=alive)
    assert not dies[~alive].any()
    assert dies[alive].mean() > 0.98


def test_who_dies_does_not_depend_on_rows() -> None:
    order = np.random.default_rng(5).permutation(MANY)
    np.testing.assert_array_equal(dying(sizes(), 0.05)[order], dying(sizes()[order], 0.05, names=NAMES[order]))


def test_an_industry_never_dies_out() -> None:
    dies = np.flatnonzero(dying(sizes(), 1e9, 0.0))
    assert len(dies) == MANY
    industry = np.arange(MANY, dtype=np.int32) % 3
    dead = spare_the_last(dies.astype(np.int32), industry, np.bincount(industry))
    np.testing.assert_array_equal(np.bincount(industry) - np.bincount(industry[dead]), 2)


def test_while_many_are_left_nobody_is_spared() -> None:
    dies = np.flatnonzero(dying(sizes(), 0.05)).astype(np.int32)
    np.testing.assert_array_equal(spare_the_last(dies, NOWHERE, np.array([MANY])), dies)


def test_those_whose_draw_falls_below_a_chance_are_listed_and_the_dead_are_not() -> None:
    alive = np.arange(MANY) % 3 > 0
    drawn = uniforms(KEY, NAMES, np.uint64(0))
    for chance in (0.0, 0.03, 1.0):
        (rows,) = who_draws_below(0, MANY, alive, NAMES, KEY, chance)
        np.testing.assert_array_equal(rows, np.flatnonzero((drawn < chance) & alive))


def born(
    revenue: np.ndarray, mass: float, weight: np.ndarray | None = None, alive: np.ndarray = EVERYONE
) -> tuple[np.ndarray, np.ndarray]:
    """Give what each firm begets at home and away, where all together are to beget a mass."""
    n = len(revenue)
    weights = np.array([[1.0, 0.0]]) if weight is None else weight
    rate = np.array([mass / revenue[alive[:n]].sum()])
    parents, home, others, away = births(
        0, n, alive[:n], NAMES[:n], NOWHERE[:n], NOWHERE[:n], revenue, weights, rate, KEY
    )
    for rows, counts in ((parents, home), (others, away)):
        assert (np.diff(rows) > 0).all()
        assert (counts > 0).all()
    return np.bincount(parents, weights=home, minlength=n), np.bincount(others, weights=away, minlength=n)


def test_births_are_as_many_as_their_mass_and_go_by_revenue() -> None:
    revenue = sizes()
    home, away = born(revenue, 3000.0)
    expected = 3000.0 * revenue / revenue.sum()
    assert away.sum() == 0
    # Rounding by own luck: each is within one of what is expected, the sum within its spread.
    assert (np.abs(home - expected) < 1.0).all()
    assert abs(home.sum() - 3000.0) < 4.0 * np.sqrt((expected % 1.0 * (1.0 - expected % 1.0)).sum())
    largest = revenue > np.quantile(revenue, 0.9)
    spread = np.sqrt(expected[largest].sum())
    assert abs(home[largest].sum() - expected[largest].sum()) < 4.0 * spread


def test_agents_of_the_other_weight_are_begotten_so_that_no_real_firm_is_lost() -> None:
    home, away = born(sizes(), 4000.0, np.array([[1.0, 20.0]]))
    assert home.sum() == pytest.approx(4000.0, rel=0.05)
    assert away.sum() == pytest.approx(4000.0 / 20.0, rel=0.3)


@pytest.mark.parametrize("weight", [0.05, 1.0, 20.0])
def test_the_dead_beget_nobody(weight: float) -> None:
    alive = np.arange(MANY) % 3 > 0
    for column in born(sizes(), 5.0 * MANY, np.array([[weight, weight]]), alive):
        assert (column[~alive] == 0.0).all()
        assert column[alive].sum() == pytest.approx(5.0 * MANY / weight, rel=0.05)


def test_one_firm_more_changes_nobody_elses_births_but_by_its_share_of_revenue() -> None:
    revenue = sizes()
    home, _ = born(revenue, 3000.0)
    fewer, _ = born(revenue[:-1], 3000.0 * revenue[:-1].sum() / revenue.sum())
    np.testing.assert_array_equal(home[:-1], fewer)


def test_parents_of_successors_are_drawn_by_revenue_from_the_region_and_industry() -> None:
    revenue = np.array([1.0, 2.0, 5.0, 9.0])
    dead = np.arange(20_000, dtype=np.uint64)
    chosen = successors(
        np.zeros(len(dead), np.int64), np.zeros(len(dead), np.int32), dead, np.array([0, 3, 4]), np.arange(4),
        NAMES[:4], revenue, KEY, 1,
    )  # fmt: skip
    expected = len(dead) * revenue[:3] / revenue[:3].sum()
    assert chi_square(np.bincount(chosen, minlength=4)[:3], expected) < 18.5
    assert (chosen < 3).all()


def test_where_nobody_is_left_there_is_no_parent() -> None:
    chosen = successors(
        np.array([0]), np.array([1], np.int32), np.array([5], np.uint64), np.array([0, 1, 1]), np.array([0]), NAMES[:1],
        np.ones(1), KEY, 2,
    )  # fmt: skip
    assert chosen.tolist() == [-1]
