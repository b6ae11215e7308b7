"""The story of `hinterland run`, told with made-up worlds: what is printed, what is left, how it ends."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from sim.cli import main as program
from sim.cli.exits import ExitCode
from sim.experiments.compiling import KernelCache
from sim.results.run import open_results
from tests.synthetic import Recipe, decaying, panels, plane_map


@dataclass
class Record:
    panels: Mapping[str, pd.DataFrame]
    facts: Mapping[str, Any] = field(default_factory=dict)


def made_up(arms: Mapping[str, Any], *, replicate: int, progress: Callable, **_: Any) -> Iterator[tuple[str, Record]]:
    recipe = Recipe(plane_map(rows=10, columns=10, at=((5, 5),)), years=5, profile=decaying, noise=0.01, spread=0.1)
    for number, arm in enumerate(arms):
        progress(f"recorded years of {arm}", number, len(arms))
        yield arm, Record(panels(recipe, arm=arm, replicate=replicate))


@pytest.fixture(autouse=True)
def pretend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable], None]:
    """Let a made-up model stand where the model stands, and nothing be compiled."""

    def stand_in(model: Callable) -> None:
        module = ModuleType("sim.model.replicate")
        module.run_replicate = model  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "sim.model.replicate", module)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(KernelCache, "compiled", lambda _self: True)
    stand_in(made_up)
    return stand_in


def ending(*words: str) -> int:
    with pytest.raises(SystemExit) as caught:
        program.main(words)
    return int(caught.value.code or 0)


def run(*words: str) -> int:
    return ending("run", "tiny", "--workers", "1", "--no-figures", *words)


def test_a_run_prints_the_curve_the_numbers_and_where_the_results_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--replicates", "3") == ExitCode.DONE
    told = capsys.readouterr().out
    for words in (
        "A first look within seconds  (3 replicates)",
        "outside the zones, against no_zones, after 5 years",
        "0-30km",
        "radiation ratio",
        "the effect changes its sign at",
        "the effect has halved at",
        "The start against the data",
        "Known facts and what was found",
        "What the zones hold of the map",
        "Results: results/tiny/",
    ):
        assert words in told
    assert "nan" not in told.lower().split()


def test_every_table_is_left_as_csv(tmp_path: Path) -> None:
    assert run("--quiet") == ExitCode.DONE
    tables = open_results(tmp_path / "results").folder / "tables"
    names = {path.stem for path in tables.iterdir()}
    assert names == {
        "calibration",
        "dimensions_no_zones",
        "dose_no_zones",
        "facts",
        "headlines_no_zones",
        "link_distances",
        "radiation_no_zones",
        "zone_shares",
    }
    curve = pd.read_csv(tables / "radiation_no_zones.csv")
    assert {"year", "ring", "effect", "low", "high", "band_low", "band_high"} <= set(curve.columns)


def test_quiet_prints_the_folder_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--quiet") == ExitCode.DONE
    told = capsys.readouterr()
    assert told.err == ""
    assert (tmp_path / told.out.strip() / "manifest.json").is_file()


def test_json_is_one_document_with_dotted_names(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--json", "--replicates", "3") == ExitCode.DONE
    document = json.loads(capsys.readouterr().out)
    headlines = document["counterfactuals"]["no_zones"]["headlines"]
    assert headlines["radiation.gdp.0-30km"]["value"] > 0.0
    assert headlines["radiation.sign_change_km"]["value"] is None
    assert headlines["dimensions.coordination.theil"]["value"] > 0.0
    told = document["counterfactuals"]["no_zones"]["dimensions"]["dimensions.coordination.theil"]
    assert told["difference"] == headlines["dimensions.coordination.theil.difference"]["value"]
    assert "evaluation" not in document
    assert document["replicates"] == [0, 1, 2]
    assert document["calibration"]["largest_deviation"] == pytest.approx(0.005)


def test_one_replicate_is_said_to_have_no_intervals(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--replicates", "1") == ExitCode.DONE
    assert "1 replicate, so without intervals" in capsys.readouterr().out


def test_a_second_run_finds_its_worlds_and_says_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    run()
    first = capsys.readouterr()
    assert run() == ExitCode.DONE
    second = capsys.readouterr()
    assert "4 of 4 worlds found in the store" in second.err
    assert "found in the store" not in first.err
    assert first.out == second.out


def test_a_twin_without_a_difference_is_told_loudly_even_when_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--quiet", "--set", "counterfactual=g0") == ExitCode.DONE
    assert "A TWIN WITHOUT A DIFFERENCE" in capsys.readouterr().err


def test_a_twin_with_a_burn_in_of_its_own_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--set", "counterfactual={rougher: {before: {openness: 0.1}}}") == ExitCode.DONE
    assert "a different past" in " ".join(capsys.readouterr().err.replace("│", " ").split())


def test_an_interruption_says_what_is_left_and_ends_with_three(
    pretend: Callable[[Callable], None], capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(arms: Mapping[str, Any], *, replicate: int, **how: Any) -> Iterator[tuple[str, Record]]:
        if replicate == 1:
            raise KeyboardInterrupt
        yield from made_up(arms, replicate=replicate, **how)

    pretend(interrupted)
    assert run() == ExitCode.INTERRUPTED
    assert "1 of 2 replicates finished" in capsys.readouterr().err
    (manifest,) = Path("results/tiny").glob("*/manifest.json")
    assert open_results(manifest).replicates == (0,)


def test_an_interruption_before_anything_is_finished_ends_with_a_hundred_and_thirty(
    pretend: Callable[[Callable], None], capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_arms: Mapping[str, Any], **_: Any) -> Iterator[tuple[str, Record]]:
        raise KeyboardInterrupt
        yield

    pretend(interrupted)
    assert run() == ExitCode.NOTHING_FINISHED
    assert "before any replicate was finished" in capsys.readouterr().err


def test_a_wrong_setting_ends_with_two_and_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--set", "openess=0.9", "--set", "coordination=7") == ExitCode.USER
    error = capsys.readouterr().err
    assert "`openness`" in error
    assert "coordination" in error
    assert "Traceback" not in error


def test_figures_are_left_as_pictures_with_their_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("run", "tiny", "--workers", "1") == ExitCode.DONE
    assert "/figures/" in capsys.readouterr().out
    figures = open_results("results").folder / "figures"
    names = {path.name for path in figures.iterdir()}
    assert {f"radiation_curve.no_zones.{kind}" for kind in ("png", "svg", "csv")} <= names


def checked(arms: Mapping[str, Any], **how: Any) -> Iterator[tuple[str, Record]]:
    for arm, record in made_up(arms, **how):
        nation = record.panels["nation"]
        yield arm, Record({**record.panels, "nation": nation.assign(max_identity_error=3e-12)})


def test_checked_identities_are_told_with_their_largest_error(
    pretend: Callable[[Callable], None], capsys: pytest.CaptureFixture[str]
) -> None:
    pretend(checked)
    assert run("--check") == ExitCode.DONE
    assert "identities hold: largest relative error 3.0e-12" in capsys.readouterr().out


def test_worlds_that_were_never_checked_are_not_said_to_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == ExitCode.DONE
    assert run("--check") == ExitCode.DONE
    told = capsys.readouterr()
    assert "identities hold" not in told.out
    assert "without --check" in told.err


def test_the_first_compilation_is_announced_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    compiled = []
    monkeypatch.setattr(KernelCache, "compiled", lambda _self: False)
    monkeypatch.setattr("sim.experiments.warming.warm", compiled.append)
    assert run() == ExitCode.DONE
    assert compiled == [1]
    (line,) = (line for line in capsys.readouterr().err.splitlines() if "ompil" in line)
    assert line.count(".") == 1


def test_a_missing_font_is_missed_before_the_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sim.figures.style.CHINESE_PACKAGE", "no_such_font_package")
    assert ending("run", "tiny", "--lang", "zh") == ExitCode.USER
    assert "lab" in capsys.readouterr().err
    assert not (tmp_path / "results").exists()
