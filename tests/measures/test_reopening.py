"""Laws of reopening: a comparison that was written opens again with the same numbers, wherever its folder lies now."""

import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sim.basis.errors import ResultsError
from sim.experiments.sweeps.reading import read_sweep_text
from sim.experiments.twins import run_twins
from sim.measures.compare import Compared, compare
from sim.measures.reopening import open_comparison
from sim.measures.sweeping import sweep
from sim.results.run import open_results
from sim.scenario.reading import vary
from sim.scenario.schema import Scenario
from tests.made_up import simulate, sweep_text


def scenario(**more: object) -> Scenario:
    base = read_sweep_text(sweep_text(replicates=2)).base
    return vary(base, {"name": "wide", "openness": 0.8, "coordination": 0.9, **more})


def compared(*named: object, out: Path) -> Compared:
    return compare(*named, **how(out))  # type: ignore[arg-type]


def how(out: Path) -> dict[str, Any]:
    """Say where and how made-up worlds are made."""
    return {"out": out, "workers": 1, "simulate": simulate}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reopening") / "results"


@pytest.fixture(scope="module")
def found(out: Path) -> Compared:
    return compared(scenario(), scenario(name="narrow", coordination=0.5), out=out)


def test_a_comparison_opens_again_with_the_same_numbers(found: Compared, out: Path) -> None:
    again = open_comparison(found.folder.name, out)
    pd.testing.assert_frame_equal(again.headlines, found.comparison.headlines)
    pd.testing.assert_frame_equal(again.curves, found.comparison.curves)
    pd.testing.assert_frame_equal(again.curve_differences, found.comparison.curve_differences)
    assert (again.name, again.paired, again.warnings) == (
        found.comparison.name, found.comparison.paired, found.comparison.warnings,
    )  # fmt: skip


def test_a_comparison_of_points_of_a_sweep_opens_again(out: Path) -> None:
    swept = sweep(read_sweep_text(sweep_text()), **how(out))
    points = compared(swept.points[0].run, swept.points[5].run, out=out)
    again = open_comparison(points.folder)
    assert [part.name for part in again.parts] == ["sweep:0", "sweep:5"]
    pd.testing.assert_frame_equal(again.headlines, points.comparison.headlines)


def test_results_that_were_moved_as_a_whole_open_again(found: Compared, out: Path, tmp_path: Path) -> None:
    moved = shutil.copytree(out, tmp_path / "elsewhere")
    again = open_comparison(moved / "comparison" / found.folder.name)
    assert again.parts[0].run.store.root.is_relative_to(moved.resolve())
    pd.testing.assert_frame_equal(again.headlines, found.comparison.headlines)


def test_a_part_whose_worlds_lie_in_other_results_is_found_from_here(found: Compared, tmp_path: Path) -> None:
    there = run_twins(scenario(name="there"), **how(tmp_path / "there"))
    here = compared(there, scenario(), out=tmp_path / "here")
    store = json.loads((here.folder / "manifest.json").read_text(encoding="utf-8"))["parts"][0]["run"]["store"]
    assert store.endswith("there/store")
    assert not Path(store).is_absolute()
    assert len(open_comparison(here.folder).headlines) == len(found.comparison.headlines)


def test_one_that_an_earlier_version_wrote_says_what_to_do(found: Compared, tmp_path: Path) -> None:
    manifest = json.loads((found.folder / "manifest.json").read_text(encoding="utf-8"))
    for part in manifest["parts"]:
        del part["run"]
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ResultsError, match=r"earlier version.*no world is run again"):
        open_comparison(tmp_path / "old")


def test_what_is_no_comparison_says_what_it_is(found: Compared) -> None:
    run = found.folder.parents[1] / "wide"
    (folder,) = run.iterdir()
    with pytest.raises(ResultsError, match="is no comparison but a run"):
        open_comparison(folder)
    with pytest.raises(ResultsError, match=r"is a comparison and no run.*open_comparison"):
        open_results(found.folder)
