"""The story of `hinterland validate`: what is printed, what is left, what is refused."""

import json
from pathlib import Path

import pandas as pd
import pytest

from sim.cli import main as program
from sim.cli.exits import ExitCode
from sim.cli.validate import band
from sim.results.run import open_results

SMALL = ("tiny", "--replicates", "2", "--years", "2", "--workers", "1", "--set", "start.burn_in_years=2")

OWN = """id,fact,low,high,unit,measure
mine,hosts grow,-9,9,log points,inside.gdp
C12,links are short,0,1,km,
late,hosts later,0,1,log points,host.gdp.20y
"""


def ending(*words: str) -> int:
    with pytest.raises(SystemExit) as caught:
        program.main(words)
    return int(caught.value.code or 0)


def test_facts_of_ones_own_are_told_near_far_or_not_measurable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.csv").write_text(OWN, encoding="utf-8")
    assert ending("validate", *SMALL, "--facts", "mine.csv") == ExitCode.DONE
    printed = " ".join(capsys.readouterr().out.split())
    # C12 was used to calibrate the baseline, of which this scenario is a descendant.
    told = ("facts used in calibration", "facts not used in calibration", "1 near, 1 far, 1 not measurable")
    for words in (*told, "-9 to 9", "links are short"):
        assert words in printed
    run = open_results("results")
    table = pd.read_csv(run.folder / "tables" / "validation.csv").set_index("id")
    assert table["verdict"].to_dict() == {"mine": "near", "C12": "far", "late": "not measurable"}
    assert "run is shorter" in str(table.loc["late", "why"])
    replicates = pd.read_csv(run.folder / "tables" / "validation_replicates.csv")
    assert replicates.groupby("id")["value"].mean()["mine"] == pytest.approx(table.loc["mine", "found"])
    assert len(replicates) == 6
    assert {path.suffix for path in (run.folder / "figures").glob("validation.*")} == {".png", ".svg", ".csv"}

    assert ending("validate", *SMALL, "--facts", "mine.csv", "--json", "--no-figures") == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["verdicts"] == {"near": 1, "far": 1, "not measurable": 1}
    assert [row["id"] for row in told["facts"]] == ["mine", "C12", "late"]

    Path("mine.csv").write_text(OWN.replace("0,1,km", "2,1,km"), encoding="utf-8")
    assert ending("validate", *SMALL, "--facts", "mine.csv") == ExitCode.USER
    assert "`low` 2 is above `high` 1" in " ".join(capsys.readouterr().err.split())


def test_a_band_may_have_one_end() -> None:
    nan = float("nan")
    assert [band(*ends) for ends in ((1.0, 2.0), (4.0, nan), (nan, 0.5), (nan, nan))] == [
        *("1 to 2", "at least 4", "at most 0.5", "–"),
    ]
