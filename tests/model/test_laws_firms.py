"""Laws of firms, in every step: slots are full, suppliers live, identities are used once, the frontier holds."""

import numpy as np
import pytest

from sim.economy.exit import ExitParameters
from sim.model.simulation import Simulation
from sim.scenario.reading import read_scenario
from sim.world.world import World
from tests.model.law_worlds import SHORT_CHINA, at_fork, kill, live, stem

WORLDS = {"tiny": (), "yangtze_delta": SHORT_CHINA}


@pytest.fixture(params=sorted(WORLDS))
def simulation(request: pytest.FixtureRequest) -> Simulation:
    """A wide-open world at the fork."""
    return at_fork(request.param, *WORLDS[request.param], openness=0.9)


def assert_slots_are_full(world: World) -> None:
    firms, slots = world.firms, world.shares.slot_industry
    living = np.flatnonzero(firms.alive)
    wanted = slots[firms.industry[living]]
    supplier = firms.suppliers[living]
    np.testing.assert_array_equal(supplier >= 0, wanted >= 0)
    filled = wanted >= 0
    assert firms.alive[supplier[filled]].all()
    np.testing.assert_array_equal(firms.industry[supplier[filled]], wanted[filled])


def test_no_slot_is_ever_empty_and_every_supplier_lives_and_makes_what_the_slot_wants(simulation: Simulation) -> None:
    for _ in range(12):
        assert_slots_are_full(simulation.world)
        simulation.step()
    assert_slots_are_full(simulation.world)


def test_slots_are_full_throughout_the_burn_in() -> None:
    simulation = Simulation.found(read_scenario("tiny"))
    while simulation.settling:
        simulation.step()
        assert_slots_are_full(simulation.world)


def test_a_delivery_costs_what_distance_border_and_gate_cost_now(simulation: Simulation) -> None:
    live(simulation, 2)
    world, geography = simulation.world, simulation.world.geography
    trade, places = simulation.scenario.trade, simulation.world.places
    firms, regions = world.firms, simulation.world.geography.regions
    living = np.flatnonzero(firms.alive)
    here = np.repeat(firms.site[living], firms.suppliers.shape[1])
    supplier = firms.suppliers[living].ravel()
    kept, here = firms.delivery[living].ravel()[supplier >= 0], here[supplier >= 0]
    there = firms.site[supplier[supplier >= 0]]
    one, other = geography.site_cell[here], geography.site_cell[there]
    km = geography.distance(geography.cell_position[one], geography.cell_position[other])
    km = np.where(one == other, world.distances.within[one], km)
    p, q = places.site_place[here], places.site_place[there]
    cost = trade.border * (world.site_region[here] != world.site_region[there])
    cost = cost + trade.gate * ((p >= regions) != (q >= regions))
    cost = cost * (1.0 - places.levels.docking[p, q])
    by_hand = trade.distance_elasticity * np.log(1.0 + km / trade.distance_scale_km) + cost
    assert ((p >= regions) != (q >= regions)).any()
    np.testing.assert_allclose(kept, by_hand, atol=2e-6)


def test_no_identity_is_ever_used_again(simulation: Simulation) -> None:
    world = simulation.world
    seen = set(world.firms.identity[world.firms.alive].tolist())
    assert len(seen) == world.firms.alive.sum()
    for _ in range(12):
        before = set(world.firms.identity[world.firms.alive].tolist())
        simulation.step()
        now = world.firms.identity[world.firms.alive].tolist()
        assert len(set(now)) == len(now)
        newborn = set(now) - before
        assert len(newborn) == len(world.flows.born)
        assert not newborn & seen
        seen |= newborn


def test_identities_of_the_burn_in_are_used_once_too() -> None:
    simulation = Simulation.found(read_scenario("tiny"))
    seen: set[int] = set(simulation.world.firms.identity.tolist())
    while simulation.settling:
        before = set(simulation.world.firms.identity.tolist())
        simulation.step()
        newborn = set(simulation.world.firms.identity.tolist()) - before
        assert not newborn & seen
        seen |= newborn
    assert len(seen) > 1300


