"""Laws of what customers in the chain compare: prices, less what appeal is worth to them."""

import numpy as np

from sim.economy.chain import ChainParameters, prices_for_appeal
from tests.model.law_worlds import at_fork


def test_without_a_premium_customers_compare_prices_alone_to_the_last_bit() -> None:
    world = at_fork("tiny").world
    assert (prices_for_appeal(world=world, parameters=ChainParameters(appeal_premium=0.0)) == world.firms.price).all()


def test_a_log_point_of_appeal_is_worth_the_premium_in_log_points_of_price() -> None:
    world = at_fork("tiny").world
    before = prices_for_appeal(world=world, parameters=ChainParameters())
    world.firms.appeal += 1.0
    after = prices_for_appeal(world=world, parameters=ChainParameters())
    np.testing.assert_allclose(before - after, 1.0 / 3.0, rtol=0, atol=1e-12)


def test_customers_who_pay_for_appeal_gather_at_firms_that_have_it() -> None:
    def mean_appeal_of_suppliers(premium: float) -> float:
        simulation = at_fork("tiny", f"chain.appeal_premium={premium}", "chain.search_rate=4")
        for _ in range(8):
            simulation.step()
        firms = simulation.world.firms
        return float(firms.appeal[firms.suppliers[firms.alive].ravel()].mean())

    assert mean_appeal_of_suppliers(1.0) > 1.1 * mean_appeal_of_suppliers(0.0)
