"""The story of `hinterland sweep` and `hinterland compare`: what is said before and after, and how they end."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from sim.cli import main as program
from sim.cli.exits import ExitCode
from sim.cli.numbers import duration
from sim.experiments.compiling import KernelCache
from sim.experiments.sweeps import estimating
from sim.experiments.sweeps.estimating import Estimate
from sim.results.swept import open_sweep
from sim.scenario.schema import Scenario
from tests.made_up import Record, simulate, sweep_text


@pytest.fixture(autouse=True)
def pretend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable], None]:
    """Let a made-up model stand where the model stands, and nothing be compiled or tried."""

    def stand_in(model: Callable) -> None:
        module = ModuleType("sim.model.replicate")
        module.run_replicate = model  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "sim.model.replicate", module)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(KernelCache, "compiled", lambda _self: True)
    monkeypatch.setattr(estimating, "estimate", lambda *_, **__: Estimate(150.0, 3_400_000))
    stand_in(simulate)
    (tmp_path / "mine.yaml").write_text(sweep_text())
    return stand_in


def ending(*words: str) -> int:
    with pytest.raises(SystemExit) as caught:
        program.main(words)
    return int(caught.value.code or 0)


def sweep(*words: str) -> int:
    return ending("sweep", "mine.yaml", "--workers", "1", *words)


def test_a_dry_run_says_how_many_how_long_and_how_much_and_does_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sweep("--dry-run") == ExitCode.DONE
    told = capsys.readouterr().err
    assert "Made-up worlds: 6 points, 2 replicates each, 24 worlds, 18 of them different." in told
    assert "18 to run, from 2 burn-ins: about 2 min on 1 worker, and 3 MB of disk." in told
    assert not (tmp_path / "results").exists()
    assert sweep("--dry-run", "--json", "--replicates", "3") == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["worlds_to_run"] == 27


def test_a_sweep_says_first_what_it_will_do_then_how_far_it_is_then_what_came_of_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert sweep() == ExitCode.DONE
    told = capsys.readouterr()
    assert told.err.index("18 to run") < told.err.index("18 of 18 worlds in")
    for words in ("Made-up worlds", "0-30km", "radiation ratio", "Results: results/mine/", "figures"):
        assert words in told.out
    (folder,) = Path("results/mine").iterdir()
    assert {path.name for path in (folder / "tables").iterdir()} == {
        "points.csv",
        "headlines.csv",
        "samples.csv",
        "failures.csv",
    }
    assert (folder / "figures" / "phase_diagram.no_zones.png").is_file()
    assert sweep("--no-figures") == ExitCode.DONE
    assert "nothing is run again" in capsys.readouterr().err


def test_quiet_prints_the_folder_and_json_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert sweep("--quiet", "--no-figures") == ExitCode.DONE
    told = capsys.readouterr()
    assert told.err == ""
    folder = told.out.strip()
    assert ending("sweep", folder, "--json", "--no-figures") == ExitCode.DONE
    document = json.loads(capsys.readouterr().out)
    assert document["folder"] == folder
    assert len(document["points"]) == 6
    assert document["points"][5]["counterfactuals"]["no_zones"]["radiation.gdp.0-30km"]["value"] > 0.0


def test_failures_are_told_while_it_runs_and_at_the_end(
    pretend: Callable[[Callable], None], capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(arms: Mapping[str, Scenario], **how: Any) -> Iterator[tuple[str, Record]]:
        for arm, scenario in arms.items():
            if arm == "5/base":
                raise ZeroDivisionError("one by none")
            yield from simulate({arm: scenario}, **how)

    pretend(broken)
    assert sweep("--no-figures") == ExitCode.DONE
    told = capsys.readouterr()
    assert "replicate 0, point 5 base cannot be made, and the rest goes on" in " ".join(told.err.split())
    assert "2 worlds cannot be made; tables/failures.csv says why." in told.out


def test_an_interruption_says_that_the_same_command_goes_on(
    pretend: Callable[[Callable], None], capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(arms: Mapping[str, Scenario], **how: Any) -> Iterator[tuple[str, Record]]:
        if "3/base" in arms:
            raise KeyboardInterrupt
        yield from simulate(arms, **how)

    pretend(interrupted)
    assert sweep("--no-figures") == ExitCode.INTERRUPTED
    assert "The same command goes on where this one stopped." in capsys.readouterr().err
    assert open_sweep("mine").manifest["status"] == "interrupted"


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("sweep", "mne"), "there is no such sweep"),
        (("sweep", "mine.yaml", "--cluster", "nowhere"), "No Dask scheduler answers at nowhere"),
        (("compare", "tiny"), "at least two runs"),
        (("compare", "tiny", "nothing"), "'nothing' is neither a scenario"),
    ],
)
def test_what_cannot_be_done_says_why(
    words: tuple[str, ...], hint: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.experiments.cluster.SECONDS_TO_ANSWER", 1)
    assert ending(*words) == ExitCode.USER
    told = " ".join(capsys.readouterr().err.split())
    assert hint in told
    assert "Traceback" not in told


def compare(*words: str) -> int:
    return ending("compare", "one.yaml", "other.yaml", "--workers", "1", "--replicates", "3", *words)


@pytest.fixture
def scenarios(tmp_path: Path) -> None:
    for name, more in (("one", "coordination: 0.5"), ("other", "coordination: 0.9"), ("stranger", "seed: 7")):
        (tmp_path / f"{name}.yaml").write_text(f"extends: tiny\nyears: 2\nopenness: 0.8\n{more}\n")


@pytest.mark.usefixtures("scenarios")
def test_a_comparison_prints_numbers_with_their_differences(capsys: pytest.CaptureFixture[str]) -> None:
    assert compare() == ExitCode.DONE
    told = capsys.readouterr()
    for words in (
        "other against one",
        "difference (95 % interval)",
        "radiation.gdp.0-30km",
        "dimensions.coordination.theil",
        "Results: results/comparison/",
    ):
        assert words in told.out
    assert "12 of 12 worlds" in told.err
    (folder,) = Path("results/comparison").iterdir()
    assert (folder / "figures" / "comparison.svg").is_file()


@pytest.mark.usefixtures("scenarios")
def test_a_comparison_of_strangers_is_warned_of_and_json_has_it_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert compare("stranger.yaml", "--json", "--no-figures") == ExitCode.DONE
    told = capsys.readouterr()
    assert "do not share their luck" in " ".join(told.err.replace("│", " ").split())
    document = json.loads(told.out)
    assert [run["paired"] for run in document["runs"]] == [True, True, False]
    row = document["numbers"]["radiation.gdp.0-30km"]["other"]
    assert row["difference_low"] < row["difference"] < row["difference_high"]


def test_durations_are_written_as_people_say_them() -> None:
    assert [duration(each) for each in (0.2, 45.0, 150.0, 3000.0, 9000.0)] == [
        "1 s",
        "45 s",
        "2 min",
        "50 min",
        "2 h 30 min",
    ]
