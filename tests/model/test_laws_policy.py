"""Laws of policy as a model lives it: events, designation, withdrawal, evaluation, adoption, emissions."""

from typing import Any

import numpy as np
import pytest

from sim.economy.emissions import EmissionsParameters, emissions
from sim.economy.evaluation import at_bottom, urgency
from sim.model.schedule import SCHEDULE
from sim.model.simulation import Simulation
from sim.scenario.calendar import Calendar
from tests.model.law_worlds import at_fork, live

ZONES = (
    "zones.center.at=[5, 5]",
    "zones.north.at=[2, 2]",
    "zones.south.at=[8, 2]",
    "zones.east.at=[2, 8]",
    "start.burn_in_years=2",
)

POLICY = next(process for process in SCHEDULE if process.name == "policy")


def with_zones(**differences: Any) -> Simulation:
    return at_fork("tiny", *ZONES, **differences)


@pytest.mark.parametrize(
    ("date", "step"), [("2010-01", 0), ("2010-05", 1), ("2010-06", 1), ("2011", 4), ("2011-12", 7)]
)
def test_an_event_is_in_force_from_the_step_that_contains_its_date(date: str, step: int) -> None:
    news = {"date": date, "openness": 0.77, "tariff": 0.25, "coordination": 0.66}
    simulation = at_fork("tiny", timeline={"news": news})
    regions = simulation.world.geography.regions
    assert Calendar("2010", 4).step_of(date) == step
    for _ in range(8):
        now = simulation.clock.step
        simulation.step()
        levels = simulation.world.places.levels
        assert (simulation.world.places.openness[regions] == 0.77) == (now >= step)
        assert (levels.tariff == 0.25) == (now >= step)
        assert (levels.docking[0, 1] == 0.66) == (now >= step)


def test_a_tariff_makes_trade_dear_at_once() -> None:
    plain = live(at_fork("tiny"), 0.25)
    tariff = live(at_fork("tiny", timeline={"wall": {"date": "2010", "tariff": 0.5}}), 0.25)
    assert tariff.world.books.exports.sum() < 0.8 * plain.world.books.exports.sum()


def test_world_demand_lets_exports_rise_and_foreign_money_fall() -> None:
    plain = live(at_fork("tiny"), 0.25)
    boom = live(at_fork("tiny", timeline={"boom": {"date": "2010", "world_demand": 0.5}}), 0.25)
    assert boom.world.market.exchange_rate < plain.world.market.exchange_rate
    assert boom.world.books.exports.sum() > plain.world.books.exports.sum()


def test_no_jurisdiction_stays_below_a_national_reform() -> None:
    simulation = live(at_fork("tiny", timeline={"reform": {"date": "2011", "reform": {"finance": 0.8}}}), 1)
    assert simulation.world.maturity[:, 6].max() < 0.8
    live(simulation, 1)
    assert simulation.world.maturity[:, 6].min() >= 0.8
    assert simulation.world.maturity[:9, 0].max() < 0.8


def test_a_zone_is_a_zone_from_the_step_of_its_designation() -> None:
    simulation = at_fork("tiny", zones={"center": {"designated": "2011"}})
    world, regions = simulation.world, simulation.world.geography.regions
    lot = world.geography.cells
    host = int(world.geography.zone_host[0])
    live(simulation, 1)
    assert not world.places.active[0]
    assert world.places.site_place[lot] == host
    np.testing.assert_array_equal(world.maturity[regions], world.maturity[host])
    land = world.places.land[lot]
    simulation.step()
    assert world.places.active[0]
    assert world.places.site_place[lot] == regions
    assert (world.maturity[regions] >= simulation.scenario.policy.zone_maturity).all()
    assert world.places.land[lot] == simulation.scenario.prices.zone_land * land


