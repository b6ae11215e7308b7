"""The story of `hinterland calibrate`, told with a made-up model: what is printed, left, adopted, refused."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.cli import main as program
from sim.cli.exits import ExitCode
from sim.measures.calibrating.simulating import FactSimulator
from sim.scenario.reading import read_scenario

FILE = """
scenario: mine
replicates: 2
trials: 16
start: 8
together: 4
around: 48
confirm: 2
free:
  chain.search_km: {low: 4, high: 60, scale: log, reason: nobody has measured it}
  exit.steepness: {low: 0.5, high: 6, reason: nobody has measured it either}
facts: {C12: 1, C14: 1, C1b: 0.5}
"""


def made_up(_simulator: FactSimulator, tried: Sequence[tuple[Any, tuple[int, ...]]]) -> list[np.ndarray]:
    """Show facts in closed form: links as long as firms search, sizes by how steep exit is."""
    found = []
    for point, replicates in tried:
        luck = np.array([[np.sin(7.0 * k + f) for f in range(3)] for k in replicates]) * [1.0, 0.02, 0.004]
        middle = [1.4 * point["chain.search_km"] - 4.0, 0.8 + 0.09 * point["exit.steepness"], 0.13]
        found.append(np.array(middle) + luck)
    return found


@pytest.fixture(autouse=True)
def pretend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FactSimulator, "__call__", made_up)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios" / "calibration").mkdir(parents=True)
    (tmp_path / "scenarios" / "mine.yaml").write_text("extends: tiny\nyears: 2    # short\n", encoding="utf-8")
    (tmp_path / "scenarios" / "calibration" / "mine.yaml").write_text(FILE, encoding="utf-8")


def ending(*words: str) -> int:
    with pytest.raises(SystemExit) as caught:
        program.main(words)
    return int(caught.value.code or 0)


def test_it_prints_parameters_and_facts_and_leaves_tables_and_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("calibrate", "mine", "--quiet") == ExitCode.DONE
    folder = Path(capsys.readouterr().out.strip())
    assert {path.name for path in (folder / "tables").iterdir()} == {
        "parameters.csv", "facts.csv", "profiles.csv", "trials.csv"
    }  # fmt: skip
    assert {path.name for path in (folder / "figures").iterdir()} == {
        f"{name}.{kind}" for name in ("profiles", "facts") for kind in ("png", "svg", "csv")
    }
    trials = pd.read_csv(folder / "tables" / "trials.csv")
    assert trials["stage"].value_counts().to_dict() == {"around": 48, "search": 16}
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["kind"] == "calibration"


def test_the_same_command_gives_the_same_tables_and_json_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("calibrate", "mine", "--quiet", "--no-figures") == ExitCode.DONE
    folder = Path(capsys.readouterr().out.strip())
    before = {path.name: path.read_bytes() for path in (folder / "tables").iterdir()}
    words = ("--json", "--no-figures", "--workers", "3", "--out", "elsewhere")
    assert ending("calibrate", "mine", *words) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    other = Path(told["folder"])
    assert other.parts[0] == "elsewhere"
    assert {path.name: path.read_bytes() for path in (other / "tables").iterdir()} == before
    assert [row["parameter"] for row in told["parameters"]] == ["chain.search_km", "exit.steepness"]
    assert told["distance_after"] < told["distance_before"]
    assert not (other / "figures").exists()


def test_fewer_trials_and_points_and_more_replicates_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--trials", "6", "--around", "0", "--replicates", "3", "--quiet", "--no-figures")
    assert ending("calibrate", "mine", *words) == ExitCode.DONE
    folder = Path(capsys.readouterr().out.strip())
    assert len(pd.read_csv(folder / "tables" / "trials.csv")) == 6
    assert "not asked" in (folder / "tables" / "parameters.csv").read_text(encoding="utf-8")


def test_adopting_writes_scenario_record_page_and_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("calibrate", "mine", "--adopt", "--json", "--no-figures") == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    best = {row["parameter"]: row["best"] for row in told["parameters"]}
    scenario = read_scenario("mine")
    assert scenario.chain.search_km == best["chain.search_km"]
    assert scenario.exit.steepness == best["exit.steepness"]
    assert "years: 2    # short" in Path("scenarios/mine.yaml").read_text(encoding="utf-8")
    assert Path("scenarios/calibration/mine.record.yaml").is_file()
    page = Path("docs/calibration.md").read_text(encoding="utf-8")
    assert "## `mine`" in page
    for name in ("profiles", "facts"):
        assert Path(f"docs/figures/calibration.mine.{name}.png").stat().st_size > 10_000
        assert f"figures/calibration.mine.{name}.png" in page


def test_what_is_printed_has_every_parameter_and_fact_with_its_word(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.cli.calibrate._foretell", lambda *_, **__: None)
    assert ending("calibrate", "mine", "--no-figures", "--lang", "zh") == ExitCode.DONE
    printed = capsys.readouterr()
    for word in ("chain.search_km", "exit.steepness", "pinned down", "C12", "C14", "C1b", "near", "--adopt"):
        assert word in printed.out
    assert "16 of 16 trials" in printed.err


@pytest.mark.parametrize(
    ("found", "instead", "hint"),
    [
        ("C1b: 0.5", "C1: 1", "cannot be calibrated to facts that it cannot show"),
        ("C1b: 0.5", "C99: 1", "there is no fact `C99`"),
        ("low: 4,", "low: -1,", "must be above 0"),
    ],
)
def test_what_cannot_be_calibrated_is_refused_before_anything_is_run(
    found: str, instead: str, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("mine.yaml").write_text(FILE.replace(found, instead), encoding="utf-8")
    assert ending("calibrate", "mine", "--file", "mine.yaml") == ExitCode.USER
    assert hint in " ".join(capsys.readouterr().err.split())
    assert not Path("results").exists()


def test_a_fact_that_the_scenario_does_not_show_is_refused_by_name(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(simulator: FactSimulator, tried: Sequence[Any]) -> list[np.ndarray]:
        return [np.where([False, True, False], np.nan, each) for each in made_up(simulator, tried)]

    monkeypatch.setattr(FactSimulator, "__call__", lost)
    assert ending("calibrate", "mine", "--quiet") == ExitCode.USER
    told = " ".join(capsys.readouterr().err.split())
    assert "`mine` cannot be calibrated to C14" in told
    assert "hinterland validate mine" in told


def test_stopped_it_says_that_it_goes_on(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: Any) -> list[np.ndarray]:
        raise KeyboardInterrupt

    monkeypatch.setattr(FactSimulator, "__call__", stopped)
    assert ending("calibrate", "mine", "--quiet") == ExitCode.INTERRUPTED
    assert "goes on where this one stopped" in capsys.readouterr().err
