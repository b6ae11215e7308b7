"""Laws of mending: a slot that lost its supplier takes one of the nearest; who moved pays anew, nobody else does."""

import copy
from dataclasses import dataclass

import numpy as np
import pytest

from sim.kernels.buckets import count_stayers
from sim.kernels.mending import mend_links, reprice_links
from sim.kernels.terrain import nearest_with
from sim.world.crowd import Crowd
from sim.world.firms import Firms
from tests.kernels.chains import (
    SLOT_COUNT,
    SLOT_INDUSTRY,
    cells_of,
    cost_to,
    country,
    crowd,
    linked,
    slots_of,
    some_firms,
    two_regions_and_a_zone,
    wanted_by,
)
from tests.kernels.plain_lottery import choice, slot_name

TERRAIN = country()
RULES = two_regions_and_a_zone(TERRAIN)
CELLS = len(TERRAIN.at)
KEY = np.uint64(77)
POISON = np.float32(7.0)
"""A delivery cost that nothing has, to see what is priced anew."""


@dataclass
class Turmoil:
    """Firms before and after some died and some moved, and after links were mended."""

    before: Firms
    after: Firms
    crowd: Crowd
    stays: np.ndarray
    moved: np.ndarray

    @property
    def counts(self) -> np.ndarray:
        """(C, S) firms that stand where they stood."""
        buckets = self.crowd.buckets
        return count_stayers(buckets.start, buckets.row, self.stays, *buckets.counts.shape)


@pytest.fixture(scope="module", params=[(1500, 0.1), (300, 0.4)], ids=["many firms", "few, and many move"])
def turmoil(request: pytest.FixtureRequest) -> Turmoil:
    """A third of all firms die, some of the others move to another cell."""
    count, moving = request.param
    firms = linked(some_firms(count, CELLS), TERRAIN, RULES)
    gathered, chance = crowd(firms, TERRAIN), np.random.default_rng(4)
    before = copy.deepcopy(firms)
    firms.alive &= chance.random(firms.rows) < 0.67
    moved = firms.alive & (chance.random(firms.rows) < moving)
    firms.site[moved] = (firms.site[moved] + 5) % CELLS
    firms.delivery[:] = POISON
    done = Turmoil(before, firms, gathered, firms.alive & ~moved, moved)
    mend_links(
        0, firms.rows, firms.alive, done.stays, firms.identity, firms.industry, firms.site, firms.appeal,
        firms.suppliers, firms.delivery, SLOT_INDUSTRY, SLOT_COUNT, np.zeros(CELLS, np.int64), done.counts[None],
        done.stays[None], *gathered, TERRAIN, RULES, KEY,
    )  # fmt: skip
    return done


def test_a_slot_changes_its_supplier_only_if_that_has_died(turmoil: Turmoil) -> None:
    firms, slots = turmoil.after, slots_of(turmoil.after)
    lost = slots & ~firms.alive[turmoil.before.suppliers]
    assert lost.any()
    np.testing.assert_array_equal(firms.suppliers != turmoil.before.suppliers, lost)
    np.testing.assert_array_equal(firms.industry[firms.suppliers[slots]], wanted_by(firms)[slots])


def test_an_heir_has_neither_died_nor_moved_and_is_not_the_customer(turmoil: Turmoil) -> None:
    firms = turmoil.after
    lost = slots_of(firms) & ~firms.alive[turmoil.before.suppliers]
    assert turmoil.stays[firms.suppliers[lost]].all()
    assert (firms.suppliers[lost] != np.broadcast_to(np.arange(firms.rows)[:, None], lost.shape)[lost]).all()


def test_an_heir_stands_in_the_nearest_cell_and_is_drawn_there_by_the_lottery_in_plain_words(turmoil: Turmoil) -> None:
    firms, counts, cell = turmoil.after, turmoil.counts, cells_of(turmoil.after, RULES)
    lost = slots_of(firms) & ~firms.alive[turmoil.before.suppliers]
    for i, k in np.argwhere(lost):
        wanted = int(wanted_by(firms)[i, k])
        own = wanted if wanted == firms.industry[i] and turmoil.stays[i] else -1
        nearest = nearest_with(
            TERRAIN.land, TERRAIN.at, TERRAIN.rings, TERRAIN.position, TERRAIN.within, TERRAIN.plane, counts, cell[i],
            wanted, own,
        )  # fmt: skip
        assert cell[firms.suppliers[i, k]] == nearest
        expected = choice(
            firms, turmoil.crowd, drum=nearest * 3 + wanted, weighted=True, key=int(KEY),
            name=slot_name(firms.identity[i], k), own=i, stays=turmoil.stays,
        )  # fmt: skip
        assert firms.suppliers[i, k] == expected


