"""The story of `--until-halfwidth`: it says what it found at each look and why it stops, and refuses half a wish."""

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from sim.cli import main as program
from sim.cli.exits import ExitCode
from sim.experiments.compiling import KernelCache
from sim.results.run import open_results
from tests.made_up import simulate

SETTINGS = ("--set", "years=2", "--set", "openness=0.8", "--set", "coordination=0.9")


@pytest.fixture(autouse=True)
def pretend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("sim.model.replicate")
    module.run_replicate = simulate  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sim.model.replicate", module)
    monkeypatch.setattr(KernelCache, "compiled", lambda _self: True)
    monkeypatch.chdir(tmp_path)


def ending_of(*words: str) -> int:
    with pytest.raises(SystemExit) as caught:
        program.main([*words, "--workers", "1", "--no-figures"])
    return int(caught.value.code or 0)


def ending(*words: str) -> int:
    return ending_of("run", "tiny", *SETTINGS, *words)


def test_each_look_is_told_and_the_run_has_the_replicates_of_the_last(capsys: pytest.CaptureFixture[str]) -> None:
    wish = ("--until-halfwidth", "0.012", "--of", "radiation.gdp.0-30km")
    assert ending(*wish, "--most", "30", "--quiet") == ExitCode.DONE
    told = capsys.readouterr()
    assert "4 replicates: radiation.gdp.0-30km is known within" in told.err
    assert "as narrow as wanted (0.012)." in told.err
    assert len(open_results(told.out.strip()).replicates) > 4


def test_a_budget_that_is_spent_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("--until-halfwidth", "1e-9", "--of", "radiation.total", "--most", "5", "--quiet") == ExitCode.DONE
    assert "the budget of 5 replicates is spent (--most)." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--until-halfwidth", "0.01"), "go together"),
        (("--of", "radiation.total"), "go together"),
        (("--until-halfwidth", "0", "--of", "radiation.total"), "a width above 0"),
        (("--until-halfwidth", "1", "--of", "radiation.total", "--replicates", "3"), "give --most for a budget"),
        (("--until-halfwidth", "1", "--of", "radiation.totl"), "`radiation.total`"),
    ],
)
def test_half_a_wish_is_answered(words: tuple[str, ...], hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ending(*words) == ExitCode.USER
    assert hint in capsys.readouterr().err


def test_scenarios_that_are_compared_are_replicated_alike(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, coordination in (("coupled", 0.9), ("apart", 0.5)):
        text = f"extends: tiny\nyears: 2\nopenness: 0.8\ncoordination: {coordination}\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    wish = ("--until-halfwidth", "1e-9", "--of", "radiation.gdp.0-30km", "--most", "4", "--json")
    assert ending_of("compare", "coupled.yaml", "apart.yaml", *wish) == ExitCode.DONE
    told = capsys.readouterr()
    assert "4 replicates: the difference of radiation.gdp.0-30km is known within" in told.err
    assert "the budget of 4 replicates is spent (--most)." in told.err
    assert [each["replicates"] for each in json.loads(told.out)["runs"]] == [[0, 1, 2, 3]] * 2


def test_half_a_wish_is_answered_by_compare_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending_of("compare", "tiny", "open", "--until-halfwidth", "0.01") == ExitCode.USER
    assert "go together" in capsys.readouterr().err
