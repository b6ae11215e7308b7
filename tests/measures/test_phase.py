"""Laws of the phase diagram: a boundary that is known is found, with an interval that knows how much luck there is."""

import math
from itertools import product

import numpy as np
import pandas as pd
import pytest

from sim.basis.errors import ResultsError
from sim.basis.luck import Luck, Purpose
from sim.measures.phase import Phase, first_turn, phase_of

KEYS = ("openness", "coordination")
ACROSS, UPWARDS = np.array([0.1, 0.5, 0.9]), np.array([0.0, 0.25, 0.5, 0.75, 1.0])
NOISE = Purpose("luck of a made-up replicate")


def samples(replicates: int = 6, spread: float = 0.01) -> pd.DataFrame:
    """Effects that turn at a coordination of 0.3 + 0.2 * openness, each replicate shifted by its luck."""
    rows = []
    for k, openness, coordination in product(range(replicates), ACROSS, UPWARDS):
        shift = spread * Luck(1, k).normals(NOISE, 0, np.zeros(1, dtype=np.uint64))[0]
        effect = 0.1 * (coordination - 0.3 - 0.2 * openness) + shift
        values = {
            "radiation.gdp.0-30km": effect,
            "radiation.gdp.30km+": effect / 2.0,
            "radiation.total": effect / 4.0,
            "inside.gdp": 0.5 if openness > 0.1 else 0.001 * (-1.0) ** k,
            "gain.outside": 3.0 * effect,
            "gain.inside": 2.0,
        }
        point = len(UPWARDS) * list(ACROSS).index(openness) + list(UPWARDS).index(coordination)
        rows += [(point, openness, coordination, "no_zones", k, name, value) for name, value in values.items()]
    return pd.DataFrame(rows, columns=["point", *KEYS, "counterfactual", "replicate", "name", "value"])


@pytest.fixture(scope="module")
def phase() -> Phase:
    return phase_of(samples(), KEYS)


def test_the_grid_is_laid_out_whatever_the_order_of_rows(phase: Phase) -> None:
    shuffled = phase_of(samples().sample(frac=1.0, random_state=1).reset_index(drop=True), KEYS)
    assert (phase.replicates, phase.near) == (6, "radiation.gdp.0-30km")
    for name, values in phase.samples.items():
        np.testing.assert_array_equal(values, shuffled.samples[name])
        assert values.shape == (6, 3, 5)


def test_the_boundary_is_found_where_it_is_with_an_interval_that_holds_it(phase: Phase) -> None:
    table = phase.boundary(phase.near)
    truth = 0.3 + 0.2 * ACROSS
    assert set(table["side"]) == {"turns"}
    assert ((table["low"] <= truth) & (truth <= table["high"])).all()
    exact = phase_of(samples(spread=0.0), KEYS).boundary("radiation.gdp.0-30km")
    np.testing.assert_allclose(exact["coordination"], truth, atol=1e-12)


def test_more_luck_makes_a_wider_boundary() -> None:
    little, much = (phase_of(samples(spread=spread), KEYS).boundary("radiation.gdp.0-30km") for spread in (0.002, 0.01))
    assert ((much["high"] - much["low"]) > (little["high"] - little["low"])).all()


def test_where_the_sign_never_turns_the_table_says_which_it_is() -> None:
    up = samples()
    up["value"] = np.where(up["name"] == "radiation.gdp.0-30km", np.abs(up["value"]) + 0.1, up["value"])
    table = phase_of(up, KEYS).boundary("radiation.gdp.0-30km")
    assert set(table["side"]) == {"radiates"}
    assert table["coordination"].isna().all()


def test_what_coordination_is_worth_is_a_difference_within_replicates(phase: Phase) -> None:
    table = phase.rise(phase.near)
    np.testing.assert_allclose(table["value"], 0.1, atol=1e-12)
    np.testing.assert_allclose(table["high"] - table["low"], 0.0, atol=1e-12)


def test_the_ratio_is_given_only_where_the_effect_inside_is_clear_of_zero(phase: Phase) -> None:
    ratio = phase.ratio()
    assert np.isnan(ratio.value[0]).all()
    np.testing.assert_allclose(ratio.value[1:], 1.5 * phase.effect(phase.near).value[1:])
    assert (ratio.low[1:] < ratio.value[1:]).all()


def test_points_near_the_boundary_are_undecided_and_those_far_from_it_are_not(phase: Phase) -> None:
    undecided = phase.undecided(phase.near)
    assert not undecided[:, 0].any()
    assert not undecided[:, -1].any()
    assert phase_of(samples(replicates=1), KEYS).undecided("radiation.total").all()


def test_a_grid_with_a_hole_is_refused_with_what_to_do() -> None:
    with pytest.raises(ResultsError, match="no full grid of openness and coordination"):
        phase_of(samples().iloc[1:], KEYS)


def test_a_turn_lies_on_the_straight_line_between_two_points() -> None:
    assert first_turn(np.array([0.0, 1.0, 2.0]), np.array([-1.0, 3.0, -1.0])) == 0.25
    assert math.isnan(first_turn(np.array([0.0, 1.0]), np.array([1.0, 2.0])))
    assert first_turn(np.array([0.0, 1.0, 2.0]), np.array([-1.0, np.nan, 1.0])) == 1.0
