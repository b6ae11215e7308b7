"""Laws of the page of validation: verdicts, reasons, what was fitted apart, and no miss that nobody explains."""

from pathlib import Path

import pandas as pd
import pytest

from benchmarks.validation_page import PAGE, UnexplainedMissError, write_page
from sim.measures.facts.register import measurement_of
from sim.results.run import Run
from tests.measures.facts.worlds import fact
from tests.synthetic import Recipe, plane_map, stored_run

COLUMNS = ("id", "theme", "fact", "unit", "value", "low", "high")
FOUND = {"C6": (0.2, "near"), "C7": (0.5, "far"), "C1": (float("nan"), "not measurable"), "C11": (5.0, "near")}


def validated(folder: Path, name: str = "baseline") -> Run:
    """Leave a run with a validation made by hand."""
    run = stored_run(folder, Recipe(plane_map()), rings=(0.0, 20.0))
    rows = [
        {column: getattr(fact(name), column) for column in COLUMNS}
        | {"found": value, "found_low": value - 0.1, "found_high": value + 0.1, "verdict": verdict}
        | {"why": "no nation" if verdict == "not measurable" else "", "remark": measurement_of(fact(name)).remark}
        | {"beside_name": "", "beside": float("nan"), "used_in_calibration": name == "C6"}
        for name, (value, verdict) in FOUND.items()
    ]
    pd.DataFrame(rows).to_csv(run.folder / "tables" / "validation.csv", index=False)
    arms = {arm: {**told, "years": 10} for arm, told in run.manifest["arms"].items()}
    return Run(run.folder, {**run.manifest, "name": name, "arms": arms})


def test_the_page_tells_every_fact_and_why_it_is_missed(tmp_path: Path) -> None:
    page, missed = tmp_path / "validation.md", tmp_path / "facts_missed.csv"
    page.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    missed.write_text("scenario,id,reason\nbaseline,C7,Firms leave with the status.\n")
    write_page([validated(tmp_path)], page=page, figures=tmp_path / "figures", missed=missed)
    text = page.read_text(encoding="utf-8")
    assert "2 near, 1 far, 1 not measurable" in text
    assert "2 of 3 facts, national ones aside, are in band" in text
    assert "| **near** |" in text
    assert "Firms leave with the status." in text
    assert "at least 4" in text
    assert "- C1, zones' share of national GDP: no nation." in text
    assert text.index("**Facts used in calibration**") < text.index("**Facts not used in calibration**")
    assert (tmp_path / "figures" / "baseline.validation.png").is_file()


def test_a_miss_without_a_reason_is_refused_unless_the_page_is_a_draft(tmp_path: Path) -> None:
    page, missed = tmp_path / "validation.md", tmp_path / "facts_missed.csv"
    page.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    missed.write_text("scenario,id,reason\npark,C7,Elsewhere.\n")
    run = validated(tmp_path)
    with pytest.raises(UnexplainedMissError, match="why these facts are missed: baseline C7"):
        write_page([run], page=page, figures=tmp_path / "figures", missed=missed)
    write_page([run], page=page, figures=tmp_path / "figures", missed=missed, draft=True)
    with pytest.raises(ValueError, match="holds no validation"):
        write_page([validated(tmp_path, "tiny")], page=page, figures=tmp_path / "figures", missed=missed)
