"""The story of a run with the plain engine: the same tables, worlds of its own, and a word about unknown engines."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.basis.errors import HinterlandError
from sim.cli import main as program
from sim.experiments.engines import ENGINES
from sim.experiments.requests import Request
from sim.experiments.single import run
from sim.experiments.twins import run_twins
from sim.results.run import open_results
from sim.scenario.reading import read_scenario

SMALL = (
    "geography.rows=6",
    "geography.columns=6",
    "geography.region_rows=2",
    "geography.region_columns=2",
    "geography.ports=[[3, 5]]",
    "zones.center.at=[2, 2]",
    "start.firms=300",
    "start.industries=three",
    "start.burn_in_years=2",
    "years=1",
    "replicates=1",
)
TINY_WORDS = [word for setting in SMALL for word in ("--set", setting)]


def test_the_panels_of_both_engines_agree() -> None:
    scenario = read_scenario("tiny", SMALL)
    fast, plain = (run(scenario, engine=engine, check=True) for engine in ENGINES)
    assert fast.panels.keys() == plain.panels.keys()
    for name, expected in fast.panels.items():
        found = plain.panels[name].drop(columns="max_identity_error", errors="ignore")
        pd.testing.assert_frame_equal(
            found, expected[list(found)], rtol=1e-9, atol=1e-12, obj=f"table {name}", check_exact=False
        )
    assert fast.facts["firms_at_the_end"] == plain.facts["firms_at_the_end"]
    assert np.isclose(fast.facts["largest_gap_at_the_fork"], plain.facts["largest_gap_at_the_fork"], rtol=1e-6)


def test_a_run_with_the_plain_engine_prints_answers_and_is_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ("run", "tiny", *TINY_WORDS, "--engine", "plain", "--no-figures", "--workers", "1", "--json")
    with pytest.raises(SystemExit) as ended:
        program.main(words)
    assert not ended.value.code
    answers = json.loads(capsys.readouterr().out)
    assert answers
    finished = open_results(tmp_path / "results")
    assert finished.manifest["engine"] == "plain"
    assert finished.replicates == (0,)
    assert len(finished.world("base", 0).table("regions")) == 2 * 2 * 4
    with pytest.raises(SystemExit):
        program.main(words)
    assert open_results(tmp_path / "results").manifest["worlds_found"] == 2


def test_each_engine_has_worlds_of_its_own(tmp_path: Path) -> None:
    scenario = read_scenario("tiny", SMALL)
    keys = [set(Request(scenario, (0, 1), tmp_path, engine).keys.values()) for engine in ENGINES]
    assert not set.intersection(*keys)
    assert all(len(each) == 4 for each in keys)


def test_an_unknown_engine_is_answered_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(HinterlandError, match=r"no engine `fast`.*`numba` \(.*`plain` \("):
        run_twins(read_scenario("tiny", SMALL), engine="fast", out=tmp_path)
    assert not list(tmp_path.iterdir())


def test_the_command_line_answers_an_unknown_engine_in_one_message(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        program.main(("run", "tiny", "--engine", "fast"))
    assert ended.value.code == 2
    printed = capsys.readouterr().err
    assert "numba" in printed
    assert "plain" in printed