def test_nobody_passes_the_frontier(simulation: Simulation) -> None:
    world = simulation.world
    for _ in range(12):
        frontier = world.market.frontier
        simulation.step()
        # Who was there before met the frontier of before; newborns may stand as high as that of now.
        before = world.firms.alive & (world.firms.birth_step < simulation.clock.step - 1)
        assert world.firms.productivity[before].max() <= frontier
        assert world.firms.productivity[world.firms.alive].max() <= world.market.frontier
        assert world.market.frontier == pytest.approx(frontier + 0.02 / 4)


def test_foreign_firms_come_where_a_place_is_open() -> None:
    births = {}
    for openness in (0.0, 0.9):
        simulation = at_fork("tiny", openness={"zones": openness, "regions": openness})
        foreign = [0, 0]
        for _ in range(12):
            simulation.step()
            flows = simulation.world.flows
            foreign = [foreign[0] + int(flows.born_foreign.sum()), foreign[1] + len(flows.born)]
        births[openness] = foreign
    assert births[0.0][0] == 0
    found, born = births[0.9]
    share = simulation.scenario.entry.fdi * 0.9
    assert abs(found - share * born) < 4.0 * np.sqrt(born * share * (1.0 - share))


def test_as_many_firms_come_as_go() -> None:
    simulation = at_fork("baseline", "start.firms=6000", "start.burn_in_years=2", withheld="all")
    born = died = 0
    for _ in range(8):
        simulation.step()
        born += len(simulation.world.flows.born)
        died += len(simulation.world.flows.died)
    rate = ExitParameters().exit_rate
    assert died == pytest.approx(2 * rate * 6000, rel=0.15)
    assert abs(born - died) < 4.0 * np.sqrt(born + died)


def test_births_equal_deaths_in_every_region_as_settled_at_the_fork() -> None:
    simulation = at_fork("baseline", "start.firms=6000", "start.burn_in_years=2", withheld="all")
    regions = simulation.world.geography.regions
    born, died = np.zeros(regions), np.zeros(regions)
    for _ in range(8):
        simulation.step()
        world = simulation.world
        born += np.bincount(world.site_region[world.flows.born], minlength=regions)
        died += np.bincount(world.site_region[world.flows.died], minlength=regions)
    apart = (born - died) / np.sqrt(born + died)
    assert np.abs(apart).max() < 4.5
    assert (apart**2).mean() < 2.0


def test_a_newborn_takes_a_row_near_those_of_the_firms_of_its_cell() -> None:
    simulation = at_fork("baseline", "start.firms=6000", "start.burn_in_years=2", withheld="all")
    firms, cell, chance = simulation.world.firms, simulation.world.geography.site_cell, np.random.default_rng(1)
    for _ in range(8):
        simulation.step()
        new = firms.alive & (firms.birth_step == simulation.clock.step - 1)
        theirs = {c: np.flatnonzero(firms.alive & ~new & (cell[firms.site] == c)) for c in cell[firms.site[new]]}
        pairs = [(row, np.median(theirs[c])) for row in np.flatnonzero(new) if len(theirs[c := cell[firms.site[row]]])]
        rows, middles = np.array(pairs).T
        # If it took any free row, it would be as far from there as another newborn's row is.
        assert len(rows) > 30
        assert np.abs(rows - middles).mean() < np.abs(chance.permutation(rows) - middles).mean() / 2.0


def test_customers_of_a_dead_firm_go_to_the_nearest_of_its_industry() -> None:
    simulation = at_fork("tiny")
    world = simulation.world
    row = int(np.bincount(world.firms.suppliers[world.firms.suppliers >= 0]).argmax())
    left = np.argwhere((world.firms.suppliers == row) & world.firms.alive[:, None])
    left = left[left[:, 0] != row]
    kill(simulation, row)
    firms, geography = world.firms, world.geography
    makers = np.flatnonzero(firms.alive & (firms.industry == firms.industry[row]))
    for customer, slot in left:
        here = geography.site_cell[firms.site[customer]]
        cells = np.unique(geography.site_cell[firms.site[makers[makers != customer]]])
        km = geography.distance(geography.cell_position[cells], geography.cell_position[here])
        got = geography.site_cell[firms.site[firms.suppliers[customer, slot]]]
        found = geography.distance(geography.cell_position[got], geography.cell_position[here])
        assert found == pytest.approx(km.min())
    assert_slots_are_full(world)


def test_firm_sizes_have_a_long_tail() -> None:
    revenue = stem("tiny").world.firms.revenue
    assert np.sort(revenue)[-len(revenue) // 10 :].sum() > 0.3 * revenue.sum()
