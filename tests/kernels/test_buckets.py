"""Laws of firms by cell and industry: every living firm once, in its place, and what is left after deaths and moves."""

import numpy as np

from sim.kernels.buckets import Buckets, count_firms, count_stayers, sort_firms

CELLS, INDUSTRIES, FIRMS = 6, 3, 500
CHANCE = np.random.default_rng(1)
SITE_CELL = np.array([0, 1, 2, 3, 4, 5, 2, 2])
"""Two lots of cell 2 behind the open cells."""
SITE = CHANCE.integers(0, len(SITE_CELL), FIRMS).astype(np.int32)
INDUSTRY = CHANCE.integers(0, INDUSTRIES, FIRMS).astype(np.int8)
ALIVE = CHANCE.random(FIRMS) < 0.8


def sorted_firms(alive: np.ndarray = ALIVE, site: np.ndarray = SITE) -> Buckets:
    return Buckets(*sort_firms(alive, site, INDUSTRY[: len(site)], SITE_CELL, CELLS, INDUSTRIES))


def test_buckets_hold_every_living_firm_once_and_in_its_place() -> None:
    firms = sorted_firms()
    assert sorted(firms.row) == np.flatnonzero(ALIVE).tolist()
    assert firms.start[-1] == firms.counts.sum() == ALIVE.sum()
    for cell in range(CELLS):
        for k in range(INDUSTRIES):
            b = cell * INDUSTRIES + k
            held = firms.row[firms.start[b] : firms.start[b + 1]]
            stands = SITE_CELL[SITE]
            here = ALIVE & (stands == cell) & (k == INDUSTRY)
            np.testing.assert_array_equal(held, np.flatnonzero(here))
            assert firms.counts[cell, k] == here.sum()


def test_firms_are_counted_as_they_are_sorted() -> None:
    counts = count_firms(ALIVE, SITE, INDUSTRY, SITE_CELL, CELLS, INDUSTRIES)
    np.testing.assert_array_equal(counts, sorted_firms().counts)


def test_the_dead_are_in_no_bucket() -> None:
    firms = sorted_firms(np.array([True, False, True]), np.zeros(3, np.int32))
    assert firms.counts.sum() == 2
    assert sorted(firms.row.tolist()) == [0, 2]


def test_who_has_died_or_moved_since_is_not_counted_and_nobody_else_is_missed() -> None:
    firms = sorted_firms()
    stays = ALIVE & (np.random.default_rng(2).random(FIRMS) < 0.7)
    counts = count_stayers(firms.start, firms.row, stays, CELLS, INDUSTRIES)
    np.testing.assert_array_equal(counts, count_firms(stays, SITE, INDUSTRY, SITE_CELL, CELLS, INDUSTRIES))
    np.testing.assert_array_equal(count_stayers(firms.start, firms.row, ALIVE, CELLS, INDUSTRIES), firms.counts)


def test_a_country_without_firms_has_empty_buckets() -> None:
    firms = sorted_firms(np.zeros(3, np.bool_), np.zeros(3, np.int32))
    assert firms.counts.sum() == 0
    assert (firms.start == 0).all()
    assert len(firms.row) == 0
