"""Laws of people and wages: gravity, conservation, amenities, a wage that follows its bill."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.economy.migration import MOST_LEAVING, MigrationParameters, gravity_flows
from sim.economy.sales import cost_of_living
from sim.economy.wages import adjusted_wage

PARAMETERS = MigrationParameters(mobility=0.02, wage_elasticity=1.5, distance_decay_km=250.0, border=0.5)
KM = np.array([[0.0, 100.0, 300.0], [100.0, 0.0, 250.0], [300.0, 250.0, 0.0]])
LABOUR = np.array([100.0, 300.0, 50.0])
TOGETHER = np.ones((3, 3))


def flows(utility: np.ndarray, docking: np.ndarray = TOGETHER, share: float = 0.02) -> np.ndarray:
    return gravity_flows(
        labour=LABOUR, size=LABOUR, utility=utility, distance=KM, docking=docking, parameters=PARAMETERS, share=share
    )


def test_where_every_place_is_as_good_the_stated_share_moves_and_by_gravity() -> None:
    found = flows(np.zeros(3))
    np.testing.assert_allclose(found.sum(axis=1), 0.02 * LABOUR, rtol=1e-13)
    pull = LABOUR * np.exp(-KM[0] / 250.0)
    np.testing.assert_allclose(found[0, 1:] / found[0].sum(), pull[1:] / pull[1:].sum(), rtol=1e-13)


def test_a_better_place_draws_by_the_elasticity() -> None:
    plain, better = flows(np.zeros(3)), flows(np.array([0.0, 0.1, 0.0]))
    assert better[0, 1] / plain[0, 1] == pytest.approx(np.exp(0.15), rel=1e-12)
    assert better[1, 0] / plain[1, 0] == pytest.approx(np.exp(-0.15), rel=1e-12)
    assert better[0, 2] == pytest.approx(plain[0, 2], rel=1e-12)


def test_a_border_without_coordination_keeps_its_share_at_home() -> None:
    np.testing.assert_allclose(flows(np.zeros(3), np.zeros((3, 3))), 0.5 * flows(np.zeros(3)), rtol=1e-13)
    half = np.full((3, 3), 0.5)
    np.testing.assert_allclose(flows(np.zeros(3), half), 0.75 * flows(np.zeros(3)), rtol=1e-13)


@given(st.lists(st.floats(-20.0, 20.0), min_size=3, max_size=3), st.floats(0.0, 1.0))
def test_no_more_than_a_tenth_leaves_in_a_step(utility: list[float], share: float) -> None:
    found = flows(np.array(utility), share=share)
    assert (found >= 0.0).all()
    assert (np.diag(found) == 0.0).all()
    assert (found.sum(axis=1) <= MOST_LEAVING * LABOUR * (1.0 + 1e-12)).all()


@given(st.lists(st.floats(-2.0, 2.0), min_size=3, max_size=3), st.floats(-5.0, 5.0))
def test_only_differences_in_utility_count(utility: list[float], level: float) -> None:
    np.testing.assert_allclose(flows(np.array(utility)), flows(np.array(utility) + level), rtol=1e-9)


@given(st.floats(-3.0, 3.0), st.floats(0.1, 100.0), st.floats(0.1, 100.0), st.floats(0.0, 1.0))
def test_a_wage_closes_a_share_of_its_gap_to_the_bill_per_head(
    wage: float, bill: float, labour: float, speed: float
) -> None:
    found = adjusted_wage(wage=np.array([wage]), bill=np.array([bill]), labour=np.array([labour]), speed=speed)[0]
    target = np.log(bill / labour)
    assert found - target == pytest.approx((1.0 - speed) * (wage - target), abs=1e-12)


def test_the_cost_of_living_of_two_industries_is_that_by_hand() -> None:
    price = np.array([[1.0, 2.0], [3.0, 0.5]])
    found = cost_of_living(index=price**-3.0, final_shares=np.array([0.25, 0.75]), substitution=4.0)
    np.testing.assert_allclose(found, 0.25 * np.log(price[0]) + 0.75 * np.log(price[1]), rtol=1e-13)


def test_more_varieties_make_life_cheaper() -> None:
    one = cost_of_living(index=np.array([[1.0]]), final_shares=np.ones(1), substitution=4.0)
    two = cost_of_living(index=np.array([[2.0]]), final_shares=np.ones(1), substitution=4.0)
    assert one - two == pytest.approx(np.log(2.0) / 3.0)