def test_a_withdrawn_zone_lapses_to_its_host_and_keeps_its_land() -> None:
    simulation = at_fork("tiny", timeline={"end": {"date": "2012", "withdraw": ["center"]}})
    world, regions = simulation.world, simulation.world.geography.regions
    lot, host = world.geography.cells, int(simulation.world.geography.zone_host[0])
    live(simulation, 2)
    land, ahead = world.places.land[lot], world.maturity[regions] - world.maturity[host]
    assert (ahead > 0.0).all()
    simulation.step()
    assert not world.places.active[0]
    assert world.places.site_place[lot] == host
    assert world.places.land[lot] == land
    live(simulation, 3)
    left = world.maturity[regions] - world.maturity[host]
    lapse = simulation.scenario.policy.lapse
    assert (left < ahead * np.exp(-lapse * 3) + 1e-9).all()
    live(simulation, 40)
    np.testing.assert_allclose(world.maturity[regions], world.maturity[host], atol=0.02)


def test_a_withheld_zone_is_its_region_for_all_purposes() -> None:
    simulation = at_fork("tiny", withheld="all")
    live(simulation, 2)
    world = simulation.world
    assert not world.places.active.any()
    assert (world.places.site_place < world.geography.regions).all()
    host = world.geography.zone_host
    np.testing.assert_array_equal(world.maturity[world.geography.regions :], world.maturity[host])


def test_piloting_never_passes_the_benchmark_and_adoption_never_what_carries() -> None:
    simulation = at_fork("tiny", openness={"zones": 1.0, "regions": 0.0}, coordination=1.0)
    world, regions = simulation.world, simulation.world.geography.regions
    km, reach = world.distances.place_place[:regions], simulation.scenario.policy.experience_km
    for _ in range(60):
        seen_before = np.maximum(world.maturity[:regions], 0.0)
        simulation.step()
        levels = world.places.levels
        assert (world.maturity[regions:] <= np.maximum(levels.benchmark[regions:], 0.6) + 1e-12).all()
        carried = np.exp(-km / reach)[:, :, None] * world.maturity[None]
        carried[np.arange(regions), np.arange(regions)] = 0.0
        bound = np.maximum(seen_before, carried.max(axis=1))
        assert (world.maturity[:regions] <= bound + 1e-12).all()
        assert (world.maturity[:regions] >= seen_before).all()
    # Distance sets how far experience carries: the far corner stays below the host.
    host = int(world.geography.zone_host[0])
    assert (world.maturity[0] < world.maturity[host]).all()


def test_a_twinned_region_learns_as_if_it_were_near() -> None:
    twinned = {"timeline": {"pair": {"date": "2010", "twin": {"center": ["r1c1"]}}}}
    levels = {"openness": {"zones": 1.0, "regions": 0.0}, "coordination": 1.0}
    plain, near = (live(at_fork("tiny", **levels, **more), 40).world for more in ({}, twinned))
    zone, carried = plain.maturity[9], np.exp(-plain.distances.place_place[0, 9] / 300.0)
    assert (near.maturity[0] > plain.maturity[0]).all()
    assert (near.maturity[0] > 0.5 * (1.0 + carried) * zone).all()
    np.testing.assert_array_equal(near.maturity[9], zone)


def test_the_share_at_the_bottom_is_rounded_to_whole_zones() -> None:
    score = np.random.default_rng(1).normal(size=219)
    everyone = np.ones(219, np.bool_)
    worst = at_bottom(score=score, scored=everyone, share=5 / 219)
    assert worst.sum() == 5
    assert score[worst].max() < score[~worst].min()
    assert at_bottom(score=score[:68], scored=everyone[:68], share=5 / 219).sum() == 2
    assert at_bottom(score=score[:10], scored=everyone[:10], share=5 / 219).sum() == 0
    some = np.arange(219) < 100
    assert not at_bottom(score=np.where(some, score, -99.0), scored=some, share=5 / 219)[~some].any()


EVALUATED = {"evaluation": {"on": True, "bottom_share": 0.25, "noise": 0.0}}


