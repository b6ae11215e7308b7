"""Laws of lanes and teams: every row once, and the same bits however many threads share the rows out."""

from collections.abc import Callable

import numpy as np
import pytest

from sim.basis.team import Team
from sim.kernels.draws import identities
from sim.kernels.lanes import BLOCK, LANES
from sim.kernels.shocking import shock
from sim.kernels.trading import keep_books, offer, place_orders
from sim.kernels.turnover import BINS, add_by_industry, births, count_sizes, exits, who_draws_below

ROWS, SITES, INDUSTRIES, SLOTS = 30_000, 50, 4, 3
KEY = np.uint64(5)
CHANCE = np.random.default_rng(1)
ALIVE = CHANCE.random(ROWS) < 0.9
NAMES = identities(np.int64(1), np.arange(ROWS, dtype=np.uint64), np.zeros(ROWS, np.uint64))
INDUSTRY = CHANCE.integers(0, INDUSTRIES, ROWS).astype(np.int8)
SITE = CHANCE.integers(0, SITES, ROWS).astype(np.int32)
PRICE, APPEAL = CHANCE.normal(size=ROWS), CHANCE.exponential(size=ROWS)
REVENUE = np.where(CHANCE.random(ROWS) < 0.1, 0.0, CHANCE.lognormal(sigma=1.5, size=ROWS)) * ALIVE
SUPPLIERS = CHANCE.integers(0, ROWS, (ROWS, SLOTS)).astype(np.int32)
SHARE = np.full((INDUSTRIES, SLOTS), 0.2)
SITE_WEIGHT, ACCESS = CHANCE.uniform(1.0, 3.0, SITES), CHANCE.exponential(size=(SITES, INDUSTRIES, 2))

type Results = tuple[np.ndarray, ...]


def offers(team: Team) -> Results:
    weight, sums, past = np.empty(ROWS), np.zeros((LANES, SITES, INDUSTRIES, 2)), np.zeros((LANES, INDUSTRIES))
    team.each_lane(offer, ALIVE, INDUSTRY, SITE, PRICE, APPEAL, SITE_WEIGHT, REVENUE, 4.0, weight, sums, past)
    return weight, sums, past


def orders(team: Team) -> Results:
    received, placed = np.zeros((LANES, ROWS)), np.zeros(LANES)
    team.each_lane(
        place_orders, ALIVE, INDUSTRY, SITE, APPEAL * ALIVE, ACCESS, REVENUE, SUPPLIERS, SHARE, 1.1, received, placed
    )
    return received, placed


def books(team: Team) -> Results:
    revenue, sums = REVENUE.copy(), np.zeros((LANES, SITES, INDUSTRIES, 3))
    repatriated, totals = np.zeros((LANES, SITES)), np.zeros((LANES, 4))
    ratio = np.full(INDUSTRIES, 0.3)
    team.each_lane(
        keep_books, ALIVE, INDUSTRY, SITE, APPEAL > 1.0, PRICE, APPEAL, ACCESS, np.stack([APPEAL, REVENUE]), ratio,
        ratio, ratio, 1.1, 0.3, revenue, sums, repatriated, totals,
    )  # fmt: skip
    return revenue, sums, repatriated, totals


def sizes(team: Team) -> Results:
    sums = np.zeros((LANES, INDUSTRIES, BINS))
    team.each_lane(count_sizes, ALIVE, INDUSTRY, SITE, REVENUE, SITE_WEIGHT, sums)
    return (sums,)


def sums_by_industry(team: Team) -> Results:
    sums = np.zeros((LANES, INDUSTRIES, 2))
    team.each_lane(add_by_industry, ALIVE, INDUSTRY, PRICE, sums)
    return (sums,)


def deaths(team: Team) -> Results:
    (counts,) = sizes(team)
    below = np.concatenate([np.zeros((INDUSTRIES, 1)), np.cumsum(counts.sum(axis=0), axis=1)], axis=1)
    return team.listed(exits, ROWS, ALIVE, NAMES, INDUSTRY, SITE, REVENUE, SITE_WEIGHT, below, KEY, 0.1, 2.0)


def begotten(team: Team) -> Results:
    weights, rate = np.stack([SITE_WEIGHT, SITE_WEIGHT * 3.0], axis=1), np.full(INDUSTRIES, 0.3)
    return team.listed(births, ROWS, ALIVE, NAMES, INDUSTRY, SITE, REVENUE, weights, rate, KEY)


def reconsidering(team: Team) -> Results:
    return team.listed(who_draws_below, ROWS, ALIVE, NAMES, KEY, 0.05)


def shocks(team: Team) -> Results:
    productivity, appeal = PRICE.copy(), APPEAL.copy()
    team.each(shock, ROWS, ALIVE, NAMES, productivity, appeal, KEY, 0.01, 0.06, 2.0, 0.02, 0.12, 6.0)
    return productivity, appeal


@pytest.mark.parametrize("threads", [2, 3, 4])
@pytest.mark.parametrize(
    "work", [offers, orders, books, sizes, sums_by_industry, deaths, begotten, reconsidering, shocks]
)
def test_threads_change_no_bit_of_what_is_summed_listed_or_written(
    work: Callable[[Team], Results], threads: int
) -> None:
    one, other = work(Team(1)), work(Team(threads))
    assert len(one) == len(other)
    for ours, theirs in zip(one, other, strict=True):
        assert ours.size > 0
        np.testing.assert_array_equal(ours, theirs)


def test_the_table_is_larger_than_the_blocks_of_all_lanes_and_not_a_multiple_of_them() -> None:
    assert ROWS > 3 * LANES * BLOCK
    assert ROWS % BLOCK > 0


def test_blocks_of_rows_belong_to_lanes_in_turn_and_every_row_to_one() -> None:
    lane = np.arange(ROWS) // BLOCK % LANES
    (sums,) = sums_by_industry(Team(1))
    for k in range(LANES):
        mine = ALIVE & (lane == k)
        np.testing.assert_array_equal(sums[k, :, 1], np.bincount(INDUSTRY[mine]))
        # Within a lane rows are added in ascending order, as `bincount` adds.
        np.testing.assert_array_equal(sums[k, :, 0], np.bincount(INDUSTRY[mine], weights=PRICE[mine]))


def test_lanes_are_added_to_and_not_overwritten() -> None:
    sums = np.ones((LANES, INDUSTRIES, 2))
    Team(1).each_lane(add_by_industry, ALIVE, INDUSTRY, PRICE, sums)
    assert sums[:, :, 1].sum() == ALIVE.sum() + LANES * INDUSTRIES


@pytest.mark.parametrize("rows", [0, 1, 255, 256 * 3 - 1, 256 * 3, 1000, 1001])
def test_a_team_gives_every_row_to_one_of_its_threads_in_order(rows: int) -> None:
    for threads in (1, 2, 3):
        shares = Team(threads).each(lambda start, stop: (start, stop), rows)
        covered = np.concatenate([np.arange(start, stop) for start, stop in shares])
        np.testing.assert_array_equal(covered, np.arange(rows))
        assert len(shares) == (threads if threads > 1 and rows >= 256 * threads else 1)


def test_what_goes_wrong_on_a_thread_comes_through() -> None:
    def fails(*_rows: int) -> None:
        raise ArithmeticError("on purpose")

    for threads in (1, 2):
        with pytest.raises(ArithmeticError, match="on purpose"):
            Team(threads).each(fails, 1000)
        with pytest.raises(ArithmeticError, match="on purpose"):
            Team(threads).each_lane(fails)
