"""Laws of stillness: with all rates zero nothing changes but drift."""

from typing import Any

import numpy as np
import pytest

from sim.model.simulation import Simulation
from sim.scenario.reading import read_scenario
from tests.model.law_worlds import SETTLED, at_fork, by_identity, live

STILL: dict[str, Any] = {
    "chain": {"search_rate": 0.0},
    "learning": {
        "meeting_rate": 0.0, "teaching_rate": 0.0, "shock": 0.0, "frontier_growth": 0.0, "closing_pace": 0.0,
    },
    "appeal": {"volatility": 0.0},
    "exit": {"exit_rate": 0.0},
    "relocation": {"reconsider_rate": 0.0},
    "migration": {"mobility": 0.0},
    "policy": {"pilot_rate": 0.0, "voluntary": 0.0, "pushed": 0.0, "lapse": 0.0},
    "withheld": "all",
}


@pytest.fixture
def still() -> Simulation:
    """A world whose rates are all zero from the fork on, whatever they were before; nobody is born."""
    simulation = at_fork("tiny", *SETTLED, **STILL)
    simulation.world.birth_mass = np.zeros(12)
    return simulation


def test_nothing_changes_but_productivity_by_the_drift(still: Simulation) -> None:
    world = still.world
    world.drift = 0.03
    before, people, rules = by_identity(world), world.regions.labour.copy(), world.maturity.copy()
    live(still, 2)
    after = by_identity(world)
    for name in ("identity", "industry", "site", "appeal", "foreign", "birth_step", "suppliers"):
        np.testing.assert_array_equal(after[name], before[name], err_msg=name)
    np.testing.assert_array_equal(world.regions.labour, people)
    np.testing.assert_array_equal(world.maturity, rules)
    drifted = np.minimum(before["productivity"] + 0.06, world.market.frontier)
    np.testing.assert_allclose(after["productivity"], drifted, rtol=0.0, atol=1e-13)


def test_an_economy_without_drift_comes_to_rest(still: Simulation) -> None:
    world = still.world
    world.drift = 0.0
    live(still, 60)
    prices, revenue, wages = world.firms.price.copy(), world.firms.revenue.copy(), world.regions.wage.copy()
    rate, index = world.market.exchange_rate, world.regions.price_index.copy()
    live(still, 1)
    np.testing.assert_allclose(world.firms.price, prices, rtol=0.0, atol=1e-7)
    np.testing.assert_allclose(world.firms.revenue, revenue, rtol=1e-6)
    np.testing.assert_allclose(world.regions.wage, wages, rtol=0.0, atol=1e-7)
    np.testing.assert_allclose(world.regions.price_index, index, rtol=0.0, atol=1e-7)
    assert world.market.exchange_rate == pytest.approx(rate, abs=1e-7)
    np.testing.assert_allclose(world.regions.wage, np.log(wage_bill_by_region(still) / world.regions.labour), atol=1e-6)


def wage_bill_by_region(simulation: Simulation) -> np.ndarray:
    world = simulation.world
    bill = (world.books.revenue * world.shares.labour / world.markup).sum(axis=1)
    return np.bincount(world.site_region, weights=bill, minlength=world.geography.regions)


@pytest.fixture(scope="module")
def growing() -> Simulation:
    """A world at rest in which firms at home and the frontier abroad grow by 2 % a year, and nothing else happens."""
    grows = {"learning": {"meeting_rate": 0.0, "teaching_rate": 0.0, "shock": 0.0, "frontier_growth": 0.02}}
    simulation = at_fork("tiny", *SETTLED, **(STILL | grows))
    simulation.world.birth_mass, simulation.world.drift = np.zeros(12), 0.02
    return live(simulation, 40)


def test_where_all_grow_alike_prices_fall_everywhere_alike(growing: Simulation) -> None:
    world = growing.world
    index = world.regions.price_index.copy()
    live(growing, 1)
    fall = index - world.regions.price_index
    assert (fall > 0.02).all()
    assert np.ptp(fall) < 1e-3 * fall.mean()


def test_where_home_and_abroad_grow_alike_trade_does_not_drift(growing: Simulation) -> None:
    exports, income = growing.world.books.exports.sum(axis=0), growing.world.books.value_added.sum()
    live(growing, 1)
    np.testing.assert_allclose(growing.world.books.exports.sum(axis=0), exports, rtol=1e-3)
    assert growing.world.books.value_added.sum() == pytest.approx(income, rel=1e-12)


def test_a_scenario_whose_rates_are_all_zero_runs_from_the_start() -> None:
    settings = [
        f"{block}.{name}={value}"
        for block, values in STILL.items()
        if isinstance(values, dict)
        for name, value in values.items()
    ]
    simulation = Simulation.found(read_scenario("tiny", [*settings, "withheld=all", "start.burn_in_years=2"]))
    simulation.check = True
    names = set(simulation.world.firms.identity)
    simulation.burn_in()
    live(simulation, 1)
    assert set(simulation.world.firms.identity[simulation.world.firms.alive]) == names
    for part in (simulation.world.firms, simulation.world.regions):
        for name, values in vars(part).items():
            assert np.isfinite(values).all(), name


@pytest.mark.parametrize(
    "rate",
    ["exit.exit_rate", "learning.meeting_rate", "learning.teaching_rate", "chain.search_rate", "migration.mobility"],
)
def test_any_one_rate_may_be_zero(rate: str) -> None:
    block, name = rate.split(".")
    simulation = Simulation.found(read_scenario("tiny", [f"{rate}=0", "start.burn_in_years=2"]))
    simulation.burn_in()
    assert getattr(getattr(simulation.scenario, block), name) == 0.0
    live(simulation, 1)
    assert np.isfinite(simulation.world.firms.price).all()
    assert np.isfinite(simulation.world.regions.entry_value).all()
