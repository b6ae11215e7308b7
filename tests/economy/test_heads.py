"""Laws of the evaluation's heads: the hand's numbers, and the loop from a benchmark to the loss of status."""

from typing import Any

import numpy as np
import pytest

from sim.economy.evaluation import at_bottom, scores
from sim.economy.heads import (
    COUNT,
    HEADS,
    INDICATORS,
    heads_of,
    indicators,
    reached,
    share_of_links_around,
    standardised,
)
from sim.model.simulation import Simulation
from sim.model.year_end import evaluation_of
from sim.scenario.reading import read_scenario
from tests.model.law_worlds import at_fork, live

FOUR = (
    *("zones.center.at=[5, 5]", "zones.north.at=[2, 2]", "zones.south.at=[8, 2]", "zones.east.at=[2, 8]"),
    "start.burn_in_years=2",
)
NAMES = [f"{head}: {name}" for head, names in INDICATORS.items() for name in names]


def evaluated(**rules: Any) -> Simulation:
    return at_fork("tiny", *FOUR, evaluation={"on": True, "bottom_share": 0.25, "noise": 0.0} | rules)


def measured(simulation: Simulation) -> dict[str, np.ndarray]:
    table = indicators(world=simulation.world, near=0.5, cleaner=0.3)
    return dict(zip(NAMES, table.T, strict=True))


def test_standardised_indicators_are_the_hands() -> None:
    told = standardised(np.array([[1.0, 5.0, np.nan], [2.0, 5.0, 4.0], [6.0, 5.0, 8.0]]))
    sd = np.sqrt(14.0 / 3.0)
    np.testing.assert_allclose(told[:, 0], np.array([-2.0, -1.0, 3.0]) / sd)
    np.testing.assert_array_equal(told[:, 1], 0.0)
    # A missing indicator counts as the poorest that is told.
    np.testing.assert_allclose(told[:, 2], np.array([-1.0, -1.0, 2.0]) / np.sqrt(2.0))


def test_a_head_is_half_its_level_and_half_its_change_and_only_of_those_who_are_scored() -> None:
    level, change = np.zeros((3, COUNT)), np.zeros((3, COUNT))
    level[:, 0], change[:, 1] = [1.0, -1.0, 9.0], [-1.0, 1.0, 9.0]
    scored = np.array([True, True, False])
    heads = heads_of(level=level, change=change, scored=scored, growth_share=0.5)
    np.testing.assert_allclose(heads[:2, 0], 0.0, atol=1e-15)
    heads = heads_of(level=level, change=change, scored=scored, growth_share=0.25)
    np.testing.assert_allclose(heads[:2, 0], np.array([1.0, -1.0]) * (0.75 - 0.25) / 3.0)
    assert np.isnan(heads[2]).all()
    np.testing.assert_array_equal(heads[:2, 1:], 0.0)


def test_a_score_weighs_heads_by_their_points_and_noise_by_the_spread_of_scores() -> None:
    weights = read_scenario("tiny").evaluation.weights
    assert weights == {"opening": 30.0, "quality": 30.0, "science": 15.0, "green": 15.0, "coordination": 10.0}
    heads = np.array([[1.0, 0.0, 0.0, 2.0, 0.0], [0.0, -1.0, 0.0, 0.0, 3.0]])
    np.testing.assert_allclose(scores(heads=heads, weights=weights, noise=np.zeros(2)), [60.0, 0.0])
    np.testing.assert_allclose(scores(heads=heads, weights=weights, noise=np.array([1.0, -0.5])), [90.0, -15.0])


def test_how_much_of_a_benchmark_is_reached_is_never_more_than_all_of_it() -> None:
    maturity, benchmark = np.array([[0.4, 0.9, 0.3]]), np.array([[0.8, 0.6, 0.0]])
    np.testing.assert_allclose(reached(maturity, benchmark), (0.5 + 1.0 + 1.0) / 3.0)


def test_indicators_are_those_of_plain_loops() -> None:
    simulation = live(evaluated(), 1)
    world, found = simulation.world, measured(simulation)
    firms, zone_of, books = world.firms, world.geography.site_zone, world.books
    for zone in range(4):
        sites = np.flatnonzero(zone_of == zone)
        inside = [row for row in np.flatnonzero(firms.alive) if zone_of[firms.site[row]] == zone]
        added = books.value_added[sites].sum()
        traded = books.exports[sites].sum() + books.imported_inputs[sites].sum()
        assert found["opening: trade over value added"][zone] == pytest.approx(traded / added)
        assert found["opening: share of foreign firms"][zone] == pytest.approx(np.mean(firms.foreign[inside]))
        assert found["quality: log value added"][zone] == pytest.approx(np.log(added))
        workers = world.activity[sites].sum()
        assert found["quality: log value added per worker"][zone] == pytest.approx(np.log(added / workers))
        productivity = firms.productivity[inside]
        assert found["science: mean log productivity"][zone] == pytest.approx(productivity.mean())
        near = (productivity > world.market.frontier - 0.5).mean()
        assert found["science: share of firms near the world frontier"][zone] == pytest.approx(near)


