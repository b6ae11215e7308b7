"""Laws of designs: grids combine, hypercubes fill every stratum, Sobol points are Sobol's, and the first stay."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import qmc

from sim.experiments.sweeps.designs import grid, latin_hypercube, sobol_sequence
from sim.experiments.sweeps.factors import Factor
from sim.experiments.sweeps.sobol import MOST_DIMENSIONS, sobol

OPEN, COORDINATED = Factor("openness", low=0.0, high=1.0), Factor("coordination", low=0.2, high=0.8)


def test_a_grid_has_every_combination_once_the_last_factor_fastest() -> None:
    found = grid([Factor("a", values=(1, 2)), Factor("b", values=("x", "y", "z"))])
    assert [tuple(point.values()) for point in found] == [(1, "x"), (1, "y"), (1, "z"), (2, "x"), (2, "y"), (2, "z")]


@given(points=st.integers(1, 60), seed=st.integers(0, 2**40))
def test_a_latin_hypercube_has_one_point_in_each_stratum_of_each_factor(points: int, seed: int) -> None:
    found = latin_hypercube([OPEN, COORDINATED], points, seed)
    for factor in (OPEN, COORDINATED):
        share = (np.array([each[factor.key] for each in found]) - factor.low) / (factor.high - factor.low)
        assert sorted(np.floor(share * points - 1e-7).clip(0).astype(int)) == list(range(points))


def test_a_factor_of_a_hypercube_does_not_care_which_others_there_are() -> None:
    alone, beside = (latin_hypercube(factors, 9, 1) for factors in ([OPEN], [COORDINATED, OPEN]))
    assert [each["openness"] for each in alone] == [each["openness"] for each in beside]
    assert latin_hypercube([OPEN], 9, 2) != alone


def test_the_plain_sequence_is_that_of_another_implementation() -> None:
    ours = sobol(256, np.zeros(MOST_DIMENSIONS, dtype=np.uint64))
    theirs = qmc.Sobol(d=MOST_DIMENSIONS, scramble=False, bits=32).random(256)
    np.testing.assert_allclose(ours - 0.5 * 2.0**-32, theirs, rtol=0.0, atol=1e-15)


def test_a_shifted_sequence_has_one_point_in_each_cell_as_the_plain_one_has() -> None:
    shifts = np.array([123456789, 4000000000, 77], dtype=np.uint64)
    found = sobol(64, shifts)
    assert all(sorted(np.floor(found[:, d] * 64).astype(int)) == list(range(64)) for d in range(3))


def test_more_points_of_a_sequence_begin_with_the_fewer() -> None:
    fewer, more = (sobol_sequence([OPEN, COORDINATED], points, 7) for points in (5, 40))
    assert more[:5] == fewer
    assert len({tuple(point.values()) for point in more}) == 40


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_a_value_lies_within_its_range_on_either_scale(share: float) -> None:
    at = np.array([share])
    assert 0.2 <= COORDINATED.at(at)[0] <= 0.8
    logarithmic = Factor("chain.search_km", low=1.0, high=100.0, scale="log")
    assert logarithmic.at(at)[0] == pytest.approx(100.0**share)


def test_whole_numbers_have_equal_shares_of_the_way_and_both_ends() -> None:
    whole = Factor("start.firms", low=1.0, high=4.0, whole=True)
    values = whole.at(np.linspace(0.0, 1.0, 401))
    assert {type(value) for value in values} == {int}
    assert [values.count(number) for number in (1, 2, 3, 4)] == [100, 100, 100, 101]
