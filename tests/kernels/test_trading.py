"""Laws of trading: what is offered and sold by hand, orders that arrive, books that keep everything."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.kernels.lanes import LANES
from sim.kernels.markets import access, reaching
from sim.kernels.trading import BASIS, EVERYONE, INCOME, NEWBORNS, REAL, keep_books, offer, place_orders

SIGMA, MARKUP, SITES, INDUSTRIES, REGIONS = 4.0, 1.1, 7, 3, 4
INPUTS, IMPORTS = np.array([0.5, 0.4, 0.3]), np.array([0.05, 0.1, 0.02])
LABOUR = 1.0 - INPUTS - IMPORTS


@dataclass
class Market:
    """Firms of a small country, and what they meet there."""

    alive: np.ndarray
    industry: np.ndarray
    site: np.ndarray
    price: np.ndarray
    appeal: np.ndarray
    revenue: np.ndarray
    foreign: np.ndarray
    weight_of_site: np.ndarray
    reach: np.ndarray
    demand: np.ndarray


def a_market(seed: int = 1, firms: int = 200) -> Market:
    chance = np.random.default_rng(seed)
    alive = chance.random(firms) < 0.9
    revenue = np.where(chance.random(firms) < 0.1, 0.0, chance.exponential(size=firms)) * alive
    return Market(
        alive=alive,
        industry=chance.integers(0, INDUSTRIES, firms).astype(np.int8),
        site=chance.integers(0, SITES, firms).astype(np.int32),
        price=chance.normal(0.0, 0.3, firms),
        appeal=chance.exponential(size=firms),
        revenue=revenue,
        foreign=chance.random(firms) < 0.2,
        weight_of_site=chance.uniform(1.0, 3.0, SITES),
        reach=np.exp(-chance.uniform(0.0, 2.0, (SITES, REGIONS))),
        demand=chance.uniform(0.5, 2.0, (REGIONS, INDUSTRIES)),
    )


def offered(m: Market) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the weight of each variety, sums by site and industry of all and of newborns, and revenue of the past."""
    weight = np.full(len(m.alive), np.nan)
    sums = np.zeros((LANES, len(m.weight_of_site), INDUSTRIES, 2))
    past = np.zeros((LANES, INDUSTRIES))
    for lane in range(LANES):
        offer(
            lane, m.alive, m.industry, m.site, m.price, m.appeal, m.weight_of_site, m.revenue, SIGMA, weight, sums, past
        )
    return weight, sums.sum(axis=0), past.sum(axis=0)


@dataclass
class Accounts:
    """What the books of a step say."""

    revenue: np.ndarray
    books: np.ndarray
    repatriated: np.ndarray
    final_sales: float
    orders: float
    wages: float
    profits: float


def kept(m: Market, weight: np.ndarray, reached: np.ndarray, received: np.ndarray) -> Accounts:
    """Close the books of a market."""
    revenue, sites = m.revenue.copy(), len(m.weight_of_site)
    books, repatriated = np.zeros((LANES, sites, INDUSTRIES, 3)), np.zeros((LANES, sites))
    totals = np.zeros((LANES, 4))
    for lane in range(LANES):
        keep_books(
            lane, m.alive, m.industry, m.site, m.foreign, m.price, weight, reached, received, INPUTS, IMPORTS, LABOUR,
            MARKUP, 0.3, revenue, books, repatriated, totals,
        )  # fmt: skip
    return Accounts(revenue, books.sum(axis=0), repatriated.sum(axis=0), *totals.sum(axis=0).tolist())


def by_site_and_industry(m: Market, values: np.ndarray) -> np.ndarray:
    sums = np.zeros((SITES, INDUSTRIES))
    np.add.at(sums, (m.site, m.industry), values)
    return sums


def test_a_variety_weighs_its_appeal_and_its_price_and_newborns_are_counted_apart() -> None:
    m = a_market()
    weight, both, past = offered(m)
    by_hand = m.alive * m.weight_of_site[m.site] * np.exp(m.appeal) * np.exp(m.price) ** (1.0 - SIGMA)
    np.testing.assert_allclose(weight, by_hand, rtol=1e-13)
    np.testing.assert_allclose(both[:, :, EVERYONE], by_site_and_industry(m, by_hand), rtol=1e-12)
    newborn = m.revenue == 0.0
    assert (newborn & m.alive).any()
    np.testing.assert_allclose(both[:, :, NEWBORNS], by_site_and_industry(m, by_hand * newborn), rtol=1e-12)
    np.testing.assert_allclose(past, np.bincount(m.industry, weights=m.revenue), rtol=1e-13)


def test_home_firms_and_imports_share_out_exactly_what_is_spent() -> None:
    m = a_market()
    weight, both, _ = offered(m)
    home, imported = reaching(np.ascontiguousarray(both[:, :, EVERYONE]), m.reach), np.full((INDUSTRIES, REGIONS), 2.0)
    spending = m.demand.T * 100.0
    reached = access(m.reach, np.ascontiguousarray((spending / (home + imported)).T))
    nothing = np.zeros((LANES, len(weight)))
    accounts = kept(m, weight, np.stack([reached, np.zeros_like(reached)], axis=2), nothing)
    bought_abroad = (spending * imported / (home + imported)).sum()
    assert accounts.final_sales + bought_abroad == pytest.approx(spending.sum(), rel=1e-13)
    assert accounts.revenue.sum() == pytest.approx(accounts.final_sales, rel=1e-13)
    assert (accounts.revenue[~m.alive] == 0.0).all()


