"""Laws of the search: the same trials bit for bit, in one go or in ten; learnt from, kept, and friendly."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from sim.basis.errors import HinterlandError
from sim.experiments.calibration.request import CalibrationRequest
from sim.experiments.calibration.study import STUDY, Trial, search
from tests.experiments.calibration.killed_search import BUDGET, MIDDLES
from tests.measures.calibrating.made_up_model import FREE, Simulated, request

ROOT = Path(__file__).parents[3]


def bits(trials: list[Trial]) -> list[tuple[dict[str, object], bytes, float]]:
    return [(dict(trial.point), trial.values.tobytes(), trial.distance) for trial in trials]


@pytest.fixture(scope="module")
def asked() -> CalibrationRequest:
    return request(MIDDLES, **BUDGET)


@pytest.fixture(scope="module")
def whole(asked: CalibrationRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Trial]:
    return search(asked, tmp_path_factory.mktemp("whole"), Simulated(asked))


def test_the_first_trial_is_the_scenario_as_it_stands_and_all_lie_within_the_bounds(
    asked: CalibrationRequest, whole: list[Trial]
) -> None:
    assert whole[0].point == asked.as_it_stands
    assert len(whole) == BUDGET["trials"]
    assert all(free.low <= trial.point[free.key] <= free.high for trial in whole for free in FREE)


def test_what_is_learnt_is_better_than_what_fills_the_bounds(whole: list[Trial]) -> None:
    start, learnt = whole[: BUDGET["start"]], whole[BUDGET["start"] + BUDGET["together"] :]
    assert np.median([trial.distance for trial in learnt]) < np.median([trial.distance for trial in start])


def test_stopped_in_any_batch_it_goes_on_to_the_same_trials(
    asked: CalibrationRequest, whole: list[Trial], tmp_path: Path
) -> None:
    class Stopping(Simulated):
        """Is stopped after every second batch."""

        def __call__(self, tried):  # type: ignore[no-untyped-def]
            if self.count >= 2 * BUDGET["together"]:
                raise KeyboardInterrupt
            return super().__call__(tried)

    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            search(asked, tmp_path, Stopping(asked))
    last = Simulated(asked)
    assert bits(search(asked, tmp_path, last)) == bits(whole)
    assert last.count == BUDGET["together"]


def test_a_finished_search_simulates_nothing_and_a_longer_one_only_what_is_new(
    asked: CalibrationRequest, whole: list[Trial], tmp_path: Path
) -> None:
    shorter = asked.with_budget(trials=16)
    first = search(shorter, tmp_path, Simulated(asked))
    again = Simulated(asked)
    assert bits(search(shorter, tmp_path, again)) == bits(first)
    assert again.count == 0
    assert bits(search(asked, tmp_path, again)) == bits(whole)
    assert again.count == len(whole) - 16
    assert shorter.folder(tmp_path) == asked.folder(tmp_path)


def test_killed_outright_it_goes_on_to_the_same_trials(
    asked: CalibrationRequest, whole: list[Trial], tmp_path: Path
) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.experiments.calibration.killed_search", str(tmp_path)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    for _ in range(3):
        assert process.stdout.readline() == "batch\n"
    os.kill(process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    process.communicate()
    assert (tmp_path / STUDY).is_file()
    rest = Simulated(asked)
    assert bits(search(asked, tmp_path, rest)) == bits(whole)
    assert 0 < rest.count < len(whole)


def test_a_lost_fact_counts_as_very_far_and_stays_lost_on_the_disk(tmp_path: Path) -> None:
    asked = request(MIDDLES, trials=8, start=8)
    blind = Simulated(asked, blind={2: np.nan})
    trials = search(asked, tmp_path, blind)
    assert all(np.isnan(trial.values[:, 2]).all() and np.isfinite(trial.distance) for trial in trials)
    assert bits(search(asked, tmp_path, blind)) == bits(trials)


def test_another_seed_asks_for_other_trials(asked: CalibrationRequest, whole: list[Trial], tmp_path: Path) -> None:
    from dataclasses import replace

    from sim.scenario.reading import vary

    other = replace(asked, base=vary(asked.base, {"seed": 2})).with_budget(trials=8)
    points = [trial.point for trial in search(other, tmp_path, Simulated(other))]
    assert points[1:] != [trial.point for trial in whole[1:8]]
    assert other.folder(tmp_path) != asked.folder(tmp_path)


def test_without_optuna_it_says_what_to_install(
    asked: CalibrationRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "optuna", None)
    with pytest.raises(HinterlandError, match=r"hinterland\[lab\]"):
        search(asked, tmp_path, Simulated(asked))
