"""Laws of twins: what is stored is not run again, what is finished stays, who carries it out changes nothing."""

import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from sim.basis.errors import HinterlandError, IdentityError
from sim.experiments.noticeboard import Notice, Report
from sim.experiments.progress import Plan, Silence
from sim.experiments.twins import RunInterrupted, default_workers, run_twins
from sim.results.run import open_results
from sim.scenario.reading import read_text
from sim.scenario.schema import Scenario

TEXT = """
title: A small world
years: 1
replicates: 2
counterfactual: [no_zones, uncoordinated]
zones: {center: {at: [15, 15]}}
"""


@dataclass
class Record:
    panels: Mapping[str, pd.DataFrame]
    facts: Mapping[str, Any] = field(default_factory=dict)


def simulate(
    arms: Mapping[str, Scenario], *, replicate: int, threads: int, check: bool, progress: Report, **_: Any
) -> Iterator[tuple[str, Record]]:
    del threads, check
    for number, (arm, scenario) in enumerate(arms.items()):
        progress(f"recorded years of {arm}", number, len(arms))
        gdp = [100.0 + replicate + scenario.seed, 110.0 + len(arm)]
        nation = pd.DataFrame({"step": [0, 4], "date": ["2010-01", "2011-01"], "gdp": gdp})
        yield arm, Record({"nation": nation}, {"firms": 7})


def simulate_and_note(arms: Mapping[str, Scenario], *, notes: Path, **how: Any) -> Iterator[tuple[str, Record]]:
    (notes / f"{how['replicate']}: {' '.join(arms)}").touch()
    yield from simulate(arms, **how)


def stop_in_the_second(arms: Mapping[str, Scenario], *, by: BaseException, **how: Any) -> Iterator[tuple[str, Record]]:
    for arm, record in simulate(arms, **how):
        if how["replicate"] == 1 and arm == "no_zones":
            raise by
        yield arm, record


class Told(Silence):
    def __init__(self) -> None:
        self.plan: Plan | None = None
        self.done: list[int] = []
        self.stages: list[str] = []

    def planned(self, plan: Plan) -> None:
        self.plan = plan

    def advanced(self, replicate: int, notice: Notice) -> None:
        del replicate
        self.stages.append(notice.stage)

    def finished(self, replicate: int) -> None:
        self.done.append(replicate)


@pytest.fixture
def small() -> Scenario:
    return read_text(TEXT, name="small")


def test_a_run_lists_every_arm_of_every_replicate(small: Scenario, tmp_path: Path) -> None:
    told = Told()
    run = run_twins(small, out=tmp_path, workers=1, progress=told, simulate=simulate)
    assert run.arms == ("base", "no_zones", "uncoordinated")
    assert run.replicates == (0, 1)
    assert told.plan is not None
    assert (told.plan.worlds, told.plan.found, told.plan.arms, told.plan.to_run) == (6, 0, 3, (0, 1))
    assert told.done == [0, 1]
    assert told.stages[0] == "recorded years of base"
    assert run.world("no_zones", 1).table("nation")["gdp"].tolist() == [102.0, 118.0]
    assert run.title == "A small world"
    assert open_results(run.folder).replicates == (0, 1)


def test_the_same_request_has_the_same_path_and_runs_nothing_again(small: Scenario, tmp_path: Path) -> None:
    first = run_twins(small, out=tmp_path, workers=1, simulate=simulate)
    told = Told()
    again = run_twins(
        small, out=tmp_path, workers=1, progress=told, simulate=partial(simulate_and_note, notes=tmp_path)
    )
    assert again.folder == first.folder
    assert told.plan is not None
    assert (told.plan.found, told.plan.to_run) == (6, ())
    assert not list(tmp_path.glob("?: *"))


def test_more_replicates_run_only_those_that_are_new(small: Scenario, tmp_path: Path) -> None:
    run_twins(small, out=tmp_path, workers=1, simulate=simulate)
    notes = tmp_path / "notes"
    notes.mkdir()
    more = run_twins(small, replicates=3, out=tmp_path, workers=1, simulate=partial(simulate_and_note, notes=notes))
    assert more.replicates == (0, 1, 2)
    assert [path.name for path in notes.iterdir()] == ["2: base no_zones uncoordinated"]


