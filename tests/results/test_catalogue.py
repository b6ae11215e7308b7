"""Laws of the catalogue: every run is found by what people call it, and says whether this program made it."""

import json
from pathlib import Path

import pytest

from sim.basis.errors import ResultsError
from sim.results import open_results
from sim.results.catalogue import find_run, list_runs, size_of
from sim.results.keys import program_parts
from sim.results.run import Run
from sim.results.store import FORMAT
from tests.synthetic import Recipe, line_map, stored_run


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return stored_run(tmp_path, Recipe(line_map(), years=2), replicates=1)


def change(run: Run, **facts: object) -> None:
    path = run.folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **facts}))


def test_a_run_is_found_by_folder_hash_and_scenario(run: Run, tmp_path: Path) -> None:
    for name in (str(run.folder), run.folder.name, run.folder.name[:6], "synthetic"):
        assert find_run(tmp_path, name).folder == run.folder
    with pytest.raises(ResultsError, match="has no run 'nothing'") as refused:
        find_run(tmp_path, "nothing")
    assert run.folder.as_posix() in str(refused.value)


def test_several_runs_of_a_scenario_are_told_apart_by_their_folders(run: Run, tmp_path: Path) -> None:
    other = stored_run(tmp_path, Recipe(line_map(), years=2), replicates=2)
    with pytest.raises(ResultsError, match="'synthetic' means 2 runs") as refused:
        find_run(tmp_path, "synthetic")
    assert all(each.folder.as_posix() in str(refused.value) for each in (run, other))


def test_worlds_of_the_store_are_no_runs(run: Run, tmp_path: Path) -> None:
    assert [entry.folder for entry in list_runs(tmp_path)] == [run.folder]
    assert size_of(tmp_path, list_runs(tmp_path)[0]) == sum(
        path.stat().st_size for path in (tmp_path / "store").glob("*/*")
    )


def test_a_run_says_whether_the_program_as_it_is_made_it(run: Run, tmp_path: Path) -> None:
    assert list_runs(tmp_path)[0].program == "unknown"
    change(run, **program_parts())
    assert list_runs(tmp_path)[0].program == "this"
    change(run, **{**program_parts(), "code": "0"})
    assert list_runs(tmp_path)[0].program == "other"


def test_a_run_of_an_older_version_is_read_and_a_world_of_a_newer_one_is_refused(run: Run) -> None:
    manifest = run.store.root / "base-0" / "manifest.json"
    written = json.loads(manifest.read_text())
    del written["format"]
    manifest.write_text(json.dumps(written))
    assert len(open_results(run.folder).world("base", 0).table("cells"))
    manifest.write_text(json.dumps(written | {"format": FORMAT + 1}))
    with pytest.raises(ResultsError, match="newer version"):
        run.world("base", 0)


def test_a_folder_without_runs_and_no_folder_say_so(tmp_path: Path) -> None:
    assert list_runs(tmp_path) == []
    with pytest.raises(ResultsError, match="hinterland run"):
        list_runs(tmp_path / "nowhere")


def test_a_manifest_that_cannot_be_read_hides_no_other(run: Run, tmp_path: Path) -> None:
    broken = tmp_path / "synthetic" / "broken"
    broken.mkdir()
    (broken / "manifest.json").write_text("{")
    assert [entry.folder for entry in list_runs(tmp_path)] == [run.folder]
