"""The story of `hinterland runs`: what there is, what it is, why it was not reused, and what can go."""

import json
from pathlib import Path

import pytest

from sim.cli import main as program
from sim.cli.exits import ExitCode
from sim.experiments.twins import run_twins
from sim.results.run import Run
from sim.scenario.reading import read_text
from tests.experiments.test_twins import simulate

TEXT = """
title: A small world
years: 1
replicates: 2
counterfactual: [no_zones]
zones: {center: {at: [15, 15]}}
"""


def ending(*words: str) -> int:
    with pytest.raises(SystemExit) as caught:
        program.main(words)
    return int(caught.value.code or 0)


@pytest.fixture
def finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.yaml").write_text(TEXT)
    return run_twins(read_text(TEXT, name="small"), out="results", workers=1, simulate=simulate)


def test_runs_are_listed_and_shown(finished: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("runs", "list", "--json") == ExitCode.DONE
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["name"], row["replicates"], row["worlds"], row["status"]) == ("small", 2, "4 of 4", "finished")
    assert row["program"] == "as it is now"
    assert ending("runs", "show", finished.folder.name[:5], "--json") == ExitCode.DONE
    shown = json.loads(capsys.readouterr().out)
    assert shown["title"] == "A small world"
    assert shown["megabytes of worlds"] >= 0.0
    assert ending("runs", "list") == ending("runs", "show", "small") == ExitCode.DONE


def test_why_names_what_differs(finished: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("runs", "why", "small.yaml") == ExitCode.DONE
    assert "base, replicate 0: is in the store" in capsys.readouterr().out
    assert ending("runs", "why", "small.yaml", "--set", "openness=0.9", "--replicate", "1") == ExitCode.DONE
    told = capsys.readouterr().out
    assert "base, replicate 1: is not in the store. The nearest that is there differs in\n  * openness" in told
    assert "no_zones, replicate 1: is in the store" in told
    assert ending("runs", "why", finished.folder.as_posix(), "--json") == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["base"] == {"there": True, "differs_from_the_nearest": []}


def test_why_asks_for_the_worlds_of_the_engine_that_is_named(finished: Run, capsys: pytest.CaptureFixture[str]) -> None:
    del finished
    assert ending("runs", "why", "small.yaml", "--engine", "plain", "--json") == ExitCode.DONE
    found = json.loads(capsys.readouterr().out)
    assert found["base"] == {"there": False, "differs_from_the_nearest": ["engine: numba -> plain"]}


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("why", "nothing"), "has no run 'nothing'"),
        (("show", "nothing"), "has no run 'nothing'"),
        (("why", "small", "--replicate", "7"), "no finished world of replicate 7"),
        (("why", "small", "--set", "openness=1"), "--set goes with a scenario"),
        (("why", "small", "--engine", "plain"), "--engine goes with a scenario"),
        (("list", "--out", "nowhere"), "There is no folder nowhere"),
    ],
)
def test_what_cannot_be_answered_says_why(
    finished: Run, words: tuple[str, ...], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("small.yaml").rename("elsewhere.txt")
    del finished
    assert ending("runs", *words) == ExitCode.USER
    assert hint in " ".join(capsys.readouterr().err.split())


def test_garbage_is_told_and_then_taken_away(finished: Run, capsys: pytest.CaptureFixture[str]) -> None:
    burn_ins = finished.store.root / ".burn_ins" / "another version"
    burn_ins.mkdir(parents=True)
    assert ending("runs", "gc", "--dry-run") == ExitCode.DONE
    assert "1 would be taken away" in capsys.readouterr().out
    assert burn_ins.exists()
    assert ending("runs", "gc", "--unlisted", "--verify", "--burn-ins") == ExitCode.DONE
    assert "1 taken away" in capsys.readouterr().out
    assert not burn_ins.exists()
    assert finished.replicates == (0, 1)