def test_links_around_are_counted_from_either_end() -> None:
    world = live(evaluated(), 1).world
    firms, zone, region = world.firms, world.geography.site_zone[world.firms.site], world.site_region[world.firms.site]
    touching, around = np.zeros(4), np.zeros(4)
    for row in np.flatnonzero(firms.alive):
        for supplier in firms.suppliers[row][firms.suppliers[row] >= 0]:
            for z in {int(zone[row]), int(zone[supplier])} - {-1}:
                touching[z] += 1
                other = supplier if zone[row] == z else row
                around[z] += zone[other] == -1 and region[other] == world.geography.zone_host[z]
    np.testing.assert_allclose(share_of_links_around(world), around / touching)
    assert around.sum() > 0


def test_regions_that_adopt_are_counted_where_they_looked_and_anew_each_year() -> None:
    simulation = at_fork(
        "tiny", *FOUR, coordination=1.0, openness={"zones": 1.0, "regions": 0.0}, evaluation={"on": True}
    )
    world, regions = simulation.world, simulation.world.geography.regions
    before = world.maturity[:regions].copy()
    live(simulation, 0.75)
    rose = (world.maturity[:regions] > before).sum()
    assert 0 < rose <= world.zones.followed.sum()
    live(simulation, 0.25)
    assert world.zones.followed.sum() == 0
    assert world.zones.indicators[:, -1].sum() >= rose


def test_a_zone_without_firms_is_the_poorest_and_not_an_error() -> None:
    simulation = live(evaluated(), 1)
    world = simulation.world
    inside = world.geography.site_zone[world.firms.site] == 0
    world.firms.site[inside] = 0
    for name in ("revenue", "value_added", "exports", "imported_inputs", "real_output"):
        getattr(world.books, name)[world.geography.site_zone == 0] = 0.0
    level = indicators(world=world, near=0.5, cleaner=0.3)
    assert np.isnan(level[0]).any()
    everyone = np.ones(4, np.bool_)
    heads = heads_of(level=level, change=level - world.zones.indicators, scored=everyone, growth_share=0.5)
    assert np.isfinite(heads).all()
    assert heads[0, 2] == heads[:, 2].min()


def test_the_loop_closes_from_benchmark_to_exit() -> None:
    """A zone with poor heads is warned, pilots three times as fast, and after two years running is none any more."""
    simulation = evaluated(growth_share=0.0, near_frontier=0.9)
    world, regions = simulation.world, simulation.world.geography.regions
    poor = 2
    warned: list[int] = []
    while not world.zones.expelled.any():
        assert simulation.clock.step < 40
        # What the benchmark asks for is hardly there, and its firms are far behind: every year anew.
        world.maturity[regions + poor] = 0.05
        world.firms.productivity[world.geography.site_zone[world.firms.site] == poor] -= 0.5
        live(simulation, 1)
        warned.append(int(world.zones.warnings[poor]))
        others = np.delete(world.zones.warnings, poor)
        assert not others.any()
    assert warned == [0, 1, 2]
    record = evaluation_of(world)
    assert record["score"].argmin() == poor
    assert record["head_opening"].argmin() == record["head_science"].argmin() == poor
    simulation.step()
    assert world.places.active.tolist() == [zone != poor for zone in range(4)]
    live(simulation, 1)
    assert np.isnan(world.zones.score[poor])
    assert not np.isnan(np.delete(world.zones.score, poor)).any()


def test_a_benchmark_that_asks_for_more_lowers_the_head_that_counts_it() -> None:
    easy, hard = (live(evaluated_under(name), 1) for name in ("domestic", "CPTPP"))
    column = "opening: benchmark reached"
    assert (measured(easy)[column] > measured(hard)[column]).all()


def evaluated_under(benchmark: str) -> Simulation:
    return at_fork("tiny", *FOUR, benchmark=benchmark, evaluation={"on": True})


def test_the_shipped_scenario_applies_the_rule_in_force() -> None:
    scenario = read_scenario("yangtze_evaluated")
    rules = scenario.evaluation
    assert rules.on
    assert (rules.years_to_exit, rules.urgency) == (2, 3.0)
    for zones, warned in ((219, 5), (68, 2), (22, 1), (21, 0)):
        everyone = np.ones(zones, np.bool_)
        assert at_bottom(score=np.arange(float(zones)), scored=everyone, share=rules.bottom_share).sum() == warned
    assert sum(rules.weights.values()) == 100.0
    assert tuple(rules.weights) == HEADS
