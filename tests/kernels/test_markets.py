"""Laws of markets: sums by hand, a balance that balances, prices of what everything costs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernels.markets import access, balance, excess_exports, reaching
from sim.kernels.pricing import price_firms

SIGMA = 4.0


def test_what_reaches_and_what_is_accessed_are_sums_over_sites_and_regions() -> None:
    chance = np.random.default_rng(1)
    offered, reach = chance.exponential(size=(7, 3)), np.exp(-chance.uniform(0.0, 2.0, (7, 4)))
    offered[2] = 0.0
    demand = chance.uniform(0.5, 2.0, (4, 3))
    np.testing.assert_allclose(reaching(offered, reach), offered.T @ reach, rtol=1e-13)
    np.testing.assert_allclose(access(reach, demand), reach @ demand, rtol=1e-13)


def terms(seed: int) -> tuple:
    chance = np.random.default_rng(seed)
    home = chance.uniform(1.0, 3.0, (3, 4))
    return (
        chance.uniform(1.0, 5.0, (3, 4)), home, home * chance.uniform(0.0, 0.1, (3, 4)),
        chance.uniform(0.1, 1.0, (3, 4)),
        chance.uniform(0.5, 2.0, 3), chance.uniform(0.0, 0.1, 3), np.array([0.05, 0.1, 0.02]), chance.uniform(0.0, 1.0),
    )  # fmt: skip


@given(st.integers(0, 10_000))
def test_the_exchange_rate_balances_the_foreign_account(seed: int) -> None:
    rate = balance(-5.0, 5.0, 56, SIGMA, *terms(seed))
    exports = terms(seed)[4].sum() * np.exp(SIGMA * rate)
    assert abs(excess_exports(rate, SIGMA, *terms(seed))) < 1e-12 * max(exports, 1.0)


@given(st.integers(0, 10_000), st.floats(-2.0, 2.0), st.floats(-2.0, 2.0))
def test_dearer_foreign_money_always_means_more_net_exports(seed: int, a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert excess_exports(low, SIGMA, *terms(seed)) <= excess_exports(high, SIGMA, *terms(seed))


def test_a_price_is_what_everything_costs_by_hand() -> None:
    out, price = np.empty(3), np.array([0.5, -0.25, 0.1])
    suppliers, delivery = np.array([[1, 2], [0, -1], [0, 1]], np.int32), np.array([[0.05, 0.2], [0.3, 9.0], [0.0, 0.0]])
    share, base = np.array([[0.3, 0.2], [0.4, 0.0]]), np.array([[1.0, 2.0]])
    price_firms(
        0, 3, np.array([True, True, False]), np.array([0, 1, 0], np.int32), np.zeros(3, np.int32),
        np.array([0.7, 0.1, 0.0]), price, suppliers, delivery, share, base, out,
    )  # fmt: skip
    assert out[0] == pytest.approx(1.0 - 0.7 + 0.3 * (-0.25 + 0.05) + 0.2 * (0.1 + 0.2), rel=1e-15)
    assert out[1] == pytest.approx(2.0 - 0.1 + 0.4 * (0.5 + 0.3), rel=1e-15)
    assert out[2] == 0.0
