"""Laws of sweeps: each world once, what is finished stays, what fails is a row, and who carries it out is no matter."""

import json
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sim.basis.errors import IdentityError, ResultsError
from sim.experiments.sweeps.again import sweep_of
from sim.experiments.sweeps.reading import read_sweep_text
from sim.experiments.sweeps.telling import Quiet, SweepPlan
from sim.measures.headline import headline
from sim.measures.sweep_tables import without_places
from sim.measures.sweeping import SweepInterrupted, sweep
from sim.results.catalogue import list_runs
from sim.results.run import open_results
from sim.results.swept import Swept, open_sweep
from sim.scenario.schema import Scenario
from tests.made_up import Record, effect_at_the_zone, levels, simulate, simulate_slowly, sweep_text


class Told(Quiet):
    def __init__(self) -> None:
        self.plan: SweepPlan | None = None
        self.worlds = 0
        self.failures: list[str] = []
        self.died: list[str] = []
        self.measured = 0

    def planned(self, plan: SweepPlan) -> None:
        self.plan = plan

    def finished(self, label: str, worlds: int) -> None:
        del label
        self.worlds += worlds

    def lost(self, label: str) -> None:
        self.died.append(label)

    def failed(self, label: str, message: str) -> None:
        del message
        self.failures.append(label)

    def measuring(self, done: int, points: int) -> None:
        del points
        self.measured = done


def swept(text: str, out: Path, **how: Any) -> Swept:
    return sweep(read_sweep_text(text, name="made_up"), out=out, **({"workers": 1, "simulate": simulate} | how))


def tables(found: Swept) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((found.folder / "tables").iterdir())}


def table(found: Swept, name: str) -> pd.DataFrame:
    return pd.read_csv(found.folder / "tables" / f"{name}.csv")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Swept:
    return swept(sweep_text(), tmp_path_factory.mktemp("sweep"))


def test_every_point_has_its_worlds_and_twins_without_zones_are_shared(tmp_path: Path) -> None:
    told = Told()
    found = swept(sweep_text(), tmp_path, progress=told)
    assert told.plan is not None
    # 6 points, 2 arms, 2 replicates; of the zone that is not there, openness says nothing: 3 twins, not 6.
    assert (told.plan.points, told.plan.asked, told.plan.distinct, told.plan.lacking) == (6, 24, 18, 18)
    assert told.worlds == 18 == len(found.store.keys())
    assert told.measured == 6
    assert found.finished
    assert found.manifest["status"] == "finished"
    assert [point.run.replicates for point in found.points] == [(0, 1)] * 6


def test_a_point_is_a_run_with_the_effects_of_its_own_settings(finished: Swept) -> None:
    for point, scenario in zip(finished.points, read_sweep_text(sweep_text()).scenarios, strict=True):
        assert point.run.arms == ("base", "no_zones")
        assert point.run.scenario["openness"] == point.settings["openness"] == scenario.openness
        told = headline(point.run, "no_zones").set_index("name")["value"]
        assert told["radiation.gdp.0-30km"] * effect_at_the_zone(scenario) > 0.0 or scenario.coordination == 0.5


def test_tables_have_a_row_for_each_point_and_number(finished: Swept) -> None:
    points = table(finished, "points")
    assert list(points["openness"]) == [0.2, 0.2, 0.2, 0.8, 0.8, 0.8]
    assert set(points["replicates"]) == set(points["asked"]) == {2}
    assert set(points["failed"]) == {0}
    headlines = table(finished, "headlines")
    per_point = headlines.groupby("point").size()
    assert per_point.nunique() == 1
    for number in (0, 5):
        expected = headline(finished.point(number).run, "no_zones").set_index("name")
        own = headlines[headlines["point"] == number].set_index("name")
        pd.testing.assert_series_equal(own["value"], expected["value"], check_exact=True, check_names=False)
    samples = table(finished, "samples")
    means = samples[samples["name"] == "radiation.total"].groupby("point")["value"].mean()
    totals = headlines[headlines["name"] == "radiation.total"].set_index("point")["value"]
    pd.testing.assert_series_equal(means, totals, check_names=False)
    assert len(table(finished, "failures")) == 0


