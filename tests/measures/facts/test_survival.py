"""Laws of survival: Kaplan-Meier by hand, cohorts that enter late, hazards that come back."""

import math

import numpy as np
import pandas as pd
import pytest

from sim.measures.facts.survival import by_age, exit_hazard, flow_hazard, hazard_of_median, kaplan_meier
from tests.measures.facts.worlds import every_arm


def cohorts(living: dict[int, list[int]]) -> pd.DataFrame:
    """Write cohorts by year of birth as a panel of years 0, 1, ...; a cohort without firms has no row."""
    told = [(year, born, firms) for born, counts in living.items() for year, firms in enumerate(counts) if firms]
    return pd.DataFrame(told, columns=["year", "born", "firms"])


def test_the_curve_is_the_product_of_what_lives_on() -> None:
    curve = kaplan_meier(np.array([10.0, 8.0, 4.0]), np.array([2.0, 2.0, 1.0]))
    np.testing.assert_allclose(curve, [1.0, 0.8, 0.6, 0.45])


def test_cohorts_enter_at_their_age_and_are_censored_at_the_end() -> None:
    # Born in year 0: 10, 8, 6. Born in year 1: 20 at its end, 15. Born in year -1: 5 at age 1, then 4, 4.
    at_risk, deaths = by_age(cohorts({0: [10, 8, 6], 1: [0, 20, 15], -1: [5, 4, 4]}))
    np.testing.assert_array_equal(at_risk, [10 + 20, 8 + 5, 4])
    np.testing.assert_array_equal(deaths, [2 + 5, 2 + 1, 0])


def test_a_cohort_that_dies_out_counts_its_last_deaths() -> None:
    at_risk, deaths = by_age(cohorts({0: [4, 1, 0], 1: [0, 2, 2]}))
    np.testing.assert_array_equal(at_risk, [4 + 2, 1])
    np.testing.assert_array_equal(deaths, [3, 1])


@pytest.mark.parametrize("hazard", [0.02, 0.065, 0.5])
def test_a_constant_hazard_comes_back(hazard: float) -> None:
    # Half are dead within the curve at 0.065 and 0.5, not at 0.02.
    assert hazard_of_median(np.exp(-hazard * np.arange(21))) == pytest.approx(hazard)


def test_the_hazard_of_a_median_between_ages_is_interpolated() -> None:
    median = 1.0 + math.log(0.8 / 0.5) / math.log(0.8 / 0.4)
    assert hazard_of_median(np.array([1.0, 0.8, 0.4])) == pytest.approx(math.log(2.0) / median)


def test_the_model_counts_its_firms_by_the_year_of_their_birth() -> None:
    case = every_arm()
    panel, nation = case.base.table("cohorts"), case.base.table("nation").set_index("year")
    assert panel.groupby("born")["firms"].apply(lambda firms: firms.is_monotonic_decreasing).all()
    newborn = panel[panel["born"] == panel["year"]].set_index("year")["firms"].loc[1:]
    assert (newborn <= nation.loc[1:, "births"]).all()
    assert (newborn > 0.8 * nation.loc[1:, "births"]).all()
    assert (panel.groupby("year")["firms"].sum() < nation["firms"]).all()
    assert 0.5 * flow_hazard(case) < exit_hazard(case) < 3.0 * flow_hazard(case)
