"""Laws of runs: what a run lists can be opened, and what is wrong with it is said."""

from pathlib import Path

import pytest

from sim.basis.errors import ResultsError
from sim.results import Run, open_results
from sim.results.manifests import read_json, write_json
from tests.synthetic import Recipe, line_map, stored_run


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return stored_run(tmp_path / "results", Recipe(line_map(), years=3), replicates=2)


def change(run: Run, **content: object) -> Run:
    write_json(run.folder / "manifest.json", {**run.manifest, **content})
    return open_results(run.folder)


def test_a_run_opens_by_its_folder_its_manifest_and_the_folders_above(run: Run) -> None:
    for path in (run.folder, run.folder / "manifest.json", run.folder.parent, run.folder.parent.parent):
        assert open_results(path).manifest == run.manifest
        assert open_results(str(path)).folder == run.folder


def test_a_run_lists_arms_replicates_and_worlds(run: Run) -> None:
    assert run.name == "synthetic"
    assert run.arms == ("base", "no_new_zones")
    assert run.counterfactuals == ("no_new_zones",)
    assert run.replicates == (0, 1)
    assert run.rings == (0.0, 20.0, 40.0, 80.0, 160.0)
    assert [twin.replicate for twin in run.twins("no_new_zones")] == [0, 1]
    assert run.world("base", 1).manifest["replicate"] == 1
    assert (run.folder / "figures").is_dir()
    assert (run.folder / "tables").is_dir()


def test_a_run_that_was_moved_with_its_store_still_opens(run: Run, tmp_path: Path) -> None:
    moved = tmp_path / "elsewhere"
    run.folder.parent.parent.rename(moved)
    assert len(open_results(moved).world("base", 0).table("cells"))


def test_an_interrupted_run_keeps_its_finished_replicates(run: Run) -> None:
    left = [row for row in run.manifest["worlds"] if (row["arm"], row["replicate"]) != ("no_new_zones", 1)]
    cut = change(run, worlds=left)
    assert cut.replicates == (0,)
    assert len(cut.twins("no_new_zones")) == 1
    with pytest.raises(ResultsError, match="no finished replicate 1 of `no_new_zones`"):
        cut.world("no_new_zones", 1)
    with pytest.raises(ResultsError, match="no replicate that is finished in every arm"):
        change(run, worlds=[]).twins("no_new_zones")


def test_unknown_arms_are_named_beside_the_known(run: Run) -> None:
    with pytest.raises(ResultsError, match=r"no arm `g0`; it has base, no_new_zones"):
        run.world("g0", 0)


def test_what_is_not_a_run_is_said_to_be_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ResultsError, match="There is no folder"):
        open_results(tmp_path / "nowhere")
    with pytest.raises(ResultsError, match=r"no manifest\.json"):
        open_results(tmp_path / "empty")
    with pytest.raises(ResultsError, match="it lacks name, arms"):
        open_results(run.world("base", 0).folder)
    (run.folder / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(ResultsError, match="cannot be read"):
        open_results(run.folder)


def test_two_runs_in_one_folder_are_listed(run: Run) -> None:
    out = run.folder.parent.parent
    stored_run(out, Recipe(line_map(), years=3), replicates=3)
    with pytest.raises(ResultsError, match="holds 2 runs"):
        open_results(out)


def test_the_same_request_has_the_same_path(run: Run, tmp_path: Path) -> None:
    again = stored_run(tmp_path / "again", Recipe(line_map(), years=3), replicates=2)
    assert again.folder.name == run.folder.name
    assert read_json(again.folder / "manifest.json", what="manifest of a run") == run.manifest
