"""Laws of indices and of the split of variance: known functions with known luck give back what is known of them."""

import numpy as np
import pandas as pd
import pytest

from sim.experiments.sensitivity.designs import radial, trajectories
from sim.experiments.sweeps.factors import Factor
from sim.measures.sensitivity.indices import sobol_indices
from sim.measures.sensitivity.luck import split_variance
from sim.measures.sensitivity.salib import salib
from sim.measures.sensitivity.screening import LOST, MATTERS, elementary_effects, screen

NAMES = ("a", "b", "c")
FACTORS = [Factor(name, low=0.0, high=1.0) for name in NAMES]
VARIANCE = 7.0**2 / 8.0 + 0.1 * np.pi**4 / 5.0 + 0.1**2 * np.pi**8 / 18.0 + 0.5
FIRST = np.array([0.5 * (1.0 + 0.1 * np.pi**4 / 5.0) ** 2, 7.0**2 / 8.0, 0.0]) / VARIANCE
TOGETHER = 8.0 * 0.1**2 * np.pi**8 / 225.0 / VARIANCE
TOTAL = FIRST + np.array([TOGETHER, 0.0, TOGETHER])
"""Indices of the Ishigami function with a = 7, b = 0.1 in closed form (Ishigami & Homma 1990)."""


def ishigami(shares: np.ndarray) -> np.ndarray:
    one, two, three = np.moveaxis(np.pi * (2.0 * shares - 1.0), -1, 0)
    return np.sin(one) + 7.0 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one)


def with_luck(values: np.ndarray, replicates: int, seed: int, *, shared: float, mixed: float) -> np.ndarray:
    chance = np.random.default_rng(seed)
    return (
        values[..., None]
        + chance.normal(0.0, shared, replicates)
        + chance.normal(0.0, mixed, (*values.shape, replicates))
    )


def drawn(values: np.ndarray) -> np.ndarray:
    return values[:, [0, -1]].reshape(-1, values.shape[-1])


def by_name(table: pd.DataFrame, column: str) -> np.ndarray:
    return table.set_index("parameter").loc[list(NAMES), column].to_numpy()


def test_ishigami_gives_back_its_indices_however_loud_the_luck() -> None:
    values = with_luck(ishigami(radial(FACTORS, 2048, 1)), 4, 1, shared=5.0, mixed=3.0)
    table = sobol_indices(values, NAMES, 1)
    np.testing.assert_allclose(by_name(table, "first"), FIRST, atol=0.06)
    np.testing.assert_allclose(by_name(table, "total"), TOTAL, atol=0.06)
    for name, truth in (("first", FIRST), ("total", TOTAL)):
        assert (by_name(table, f"{name}_low") - 0.03 < truth).all()
        assert (by_name(table, f"{name}_high") + 0.03 > truth).all()


def test_the_g_function_gives_back_its_indices() -> None:
    weights = np.array([0.0, 1.0, 9.0])
    alone = 1.0 / (3.0 * (1.0 + weights) ** 2)
    variance = np.prod(1.0 + alone) - 1.0
    total = alone * np.prod(1.0 + alone) / (1.0 + alone) / variance
    shares = radial(FACTORS, 2048, 3)
    values = np.prod((np.abs(4.0 * shares - 2.0) + weights) / (1.0 + weights), axis=-1)
    table = sobol_indices(with_luck(values, 4, 2, shared=0.5, mixed=0.4), NAMES, 1)
    np.testing.assert_allclose(by_name(table, "first"), alone / variance, atol=0.05)
    np.testing.assert_allclose(by_name(table, "total"), total, atol=0.05)


def test_luck_is_taken_for_parameters_where_it_is_not_taken_apart() -> None:
    values = with_luck(ishigami(radial(FACTORS, 1024, 1)), 2, 4, shared=1.0, mixed=5.0)
    table = sobol_indices(values, NAMES, 1)
    assert (by_name(table, "total_with_luck") > TOTAL + 0.1).all()
    np.testing.assert_allclose(by_name(table, "total"), TOTAL, atol=0.25)


