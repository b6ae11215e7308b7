"""The story of `hinterland coherence`: what is printed, what is left, what is refused."""

import json
from pathlib import Path

import pandas as pd
import pytest

from sim.cli import main as program
from sim.cli.exits import ExitCode
from sim.results.run import open_results

SMALL = ("tiny", "--replicates", "2", "--years", "2", "--workers", "1", "--set", "start.burn_in_years=2")


def ending(*words: str) -> int:
    with pytest.raises(SystemExit) as caught:
        program.main(words)
    return int(caught.value.code or 0)


def test_a_run_prints_the_meter_and_leaves_a_table_and_a_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ending("coherence", *SMALL, "--lang", "zh") == ExitCode.DONE
    printed = " ".join(capsys.readouterr().out.split())
    for word in ("identical draws", "against no_zones", "year 2", "relocation", "inside", "come out otherwise"):
        assert word in printed
    run = open_results("results")
    table = pd.read_csv(run.folder / "tables" / "coherence_no_zones.csv")
    assert sorted(table["year"].unique()) == [1, 2]
    whole = table.query("process == 'all' and place == 'all'").set_index("year")
    assert (whole["identical"] > 0.9).all()
    assert (whole["different"] > 0.0).all()
    for kind in ("png", "svg", "csv"):
        assert (run.folder / "figures" / f"coherence.no_zones.{kind}").exists()

    assert ending("coherence", *SMALL, "--year", "2", "--json", "--no-figures") == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["counterfactual"] == "no_zones"
    assert {row["year"] for row in told["coherence"]} == {2}

    assert ending("coherence", *SMALL, "--year", "3") == ExitCode.USER
    assert "only years 1 to 2" in " ".join(capsys.readouterr().err.split())
