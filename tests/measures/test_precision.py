"""Laws of precision on demand: it goes on until an interval is narrow, says the truth, and keeps its budget."""

import json
import math
from functools import partial
from pathlib import Path

import pytest

from sim.basis.errors import HinterlandError
from sim.experiments.precision import Precise, next_replicates, run_until
from sim.experiments.sweeps.reading import read_sweep_text
from sim.measures.headline import headline
from sim.measures.precision import half_width
from sim.results.catalogue import list_runs
from sim.scenario.schema import Scenario
from tests.made_up import simulate, sweep_text

NAME = "radiation.gdp.0-30km"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return read_sweep_text(sweep_text()).scenarios[5]


def until(scenario: Scenario, out: Path, wanted: float, most: int = 40) -> tuple[Precise, list[tuple[int, int]]]:
    looks: list[tuple[int, int]] = []
    found = run_until(
        scenario,
        half_width=partial(half_width, name=NAME),
        wanted=wanted,
        most=most,
        heard=lambda found, more: looks.append((len(found.found.replicates), more)),
        out=out,
        workers=1,
        simulate=simulate,
    )
    return found, looks


def test_it_stops_at_the_first_look_that_is_narrow_enough(scenario: Scenario, tmp_path: Path) -> None:
    found, looks = until(scenario, tmp_path, wanted=0.012)
    assert found.reached
    assert found.half_width <= 0.012
    assert looks[-1] == (len(found.found.replicates), 0)
    assert [more for _, more in looks[:-1]] == [replicates for replicates, _ in looks[1:]]
    assert len(looks) > 1
    told = headline(found.found, "no_zones").set_index("name").loc[NAME]
    assert found.half_width == pytest.approx((told["high"] - told["low"]) / 2.0)


def test_the_budget_is_kept_and_it_is_said_that_it_was_too_small(scenario: Scenario, tmp_path: Path) -> None:
    found, looks = until(scenario, tmp_path, wanted=1e-6, most=9)
    assert not found.reached
    assert len(found.found.replicates) == 9
    assert looks == [(4, 9), (9, 0)]


def test_only_the_last_look_is_left_and_no_world_is_made_twice(scenario: Scenario, tmp_path: Path) -> None:
    found, _ = until(scenario, tmp_path, wanted=1e-6, most=9)
    assert [entry.folder for entry in list_runs(tmp_path)] == [found.found.folder]
    assert len(found.found.store.keys()) == 18


def test_as_many_more_as_the_square_of_the_width_asks_for_neither_too_bold_nor_beyond_the_budget() -> None:
    assert next_replicates(8, 0.02, 0.016, most=100) == 13
    assert next_replicates(8, 0.2, 0.01, most=100) == 24
    assert next_replicates(8, 0.2, 0.01, most=20) == 20
    assert next_replicates(8, 0.0101, 0.01, most=100) == 9
    assert next_replicates(4, math.inf, 0.01, most=100) == 12


def test_an_unknown_number_is_answered_with_the_nearest(scenario: Scenario, tmp_path: Path) -> None:
    found, _ = until(scenario, tmp_path, wanted=1.0)
    with pytest.raises(HinterlandError, match=r"`radiation.gdp.0-30` is no headline number.*`radiation.gdp.0-30km`"):
        half_width(found.found, "radiation.gdp.0-30")


def test_an_interval_that_cannot_be_told_is_infinitely_wide(scenario: Scenario, tmp_path: Path) -> None:
    from sim.experiments.twins import run_twins

    run = run_twins(scenario, replicates=1, out=tmp_path, workers=1, simulate=simulate)
    assert half_width(run, NAME) == math.inf
    assert json.loads((run.folder / "manifest.json").read_text())["status"] == "finished"
