"""Laws of calibration files: every mistake by its place, all at once; the shipped ones can be carried out."""

from pathlib import Path

import pytest

from sim.basis.errors import ScenarioError
from sim.experiments.calibration.reading import read_calibration, read_calibration_text
from sim.experiments.calibration.request import CalibrationRequest
from sim.scenario.reading import read_text
from sim.scenario.registering import register_of_parameters

BANDS = {"C12": (20.0, 45.0), "C14": (0.95, 1.2), "C11": (4.0, float("nan")), "C17": (0.05, 0.08)}

GOOD = """
title: A calibration for a test
scenario: mine
set: {years: 2}
replicates: 1
trials: 12
free:
  chain.search_km: {low: 8, high: 60, scale: log, reason: nobody has measured it}
  sites.near_sites: {low: 2, high: 9, reason: a whole number of sites}
facts:
  C12: 2
  C14: {weight: 0.5, reason: only a few firms}
"""


def read(text: str) -> CalibrationRequest:
    base = read_text("years: 5\nchain: {search_km: 20}\n", name="mine")
    return read_calibration_text(text, BANDS, scenario="mine", base=base)


def test_a_file_says_what_is_free_what_is_wanted_and_how_much_is_simulated() -> None:
    asked = read(GOOD)
    assert asked.keys == ("chain.search_km", "sites.near_sites")
    assert asked.facts == ("C12", "C14")
    assert asked.bands.tolist() == [[32.5, 12.5, 2.0], [pytest.approx(1.075), pytest.approx(0.125), 0.5]]
    assert (asked.budget.replicates, asked.budget.trials, asked.budget.start) == (1, 12, 32)
    assert asked.base.years == 2
    assert asked.as_it_stands == {"chain.search_km": 20.0, "sites.near_sites": 6}
    assert asked.free[0].unit == "km"
    assert asked.scenario({"chain.search_km": 31.0}).chain.search_km == 31.0


def test_places_and_values_go_there_and_back() -> None:
    distance, sites = read(GOOD).free
    assert distance.value(0.0) == 8.0
    assert distance.value(1.0) == 60.0
    assert distance.share(float(distance.value(0.3))) == pytest.approx(0.3, abs=1e-3)
    assert {sites.value(share) for share in (0.0, 0.2, 0.5, 0.8, 1.0)} <= set(range(2, 10))
    assert isinstance(sites.value(0.5), int)


@pytest.mark.parametrize(
    ("found", "instead", "said"),
    [
        ("title: A calibration for a test", "titel: x", "Did you mean `title`?"),
        ("title: A calibration for a test", "title: 3", "`title` is 3, but must be a text"),
        ("scenario: mine", "scenario: yours", "name the same scenario in both places"),
        ("set: {years: 2}", "set: {yeers: 2}", "Did you mean `years`?"),
        ("set: {years: 2}", "set: {seed: 2}", "`set.seed`"),
        ("replicates: 1", "replicates: 0", "a whole number of at least 1"),
        ("trials: 12", "trials: many", "`trials` is 'many', but must be a whole number of at least 2"),
        ("chain.search_km:", "chain.serch_km:", "Did you mean `chain.search_km`?"),
        ("chain.search_km:", "geography.kind:", "no number"),
        ("low: 8,", "low: -8,", "`free.chain.search_km.low` is -8, but must be above 0"),
        ("low: 8,", "low: 80,", "`high` must lie above `low`"),
        ("low: 8,", "", "`free.chain.search_km.low` is empty, but must be a number"),
        ("low: 8,", "low: 8, lowest: 3,", "`free.chain.search_km.lowest` is not a key"),
        ("low: 8,", "low: 25,", "the scenario has 20: the bounds must hold what is there now"),
        ("low: 2, high: 9", "low: 0, high: 9", "must be at least 1"),
        ("scale: log", "scale: cubic", "must be one of linear, log"),
        ("reason: nobody has measured it", "reason: why", "must say in a sentence why the parameter is free"),
        (", reason: a whole number of sites", "", "`free.sites.near_sites.reason` is empty"),
        ("  C12: 2", "  C112: 2", "there is no fact `C112`. Did you mean `C12`?"),
        ("  C12: 2", "  C11: 2", "no band with two ends"),
        ("  C12: 2", "  C12: 0", "must have a number above 0"),
        ("weight: 0.5", "wait: 0.5", "`facts.C14.wait` is not a key of a fact"),
        ("reason: only a few firms", "reason: 4", "`facts.C14.reason` is 4, but must be a text"),
    ],
)
def test_a_mistake_is_answered_by_its_place_and_what_was_expected(found: str, instead: str, said: str) -> None:
    assert found in GOOD
    with pytest.raises(ScenarioError) as caught:
        read(GOOD.replace(found, instead, 1))
    assert said in str(caught.value), str(caught.value)
    assert "calibration:" in str(caught.value)


def test_all_mistakes_are_told_at_once_and_nothing_may_be_left_out() -> None:
    with pytest.raises(ScenarioError) as caught:
        read("replicates: 0\nfree: {}\nfacts: []\n")
    assert len(caught.value.problems) == 3


def test_a_scenario_without_a_file_says_where_one_would_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ScenarioError, match=r"scenarios/calibration/tiny\.yaml"):
        read_calibration("tiny", BANDS)


@pytest.mark.parametrize("name", ["baseline", "yangtze_delta"])
def test_the_shipped_ones_free_six_parameters_of_which_none_is_a_fact_or_a_choice(name: str) -> None:
    from sim.measures.calibrating.simulating import bands_of, shipped_facts

    asked = read_calibration(name, bands_of(shipped_facts()))
    assert len(asked.free) == 6
    sources = {record.name: record.source for record in register_of_parameters()}
    assert all(sources[key].startswith(("assumption", "feasibility study", "calibrated")) for key in asked.keys)
    assert all(len(free.reason.split()) > 15 for free in asked.free)
    assert len(asked.facts) >= len(asked.free)
