"""The story of `hinterland sensitivity`, told with made-up worlds whose effect is a known function of two levels."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from sim.cli import main as program
from sim.cli.exits import ExitCode
from sim.experiments.compiling import KernelCache
from sim.measures.sensitivity import salib
from sim.results.store import Store
from tests import made_up

VARIED = ("openness.zones=0.2..0.8", "coordination=0.5..0.9", "policy.lapse")
RANGES = tuple(word for each in VARIED for word in ("--parameter", each))
SMALL = (*RANGES, "--set", "years=1", "--replicates", "3", "--trajectories", "6", "--samples", "8", "--workers", "1")
NEAR = "radiation.gdp.0-30km"

calls: list[str] = []


def simulate(arms: dict[str, Any], **how: Any) -> Iterator[tuple[str, Any]]:
    calls.extend(arms)
    yield from made_up.simulate(arms, **how)


@pytest.fixture(autouse=True)
def pretend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("sim.model.replicate")
    module.run_replicate = simulate  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sim.model.replicate", module)
    monkeypatch.setattr(KernelCache, "compiled", lambda *_: True)
    monkeypatch.setattr("sim.cli.sensitivity._pace", lambda *_, **__: {})
    monkeypatch.chdir(tmp_path)
    calls.clear()


def ending(*words: str) -> int:
    with pytest.raises(SystemExit) as caught:
        program.main(("sensitivity", "tiny", *words))
    return int(caught.value.code or 0)


@pytest.mark.slow
def test_a_study_says_what_the_number_hangs_on_and_finds_its_worlds_again(capsys: pytest.CaptureFixture[str]) -> None:
    words = (*SMALL, "--of", NEAR, "--json")
    assert ending(*words) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    screened = {row["parameter"]: row["verdict"] for row in told["stages"]["screening"]["screening"]}
    assert screened == {"openness.zones": "matters", "coordination": "matters", "policy.lapse": "lost in luck"}
    assert told["stages"]["indices"]["parameters"] == ["openness.zones", "coordination"]
    totals = {row["parameter"]: row["total"] for row in told["stages"]["indices"]["indices"]}
    assert totals["coordination"] > 0.2
    shares = {row["part"]: row["share"] for row in told["stages"]["indices"]["variance"]}
    assert shares["parameters"] + shares["luck"] == pytest.approx(1.0)
    folder = Path(told["stages"]["one_at_a_time"]["folder"])
    table = pd.read_csv(folder / "tables" / "tornado.csv").set_index(["parameter", "end"])
    # The made-up effect is openness times what coordination has above 0.4, where the scenario stands.
    changes = [table.loc[end, "change"] for end in (("coordination", "high"), ("coordination", "low"))]
    assert changes[0] > 0.0 > changes[1]
    assert table.loc[("openness.zones", "low"), "change"] == pytest.approx(0.0, abs=1e-12)
    assert {path.suffix for path in (folder / "figures").iterdir()} == {".png", ".svg", ".csv"}
    assert len(calls) >= 6
    calls.clear()
    assert ending(*words) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out) == told
    assert not calls


def test_what_is_printed_and_drawn_in_chinese_names_every_stage(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending(*SMALL, "--of", NEAR, "--of", "radiation.total", "--lang", "zh") == ExitCode.DONE
    printed = capsys.readouterr().out
    for word in ("One at a time", "Morris screening", "Sobol' indices", "Luck and parameters", NEAR, "radiation.total"):
        assert word in printed
    figures = [path.name for path in Path("results").glob("*/*/figures/*.png")]
    assert sorted(name.split(".")[0] for name in figures) == [
        "indices", "indices", "screening", "screening", "tornado", "tornado"
    ]  # fmt: skip


def test_a_dry_run_counts_at_most_and_says_which_points_have_a_past_of_their_own(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ending(*SMALL, "--dry-run") == ExitCode.DONE
    printed = " ".join("".join(capsys.readouterr()).split())
    assert "one at a time 7, screening 24, indices 40; 3 replicates each" in printed
    assert "openness.zones 0.2 to 0.8" in printed
    assert "reach into the burn-in" in printed
    assert not calls
    assert not Path("results/store").exists()


def test_stages_can_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending(*SMALL, "--trajectories", "0", "--json", "--no-figures") == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)["stages"]
    assert list(told) == ["one_at_a_time", "indices"]
    assert told["indices"]["parameters"] == ["openness.zones", "coordination", "policy.lapse"]
    assert ending(*SMALL, "--samples", "0", "--json", "--no-figures") == ExitCode.DONE
    assert list(json.loads(capsys.readouterr().out)["stages"]) == ["one_at_a_time", "screening"]
    assert not list(Path("results").glob("*/*/figures/*"))


def test_keep_lets_no_more_parameters_on_and_quiet_prints_folders_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending(*SMALL, "--keep", "1", "--quiet", "--no-figures", "--of", NEAR) == ExitCode.DONE
    folders = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [folder.parent.name for folder in folders] == ["tiny_one_at_a_time", "tiny_screening", "tiny_indices"]
    assert len(pd.read_csv(folders[2] / "tables" / "indices.csv")) == 1


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--of", "radiation.totl"), "Did you mean `radiation.total`"),
        (("--of", "host.gdp.25y"), "lies beyond the 5 recorded years"),
        (("--parameter", "learning.gian"), "Did you mean `learning.gain`"),
        (("--against", "g7"), "no counterfactual 'g7'"),
        (("--replicates", "1"), "at least 2"),
        (("--trajectories", "0"), "at most 10"),
    ],
)
def test_what_cannot_be_studied_is_refused_before_any_world(
    words: tuple[str, ...], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ending(*words) == ExitCode.USER
    assert hint in " ".join(capsys.readouterr().err.split())
    assert not calls


def test_a_number_that_some_world_has_not_is_refused_with_where(capsys: pytest.CaptureFixture[str]) -> None:
    words = (*SMALL, "--trajectories", "0", "--samples", "0", "--of", "radiation.sign_change_km")
    assert ending(*words) == ExitCode.USER
    assert "cannot be told at" in " ".join(capsys.readouterr().err.split())


def test_without_the_other_package_it_says_what_to_install_before_any_world(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(salib, "import_module", absent)
    assert ending(*SMALL) == ExitCode.USER
    assert "hinterland[lab]" in capsys.readouterr().err
    assert not calls


def test_a_world_that_is_lost_is_made_again_and_the_others_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    words = (*SMALL, "--samples", "0", "--json", "--no-figures")
    assert ending(*words) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    made = len(calls)
    store = Store(Path("results/store"))
    lost = next(path for path in store.root.iterdir() if (path / "manifest.json").is_file())
    (lost / "manifest.json").unlink()
    calls.clear()
    assert ending(*words) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out) == told
    assert len(calls) == 1 < made
