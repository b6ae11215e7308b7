"""Laws of markets: sums by hand, a balance that balances, books that keep everything."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernels.markets import access, balance, excess_exports, keep_books, offer, place_orders, reaching, sell
from sim.kernels.pricing import price_firms

SIGMA = 4.0


def a_market(seed: int = 1, firms: int = 200, sites: int = 7, industries: int = 3, regions: int = 4) -> dict:
    chance = np.random.default_rng(seed)
    return {
        "alive": chance.random(firms) < 0.9,
        "industry": chance.integers(0, industries, firms).astype(np.int32),
        "site": chance.integers(0, sites, firms).astype(np.int32),
        "price": chance.normal(0.0, 0.3, firms),
        "appeal": chance.exponential(size=firms),
        "weight": chance.uniform(1.0, 3.0, sites),
        "revenue": np.where(chance.random(firms) < 0.1, 0.0, chance.exponential(size=firms)),
        "reach": np.exp(-chance.uniform(0.0, 2.0, (sites, regions))),
        "demand": chance.uniform(0.5, 2.0, (regions, industries)),
        "foreign": chance.random(firms) < 0.2,
    }


def offered(m: dict) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return offer(
        m["alive"], m["industry"], m["site"], m["price"], m["appeal"], m["weight"], m["revenue"], SIGMA, 7, 3
    )


def test_a_variety_weighs_its_appeal_and_its_price_and_newborns_are_counted_apart() -> None:
    m = a_market()
    weight, everyone, newborns = offered(m)
    by_hand = m["alive"] * m["weight"][m["site"]] * np.exp(m["appeal"]) * np.exp(m["price"]) ** (1.0 - SIGMA)
    np.testing.assert_allclose(weight, by_hand, rtol=1e-13)
    for total, counted in ((everyone, m["alive"]), (newborns, m["alive"] & (m["revenue"] == 0.0))):
        sums = np.zeros((7, 3))
        np.add.at(sums, (m["site"], m["industry"]), by_hand * counted)
        np.testing.assert_allclose(total, sums, rtol=1e-12)


def test_what_reaches_and_what_is_accessed_are_sums_over_sites_and_regions() -> None:
    m = a_market()
    _, everyone, _ = offered(m)
    np.testing.assert_allclose(reaching(everyone, m["reach"]), everyone.T @ m["reach"], rtol=1e-13)
    np.testing.assert_allclose(access(m["reach"], m["demand"]), m["reach"] @ m["demand"], rtol=1e-13)


def test_home_firms_and_imports_share_out_exactly_what_is_spent() -> None:
    m = a_market()
    weight, everyone, _ = offered(m)
    home, imported = reaching(everyone, m["reach"]), np.full((3, 4), 2.0)
    spending = m["demand"].T * 100.0
    reached = access(m["reach"], np.ascontiguousarray((spending / (home + imported)).T))
    final, exports, basis = sell(
        m["alive"], m["industry"], m["site"], weight, reached, np.zeros((7, 3)), m["revenue"]
    )
    bought_abroad = (spending * imported / (home + imported)).sum()
    assert final.sum() + bought_abroad == pytest.approx(spending.sum(), rel=1e-13)
    assert exports.sum() == 0.0
    np.testing.assert_array_equal(basis[m["alive"]], np.where(m["revenue"] > 0, m["revenue"], final)[m["alive"]])
    assert (final[~m["alive"]] == 0.0).all()


def test_ces_demand_of_two_firms_is_that_by_hand() -> None:
    price, appeal = np.log([1.0, 1.25]), np.log([1.0, 3.0])
    m = {"alive": np.ones(2, np.bool_), "industry": np.zeros(2, np.int32), "site": np.array([0, 1], np.int32)}
    weight, everyone, _ = offer(
        m["alive"], m["industry"], m["site"], price, appeal, np.ones(2), np.ones(2), SIGMA, 2, 1
    )
    delivery = np.array([[0.0], [0.1]])
    reach = np.exp((1.0 - SIGMA) * delivery)
    home = reaching(everyone, reach)
    final, _, _ = sell(
        m["alive"], m["industry"], m["site"], weight, access(reach, 90.0 / home.T), np.zeros((2, 1)), np.ones(2)
    )
    near, far = 1.0, 3.0 * (1.25 * np.exp(0.1)) ** -3.0
    np.testing.assert_allclose(final, 90.0 * np.array([near, far]) / (near + far), rtol=1e-14)


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


def test_orders_placed_are_orders_received_and_go_to_the_suppliers() -> None:
    alive, industry = np.array([True, True, False, True]), np.array([0, 0, 0, 1], np.int32)
    suppliers = np.array([[1, 3], [0, 3], [0, 0], [0, -1]], np.int32)
    share, basis, received = np.array([[0.2, 0.3], [0.4, 0.0]]), np.array([11.0, 22.0, 33.0, 44.0]), np.zeros(4)
    placed = place_orders(alive, industry, basis, suppliers, share, 1.1, received)
    np.testing.assert_allclose(received, [0.2 * 20 + 0.4 * 40, 0.2 * 10, 0.0, 0.3 * 10 + 0.3 * 20], rtol=1e-15)
    assert placed == pytest.approx(received.sum(), rel=1e-15)


@given(st.integers(0, 10_000))
def test_books_keep_all_that_firms_earn_and_spend(seed: int) -> None:
    m = a_market(seed)
    chance = np.random.default_rng(seed)
    final, exports, received, basis = (chance.exponential(size=200) * m["alive"] for _ in range(4))
    inputs, imports = np.array([0.5, 0.4, 0.3]), np.array([0.05, 0.1, 0.02])
    labour, revenue = 1.0 - inputs - imports, m["revenue"].copy()
    books = [np.zeros((7, 3)) for _ in range(5)]
    repatriated = np.zeros(7)
    wages, profits = keep_books(
        m["alive"], m["industry"], m["site"], m["foreign"], m["price"], final, exports, received, basis, inputs,
        imports, labour, 1.1, 0.3, revenue, *books, repatriated,
    )  # fmt: skip
    sold, added, abroad, imported, _ = books
    s = m["industry"]
    np.testing.assert_allclose(revenue, final + exports + received)
    assert sold.sum() == pytest.approx(revenue.sum())
    assert abroad.sum() == pytest.approx(exports.sum())
    assert imported.sum() == pytest.approx((imports[s] * basis).sum() / 1.1)
    assert added.sum() == pytest.approx(revenue.sum() - (inputs[s] * basis).sum() / 1.1 - imported.sum())
    assert wages == pytest.approx((labour[s] * revenue).sum() / 1.1)
    assert wages + profits == pytest.approx(added.sum())
    own = revenue - (inputs[s] + imports[s]) * basis / 1.1 - labour[s] * revenue / 1.1
    assert repatriated.sum() == pytest.approx(0.3 * np.maximum(own, 0.0)[m["foreign"]].sum())


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
