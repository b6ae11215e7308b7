"""Laws of thirds: what a factor is worth, worked out by hand where it is known."""

import math

import pandas as pd
import pytest

from sim.measures.thirds import worth_of

NAME = "radiation.total"


def samples(
    effect: object, *, xs: tuple = (1.0, 2.0, 3.0), ys: tuple = (0.0, 5.0), replicates: int = 3
) -> pd.DataFrame:
    """Make the samples of a full grid of two factors."""
    rows = [
        (number, x, y, "no_zones", k, NAME, effect(x, y, k))  # type: ignore[operator]
        for number, (x, y) in enumerate((x, y) for x in xs for y in ys)
        for k in range(replicates)
    ]
    return pd.DataFrame(rows, columns=["point", "x", "y", "counterfactual", "replicate", "name", "value"])


def test_a_factor_is_worth_its_slope_and_the_other_factor_drops_out() -> None:
    found = worth_of(samples(lambda x, y, k: 0.1 * x + 7.0 * y + 0.01 * k), "x", "no_zones", NAME)
    assert found is not None
    assert (found.lowest, found.highest) == ((1.0, 1.0), (3.0, 3.0))
    assert (found.number.value, found.number.low, found.number.high) == pytest.approx((0.2, 0.2, 0.2))


def test_nine_levels_fall_into_three_thirds() -> None:
    nine = tuple(float(x) for x in range(1, 10))
    found = worth_of(samples(lambda x, _y, _k: x, xs=nine), "x", "no_zones", NAME)
    assert found is not None
    assert (found.lowest, found.highest) == ((1.0, 3.0), (7.0, 9.0))
    assert found.number.value == pytest.approx(6.0)


def test_the_interval_is_over_replicates_and_of_differences_within_them() -> None:
    noisy = worth_of(samples(lambda x, _y, k: x * (1.0 + 0.1 * k)), "x", "no_zones", NAME)
    assert noisy is not None
    assert noisy.number.value == pytest.approx(2.2)
    assert noisy.number.high - noisy.number.value == pytest.approx(4.302652729911275 * 0.2 / math.sqrt(3.0))


def test_a_replicate_that_some_point_lacks_is_left_out() -> None:
    table = samples(lambda x, _y, k: x + (100.0 if k == 2 and x == 3.0 else 0.0))
    found = worth_of(table.drop(table[(table["replicate"] == 2) & (table["point"] == 0)].index), "x", "no_zones", NAME)
    assert found is not None
    assert found.number.value == pytest.approx(2.0)


def test_one_replicate_has_no_interval() -> None:
    found = worth_of(samples(lambda x, _y, _k: x, replicates=1), "x", "no_zones", NAME)
    assert found is not None
    assert math.isnan(found.number.low)


def test_words_and_a_single_value_are_worth_nothing_that_could_be_told() -> None:
    table = samples(lambda x, _y, _k: x)
    assert worth_of(table.assign(x="CPTPP"), "x", "no_zones", NAME) is None
    assert worth_of(table.assign(x=1.0), "x", "no_zones", NAME) is None
    assert worth_of(table.assign(x=table["x"] > 1.0), "x", "no_zones", NAME) is None
