"""Laws of visits to the frontier: what a scenario says of them moves learning on a zone's lots, and nothing at once."""

import pytest

from sim.basis.errors import ScenarioError
from sim.scenario.reading import read_scenario
from tests.model.law_worlds import assert_same_world, at_fork, live


def test_as_many_visits_as_by_openness_are_the_same_world() -> None:
    as_was = live(at_fork("tiny"), 1)
    assert_same_world(as_was.world, live(at_fork("tiny", frontier_visits={"center": 1}), 1).world)
    without = live(at_fork("tiny", withheld="all"), 1)
    assert_same_world(without.world, live(at_fork("tiny", withheld="all", frontier_visits={"center": 5}), 1).world)


def test_in_the_first_step_only_firms_on_the_lots_learn_more() -> None:
    as_was, visiting = at_fork("tiny"), at_fork("tiny", frontier_visits={"center": 8})
    before, sites = as_was.world.firms.identity.copy(), as_was.world.firms.site.copy()
    on_lot = as_was.world.geography.site_zone[sites] == 0
    for each in (as_was, visiting):
        each.step()
    firms, visitors = as_was.world.firms, visiting.world.firms
    rows = slice(None, len(before))
    same = firms.alive[rows] & (firms.identity[rows] == before) & (visitors.identity[rows] == before)
    gained = visitors.productivity[rows] - firms.productivity[rows]
    assert (gained[same & on_lot] >= 0.0).all()
    assert (gained[same & on_lot] > 0.0).any()
    assert (gained[same & ~on_lot] == 0.0).all()


def test_visits_are_of_zones_and_at_most_tenfold() -> None:
    with pytest.raises(ScenarioError, match=r"`frontier_visits.centre`: 'centre' is no zone of this map. Did you mean"):
        read_scenario("tiny", ["frontier_visits={centre: 2}"])
    with pytest.raises(ScenarioError, match=r"frontier_visits.center"):
        read_scenario("tiny", ["frontier_visits={center: 11}"])