def test_links_with_a_mover_or_an_heir_at_an_end_are_priced_anew_and_no_others(turmoil: Turmoil) -> None:
    firms, slots = turmoil.after, slots_of(turmoil.after)
    lost = slots & ~firms.alive[turmoil.before.suppliers]
    touched = slots & (lost | turmoil.moved[:, None] | turmoil.moved[turmoil.before.suppliers])
    assert (touched & ~lost).any()
    exact = cost_to(firms, np.where(touched, firms.suppliers, -1), TERRAIN, RULES)
    np.testing.assert_array_equal(firms.delivery, np.where(touched, exact.astype(np.float32), POISON))


def test_repricing_writes_what_delivery_costs_now_for_the_rows_given_and_no_others() -> None:
    firms = linked(some_firms(500, CELLS), TERRAIN, RULES)
    firms.delivery[:] = POISON
    rows = np.arange(0, firms.rows, 3, dtype=np.int32)
    reprice_links(0, len(rows), rows, firms.site, firms.suppliers, firms.delivery, TERRAIN, RULES)
    given = np.isin(np.arange(firms.rows), rows)[:, None] & (firms.suppliers >= 0)
    exact = cost_to(firms, firms.suppliers, TERRAIN, RULES).astype(np.float32)
    np.testing.assert_array_equal(firms.delivery, np.where(given, exact, POISON))


def test_behind_a_closed_gate_the_heir_stands_on_the_customers_side_or_there_is_none() -> None:
    firms = linked(some_firms(600, CELLS), TERRAIN, RULES)
    gathered, chance = crowd(firms, TERRAIN), np.random.default_rng(5)
    before = copy.deepcopy(firms)
    side = (np.arange(CELLS) < 3).astype(np.int64)
    firms.alive &= chance.random(firms.rows) < 0.6
    moved = firms.alive & (chance.random(firms.rows) < 0.2)
    firms.site[moved] = (firms.site[moved] + 5) % CELLS
    stays = firms.alive & ~moved
    of_firm = side[firms.site]
    heirs = np.stack([stays & (of_firm == each) for each in (0, 1)])
    buckets = gathered.buckets
    counts = np.stack([count_stayers(buckets.start, buckets.row, each, CELLS, 3) for each in heirs])
    mend_links(
        0, firms.rows, firms.alive, stays, firms.identity, firms.industry, firms.site, firms.appeal, firms.suppliers,
        firms.delivery, SLOT_INDUSTRY, SLOT_COUNT, side, counts, heirs, *gathered, TERRAIN, RULES, KEY,
    )  # fmt: skip
    slots, old = slots_of(firms), before.suppliers
    across = of_firm[:, None] != of_firm[old]
    upset = ~stays[old] | ~stays[:, None]
    lost = slots & (~firms.alive[old] | (across & upset))
    assert (lost & across & firms.alive[old]).any()
    np.testing.assert_array_equal(firms.suppliers[slots & ~lost], old[slots & ~lost])
    heir, customer = firms.suppliers[lost], np.broadcast_to(np.arange(firms.rows)[:, None], lost.shape)[lost]
    assert (of_firm[heir] == of_firm[customer]).all()
    assert firms.alive[heir].all()
    inside = of_firm[customer] == 1
    assert inside.any()
    assert (heir == customer)[inside].sum() < inside.sum()


def test_where_all_of_an_industry_who_live_have_moved_one_of_them_takes_over() -> None:
    firms = linked(some_firms(200, CELLS), TERRAIN, RULES)
    gathered = crowd(firms, TERRAIN)
    theirs = firms.industry == 1
    dies = np.flatnonzero(theirs & firms.alive)[::2]
    firms.alive[dies] = False
    moved = theirs & firms.alive
    firms.site[moved] = (firms.site[moved] + 5) % CELLS
    stays = firms.alive & ~moved
    buckets = gathered.buckets
    counts = count_stayers(buckets.start, buckets.row, stays, *buckets.counts.shape)
    assert counts[:, 1].sum() == 0
    mend_links(
        0, firms.rows, firms.alive, stays, firms.identity, firms.industry, firms.site, firms.appeal, firms.suppliers,
        firms.delivery, SLOT_INDUSTRY, SLOT_COUNT, np.zeros(CELLS, np.int64), counts[None],
        stays[None], *gathered, TERRAIN, RULES, KEY,
    )  # fmt: skip
    for row in np.flatnonzero(firms.alive & ~theirs):
        for slot in range(SLOT_COUNT[firms.industry[row]]):
            if SLOT_INDUSTRY[firms.industry[row], slot] == 1:
                assert moved[firms.suppliers[row, slot]]