def test_the_same_sweep_runs_nothing_again_and_has_the_same_tables(finished: Swept) -> None:
    before, told = tables(finished), Told()
    again = swept(sweep_text(), finished.folder.parents[1], progress=told, simulate=refuse)
    assert again.folder == finished.folder
    assert told.plan is not None
    assert told.plan.lacking == 0
    assert tables(again) == before


def refuse(_arms: Mapping[str, Scenario], **_: Any) -> Iterator[tuple[str, Record]]:
    raise AssertionError("a finished world is run again")
    yield


@pytest.mark.parametrize(
    ("more", "new"),
    [({"replicates": 3}, 9), ({"openness": (0.2, 0.5, 0.8)}, 6), ({"coordination": (0.1, 0.3, 0.5, 0.9)}, 6)],
    ids=["replicates", "a value of a factor whose twins are shared", "a value of a factor with twins of its own"],
)
def test_what_is_added_runs_by_itself(tmp_path: Path, more: dict[str, Any], new: int) -> None:
    swept(sweep_text(), tmp_path)
    told = Told()
    wider = swept(sweep_text(**more), tmp_path, progress=told)
    assert told.worlds == new
    assert wider.finished


def test_points_share_their_worlds_with_runs_of_the_same_scenario(finished: Swept) -> None:
    from sim.experiments.twins import run_twins

    scenario = read_sweep_text(sweep_text()).scenarios[4]
    run = run_twins(scenario, out=finished.folder.parents[1], workers=1, simulate=refuse)
    assert run.replicates == (0, 1)


def test_who_carries_a_sweep_out_changes_no_byte_of_its_tables(finished: Swept, tmp_path: Path) -> None:
    assert tables(swept(sweep_text(), tmp_path, workers=2)) == tables(finished)


def stop_at(arms: Mapping[str, Scenario], *, error: Exception, **how: Any) -> Iterator[tuple[str, Record]]:
    for arm, scenario in arms.items():
        if (*levels(scenario), how["replicate"]) == (0.8, 0.9, 1) and scenario.withheld == "none":
            raise error
        yield from simulate({arm: scenario}, **how)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (ZeroDivisionError("one by none"), "TaskError", "ZeroDivisionError: one by none"),
        (IdentityError("orders differ"), "IdentityError", "orders differ"),
    ],
)
def test_a_world_that_fails_is_a_row_with_its_traceback_and_the_rest_go_on(
    tmp_path: Path, workers: int, error: Exception, kind: str, words: str
) -> None:
    told = Told()
    found = swept(sweep_text(), tmp_path, workers=workers, progress=told, simulate=partial(stop_at, error=error))
    (row,) = table(found, "failures").to_dict("records")
    assert (row["point"], row["openness"], row["coordination"]) == (5, 0.8, 0.9)
    assert (row["arm"], row["replicate"], row["kind"]) == ("base", 1, kind)
    assert words in row["traceback"]
    assert "/tmp" not in row["traceback"]
    assert told.failures == ["replicate 1, point 5 base"]
    assert len(found.store.keys()) == 17
    assert list(table(found, "points")["replicates"]) == [2, 2, 2, 2, 2, 1]
    assert found.manifest["failed"] == 1


def test_a_world_that_failed_is_tried_again_by_the_next_command(tmp_path: Path) -> None:
    swept(sweep_text(), tmp_path, simulate=partial(stop_at, error=ZeroDivisionError()))
    told = Told()
    assert swept(sweep_text(), tmp_path, progress=told).finished
    assert told.worlds == 1


def stop_one_of_a_few(arms: Mapping[str, Scenario], **how: Any) -> Iterator[tuple[str, Record]]:
    for arm, scenario in arms.items():
        if scenario.withheld == "none" and how["replicate"] == 1:
            raise ZeroDivisionError
        yield from simulate({arm: scenario}, **how)