def test_without_evaluation_nobody_is_warned() -> None:
    simulation = live(with_zones(), 4)
    assert simulation.world.zones.warnings.sum() == 0
    assert not simulation.world.zones.expelled.any()


def test_the_worst_zone_is_warned_each_year_and_a_warned_zone_hurries() -> None:
    simulation = with_zones(**EVALUATED)
    zones = simulation.world.zones
    live(simulation, 1)
    assert zones.warnings.sum() == 0  # there is no growth before the second evaluation
    live(simulation, 0.75)
    assert zones.warnings.sum() == 0
    live(simulation, 0.25)
    assert sorted(zones.warnings.tolist()) == [0, 0, 0, 1]
    hurry = urgency(world=simulation.world, parameters=simulation.scenario.evaluation)
    np.testing.assert_array_equal(hurry, np.where(zones.warnings > 0, 3.0, 1.0))


def test_two_years_running_at_the_bottom_cost_the_status() -> None:
    simulation = with_zones(evaluation=EVALUATED["evaluation"] | {"years_to_exit": 2})
    world = simulation.world
    worst: list[int] = []
    for year in range(1, 16):
        before = world.zones.warnings.copy()
        expelled = world.zones.expelled.copy()
        live(simulation, 1)
        if year >= 2 and world.places.active.sum() >= 3:
            worst.append(int(world.zones.warnings.argmax()))
            assert world.zones.warnings[worst[-1]] in {1, 2}
        newly = world.zones.expelled & ~expelled
        assert (before[newly] == 1).all()
        np.testing.assert_array_equal(newly, (before == 1) & (world.zones.warnings == 2))
    assert world.zones.expelled.any()
    simulation.step()
    np.testing.assert_array_equal(world.places.active, ~world.zones.expelled)


def test_a_warned_zone_pilots_three_times_as_fast() -> None:
    raised = np.zeros(2)
    for warned in (0, 1):
        simulation = with_zones(openness=0.3, policy={"notch": 0.001, "zone_maturity": 0.1, "region_maturity": 0.1})
        world, regions = simulation.world, simulation.world.geography.regions
        live(simulation, 0.25)
        for _ in range(400):
            world.zones.warnings = np.full(4, warned)
            before = world.maturity[regions:].copy()
            POLICY.run(simulation.moment())
            simulation.clock = type(simulation.clock)(simulation.clock.step + 1, 4)
            raised[warned] += (world.maturity[regions:] > before).sum()
    rate = 0.25 * 0.3
    slow, quick = (400 * 28 * -np.expm1(-factor * rate / 4) for factor in (1, 3))
    assert abs(raised[0] - slow) < 4 * np.sqrt(slow)
    assert abs(raised[1] - quick) < 4 * np.sqrt(quick)


def test_emissions_are_intensity_times_real_output_less_what_rules_and_time_take() -> None:
    world = live(at_fork("tiny"), 1).world
    plain = emissions(world=world, parameters=EmissionsParameters(decline=0.0, maturity_effect=0.0), years=7.0)
    np.testing.assert_allclose(plain, world.books.real_output * world.industries.emission_intensity, rtol=1e-14)
    later = emissions(world=world, parameters=EmissionsParameters(decline=0.03, maturity_effect=0.0), years=7.0)
    np.testing.assert_allclose(later, plain * np.exp(-0.21), rtol=1e-14)
    world.maturity[:, 2] = 0.5
    greener = emissions(world=world, parameters=EmissionsParameters(decline=0.0, maturity_effect=0.4), years=7.0)
    np.testing.assert_allclose(greener, 0.8 * plain, rtol=1e-14)


def test_real_output_at_the_fork_is_worth_what_is_sold() -> None:
    books = at_fork("tiny").world.books
    np.testing.assert_allclose(books.real_output.sum(axis=0), books.revenue.sum(axis=0), rtol=1e-12)
