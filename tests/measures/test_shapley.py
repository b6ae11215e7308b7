"""Laws of Shapley values: they add up, share out what is common evenly, and give nothing to those who do nothing."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sim.measures.shapley import interactions, shapley_values

OUTCOMES = arrays(np.float64, (16, 2), elements=st.floats(-10.0, 10.0))


def by_joining(outcomes: np.ndarray) -> np.ndarray:
    """Give what each cause adds when causes join one by one, mean over every order in which they can."""
    causes = 4
    total = np.zeros((causes, *outcomes.shape[1:]))
    orders = list(permutations(range(causes)))
    for order in orders:
        members = 0
        for cause in order:
            total[cause] += outcomes[members | 1 << cause] - outcomes[members]
            members |= 1 << cause
    return total / len(orders)


@given(OUTCOMES)
def test_values_are_the_means_over_all_orders_of_joining(outcomes: np.ndarray) -> None:
    np.testing.assert_allclose(shapley_values(outcomes), by_joining(outcomes), atol=1e-13)


@given(OUTCOMES)
def test_values_and_the_outcome_of_nothing_add_up_to_the_whole(outcomes: np.ndarray) -> None:
    np.testing.assert_allclose(outcomes[0] + shapley_values(outcomes).sum(axis=0), outcomes[-1], atol=1e-12)


@pytest.mark.parametrize("only", range(4))
def test_a_single_cause_gets_it_all(only: int) -> None:
    outcomes = np.array([0.5 + 3.0 * (members >> only & 1) for members in range(16)])
    np.testing.assert_array_equal(shapley_values(outcomes), 3.0 * (np.arange(4) == only))
    assert not any(np.any(each) for each in interactions(outcomes).values())


def test_two_that_only_work_together_share_evenly_and_their_interaction_is_all_of_it() -> None:
    outcomes = np.array([2.0 * ((members & 0b101) == 0b101) for members in range(16)])
    np.testing.assert_allclose(shapley_values(outcomes), [1.0, 0.0, 1.0, 0.0], atol=1e-15)
    found = interactions(outcomes)
    assert found[0, 2] == pytest.approx(2.0)
    assert all(abs(value) < 1e-15 for pair, value in found.items() if pair != (0, 2))


def test_two_that_replace_each_other_have_a_negative_interaction() -> None:
    outcomes = np.array([1.0 * ((members & 0b011) != 0) for members in range(16)])
    np.testing.assert_allclose(shapley_values(outcomes), [0.5, 0.5, 0.0, 0.0], atol=1e-15)
    assert interactions(outcomes)[0, 1] == pytest.approx(-1.0)


def test_outcomes_that_are_not_one_for_each_set_are_refused() -> None:
    with pytest.raises(ValueError, match="15 outcomes"):
        shapley_values(np.zeros(15))
