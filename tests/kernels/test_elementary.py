"""Laws of our own exp, log and normal quantile."""

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sim.kernels.draws import fraction, normal_quantiles, uniforms
from sim.kernels.elementary import exponentials, logarithms, turn_into_normals

EPSILON = 2.0**-52


def of(kernel, x: float) -> float:
    return float(kernel(np.array([x]))[0])


@given(st.floats(-690.0, 690.0))
@example(0.0)
@example(-0.5 * math.log(2.0))
def test_exp_is_exp_to_the_last_bits(x: float) -> None:
    assert of(exponentials, x) == pytest.approx(math.exp(x), rel=4e-16 + EPSILON, abs=0.0)


@given(st.floats(1e-300, 1e300))
@example(1.0)
@example(math.sqrt(2.0))
@example(math.nextafter(1.0, 2.0))
@example(math.nextafter(1.0, 0.0))
def test_log_is_log_to_the_last_bits(x: float) -> None:
    assert of(logarithms, x) == pytest.approx(math.log(x), rel=2 * EPSILON, abs=0.0)


def test_exp_is_cut_where_floats_end() -> None:
    assert of(exponentials, 1e9) == of(exponentials, 700.0) < math.inf
    assert of(exponentials, -1e9) == of(exponentials, -700.0) > 0.0


def test_exp_and_log_undo_each_other() -> None:
    x = np.linspace(-50.0, 50.0, 1001)
    np.testing.assert_allclose(logarithms(exponentials(x)), x, rtol=0.0, atol=1e-14)


def test_exp_and_log_keep_the_shape_of_an_array_even_of_a_transposed_one() -> None:
    table = np.arange(1.0, 13.0).reshape(3, 4).T
    np.testing.assert_allclose(exponentials(table), np.exp(table), rtol=1e-15)
    np.testing.assert_allclose(logarithms(table), np.log(table), rtol=1e-15, atol=1e-16)


@given(st.floats(1e-16, 1.0 - 1e-16))
@example(0.5)
@example(0.075)
@example(0.925)
@example(2.0**-53)
@example(1.0 - 2.0**-53)
def test_the_normal_quantile_is_that_of_the_standard_library(u: float) -> None:
    assert of(normal_quantiles, u) == pytest.approx(NormalDist().inv_cdf(u), rel=2e-14, abs=1e-15)


@given(st.lists(st.floats(1e-12, 1.0 - 1e-12), min_size=2, max_size=2, unique=True))
def test_the_normal_quantile_never_falls(pair: list[float]) -> None:
    low, high = normal_quantiles(np.sort(pair))
    assert low <= high


EDGES = [
    0.5, 0.075, 0.925, math.nextafter(0.075, 0.0), math.nextafter(0.075, 1.0), math.nextafter(0.925, 0.0),
    math.nextafter(0.925, 1.0), math.exp(-25.0), math.nextafter(math.exp(-25.0), 0.0), -math.expm1(-25.0), 1e-12, 1e-16,
    1e-100, 1e-300, 2.0**-53, 1.0 - 2.0**-53, float(fraction(0, 0)), float(fraction(2**32 - 1, 2**32 - 1)),
]  # fmt: skip
"""Where the centre, the tails and the far tails meet, and the ends of what is drawn."""


@pytest.mark.parametrize("size", [0, 1, 7, 1000, 1023, 1024])
def test_many_normals_at_once_are_the_same_bits_as_one_by_one(size: int) -> None:
    u = uniforms(np.uint64(3), np.arange(1024, dtype=np.uint64), np.uint64(0))
    u[np.arange(len(EDGES)) * 50 + 3] = EDGES
    before, wanted = u.copy(), np.array([of(normal_quantiles, each) for each in u])
    turn_into_normals(u, np.empty((3, 1024)), size)
    np.testing.assert_array_equal(u[:size], wanted[:size])
    np.testing.assert_array_equal(u[size:], before[size:])


@given(st.lists(st.floats(1e-300, 0.075), min_size=1, max_size=40), st.floats(1.0, 10.0), st.booleans())
def test_normals_at_once_are_the_same_bits_where_all_lie_far_out(u: list[float], far: float, above: bool) -> None:
    tail = np.maximum(np.array(u) ** far, 1e-300)
    numbers = 1.0 - np.maximum(tail, 2.0**-53) if above else tail
    wanted = np.array([of(normal_quantiles, each) for each in numbers])
    turn_into_normals(numbers, np.empty((3, len(numbers))), len(numbers))
    np.testing.assert_array_equal(numbers, wanted)
