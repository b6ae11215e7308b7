"""Laws of the page of results: every benchmark has its part, and one done anew leaves the others as they are."""

import platform
from pathlib import Path
from typing import Any

import pytest

from benchmarks import results
from benchmarks.pages import filled
from benchmarks.results import SECTIONS, Section, blank_page, the_machine, written

FOUND = {
    "lines": ["a table"],
    "figures": [{"name": "a step", "unit": "ns", "found": 440.0, "promise": "at most 400 ns", "verdict": "MISSED"}],
    "notes": ["A note."],
    "load": 0.1,
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []

    def measured(section: Section, **_: object) -> dict[str, Any]:
        names.append(section.name)
        return FOUND

    monkeypatch.setattr(results, "measured", measured)
    return names


def test_a_row_says_what_by_which_command_how_much_and_whether_it_was_promised() -> None:
    text = written(SECTIONS[0], FOUND, seconds=12.0, quick=False)
    assert "| a step | `benchmarks.floor` | 440 ns | at most 400 ns | MISSED |" in text
    assert "```text\na table\n```" in text
    assert "12 s. " in text
    assert "A note." in text


def test_a_page_says_of_every_part_that_it_is_not_measured_yet_and_by_what() -> None:
    text = blank_page()
    assert all(f"Not measured yet: `python -m benchmarks.{section.name}" in text for section in SECTIONS)


def test_a_busy_machine_is_told() -> None:
    assert "while 3.0 processes wanted to run" in written(SECTIONS[0], FOUND | {"load": 3.0}, seconds=1.0, quick=True)


def test_the_machine_is_told_without_its_name() -> None:
    told = the_machine()
    assert "Python" in told
    assert "cores" in told
    assert not platform.node() or platform.node() not in told


def test_all_parts_are_written_into_a_page_made_for_them(asked: list[str], tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    results.main(["--page", str(page)])
    assert asked == [section.name for section in SECTIONS]
    text = page.read_text(encoding="utf-8")
    assert all(f"`benchmarks.{section.name}" in text for section in SECTIONS)


def test_a_part_done_anew_leaves_the_others_as_they_are(asked: list[str], tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(filled(blank_page(), "plain", "as it was"), encoding="utf-8")
    results.main(["--page", str(page), "--only", "floor"])
    text = page.read_text(encoding="utf-8")
    assert asked == ["floor"]
    assert "as it was" in text
    assert text.count("| a step |") == 1


def test_quick_results_do_not_go_onto_the_page_of_results(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        results.main(["--quick"])
    assert "do not belong on RESULTS.md: give --page FILE" in capsys.readouterr().err
    assert not asked


def test_a_benchmark_that_fails_is_told_with_what_it_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results.sys, "executable", "false")
    with pytest.raises(RuntimeError, match="ended with code 1"):
        results.measured(SECTIONS[0], quick=True)
