"""Laws of the gates: what a closed channel lets through, that an open one lets all, and what a gate alone does."""

from itertools import combinations

import numpy as np
import pytest

import sim.model.replicate as replicates
from sim.basis.errors import HinterlandError
from sim.economy import sites
from sim.economy.gates import sides
from sim.model.simulation import Simulation
from sim.reference.model import PlainModel
from sim.scenario.arms import arms
from sim.scenario.reading import read_scenario, vary
from sim.world.levels import CHANNELS
from tests.model.law_worlds import assert_same_world, at_fork, by_identity, fork, live, stem

CLOSED = [list(some) for size in (1, 2, 4) for some in combinations(CHANNELS, size)]

PLACEBO = (
    "openness={zones: 0.2, regions: 0.2}",
    "benchmark={all: domestic}",
    "coordination={all: 0.4, zones: {center: 0.4}}",
    "chain.enclave=0",
    "trade.gate=0",
    "prices.zone_land=1",
    "sites.promotion=0",
    "policy.pilot_rate=0",
    "policy.zone_maturity=0.3",
    "policy.pushed=0",
    "policy.voluntary=0",
)
"""A zone in name only. What is left of it is that its firms are of another jurisdiction than their neighbours."""

SAME_JURISDICTION = ("chain.stranger_encounter=1", "learning.stranger_encounter=1", "relocation.border=0")
"""Jurisdictions make no difference to who meets whom or moves where."""


def test_gates_around_nothing_close_nothing() -> None:
    open_, around_nothing = at_fork("tiny"), at_fork("tiny", closed_channels=list(CHANNELS), closed_around=[])
    assert_same_world(live(open_, 2).world, live(around_nothing, 2).world)


def test_open_gates_stand_around_zones_without_effect() -> None:
    assert_same_world(live(at_fork("tiny"), 2).world, live(at_fork("tiny", closed_around=["center"]), 2).world)


@pytest.mark.parametrize("closed", CLOSED, ids="+".join)
def test_each_gate_changes_a_world_with_a_zone(closed: list[str]) -> None:
    gated = live(at_fork("tiny", closed_channels=closed), 3)
    assert not np.array_equal(gated.world.books.value_added, live(at_fork("tiny"), 3).world.books.value_added)


@pytest.mark.parametrize("closed", [[], *CLOSED], ids="+".join)
def test_a_zone_that_is_nothing_but_a_gate_has_no_effect_at_all(closed: list[str]) -> None:
    trunk = stem("tiny", *PLACEBO, *SAME_JURISDICTION)
    base = live(fork(trunk, closed_channels=closed), 3)
    other = live(fork(trunk, closed_channels=closed, withheld="all"), 3)
    assert base.world.places.active.all()
    assert not other.world.places.active.any()
    assert_same_world(base.world, other.world, but=("maturity",))


def links_across(simulation: Simulation) -> set[tuple[int, int, int]]:
    """Give (customer, slot, supplier) of the links that cross the lots' edge, firms by identity."""
    firms, inside = simulation.world.firms, simulation.world.geography.site_zone >= 0
    row, slot = np.nonzero((firms.suppliers >= 0) & firms.alive[:, None])
    supplier = firms.suppliers[row, slot]
    across = inside[firms.site[row]] != inside[firms.site[supplier]]
    names = (firms.identity[row], slot, firms.identity[supplier])
    return set(zip(*(each[across].tolist() for each in names), strict=True))


@pytest.mark.parametrize("withheld", ["none", "all"])
def test_no_link_comes_to_lie_across_a_gate_closed_to_the_chain(withheld: str) -> None:
    simulation = at_fork("tiny", closed_channels=["chain"], withheld=withheld)
    old = links_across(simulation)
    live(simulation, 4)
    left = links_across(simulation)
    assert left <= old
    assert 0 < len(left) < len(old)
    assert links_across(live(at_fork("tiny", withheld=withheld), 4)) - old


def test_regions_see_nothing_of_rules_behind_a_gate() -> None:
    gated = live(at_fork("tiny", closed_channels=["policy"]), 5)
    without = live(at_fork("tiny", withheld="all"), 5)
    open_ = live(at_fork("tiny"), 5)
    regions = gated.world.geography.regions
    np.testing.assert_array_equal(gated.world.maturity[:regions], without.world.maturity[:regions])
    assert (open_.world.maturity[:regions] > without.world.maturity[:regions]).any()


def test_nobody_learns_across_a_gate_closed_to_learning() -> None:
    world = live(at_fork("tiny", closed_channels=["learning"], withheld="all"), 1).world
    meets, zone = world.places.encounters.learning, world.geography.regions
    assert (meets[zone, :zone] == 0.0).all()
    assert (meets[:zone, zone] == 0.0).all()
    assert meets[zone, zone] == 1.0
    assert (world.places.encounters.chain[zone, :zone] > 0.0).all()
    assert (world.places.rules.standing[world.geography.cells :, 1] == zone).all()


