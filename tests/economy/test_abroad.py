"""Laws of the world market: prices of a Leontief table, costs at the border, demand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.economy.start import cost_shares
from sim.economy.trade import TradeParameters
from sim.economy.world_market import (
    TradeTerms,
    WorldMarketParameters,
    cost_at_the_border,
    solve_exchange_rate,
    world_prices,
)
from sim.kernels.markets import excess_exports
from sim.world.industries import read_industries
from tests.model.law_worlds import at_fork, live


def test_world_prices_are_those_of_the_same_table_abroad() -> None:
    shares = cost_shares(industries=read_industries("twelve"), markup=1.1, coverage=0.97)
    found = world_prices(inputs=shares.inputs, imports=shares.imports, frontier=0.9)
    # Round by round, as inputs of inputs of inputs get cheaper; imported inputs are bought from the own industry.
    price = np.zeros(12)
    for _ in range(2000):
        price = shares.inputs.T @ price + shares.imports * price - 0.9
    np.testing.assert_allclose(found, price, rtol=1e-9)
    assert (found < -0.9).all()


@given(st.floats(0.0, 3.0), st.floats(0.1, 4.0))
def test_world_prices_fall_in_proportion_to_the_frontier(frontier: float, factor: float) -> None:
    shares = cost_shares(industries=read_industries("three"), markup=1.1, coverage=0.97)
    one, other = (
        world_prices(inputs=shares.inputs, imports=shares.imports, frontier=level)
        for level in (frontier, factor * frontier)
    )
    np.testing.assert_allclose(other, factor * one, rtol=1e-12, atol=1e-13)


def test_one_industry_without_inputs_sells_at_its_productivity() -> None:
    found = world_prices(inputs=np.array([[0.5]]), imports=np.zeros(1), frontier=0.9)
    np.testing.assert_allclose(found, [-1.8], rtol=1e-14)


def test_a_border_costs_less_where_a_place_is_open_and_more_far_from_a_port() -> None:
    trade = TradeParameters(distance_scale_km=50.0)
    parameters = WorldMarketParameters(openness_effect=0.8, port_elasticity=0.1)
    openness, port = np.array([0.0, 0.5, 1.0, 0.0]), np.array([0.0, 0.0, 0.0, 150.0])
    found = cost_at_the_border(0.3, openness, port, 0.05, trade=trade, parameters=parameters)
    np.testing.assert_allclose(found - 0.05, [0.3, 0.3 * 0.6, 0.3 * 0.2, 0.3 + 0.1 * np.log(4.0)], rtol=1e-12)


def test_the_exchange_rate_of_one_industry_is_that_by_hand() -> None:
    # Without final imports: exports * exp(sigma * e) = fixed.
    none = np.zeros((1, 1))
    terms = TradeTerms(
        spending=np.ones((1, 1)), home=np.ones((1, 1)), newborn=none, import_weight=none, exports=np.array([2.0]),
        newborn_exports=np.zeros(1), fixed=3.0,
    )  # fmt: skip
    rate = solve_exchange_rate(terms=terms, import_shares=np.array([0.1]), substitution=4.0)
    assert rate == pytest.approx(np.log(1.5) / 4.0, abs=1e-14)


def test_trade_is_balanced_to_the_last_bits_in_a_living_economy() -> None:
    books = live(at_fork("tiny"), 2).world.books
    abroad = books.imported_inputs.sum() + books.region_final_imports.sum() + books.repatriation
    assert books.exports.sum() == pytest.approx(abroad, rel=1e-12)


def test_dearer_home_goods_by_a_factor_are_cheaper_money_by_that_factor() -> None:
    """Scaling all home prices by a factor scales exports in home money by it, at the exchange rate that follows."""
    sigma, factor = 4.0, 0.2
    chance = np.random.default_rng(1)
    spending, home, imports = (chance.uniform(1.0, 2.0, (3, 2)) for _ in range(3))
    exports = chance.uniform(0.5, 1.0, 3)
    nothing = np.zeros((3, 2))
    shares = np.zeros(3)

    def rate(dearer: float) -> float:
        terms = TradeTerms(
            spending=np.exp(dearer) * spending, home=np.exp((1.0 - sigma) * dearer) * home, newborn=nothing,
            import_weight=imports, exports=np.exp((1.0 - sigma) * dearer) * exports, newborn_exports=shares,
            fixed=0.3 * np.exp(dearer),
        )  # fmt: skip
        return solve_exchange_rate(terms=terms, import_shares=shares, substitution=sigma)

    assert rate(factor) - rate(0.0) == pytest.approx(factor, abs=1e-13)


def test_the_difference_that_is_solved_is_exports_less_imports() -> None:
    found = excess_exports(
        0.1, 4.0, np.array([[10.0]]), np.array([[2.0]]), np.array([[0.5]]), np.array([[1.0]]), np.array([3.0]),
        np.array([0.4]), np.array([0.1]), 0.7,
    )  # fmt: skip
    imported = np.exp(-0.3)
    final = 10.0 * imported / (2.0 + imported)
    of_newborns = 0.1 * (10.0 * 0.5 / (2.0 + imported) + 0.4 * np.exp(0.4))
    assert found == pytest.approx(3.0 * np.exp(0.4) - final - of_newborns - 0.7, rel=1e-13)