def test_without_luck_the_numbers_are_those_of_the_other_package() -> None:
    values = ishigami(radial(FACTORS, 256, 1))
    problem = {"num_vars": 3, "names": list(NAMES), "bounds": [[0.0, 1.0]] * 3}
    theirs = salib("analyze.sobol").analyze(problem, values.ravel(), calc_second_order=False, seed=1)
    table = sobol_indices(np.repeat(values[..., None], 3, axis=2), NAMES, 1)
    np.testing.assert_allclose(by_name(table, "first"), theirs["S1"], rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(by_name(table, "total"), theirs["ST"], rtol=1e-9, atol=1e-12)


def test_indices_do_not_care_for_level_unit_or_luck_that_all_points_share() -> None:
    values = with_luck(ishigami(radial(FACTORS, 128, 1)), 3, 1, shared=0.0, mixed=1.0)
    one = sobol_indices(values, NAMES, 1)
    other = sobol_indices(1e-4 * (values + 1e3 + np.array([0.0, 50.0, -70.0])), NAMES, 1)
    np.testing.assert_allclose(by_name(one, "total"), by_name(other, "total"), rtol=1e-6)


def test_a_number_that_does_not_move_has_no_indices() -> None:
    assert sobol_indices(np.ones((8, 5, 3)), NAMES, 1)[["first", "total"]].isna().all(axis=None)
    assert np.isnan(split_variance(np.ones((16, 3)), 1).luck_share.value)


def test_the_parts_of_the_variance_are_right_on_average() -> None:
    values = ishigami(radial(FACTORS, 64, 1))
    splits = [split_variance(drawn(with_luck(values, 4, k, shared=2.0, mixed=3.0)), 1) for k in range(150)]
    truth = drawn(values[..., None]).var(ddof=1)
    assert np.mean([split.parameters for split in splits]) == pytest.approx(truth, rel=0.03)
    assert np.mean([split.shared_luck for split in splits]) == pytest.approx(4.0, rel=0.2)
    assert np.mean([split.mixed_luck for split in splits]) == pytest.approx(9.0, rel=0.03)
    assert splits[0].total == pytest.approx(splits[0].parameters + splits[0].luck)


@pytest.mark.parametrize("replicates", [3, 6])
def test_the_interval_of_the_share_of_luck_holds_the_truth(replicates: int) -> None:
    values = ishigami(radial(FACTORS, 64, 1))
    truth = 13.0 / (13.0 + VARIANCE)
    shares = [
        split_variance(drawn(with_luck(values, replicates, k, shared=2.0, mixed=3.0)), 1).luck_share
        for k in range(120)
    ]
    held = np.mean([share.low <= truth <= share.high for share in shares])
    assert held >= 0.9
    assert np.mean([share.high - share.low for share in shares]) < 0.9


def test_screening_tells_what_matters_from_what_only_luck_moves() -> None:
    shares = trajectories([*FACTORS, Factor("d", low=0.0, high=1.0)], 40, 1)
    values = with_luck(4.0 * shares[..., 0] - 2.0 * shares[..., 1] ** 2, 6, 1, shared=9.0, mixed=0.5)
    table = screen(values, shares, (*NAMES, "d"), 1).set_index("parameter")
    assert list(table["verdict"][["a", "b", "c", "d"]]) == [MATTERS, MATTERS, LOST, LOST]
    assert table.loc["a", "mu"] == pytest.approx(4.0, abs=0.3)
    assert table.loc["b", "mu"] == pytest.approx(-2.0, abs=0.3)
    assert table.loc["a", "strength"] == pytest.approx(4.0, abs=0.3)
    assert table.loc[["c", "d"], "mu_star"].to_numpy() == pytest.approx(table.loc[["c", "d"], "luck_alone"], rel=0.3)
    assert (table.loc[["c", "d"], "strength"] < 0.25).all()


def test_elementary_effects_are_changes_over_the_whole_range_whichever_way_the_step_went() -> None:
    shares = trajectories(FACTORS, 9, 2)
    effects = elementary_effects((shares @ np.array([1.0, -2.0, 0.0]))[..., None], shares)
    np.testing.assert_allclose(effects[..., 0], np.tile([1.0, -2.0, 0.0], (9, 1)), atol=1e-12)
