"""Laws of costs: a price by hand in a whole world, congestion, friction, delivery."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.economy.prices import congestion, friction_of_sites, quote_prices
from sim.economy.trade import TradeParameters, costs_of_crossing, costs_of_delivery
from sim.kernels.terrain import Costs, delivery_cost
from tests.kernels.grounds import ground
from tests.model.law_worlds import at_fork, live


def test_the_price_of_one_firm_is_that_by_hand() -> None:
    simulation = live(at_fork("tiny"), 1)
    world, parameters = simulation.world, simulation.scenario.prices
    firms, shares, places, market = world.firms, world.shares, world.places, world.market
    row = int(np.flatnonzero(firms.alive & (firms.site >= world.geography.cells))[0])
    last = firms.price.copy()
    quote_prices(world=world, parameters=parameters, team=simulation.team)
    s, site = firms.industry[row], firms.site[row]
    region, place = world.site_region[site], places.site_place[site]
    crowding = (world.activity[site] / places.land[site]) / (world.activity.sum() / places.land.sum())
    cost = shares.labour[s] * world.regions.wage[region]
    cost += shares.imports[s] * (market.exchange_rate + market.price[s] + places.import_cost[site])
    cost += parameters.congestion * np.log(1.0 + crowding)
    cost += parameters.friction * (1.0 - world.maturity[place].mean())
    cost -= firms.productivity[row] + world.regions.shifter[region, world.industries.group[s]]
    for slot, supplier in enumerate(firms.suppliers[row]):
        if supplier >= 0:
            cost += shares.slot_share[s, slot] * (last[supplier] + firms.delivery[row, slot])
    assert place >= world.geography.regions
    assert firms.price[row] == pytest.approx(np.log(parameters.markup) + cost, abs=1e-12)


@given(st.lists(st.floats(0.01, 1e4), min_size=2, max_size=30), st.floats(0.0, 2.0))
def test_a_site_as_crowded_as_the_country_costs_the_logarithm_of_two(land: list[float], elasticity: float) -> None:
    ready = np.array(land)
    found = congestion(activity=3.0 * ready, land=ready, elasticity=elasticity)
    np.testing.assert_allclose(found, elasticity * np.log(2.0), rtol=1e-12)


@given(st.integers(0, 1000), st.floats(0.1, 10.0), st.floats(0.1, 10.0))
def test_crowding_is_relative_and_costs_more_where_it_is_greater(seed: int, people: float, space: float) -> None:
    chance = np.random.default_rng(seed)
    activity, land = chance.exponential(size=20), chance.uniform(0.1, 5.0, 20)
    found = congestion(activity=activity, land=land, elasticity=0.3)
    again = congestion(activity=people * activity, land=space * land, elasticity=0.3)
    np.testing.assert_allclose(found, again, rtol=1e-10)
    order = np.argsort(activity / land)
    assert (np.diff(found[order]) >= -1e-12).all()
    assert (found >= 0.0).all()


def test_an_empty_site_does_not_crowd_and_twice_the_land_crowds_less() -> None:
    activity, land = np.array([0.0, 10.0, 10.0]), np.array([1.0, 1.0, 2.0])
    empty, full, roomy = congestion(activity=activity, land=land, elasticity=0.3)
    assert empty == 0.0
    assert full == pytest.approx(0.3 * np.log(1.0 + 10.0 / 5.0), rel=1e-14)
    assert roomy == pytest.approx(0.3 * np.log(1.0 + 5.0 / 5.0), rel=1e-14)


def test_friction_is_what_mature_rules_take_away() -> None:
    maturity = np.array([[0.0] * 7, [1.0] * 7, [0.7] + [0.0] * 6])
    found = friction_of_sites(maturity=maturity, place=np.array([0, 1, 2, 2]), friction=0.2)
    np.testing.assert_allclose(found, [0.2, 0.0, 0.18, 0.18], rtol=1e-14)


@given(st.integers(0, 1000), st.floats(0.0, 2.0), st.floats(0.0, 2.0))
def test_crossing_costs_what_border_and_gate_cost_pair_by_pair(seed: int, border: float, gate: float) -> None:
    regions, host = 3, np.array([0, 0, 2])
    docking = np.random.default_rng(seed).random((6, 6))
    found = costs_of_crossing(
        docking=docking, host=host, regions=regions, parameters=TradeParameters(border=border, gate=gate)
    )
    region = [0, 1, 2, *host]
    for p in range(6):
        for q in range(6):
            crossing = border if region[p] != region[q] else 0.0
            crossing += gate if (p >= regions) != (q >= regions) else 0.0
            expected = 0.0 if p == q else crossing * (1.0 - docking[p, q])
            assert found[p, q] == pytest.approx(expected, rel=1e-14, abs=1e-15)


def test_a_zone_pays_its_gate_towards_its_host_and_the_border_too_beyond_and_nothing_at_home() -> None:
    parameters = TradeParameters(border=0.2, gate=0.1)
    found = costs_of_crossing(docking=np.zeros((5, 5)), host=np.array([0, 0, 1]), regions=2, parameters=parameters)
    one, two, three = 2, 3, 4
    assert (np.diag(found) == 0.0).all()
    assert found[one, 0] == found[0, one] == 0.1
    assert found[one, 1] == found[1, one] == pytest.approx(0.3)
    assert found[0, 1] == found[1, 0] == found[one, three] == 0.2
    assert found[one, two] == 0.0


def test_households_and_firms_pay_the_same_for_the_same_delivery() -> None:
    parameters = TradeParameters(distance_elasticity=0.3, distance_scale_km=50.0, border=0.2, gate=0.1)
    terrain = ground(1, 3, 40.0)
    place, region = np.array([0, 1, 2]), np.array([0, 1, 0])
    docking = np.array([[1.0, 0.3, 0.6], [0.3, 1.0, 0.5], [0.6, 0.5, 1.0]])
    standing = np.stack([np.arange(3), place, region], axis=1)
    costs = Costs(regions=2, elasticity=0.3, scale_km=50.0, border=0.2, gate=0.1)
    home = np.array([0, 1])
    km = np.array([[terrain.within[0] if c == h else 40.0 * abs(c - h) for h in home] for c in range(3)])
    array = costs_of_delivery(distance=km, place=place, region=region, docking=docking, parameters=parameters)
    crossing = costs_of_crossing(docking=docking, host=np.array([0]), regions=2, parameters=parameters)
    for site in range(3):
        for r in home:
            one = delivery_cost(terrain.position, terrain.within, terrain.plane, standing, crossing, costs, site, r)
            assert array[site, r] == pytest.approx(one, rel=1e-13)


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_closer_coordination_never_makes_a_delivery_dearer(a: float, b: float) -> None:
    low, high = sorted((a, b))
    found = [
        costs_of_delivery(
            distance=np.full((2, 1), 100.0), place=np.array([1, 2]), region=np.array([0, 0]),
            docking=np.full((3, 3), level), parameters=TradeParameters(),
        )
        for level in (low, high)
    ]  # fmt: skip
    assert (found[1] <= found[0]).all()
