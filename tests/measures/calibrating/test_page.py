"""Laws of the record and the page: they say all that was found, and the page says nothing that the records do not."""

from pathlib import Path

import numpy as np
import pytest

from sim.basis.errors import ResultsError
from sim.experiments.calibration.record import read_record, record_path, records_in, write_record
from sim.measures.calibrating.calibrating import calibrate
from sim.measures.calibrating.page import page
from sim.measures.calibrating.recording import record_of, values_of
from sim.scenario.calibrated import calibrated_on
from tests.measures.calibrating.made_up_model import Simulated, request, shown

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> dict:
    asked = request(shown(np.array([0.6, 0.3, 0.7])), trials=16, start=8, around=64)
    return record_of(calibrate(asked, tmp_path_factory.mktemp("study"), Simulated(asked)), {"F0": "the first (share)"})


def test_a_record_is_read_back_as_it_was_written(record: dict, tmp_path: Path) -> None:
    path = tmp_path / "calibration" / "made_up.record.yaml"
    write_record(path, record)
    assert read_record(path) == record
    assert records_in(tmp_path) == [record]
    once = path.read_bytes()
    write_record(path, record)
    assert path.read_bytes() == once


def test_a_record_names_what_was_free_what_was_found_and_what_was_used(record: dict) -> None:
    assert [row["parameter"] for row in record["parameters"]] == list(values_of(record))
    assert {row["reason"] for row in record["parameters"]} == {"made up for a test"}
    assert [row["id"] for row in record["facts"]] == ["F0", "F1", "F2", "F3"]
    assert record["distance"]["after"] <= record["distance"]["before"]
    assert len(record["program"]) == 10


def test_the_facts_of_a_record_count_as_used(record: dict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "mine.yaml").write_text("extends: tiny\n", encoding="utf-8")
    path = record_path("mine")
    assert path is not None
    write_record(path, record)
    assert calibrated_on("mine") >= {"F0", "F1", "F2", "F3"}


def test_the_page_tells_every_parameter_its_reason_its_word_and_every_fact(record: dict) -> None:
    told = page([record])
    for row in record["parameters"]:
        assert f"| `{row['parameter']}` |" in told
        assert f"- `{row['parameter']}`: {row['reason']}" in told
        assert row["verdict"] in told
    for row in record["facts"]:
        assert f"| {row['id']} |" in told
    assert record["command"] in told
    assert record["program"] in told


def test_a_page_says_which_facts_are_out_of_reach_and_which_intervals_are_cut_off(record: dict) -> None:
    parameters = [{**record["parameters"][0], "remark": "the interval is cut off below"}, *record["parameters"][1:]]
    facts = [{**record["facts"][0], "remark": "no point"}, *record["facts"][1:]]
    told = page([{**record, "parameters": parameters, "facts": facts}])
    assert "Out of reach, since no point around the best comes to the middle of the band: F0." in told
    assert "the interval is cut off below" in told
    assert "Out of reach" not in page([record])


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.record.yaml"
    path.write_text("scenario: mine\n", encoding="utf-8")
    with pytest.raises(ResultsError, match="lacks command, program, parameters, facts"):
        read_record(path)


def test_the_page_of_this_repository_is_that_of_its_records() -> None:
    kept = records_in(ROOT / "scenarios")
    written = ROOT / "docs" / "calibration.md"
    assert written.is_file() == bool(kept)
    assert not kept or written.read_text(encoding="utf-8") == page(kept)
