"""The story of `hinterland giving`, told with made-up worlds: what is foretold, printed, left and refused."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from sim.cli import main as program
from sim.cli.exits import ExitCode
from sim.experiments.compiling import KernelCache
from sim.experiments.sweeps import estimating
from sim.experiments.sweeps.estimating import Estimate
from sim.model import replicate as real
from sim.results.run import open_results
from tests.measures.by_hand import world

SCENARIO = """
title: Two zones by hand
years: 1
replicates: 2
zones:
  A: {at: [5, 5]}
  B: {at: [20, 20], designated: 2005}
"""
BASE = world((10.0, 10.0, 20.0, 20.0), (5.0, 4.0))
WITHOUT = {"A": world((9.0, 10.0, 19.0, 20.0), (2.0, 4.5)), "B": world((10.0, 11.0, 18.0, 20.0), (5.0, 1.0))}


def made_up(arms: Mapping[str, Any], *, replicate: int, progress: Callable, **_: Any) -> Iterator[tuple[str, Any]]:
    for number, (arm, scenario) in enumerate(arms.items()):
        progress(f"recorded years of {arm}", number, len(arms))
        out = [name for name in WITHOUT if name in scenario.withheld]
        yield arm, real.WorldRecord(dict((WITHOUT[out[0]] if out else BASE).panels), {"replicate": replicate})


@pytest.fixture(autouse=True)
def pretend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("sim.model.replicate")
    module.run_replicate = made_up  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sim.model.replicate", module)
    monkeypatch.setattr(KernelCache, "compiled", lambda *_: True)
    monkeypatch.setattr(estimating, "estimate", lambda *_, **__: Estimate(600.0, 3_000_000))
    monkeypatch.chdir(tmp_path)
    Path("hand.yaml").write_text(SCENARIO, encoding="utf-8")


def ending(*words: str) -> int:
    with pytest.raises(SystemExit) as caught:
        program.main(words)
    return int(caught.value.code or 0)


def test_a_run_prints_the_ranking_and_leaves_tables_and_figures(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("giving", "hand.yaml", "--workers", "1") == ExitCode.DONE
    heard = capsys.readouterr()
    told = " ".join(heard.err.split())
    assert "2 zones are left out one by one, 2 replicates, 6 worlds" in told
    assert "6 to run, from 2 burn-ins: about 10 min on 1 worker, and 3 MB of disk" in told
    for word in ("1 A", "2 B", "fewer than three zones", "closed at the policy date", "add up to the map's totals"):
        assert word in " ".join(heard.out.split())
    run = open_results("results")
    names = ("giving_matrix", "giving_ranking")
    assert sorted(path.name for path in (run.folder / "figures").iterdir()) == [
        f"{name}.{kind}" for name in names for kind in ("csv", "png", "svg")
    ]
    ranking = pd.read_csv(run.folder / "tables" / "giving_ranking.csv")
    assert ranking[["zone", "gives"]].to_numpy().tolist() == [["A", 1.0], ["B", -1.0]]
    matrix = pd.read_csv(run.folder / "tables" / "giving_matrix.csv")
    assert matrix.groupby("zone")["gain"].sum().to_dict() == {"A": 2.0, "B": 1.0}
    assert len(pd.read_csv(run.folder / "tables" / "giving_hosts.csv")) == 4
    assert "giving.gives.A" in set(pd.read_csv(run.folder / "tables" / "giving_numbers.csv")["name"])


def test_a_dry_run_says_what_it_would_take_and_makes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("giving", "hand.yaml", "--dry-run", "--json", "--zones", "B") == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert {key: told[key] for key in ("zones", "replicates", "worlds", "worlds_to_run", "burn_ins_to_run")} == {
        "zones": 1, "replicates": 2, "worlds": 4, "worlds_to_run": 4, "burn_ins_to_run": 2
    }  # fmt: skip
    assert (told["seconds"], told["megabytes"]) == (600.0, 3.0)
    assert ending("giving", "hand.yaml", "--dry-run", "--json", "--zones", "B", "--old-zones", "never") == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["burn_ins_to_run"] == 4
    assert not Path("results").exists()


def test_json_says_the_same_and_what_is_there_is_not_run_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("giving", "hand.yaml", "--workers", "1", "--json", "--no-figures", "--year", "1") == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["numbers"]["giving.gives.A"]["value"] == 1.0
    assert (told["year"], told["old_zones"]) == (1, "closed")
    assert len(told["matrix"]) == 4
    assert ending("giving", "hand.yaml", "--workers", "1", "--no-figures") == ExitCode.DONE
    assert "nothing is run again" in " ".join(capsys.readouterr().err.split())


def test_figures_have_labels_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("giving", "hand.yaml", "--workers", "1", "--lang", "zh", "--quiet") == ExitCode.DONE
    folder = Path(capsys.readouterr().out.strip())
    assert (folder / "figures" / "giving_ranking.png").stat().st_size > 20_000


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--zones", "A,C"), "there is no zone 'C'"),
        (("--year", "9"), "recorded are years 0 to 1"),
        (("--old-zones", "gone"), "--old-zones"),
        (("--set", "withheld=all"), "no zone has its status"),
    ],
)
def test_what_cannot_be_done_is_refused(words: tuple[str, ...], hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ending("giving", "hand.yaml", *words) == ExitCode.USER
    assert hint in " ".join(capsys.readouterr().err.split())
