"""Laws of turnover: size ranks, exits and births."""

import numpy as np
import pytest

from sim.economy.exit import ExitParameters, hazards
from sim.kernels.turnover import births, exits, size_ranks, successors
from tests.kernels.grounds import chi_square

KEY = np.uint64(99)
MANY = 20_000
EVERYONE = np.ones(MANY, np.bool_)
NOWHERE = np.zeros(MANY, np.int32)
NAMES = np.arange(MANY, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)


def sizes(seed: int = 1) -> np.ndarray:
    return np.exp(np.random.default_rng(seed).normal(0.0, 1.5, MANY))


def ranks(revenue: np.ndarray, alive: np.ndarray = EVERYONE, weight: float = 1.0) -> np.ndarray:
    return size_ranks(alive, NOWHERE[: len(revenue)], NOWHERE[: len(revenue)], revenue, np.array([weight]), 1)


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
    rank = size_ranks(EVERYONE, industry, site, inflated, weight, 2)
    for s in (0, 1):
        own = industry == s
        assert np.abs(np.argsort(np.argsort(revenue[own])) / own.sum() - rank[own]).max() < 0.02


@pytest.mark.parametrize("steepness", [0.0, 1.0, 2.0, 5.0])
def test_the_mean_hazard_over_ranks_is_the_exit_rate(steepness: float) -> None:
    parameters = ExitParameters(exit_rate=0.06, steepness=steepness)
    rank = (np.arange(100_000) + 0.5) / 100_000
    assert hazards(rank=rank, parameters=parameters).mean() == pytest.approx(0.06, rel=1e-6)
    assert (np.diff(hazards(rank=rank, parameters=parameters)) <= 0.0).all()


def test_deaths_are_those_that_the_hazards_say() -> None:
    rank = ranks(sizes())
    dies = exits(EVERYONE, NAMES, NOWHERE, rank, KEY, 0.2, 2.0, 1)
    expected = 1.0 - np.exp(-hazards(rank=rank, parameters=ExitParameters(exit_rate=0.2, steepness=2.0)))
    tenth = np.minimum((rank * 10).astype(int), 9)
    found, wanted = np.bincount(tenth, weights=dies), np.bincount(tenth, weights=expected)
    spread = np.sqrt(np.bincount(tenth, weights=expected * (1.0 - expected)))
    assert (np.abs(found - wanted) < 4.0 * spread + 0.5).all()


def test_who_dies_does_not_depend_on_rows_while_many_are_left() -> None:
    rank, order = ranks(sizes()), np.random.default_rng(5).permutation(MANY)
    dies = exits(EVERYONE, NAMES, NOWHERE, rank, KEY, 0.05, 2.0, 1)
    np.testing.assert_array_equal(dies[order], exits(EVERYONE, NAMES[order], NOWHERE, rank[order], KEY, 0.05, 2.0, 1))


def test_an_industry_never_dies_out() -> None:
    dies = exits(EVERYONE, NAMES, NOWHERE, np.zeros(MANY), KEY, 1e9, 0.0, 1)
    assert (~dies).sum() == 2


def born(revenue: np.ndarray, mass: float, weight: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
    weights = np.tile(np.array([1.0, 0.0]), (len(revenue), 1)) if weight is None else weight
    return births(
        EVERYONE[: len(revenue)], NAMES[: len(revenue)], NOWHERE[: len(revenue)], NOWHERE[: len(revenue)], revenue,
        weights, np.array([mass]), KEY,
    )  # fmt: skip


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
    weight = np.tile(np.array([1.0, 20.0]), (MANY, 1))
    home, away = born(sizes(), 4000.0, weight)
    assert home.sum() == pytest.approx(4000.0, rel=0.05)
    assert away.sum() == pytest.approx(4000.0 / 20.0, rel=0.3)


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