@pytest.mark.parametrize("workers", [1, 2])
def test_worlds_that_shared_a_task_with_one_that_fails_are_made_all_the_same(tmp_path: Path, workers: int) -> None:
    one_point = sweep_text(openness=(0.8,), coordination=(0.9,))
    found = swept(one_point, tmp_path, workers=workers, simulate=stop_one_of_a_few)
    (row,) = table(found, "failures").to_dict("records")
    assert (row["arm"], row["replicate"]) == ("base", 1)
    assert len(found.store.keys()) == 3


def die_at(arms: Mapping[str, Scenario], **how: Any) -> Iterator[tuple[str, Record]]:
    for arm, scenario in arms.items():
        if (*levels(scenario), how["replicate"]) == (0.8, 0.9, 1) and scenario.withheld == "none":
            os._exit(9)
        yield from simulate({arm: scenario}, **how)


def test_a_world_that_kills_its_worker_is_a_row_too(tmp_path: Path) -> None:
    told = Told()
    found = swept(sweep_text(), tmp_path, workers=2, progress=told, simulate=die_at)
    (row,) = table(found, "failures").to_dict("records")
    assert (row["point"], row["arm"], row["replicate"], row["kind"]) == (5, "base", 1, "WorkersLostError")
    assert "want of memory" in row["traceback"]
    assert len(found.store.keys()) == 17
    assert "replicate 1, point 5 base" in told.died


class Impatient(Told):
    def finished(self, label: str, worlds: int) -> None:
        super().finished(label, worlds)
        if self.worlds == 5:
            os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupted_sweep_goes_on_where_it_was(finished: Swept, tmp_path: Path, workers: int) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(SweepInterrupted) as caught:
            swept(sweep_text(), tmp_path, workers=workers, progress=Impatient())
    finally:
        signal.signal(signal.SIGINT, before)
    kept = caught.value.swept.manifest["finished"]
    assert 5 <= kept < 18
    assert list_runs(tmp_path)[0].status == "interrupted"
    told = Told()
    whole = swept(sweep_text(), tmp_path, progress=told)
    assert told.worlds == 18 - kept
    assert tables(whole) == tables(finished)


def test_a_sweep_is_opened_by_folder_hash_and_name_and_goes_on_without_its_file(finished: Swept) -> None:
    out = finished.folder.parents[1]
    for name in (finished.folder, finished.folder.name, "made_up"):
        opened = open_sweep(name, out)
        assert (opened.folder, opened.manifest["points"]) == (finished.folder, finished.manifest["points"])
    again = sweep(sweep_of(open_sweep(finished.folder)), out=out, workers=1, simulate=refuse)
    assert again.folder == finished.folder
    with pytest.raises(ResultsError, match="has no point 6; it has 0 to 5"):
        finished.point(6)


def test_a_run_is_no_sweep_and_a_sweep_is_no_run(finished: Swept, tmp_path: Path) -> None:
    from tests.synthetic import Recipe, line_map, stored_run

    run = stored_run(tmp_path, Recipe(line_map(), years=2), replicates=1)
    with pytest.raises(ResultsError, match="is no sweep but a run"):
        open_sweep(run.folder)
    with pytest.raises(ResultsError, match="is a sweep"):
        open_results(finished.folder)


def test_no_table_of_a_sweep_tells_when_where_or_by_whom(finished: Swept) -> None:
    text = b"".join(tables(finished).values()).decode()
    assert str(finished.folder) not in text
    assert json.loads((finished.folder / "manifest.json").read_text())["seconds"] > 0.0


def test_a_traceback_keeps_its_files_and_loses_their_place() -> None:
    text = (
        f'  File "{Path(__file__)}", line 3, in f\n  File "/opt/python/lib/python3.12/site-packages/numpy/a.py", line 1'
    )
    told = without_places(text)
    assert 'File "tests/measures/test_sweeping.py", line 3' in told
    assert 'File "site-packages/numpy/a.py"' in told


def test_worlds_that_take_a_while_are_begun_once_each(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    found = swept(sweep_text(), tmp_path, workers=2, simulate=partial(simulate_slowly, notes=notes, seconds=0.0))
    assert sorted(notes.read_text().split()) == sorted(found.store.keys())
