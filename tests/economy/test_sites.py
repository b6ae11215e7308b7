"""Laws of sites: what is offered, how it is chosen, what makes a zone's lot be offered."""

import numpy as np
import pytest

from sim.economy.entry import chance_of_entering
from sim.economy.sites import Offers, compare, promotion_weights, terms_of_siting, value_of_sites
from sim.kernels.draws import identities
from sim.model.simulation import Simulation
from tests.kernels.grounds import chi_square
from tests.model.law_worlds import at_fork, live

NEWBORNS = 8000


def offers(simulation: Simulation, parents: np.ndarray, **parameters: float) -> Offers:
    world = simulation.world
    who = identities(np.int64(5), world.firms.identity[parents], np.arange(len(parents), dtype=np.uint64))
    siting = terms_of_siting(
        world=world, parameters=simulation.scenario.sites.model_copy(update=parameters), clock=simulation.clock,
        luck=simulation.luck, team=simulation.team,
    )  # fmt: skip
    return compare(
        world=world, who=who, row=parents.astype(np.int32), siting=siting, team=simulation.team, standing_too=True
    )


@pytest.fixture(scope="module")
def simulation() -> Simulation:
    """A world with its zone in force."""
    return live(at_fork("tiny"), 0.25)


def zone_chance(simulation: Simulation, parents: np.ndarray, promotion: float) -> np.ndarray:
    world = simulation.world
    weights = promotion_weights(world=world, promotion_km=simulation.scenario.sites.promotion_km)
    cell = world.geography.site_cell[world.firms.site[parents]]
    leading = np.where(world.geography.zone_leading, simulation.scenario.sites.leading_weight, 1.0)
    total = (weights[cell] * leading[:, world.firms.industry[parents]].T).sum(axis=1)
    return 1.0 - np.exp(-promotion * total)


def some_parents(simulation: Simulation) -> np.ndarray:
    return np.resize(np.flatnonzero(simulation.world.firms.alive), NEWBORNS)


@pytest.mark.parametrize("promotion", [0.0, 0.5, 3.0])
def test_a_lot_is_offered_as_often_as_openness_and_distance_say(simulation: Simulation, promotion: float) -> None:
    parents = some_parents(simulation)
    found = offers(simulation, parents, promotion=promotion)
    promoted = found.site[:, -1] >= 0
    # One who stands, or is offered, the lot anyhow is not offered it once more.
    elsewhere = ~(found.site[:, 1:-1] >= simulation.world.geography.cells).any(axis=1)
    expected = zone_chance(simulation, parents, promotion)[elsewhere]
    spread = np.sqrt((expected * (1.0 - expected)).sum())
    assert abs(promoted[elsewhere].sum() - expected.sum()) <= 4.0 * spread
    assert (found.site[promoted, -1] >= simulation.world.geography.cells).all()


def test_a_zone_without_status_is_not_promoted() -> None:
    none = live(at_fork("tiny", withheld="all"), 0.25)
    assert (promotion_weights(world=none.world, promotion_km=50.0) == 0.0).all()
    assert (offers(none, some_parents(none), promotion=100.0).site[:, -1] == -1).all()


def test_nobody_is_offered_a_site_twice_and_everybody_the_parents(simulation: Simulation) -> None:
    parents = some_parents(simulation)
    found = offers(simulation, parents)
    for row in found.site[:2000, 1:]:
        given = row[row >= 0]
        assert len(set(given.tolist())) == len(given)
    cell = simulation.world.geography.site_cell
    home = cell[simulation.world.firms.site[parents]]
    np.testing.assert_array_equal(cell[found.site[:, 1]], home)
    np.testing.assert_array_equal(found.site[:, 0], simulation.world.firms.site[parents])
    assert np.isfinite(found.worth[found.site >= 0]).all()
    assert (found.worth[found.site < 0] == -np.inf).all()


def test_a_site_is_worth_access_less_costs_less_what_suppliers_charge_there(simulation: Simulation) -> None:
    parents = some_parents(simulation)[:300]
    found, world = offers(simulation, parents), simulation.world
    firms, shares, geography, trade = world.firms, world.shares, world.geography, simulation.scenario.trade
    value, place = value_of_sites(world=world, team=simulation.team), world.places.site_place
    for n, k in np.argwhere(found.site >= 0)[::7]:
        there, s = found.site[n, k], firms.industry[parents[n]]
        suppliers = firms.suppliers[parents[n]][: shares.slot_count[s]]
        one, others = geography.site_cell[there], geography.site_cell[firms.site[suppliers]]
        km = geography.distance(geography.cell_position[[one]], geography.cell_position[others])
        km = np.where(one == others, world.distances.within[one], km)
        delivery = trade.distance_elasticity * np.log(1.0 + km / trade.distance_scale_km)
        delivery = delivery + world.places.rules.crossing[place[there], place[firms.site[suppliers]]]
        charged = (shares.slot_share[s, : len(suppliers)] * (firms.price[suppliers] + delivery)).sum()
        expected = value[there, s] + world.regions.entry_value[world.site_region[there]] - charged
        assert found.worth[n, k] == pytest.approx(expected, abs=1e-9)


def test_one_who_chose_a_cell_stands_on_its_lot_by_the_lots_share_of_the_land() -> None:
    simulation = at_fork("tiny", withheld="all")
    geography = simulation.world.geography
    parents = some_parents(simulation)
    found = offers(simulation, parents, near_sites=1, far_sites=0).site[:, 1]
    here = geography.site_cell[found] == geography.lot_cell[0]
    on_lot, share = (found[here] >= geography.cells).sum(), geography.lot_share[0]
    assert here.sum() > 50
    assert abs(on_lot - share * here.sum()) < 4.0 * np.sqrt(share * (1.0 - share) * here.sum()) + 1.0


def test_a_choice_follows_the_logit_of_values() -> None:
    simulation = at_fork("tiny", withheld="all")
    found = offers(simulation, some_parents(simulation), far_sites=0, near_sites=4, gumbel_scale=0.3)
    value = found.worth[:, 1:] + found.taste[:, 1:]
    odds = np.exp((found.worth[:, 1:] - found.worth[:, 1:].max(axis=1, keepdims=True)) / 0.3)
    chance = odds / odds.sum(axis=1, keepdims=True)
    picked = np.bincount(value.argmax(axis=1), minlength=chance.shape[1])
    expected = chance.sum(axis=0)
    assert chi_square(picked[expected > 0], expected[expected > 0]) < 25.0


def test_tastes_are_gumbel() -> None:
    simulation = at_fork("tiny", withheld="all")
    found = offers(simulation, some_parents(simulation), gumbel_scale=0.1)
    taste = found.taste[:, 1][found.site[:, 1] >= 0] / 0.1
    assert taste.mean() == pytest.approx(0.5772, abs=4 * np.pi / np.sqrt(6 * NEWBORNS))
    assert taste.var() == pytest.approx(np.pi**2 / 6, rel=0.15)


def test_entering_is_even_at_the_bar_and_likelier_above_it() -> None:
    worth = np.array([-1.0, 0.0, 1.0])
    found = chance_of_entering(worth=worth, bar=np.zeros(3), elasticity=3.0)
    np.testing.assert_allclose(found, 1.0 / (1.0 + np.exp(-3.0 * worth)), rtol=1e-13)
    np.testing.assert_allclose(chance_of_entering(worth=worth, bar=np.zeros(3), elasticity=0.0), 0.5, rtol=1e-14)
