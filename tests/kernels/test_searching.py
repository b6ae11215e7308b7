"""Laws of search: who looks, whom a slot finds, and that it takes only what is cheaper and whom it meets."""

import copy

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sim.kernels.draws import uniforms, word_fraction, words
from sim.kernels.searching import words_below
from tests.kernels.chains import (
    INDUSTRIES,
    LINKAGE,
    SLOTS,
    cells_of,
    cost_to,
    country,
    crowd,
    linked,
    search,
    slots_of,
    some_firms,
    terms,
    two_regions_and_a_zone,
    wanted_by,
)
from tests.kernels.grounds import ground, one_place
from tests.kernels.plain_lottery import choice, slot_name

TERRAIN = country()
RULES = two_regions_and_a_zone(TERRAIN)
CELLS = len(TERRAIN.at)


@given(st.floats(0.0, 1.0))
@example(0.0)
@example(1.0)
@example(1e-300)
@example(2.0**-33)
@example(float(np.nextafter(2.0**-33, 1.0)))
@example(1.0 - 2.0**-33)
@example(float(np.nextafter(1.0, 0.0)))
def test_exactly_the_words_below_a_chance_are_counted(chance: float) -> None:
    count = words_below(chance)
    assert 0 <= count <= 1 << 32
    assert count == 0 or word_fraction(np.uint32(count - 1)) < chance
    assert count == 1 << 32 or word_fraction(np.uint32(count)) >= chance


def test_no_word_is_below_nothing_and_every_word_is_below_certainty_and_beyond() -> None:
    assert [words_below(chance) for chance in (-1.0, 0.0, 1e-11, 2.0**-33)] == [0] * 4
    assert [words_below(chance) for chance in (1.0, 2.0)] == [1 << 32] * 2
    assert words_below(2.0**-32) == 1
    assert words_below(0.5) == 1 << 31


def test_the_first_time_every_slot_takes_a_living_firm_of_its_industry_other_than_its_own() -> None:
    firms = linked(some_firms(3000, CELLS), TERRAIN, RULES)
    slots, supplier = slots_of(firms), firms.suppliers
    np.testing.assert_array_equal(supplier >= 0, slots)
    np.testing.assert_array_equal(firms.industry[supplier[slots]], wanted_by(firms)[slots])
    assert firms.alive[supplier[slots]].all()
    assert (supplier != np.arange(firms.rows)[:, None]).all()


def test_who_is_found_in_a_cell_is_drawn_by_the_lottery_in_plain_words() -> None:
    terrain = ground(1, 1)
    firms = linked(some_firms(400, 1), terrain, one_place(1))
    gathered, key = crowd(firms, terrain), int(terms().whom)
    for i, k in np.argwhere(slots_of(firms))[::3]:
        expected = choice(
            firms, gathered, drum=int(wanted_by(firms)[i, k]), weighted=True, key=key,
            name=slot_name(firms.identity[i], k), own=i, stays=firms.alive,
        )  # fmt: skip
        assert firms.suppliers[i, k] == expected


def test_one_who_is_alone_in_its_industry_supplies_itself_only_where_nobody_else_can() -> None:
    firms = some_firms(50, 1)
    firms.industry[:] = 1
    firms.industry[0] = 0
    firms.industry[1] = 2
    firms.alive[:] = True
    linked(firms, ground(1, 1), one_place(1))
    # The one firm of industry 0 buys from its own industry in slots 0 and 3.
    assert firms.suppliers[0, [0, 3]].tolist() == [0, 0]
    assert (firms.suppliers[0, [1, 4]] > 1).all()
    assert firms.suppliers[0, [2, 5]].tolist() == [1, 1]


def test_an_industry_that_is_far_from_everybody_is_found_where_it_is() -> None:
    firms = some_firms(500, CELLS)
    firms.site[firms.industry == 2] = CELLS - 1
    linked(firms, TERRAIN, RULES)
    makers = slots_of(firms) & (wanted_by(firms) == 2)
    assert (cells_of(firms, RULES)[firms.suppliers[makers]] == CELLS - 1).all()


def test_a_delivery_is_its_cost_rounded_once_to_single_precision() -> None:
    firms = linked(some_firms(3000, CELLS), TERRAIN, RULES)
    assert firms.delivery.dtype == np.float32
    exact = cost_to(firms, firms.suppliers, TERRAIN, RULES)
    np.testing.assert_array_equal(firms.delivery, exact.astype(np.float32))
    search(firms, TERRAIN, RULES)
    exact = cost_to(firms, firms.suppliers, TERRAIN, RULES)
    np.testing.assert_array_equal(firms.delivery, exact.astype(np.float32))
    assert (exact != firms.delivery).any()