def test_firms_order_on_what_they_sold_before_and_newborns_on_what_they_sell_now() -> None:
    m, chance = a_market(), np.random.default_rng(2)
    weight, _, _ = offered(m)
    reached = chance.exponential(size=(SITES, INDUSTRIES, 2))
    basis = np.where(m.revenue > 0.0, m.revenue, weight * reached[m.site, m.industry].sum(axis=1)) * m.alive
    accounts = kept(m, weight, reached, np.zeros((LANES, len(weight))))
    np.testing.assert_allclose(accounts.books[:, :, BASIS], by_site_and_industry(m, basis), rtol=1e-12)
    share = np.tile([0.2, 0.3], (INDUSTRIES, 1))
    suppliers = chance.integers(0, len(weight), (len(weight), 2)).astype(np.int32)
    received, placed = np.zeros((LANES, len(weight))), np.zeros(LANES)
    for lane in range(LANES):
        place_orders(
            lane, m.alive, m.industry, m.site, weight, reached, m.revenue, suppliers, share, MARKUP, received, placed
        )
    assert placed.sum() == pytest.approx(0.5 * basis.sum() / MARKUP, rel=1e-12)
    by_hand = np.zeros(len(weight))
    np.add.at(by_hand, suppliers, share[0] * basis[:, None] / MARKUP)
    np.testing.assert_allclose(received.sum(axis=0), by_hand, rtol=1e-12)


def test_ces_demand_of_two_firms_is_that_by_hand() -> None:
    two = np.ones(2)
    m = Market(
        alive=two > 0, industry=np.zeros(2, np.int8), site=np.array([0, 1], np.int32), price=np.log([1.0, 1.25]),
        appeal=np.log([1.0, 3.0]), revenue=two, foreign=two < 0, weight_of_site=two,
        reach=np.exp((1.0 - SIGMA) * np.array([[0.0], [0.1]])), demand=np.zeros((1, 1)),
    )  # fmt: skip
    weight, both, _ = offered(m)
    home = reaching(np.ascontiguousarray(both[:, :1, EVERYONE]), m.reach)
    reached = access(m.reach, 90.0 / home.T)
    accounts = kept(m, weight, np.stack([reached, np.zeros_like(reached)], axis=2), np.zeros((LANES, 2)))
    near, far = 1.0, 3.0 * (1.25 * np.exp(0.1)) ** -3.0
    np.testing.assert_allclose(accounts.revenue, 90.0 * np.array([near, far]) / (near + far), rtol=1e-14)


def test_orders_placed_are_orders_received_and_go_to_the_suppliers() -> None:
    alive, industry = np.array([True, True, False, True]), np.array([0, 0, 0, 1], np.int8)
    suppliers = np.array([[1, 3], [0, 3], [0, 0], [0, -1]], np.int32)
    share, revenue = np.array([[0.2, 0.3], [0.4, 0.0]]), np.array([11.0, 22.0, 0.0, 44.0])
    received, placed = np.zeros((LANES, 4)), np.zeros(LANES)
    for lane in range(LANES):
        place_orders(
            lane, alive, industry, np.zeros(4, np.int32), np.zeros(4), np.zeros((1, 2, 2)), revenue, suppliers, share,
            1.1, received, placed,
        )  # fmt: skip
    by_hand = [0.2 * 20 + 0.4 * 40, 0.2 * 10, 0.0, 0.3 * 10 + 0.3 * 20]
    np.testing.assert_allclose(received.sum(axis=0), by_hand, rtol=1e-14)
    assert placed.sum() == pytest.approx(received.sum(), rel=1e-14)


@given(st.integers(0, 10_000))
def test_books_keep_all_that_firms_earn_and_spend(seed: int) -> None:
    m, chance = a_market(seed), np.random.default_rng(seed)
    weight, _, _ = offered(m)
    reached = chance.exponential(size=(SITES, INDUSTRIES, 2))
    received = chance.exponential(size=(LANES, len(weight))) * m.alive
    accounts, s = kept(m, weight, reached, received), m.industry
    final, exports = (weight * reached[m.site, s, end] for end in (0, 1))
    orders, basis = received.sum(axis=0), np.where(m.revenue > 0.0, m.revenue, final + exports) * m.alive
    np.testing.assert_allclose(accounts.revenue, final + exports + orders, rtol=1e-13)
    assert accounts.final_sales == pytest.approx(final.sum())
    assert accounts.orders == pytest.approx(orders.sum())
    for column, values in ((INCOME, accounts.revenue), (BASIS, basis), (REAL, accounts.revenue * np.exp(-m.price))):
        np.testing.assert_allclose(accounts.books[:, :, column], by_site_and_industry(m, values), rtol=1e-11)
    added = accounts.revenue - (INPUTS + IMPORTS)[s] * basis / MARKUP
    wages = LABOUR[s] * accounts.revenue / MARKUP
    assert accounts.wages == pytest.approx(wages.sum())
    assert accounts.wages + accounts.profits == pytest.approx(added.sum())
    abroad = 0.3 * np.maximum(added - wages, 0.0) * m.foreign
    np.testing.assert_allclose(accounts.repatriated, np.bincount(m.site, weights=abroad, minlength=SITES), rtol=1e-10)