@pytest.mark.parametrize("withheld", ["none", "all"])
def test_nobody_chooses_a_site_across_a_gate_closed_to_mobility(withheld: str) -> None:
    simulation = live(at_fork("tiny", closed_channels=["mobility"], withheld=withheld), 0.25)
    world, side = simulation.world, sides(simulation.world, "mobility")
    parents = np.flatnonzero(world.firms.alive).astype(np.int32)
    terms = {"clock": simulation.clock, "luck": simulation.luck, "team": simulation.team}
    siting = sites.terms_of_siting(world=world, parameters=simulation.scenario.sites, **terms)
    offers = sites.compare(
        world=world, who=world.firms.identity[parents], row=parents, siting=siting, team=simulation.team
    )
    site, worth = offers.best(simulation.team)
    assert np.isfinite(worth).all()
    np.testing.assert_array_equal(side[site], side[world.firms.site[parents]])
    for _ in range(8):
        simulation.step()
        np.testing.assert_array_equal(side[world.flows.moved_from], side[world.flows.moved_to])


def test_on_its_side_a_firm_compares_what_it_would_have_compared_there_anyway() -> None:
    simulation = live(at_fork("tiny", closed_channels=["mobility"]), 0.25)
    twin = live(at_fork("tiny"), 0.25)
    world, side = simulation.world, sides(simulation.world, "mobility")
    parents = np.flatnonzero(world.firms.alive & (side[world.firms.site] == 0)).astype(np.int32)
    found = []
    for each in (simulation, twin):
        terms = {"clock": each.clock, "luck": each.luck, "team": each.team}
        siting = sites.terms_of_siting(world=world, parameters=each.scenario.sites, **terms)
        compare = sites.compare if each is simulation else sites._compare
        who = world.firms.identity[parents]
        found.append(compare(world=world, who=who, row=parents, siting=siting, team=each.team, standing_too=True))
    same = found[0].site == found[1].site
    assert same.mean() > 0.9
    outside = same & (found[0].site >= 0) & (side[found[0].site] == 0)
    np.testing.assert_array_equal(found[0].worth[outside], found[1].worth[outside])
    assert (found[0].worth[(found[0].site >= 0) & (side[found[0].site] == 1)] == -np.inf).all()


def test_behind_a_gate_closed_to_mobility_people_move_as_without_the_zone() -> None:
    gated = live(at_fork("tiny", closed_channels=["mobility"]), 3)
    without = live(at_fork("tiny", closed_channels=["mobility"], withheld="all"), 3)
    np.testing.assert_array_equal(gated.world.regions.labour, without.world.regions.labour)
    assert not np.array_equal(live(at_fork("tiny"), 3).world.regions.labour, without.world.regions.labour)


def test_a_fork_later_on_goes_on_as_if_nobody_had_forked() -> None:
    gated = live(at_fork("tiny", closed_channels=["mobility", "chain"]), 1)
    later = live(gated.fork(gated.scenario), 1)
    assert_same_world(live(gated, 1).world, later.world)


def test_people_remembered_from_another_arm_are_those_of_a_world_that_goes_along() -> None:
    scenario = read_scenario("tiny", ["closed_channels=[mobility]", "years=2", "start.burn_in_years=2"])
    both = arms(scenario)
    twin_first = {"no_zones": both["no_zones"], "base": both["base"]}
    records = dict(replicates.run_replicate(twin_first, replicate=0))
    (_, alone), = replicates.run_replicate({"base": both["base"]}, replicate=0)
    for name, table in alone.panels.items():
        assert table.equals(records["base"].panels[name]), name
    end = records["no_zones"].panels["regions"].query("part == 'all'")["labour"]
    assert not end.empty


def test_the_accounts_hold_behind_closed_gates_on_a_real_map() -> None:
    simulation = stem("yangtze_delta", "start.firms=4000", "start.rest_firms=1000", "start.burn_in_years=2",
                      "geography.cell_degrees=0.25")  # fmt: skip
    gated = live(fork(simulation, closed_channels=list(CHANNELS)), 1)
    again = live(fork(simulation, closed_channels=list(CHANNELS)), 1)
    for name, column in by_identity(gated.world).items():
        np.testing.assert_array_equal(column, by_identity(again.world)[name])


def test_the_plain_engine_refuses_a_closed_gate() -> None:
    scenario = vary(read_scenario("tiny"), {"closed_channels": ["chain"]})
    with pytest.raises(HinterlandError, match=r"`closed_channels` is \[chain\].*--engine numba"):
        PlainModel(scenario, burn_in=False)
