"""Laws of gravity and of regressions: known elasticities come back, other packages agree."""

import numpy as np
import pandas as pd
import pytest

from sim.basis.luck import Luck, Purpose
from sim.measures.facts.density import slope
from sim.measures.facts.foreign import customers_of, presence_downstream, slope_within
from sim.measures.facts.gravity import poisson_elasticity

OLD_WAYS = pytest.mark.filterwarnings("ignore")
"""pyfixest asks pandas for what pandas is about to give up."""

MADE = Purpose("a made-up table of orders is not the same twice")


def drawn(shape: tuple[int, ...], which: int) -> np.ndarray:
    count = int(np.prod(shape))
    return Luck(5, which).normals(MADE, 0, np.arange(count, dtype=np.uint64)).reshape(shape)


def pairs(size: int = 12) -> tuple[np.ndarray, np.ndarray]:
    """Give (R, R) log distance between points of a plane, and which pairs are counted."""
    place = 300.0 * drawn((size, 2), 1)
    away = np.hypot(*(place[:, None] - place[None]).T)
    return np.log(away + np.eye(size)), ~np.eye(size, dtype=bool)


@pytest.mark.parametrize("elasticity", [-2.5, -0.9, 0.3])
def test_a_known_elasticity_comes_back_whatever_the_sizes(elasticity: float) -> None:
    away, counted = pairs()
    flows = np.exp(elasticity * away + drawn((12, 1), 2) + drawn((1, 12), 3))
    assert poisson_elasticity(flows, away, counted) == pytest.approx(elasticity, abs=1e-8)


def test_who_sends_or_takes_nothing_is_left_out() -> None:
    away, counted = pairs()
    flows = np.exp(-0.9 * away)
    flows[3], flows[:, 5] = 0.0, 0.0
    assert poisson_elasticity(flows, away, counted) == pytest.approx(-0.9, abs=1e-8)


@OLD_WAYS
def test_the_estimator_is_that_of_pyfixest_with_noise_and_zeros() -> None:
    pyfixest = pytest.importorskip("pyfixest")
    away, counted = pairs()
    flows = np.exp(-0.9 * away + drawn((12, 1), 2) + 0.8 * drawn((12, 12), 4))
    flows[drawn((12, 12), 6) > 1.2] = 0.0
    origin, destination = np.nonzero(counted)
    table = pd.DataFrame({"y": flows[counted], "x": away[counted], "origin": origin, "destination": destination})
    fit = pyfixest.fepois("y ~ x | origin + destination", table, iwls_tol=1e-12)
    assert poisson_elasticity(flows, away, counted) == pytest.approx(float(fit.coef()["x"]), abs=1e-6)


@OLD_WAYS
def test_weighted_regressions_are_those_of_pyfixest() -> None:
    pyfixest = pytest.importorskip("pyfixest")
    x, noise = drawn((60,), 7), drawn((60,), 8)
    group, other = np.arange(60) % 6, np.arange(60) // 10
    weight = 1.0 + np.arange(60) % 5
    y = 0.7 * x + 0.3 * noise + 0.1 * group - 0.2 * other
    table = pd.DataFrame({"y": y, "x": x, "group": group, "other": other, "weight": weight})
    two_way = pyfixest.feols("y ~ x | group + other", table, weights="weight")
    assert slope_within(y, x, weight, (group, other)) == pytest.approx(float(two_way.coef()["x"]), abs=1e-8)
    plain = pyfixest.feols("y ~ x", table, weights="weight")
    assert slope(x, y, weight) == pytest.approx(float(plain.coef()["x"]), abs=1e-10)


def test_presence_downstream_is_that_of_the_customers() -> None:
    # Industry 0 sells 3 to industry 1 and 1 to industry 2 (and 5 to itself); industry 1 sells to nobody else.
    domestic = np.array([[0.5, 0.3, 0.05], [0.0, 0.2, 0.0], [0.1, 0.1, 0.1]])
    customers = customers_of(domestic, np.array([10.0, 10.0, 20.0]))
    np.testing.assert_allclose(customers[0], [0.0, 0.75, 0.25])
    np.testing.assert_allclose(customers[1], [0.0, 0.0, 0.0])
    np.testing.assert_allclose(presence_downstream(np.array([0.9, 0.4, 0.2]), customers)[0], 0.75 * 0.4 + 0.25 * 0.2)
