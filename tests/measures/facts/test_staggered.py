"""Laws of staggered difference-in-differences: known effects come back, comparisons are those never treated."""

import numpy as np
import pytest

from sim.measures.facts.cases import NotMeasurableError
from sim.measures.facts.hosts import premium_years
from sim.measures.facts.staggered import event_study


def panel(first: list[int], effect: list[float], years: int = 6) -> tuple[np.ndarray, np.ndarray]:
    """Give units with trends in common, levels of their own, and an effect by year since treatment."""
    start = np.array(first)
    outcome = 0.05 * np.arange(years)[:, None] + 0.3 * np.arange(len(first))
    for unit, year in enumerate(first):
        if year > 0:
            since = np.arange(years) - year
            outcome[since >= 0, unit] += np.array(effect)[since[since >= 0]]
    return outcome, start


def test_known_effects_come_back_whenever_treated() -> None:
    outcome, first = panel([-1] * 5 + [1, 3, 3], effect=[0.1, 0.2, 0.25, 0.3, 0.3])
    np.testing.assert_allclose(event_study(outcome, first), [0.1, 0.2, 0.25, 0.3, 0.3])


def test_who_is_treated_before_the_first_year_says_nothing() -> None:
    outcome, first = panel([-1] * 5 + [2], effect=[0.1] * 6)
    with_old = np.concatenate([outcome, outcome[:, :1] + np.arange(6)[:, None]], axis=1)
    np.testing.assert_allclose(event_study(with_old, np.append(first, 0)), event_study(outcome, first))


def test_too_few_to_compare_with_or_nobody_treated_is_said() -> None:
    with pytest.raises(NotMeasurableError, match="4 regions never host a zone"):
        event_study(*panel([-1] * 4 + [2], effect=[0.1] * 6))
    with pytest.raises(NotMeasurableError, match="no region becomes a host"):
        event_study(*panel([-1] * 5, effect=[]))


def test_a_premium_lasts_until_the_first_year_without_growth() -> None:
    assert premium_years(np.array([0.0, 0.1, 0.2, 0.2, 0.3])) == 2
    assert premium_years(np.array([0.0, 0.1, 0.2])) == 2
    assert premium_years(np.array([0.0, -0.1, 0.2])) == 0
