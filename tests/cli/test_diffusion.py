"""The story of `hinterland diffusion`: what is printed, what is left, what a script is given."""

import json
from pathlib import Path

import pandas as pd
import pytest

from sim.cli import main as program
from sim.cli.exits import ExitCode
from sim.results.run import open_results

SMALL = (
    "tiny", "--replicates", "2", "--years", "4", "--workers", "1", "--set", "start.burn_in_years=2", "--set",
    "start.firms=500",
)  # fmt: skip


def ending(*words: str) -> int:
    with pytest.raises(SystemExit) as caught:
        program.main(words)
    return int(caught.value.code or 0)


def test_a_run_prints_hazards_and_leaves_curves_and_the_copying_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ending("diffusion", *SMALL, "--lang", "zh") == ExitCode.DONE
    printed = " ".join(capsys.readouterr().out.split())
    for word in ("regions that adopted rules", "e_commerce", "fully_coordinated", "diffusion.hazard.pushed: 0."):
        assert word in printed
    run = open_results("results")
    assert run.arms == ("base", "uncoordinated", "fully_coordinated")
    tables = {path.stem: pd.read_csv(path) for path in (run.folder / "tables").glob("*.csv")}
    found = tables["diffusion_hazards"].query("domain == 'all'").set_index("arm")["value"]
    assert found["uncoordinated"] < found["base"] < found["fully_coordinated"]
    assert found["fully_coordinated"] == pytest.approx(0.6, rel=0.25)
    tree = tables["copying_tree"]
    assert set(tree["arm"]) >= {"base", "fully_coordinated"}
    ends = tables["diffusion_curves"].query("step == 16 and group == 'regions' and domain == 'finance'")
    of_base = tree.query("arm == 'base' and domain == 'finance'")
    assert len(of_base) / 18 == pytest.approx(ends.set_index("arm")["value"]["base"])
    for name in ("adoption_curves", "copying_tree"):
        for kind in ("png", "svg", "csv"):
            assert (run.folder / "figures" / f"{name}.{kind}").exists()

    assert ending("diffusion", *SMALL, "--json", "--no-figures") == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert {row["name"] for row in told["hazards"]} == {
        "diffusion.hazard.as_is", "diffusion.hazard.voluntary", "diffusion.hazard.pushed"
    }  # fmt: skip
    assert len(told["domains"]) == 3 * 8