@pytest.mark.parametrize("chance", [0.0, 0.1, 0.5, 1.0])
def test_a_slot_looks_when_its_own_draw_says_so_and_only_if_its_firm_may(chance: float) -> None:
    firms = some_firms(3000, CELLS)
    # Everybody buys from a dead firm, so who looks takes another whatever it costs.
    dead = int(np.flatnonzero(~firms.alive)[0])
    firms.suppliers[slots_of(firms)] = dead
    looking = firms.alive & (np.random.default_rng(2).random(firms.rows) < 0.7)
    before = copy.deepcopy(firms)
    search(firms, TERRAIN, RULES, looking=looking, chance=chance, stickiness=-1e9)
    key = terms().looks
    quads = [words(key, firms.identity, np.uint64(quad)) for quad in range(-(-SLOTS // 4))]
    drawn = (np.concatenate(quads, axis=1)[:, :SLOTS] + 0.5) * 2.0**-32
    expected = slots_of(firms) & looking[:, None] & (drawn < chance)
    np.testing.assert_array_equal(firms.suppliers != before.suppliers, expected)
    assert expected.any() == (chance > 0.0)


@pytest.mark.parametrize("stickiness", [0.0, 0.1])
def test_a_slot_takes_what_is_cheaper_delivered_by_its_stickiness_and_nothing_else(stickiness: float) -> None:
    firms = linked(some_firms(3000, CELLS), TERRAIN, RULES)
    before, offered = copy.deepcopy(firms), copy.deepcopy(firms)
    search(offered, TERRAIN, RULES, stickiness=-1e9, whom=np.uint64(99))
    search(firms, TERRAIN, RULES, stickiness=stickiness, whom=np.uint64(99))
    slots = slots_of(firms)
    now = before.price[before.suppliers] + before.delivery.astype(np.float64)
    other = before.price[offered.suppliers] + cost_to(before, offered.suppliers, TERRAIN, RULES)
    takes = slots & (other < now - stickiness)
    np.testing.assert_array_equal(firms.suppliers, np.where(takes, offered.suppliers, before.suppliers))
    assert takes.any()
    assert (slots & ~takes & (offered.suppliers != before.suppliers)).any()


def test_firms_of_two_places_meet_as_coordination_gate_and_their_own_draw_say() -> None:
    firms = some_firms(3000, CELLS)
    dead = int(np.flatnonzero(~firms.alive)[0])
    firms.suppliers[slots_of(firms)] = dead
    offered = copy.deepcopy(firms)
    search(offered, TERRAIN, RULES, stickiness=-1e9, scale_km=60.0)
    search(firms, TERRAIN, RULES, stickiness=-1e9, scale_km=60.0, stranger=0.1, enclave=0.6)
    slots, place = slots_of(firms), RULES.standing[:, 1]
    here, there = np.broadcast_to(place[firms.site][:, None], slots.shape), place[firms.site[offered.suppliers]]
    linkage = LINKAGE[here, there]
    chance = 0.1 + 0.9 * linkage
    chance = np.where((here == 2) != (there == 2), chance * (1.0 - 0.6 * (1.0 - linkage)), chance)
    drawn = np.stack([uniforms(terms().meets, firms.identity, np.uint64(k)) for k in range(SLOTS)], axis=1)
    meets = slots & ((here == there) | (drawn < chance))
    np.testing.assert_array_equal(firms.suppliers, np.where(meets, offered.suppliers, dead * slots - ~slots))
    for pair in ((0, 1), (0, 2)):
        among = slots & (here == pair[0]) & (there == pair[1])
        assert 0 < meets[among].sum() < among.sum()


def test_slots_that_look_far_are_led_by_gravity_and_near_ones_by_distance() -> None:
    km = []
    for far_share in (0.0, 1.0):
        firms = some_firms(3000, CELLS)
        firms.suppliers[slots_of(firms)] = int(np.flatnonzero(~firms.alive)[0])
        search(firms, TERRAIN, RULES, stickiness=-1e9, far_share=far_share, scale_km=8.0)
        cell, slots = cells_of(firms, RULES), slots_of(firms)
        ends = np.broadcast_to(cell[:, None], slots.shape)[slots], cell[firms.suppliers[slots]]
        km.append(np.linalg.norm(TERRAIN.position[ends[0]] - TERRAIN.position[ends[1]], axis=1).mean())
    everywhere = np.linalg.norm(TERRAIN.position[:, None] - TERRAIN.position[None], axis=2).mean()
    assert km[1] == pytest.approx(everywhere, rel=0.05)
    assert km[0] < 0.6 * km[1]


def test_search_changes_nobody_but_those_who_look() -> None:
    firms = linked(some_firms(3000, CELLS), TERRAIN, RULES)
    before = copy.deepcopy(firms)
    search(firms, TERRAIN, RULES, looking=np.zeros(firms.rows, np.bool_), stickiness=-1e9, whom=np.uint64(99))
    for name, column in vars(before).items():
        np.testing.assert_array_equal(getattr(firms, name), column, err_msg=name)
    assert len(np.unique(firms.industry)) == INDUSTRIES
