"""The story of `hinterland ledger`: what is printed, what is left, what is refused."""

import json
from pathlib import Path

import pandas as pd
import pytest

from sim.cli import main as program
from sim.cli.exits import ExitCode
from sim.results.run import open_results

SMALL = ("tiny", "--replicates", "1", "--years", "2", "--workers", "1", "--set", "start.burn_in_years=2")


def ending(*words: str) -> int:
    with pytest.raises(SystemExit) as caught:
        program.main(words)
    return int(caught.value.code or 0)


def test_a_run_prints_the_ledger_and_leaves_a_table_and_a_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ending("ledger", *SMALL) == ExitCode.DONE
    printed = " ".join(capsys.readouterr().out.split())
    for word in ("what the zones gain, against no_zones, in year 2", "created", "from_abroad", "30-60km", "add up"):
        assert word in printed
    run = open_results("results")
    table = pd.read_csv(run.folder / "tables" / "ledger_no_zones.csv")
    sums = table[table["entry"] != "total"].groupby("quantity")["net"].sum()
    total = table[table["entry"] == "total"].set_index("quantity")["net"]
    assert sums["firms"] == total["firms"]
    assert sums["workers"] == pytest.approx(total["workers"], rel=1e-9)
    assert (run.folder / "figures" / "ledger.no_zones.png").exists()

    assert ending("ledger", *SMALL, "--json", "--no-figures") == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["counterfactual"] == "no_zones"
    assert len(told["ledger"]) == len(table)
    assert told["largest_remainder"] < 1e-12

    assert ending("ledger", *SMALL, "--against", "g0") == ExitCode.USER
    assert "no counterfactual 'g0'" in " ".join(capsys.readouterr().err.split())
