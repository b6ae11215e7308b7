"""Laws of the notebooks: executed from clean they say what is committed; what is committed is clean."""

import json
import platform
import re
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

import sim
from benchmarks.notebooks import FOLDER, execute, main, notebooks, texts, tidied, unclean, write

ALL = notebooks()
QUICK = "06"
"""The notebook that takes seconds; the others are executed by the slow tests."""

SAME_BITS = sys.platform == "linux" and platform.machine() == "x86_64"
"""Whether numbers are those of the platform on which the outputs were written."""


def committed(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def said(notebook: Any) -> list[list[str]]:
    """Give the texts of every cell's outputs, without hashes of folders and worlds, which change with the program."""
    found = []
    for cell in notebook.cells:
        shown = [text for each in cell.get("outputs", []) for text in texts(each)]
        told = [re.sub(r"\b[0-9a-f]{10,64}\b", "HASH", text) for text in shown]
        found.append(told if SAME_BITS else [re.sub(r"[-−+]?\d[\d.,]*", "#", text) for text in told])
    return found


def kinds(notebook: Any) -> list[list[str]]:
    """Give what each cell shows: texts, tables, pictures."""
    return [
        [kind for each in cell.get("outputs", []) for kind in sorted(each.get("data") or ["text"])]
        for cell in notebook.cells
    ]


def test_the_stories_of_the_project_are_all_there() -> None:
    names = ["01_first_run", "02_compare", "03_siphon_or_radiation", "04_channels", "05_change_a_mechanism", "06_mesa"]
    assert [path.stem for path in ALL] == names


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_a_notebook_goes_from_a_question_to_an_answer_on_the_public_surface(path: Path) -> None:
    cells = committed(path).cells
    assert "**Question.**" in cells[0].source
    assert any("**Answer.**" in cell.source for cell in cells if cell.cell_type == "markdown")
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    assert not re.search(r"(from|import) sim\.|\bsim\._|\.simulation\b", code)
    assert set(re.findall(r"\bsim\.(\w+)", code)) <= set(sim.__all__)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_the_committed_outputs_are_clean_and_in_order(path: Path) -> None:
    notebook = committed(path)
    assert list(unclean(notebook)) == []
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    ids = [f"{path.stem[:2]}-{number:02d}" for number in range(1, len(notebook.cells) + 1)]
    assert [cell.id for cell in notebook.cells] == ids
    assert any("image/png" in kind for kind in kinds(notebook))
    assert nbformat.writes(tidied(committed(path), path.stem), version=4) + "\n" == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=[] if path.stem.startswith(QUICK) else [pytest.mark.slow]) for path in ALL],
    ids=lambda path: path.stem,
)
def test_executed_from_clean_a_notebook_says_what_is_committed(path: Path) -> None:
    made = execute(path)
    assert list(unclean(made)) == []
    assert kinds(made) == kinds(committed(path))
    assert said(made) == said(committed(path))


DIRTY = {
    "import warnings\nwarnings.warn('old', FutureWarning)": "FutureWarning",
    "from pathlib import Path\nprint(Path.cwd())": "a path of one machine",
    "object()": "an address",
    "print('about 12 s left')": "a time",
}


def test_what_has_no_place_in_an_output_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cells = [nbformat.v4.new_code_cell(source) for source in DIRTY]
    path = tmp_path / "99_dirty.ipynb"
    write(nbformat.v4.new_notebook(cells=cells), path)
    monkeypatch.setattr("benchmarks.notebooks.FOLDER", tmp_path)
    assert main([]) == 1
    found = list(unclean(committed(path)))
    for number, what in enumerate(DIRTY.values(), start=1):
        assert any(each.startswith(f"cell 99-{number:02d}") and what in each for each in found), what


def test_names_of_a_run_choose_notebooks() -> None:
    assert [path.stem for path in notebooks(["06"])] == ["06_mesa"]
    assert json.loads((FOLDER / "06_mesa.ipynb").read_text(encoding="utf-8"))["nbformat"] == 4