def test_only_the_arms_that_lack_are_run(small: Scenario, tmp_path: Path) -> None:
    run_twins(read_text(TEXT.replace(", uncoordinated", ""), name="small"), out=tmp_path, workers=1, simulate=simulate)
    notes = tmp_path / "notes"
    notes.mkdir()
    run_twins(small, out=tmp_path, workers=1, simulate=partial(simulate_and_note, notes=notes))
    assert sorted(path.name for path in notes.iterdir()) == ["0: uncoordinated", "1: uncoordinated"]


def test_workers_change_no_result(small: Scenario, tmp_path: Path) -> None:
    one = run_twins(small, out=tmp_path / "one", workers=1, simulate=simulate)
    two = run_twins(small, out=tmp_path / "two", workers=2, simulate=simulate)
    assert one.folder.name == two.folder.name
    for arm in one.arms:
        for replicate in one.replicates:
            left, right = (run.world(arm, replicate) for run in (one, two))
            assert left.key == right.key
            assert (left.folder / "nation.parquet").read_bytes() == (right.folder / "nation.parquet").read_bytes()


def test_an_interruption_leaves_the_finished_replicates_readable(small: Scenario, tmp_path: Path) -> None:
    with pytest.raises(RunInterrupted) as caught:
        run_twins(small, out=tmp_path, workers=1, simulate=partial(stop_in_the_second, by=KeyboardInterrupt()))
    run = open_results(caught.value.run.folder)
    assert run.replicates == (0,)
    assert run.manifest["status"] == "interrupted"
    assert run.world("base", 1).table("nation")["gdp"].tolist() == [102.0, 114.0], "finished worlds stay, too"
    notes = tmp_path / "notes"
    notes.mkdir()
    whole = run_twins(small, out=tmp_path, workers=1, simulate=partial(simulate_and_note, notes=notes))
    assert whole.replicates == (0, 1)
    assert [path.name for path in notes.iterdir()] == ["1: no_zones uncoordinated"]


def linger_in_the_second(arms: Mapping[str, Scenario], **how: Any) -> Iterator[tuple[str, Record]]:
    if how["replicate"] == 1:
        time.sleep(60)
    yield from simulate(arms, **how)


class Impatient(Told):
    def finished(self, replicate: int) -> None:
        super().finished(replicate)
        os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
def test_an_interruption_ends_the_workers_at_once_and_keeps_what_they_finished(small: Scenario, tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(RunInterrupted) as caught:
        run_twins(small, out=tmp_path, workers=2, progress=Impatient(), simulate=linger_in_the_second)
    assert time.monotonic() - began < 45
    assert open_results(caught.value.run.folder).replicates == (0,)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_leaves_the_finished_worlds_and_comes_through(small: Scenario, tmp_path: Path, workers: int) -> None:
    broken = partial(stop_in_the_second, by=IdentityError("orders placed differ from orders received"))
    with pytest.raises(HinterlandError, match="orders placed"):
        run_twins(small, out=tmp_path, workers=workers, simulate=broken)
    (manifest,) = tmp_path.glob("small/*/manifest.json")
    assert "stopped by an error" in manifest.read_text()
    assert open_results(manifest).world("base", 1).table("nation")["gdp"].tolist() == [102.0, 114.0]


def test_a_world_says_what_it_is(small: Scenario, tmp_path: Path) -> None:
    world = run_twins(small, replicates=1, out=tmp_path, workers=1, simulate=simulate).world("no_zones", 0)
    told = {key: world.manifest[key] for key in ("arm", "replicate", "seed", "facts")}
    assert told == {"arm": "no_zones", "replicate": 0, "seed": small.seed, "facts": {"firms": 7}}


def test_workers_fill_the_cores_and_no_more_than_the_replicates() -> None:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    assert default_workers(1) == 1
    assert default_workers(10_000) == cores
    assert default_workers(0) == 1
    assert default_workers(10_000, threads=10_000) == 1
