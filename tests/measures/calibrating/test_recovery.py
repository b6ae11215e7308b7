"""Parameter recovery: data made by known parameters give them back within the stated intervals."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.measures.calibrating.calibrating import calibrate
from sim.measures.calibrating.outcome import Outcome
from sim.measures.calibrating.regression import OF_BAND, adjusted
from tests.measures.calibrating.made_up_model import FREE, HALF_WIDTHS, NOISE, Simulated, request, shown


def recovered(number: int, folder: Path) -> tuple[np.ndarray, Outcome]:
    """Draw a truth, let it make data as the world would, and calibrate to these."""
    rng = np.random.default_rng(100 + number)
    truth = rng.uniform(size=len(FREE))
    blur = rng.normal(size=4) * HALF_WIDTHS * OF_BAND
    asked = request(shown(truth) + rng.normal(size=4) * NOISE + blur, trials=32, start=24, around=120)
    return truth, calibrate(asked, folder / str(number), Simulated(asked, seed=number))


def hits(truth: np.ndarray, found: Outcome) -> list[bool]:
    values = [free.value(share) for free, share in zip(FREE, truth, strict=True)]
    low, high = found.parameters["low"], found.parameters["high"]
    return [a <= value <= b for value, a, b in zip(values, low, high, strict=True)]


def test_known_parameters_come_back_within_their_intervals_and_near_the_best(tmp_path: Path) -> None:
    truth, found = recovered(0, tmp_path)
    assert all(hits(truth, found))
    best = found.request.shares(found.best)
    assert np.abs(best - truth).max() < 0.3
    assert found.distance_after < found.distance_before
    assert set(found.parameters["verdict"]) <= {"pinned down", "partly pinned down"}


@pytest.mark.slow
def test_intervals_hold_the_truth_about_as_often_as_they_say(tmp_path: Path) -> None:
    found = np.array([hits(*recovered(number, tmp_path)) for number in range(40)])
    # 120 intervals of 95 %: between 105 and 120 hold the truth but once in a thousand times, were they independent.
    assert 105 <= found.sum() <= 120
    assert found.mean(axis=0).min() >= 0.825


def test_a_parameter_that_no_fact_sees_is_not_pinned_down(tmp_path: Path) -> None:
    asked = request(shown(np.array([0.5, 0.5, 0.5])), trials=32, start=24, around=120)

    class Deaf(Simulated):
        def __call__(self, tried):  # type: ignore[no-untyped-def]
            held = [({**point, "exit.steepness": 3.0}, replicates) for point, replicates in tried]
            return super().__call__(held)

    found = calibrate(asked, tmp_path, Deaf(asked)).parameters.set_index("parameter")
    assert found.loc["exit.steepness", "verdict"] == "not pinned down"
    assert found.loc["learning.gain", "verdict"] == "pinned down"


def test_the_profile_of_what_no_fact_sees_is_flat_and_that_of_what_they_see_is_steep(tmp_path: Path) -> None:
    truth = np.array([0.5, 0.5, 0.5])
    asked = request(shown(truth), trials=32, start=24, around=120)
    profile = calibrate(asked, tmp_path, Simulated(asked)).profile
    for free, share in zip(FREE, truth, strict=True):
        told = profile[profile["parameter"] == free.key]
        near = told.loc[(told["value"] - free.value(share)).abs().idxmin()]
        assert near["rise"] < 0.5
        assert told["rise"].max() > 2.0


def test_the_posterior_of_a_straight_model_is_the_one_of_the_text_book() -> None:
    # Shown = slope * (logit of the place) + luck; the prior of the logit is about normal, so mean and spread are known.
    rng = np.random.default_rng(5)
    places = (np.arange(400) + 0.5) / 400
    logits = np.log(places / (1.0 - places))
    luck, slope = 0.2, 0.8
    off = (slope * logits + rng.normal(size=400) * luck)[:, None]
    found = adjusted(places[:, None], off, np.ones(1), seed=1)
    error = np.sqrt(luck**2 + OF_BAND**2) / slope
    # The logistic prior, times a normal likelihood around zero, on a fine grid.
    grid = np.linspace(-6.0, 6.0, 4001)
    density = np.exp(-0.5 * (grid / error) ** 2) * np.exp(-grid) / (1.0 + np.exp(-grid)) ** 2
    below = np.cumsum(density) / density.sum()
    for probability, tolerance in ((0.025, 0.04), (0.5, 0.03), (0.975, 0.04)):
        exact = 1.0 / (1.0 + np.exp(-np.interp(probability, below, grid)))
        assert found.quantile(probability)[0] == pytest.approx(exact, abs=tolerance)


def test_a_fact_out_of_reach_is_named_and_does_not_make_anything_certain(tmp_path: Path) -> None:
    middles = shown(np.array([0.5, 0.5, 0.5])) + np.array([0.0, 0.0, 0.0, 15.0]) * HALF_WIDTHS
    asked = request(middles, trials=32, start=24, around=120)
    found = calibrate(asked, tmp_path, Simulated(asked))
    remarks = found.facts.set_index("fact")["remark"]
    assert remarks["F3"].startswith("no point around the best")
    assert not any(remarks.drop("F3"))
    assert (found.parameters["spread_ratio"] > 0.1).all()


def test_a_weight_of_four_counts_like_a_band_half_as_wide() -> None:
    rng = np.random.default_rng(2)
    places, off = rng.uniform(size=(200, 2)), rng.normal(size=(200, 2))
    off += 3.0 * (places - 0.5)
    light, heavy = (adjusted(places, off, np.array([1.0, weight]), seed=1) for weight in (1.0, 4.0))
    assert heavy.spread[1] < light.spread[1]
    assert isinstance(light.interval, np.ndarray)
    assert pd.notna(light.interval).all()
