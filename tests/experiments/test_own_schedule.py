"""Laws of runs under a schedule of one's own: stored, found again, and never taken for other worlds."""

from pathlib import Path

import numpy as np
import pytest

import sim
from sim.basis.errors import ScheduleError
from sim.experiments.requests import Request
from sim.measures.comparing import compare_runs
from sim.model.schedule import SCHEDULE, Moment, Schedule
from sim.results.run import Run
from sim.scenario.reading import read_scenario

SMALL = ["years=1", "start.firms=300", "start.burn_in_years=2", "steps_per_year=1"]
SCENARIO = read_scenario("tiny", SMALL)


def taught(gain: float) -> Schedule:
    """Give a schedule in which every firm learns a little more than it would."""

    def learn(moment: Moment) -> None:
        SCHEDULE.named("learning").run(moment)
        if not moment.settling:
            moment.world.firms.productivity += gain

    return SCHEDULE.replaced("learning", learn)


def run(out: Path, schedule: Schedule | None, workers: int = 1, replicates: int = 1) -> Run:
    return sim.run_twins(SCENARIO, out=out, schedule=schedule, workers=workers, replicates=replicates)


def keys(found: Run) -> set[str]:
    return {row["key"] for row in found.manifest["worlds"]}


def test_worlds_of_another_rule_have_keys_and_a_folder_of_their_own(tmp_path: Path) -> None:
    found = [run(tmp_path, schedule) for schedule in (None, taught(0.1), taught(0.2))]
    assert len(set.union(*map(keys, found))) == sum(len(keys(each)) for each in found)
    assert len({each.folder for each in found}) == len(found)
    means = [float(each.world("base", 0).table("cells")["productivity"].iloc[-9:].mean()) for each in found]
    assert np.all(np.diff(means) > 0.05)
    again = run(tmp_path, taught(0.1))
    assert again.manifest["worlds_found"] == 2
    assert again.folder == found[1].folder
    assert [each["process"] for each in again.manifest["schedule"]] == list(SCHEDULE.names)
    assert "schedule" not in found[0].manifest


def test_a_comparison_says_that_two_runs_do_not_follow_the_same_rules(tmp_path: Path) -> None:
    found = compare_runs([("plain", run(tmp_path, None)), ("taught", run(tmp_path, taught(0.1)))])
    assert any("different versions of the model" in warning for warning in found.warnings)


def test_nothing_said_of_a_schedule_leaves_keys_as_they_were() -> None:
    assert Request(SCENARIO, (0,), Path("out")).parts("base", 0)["shared"] == ""


@pytest.mark.slow
def test_workers_of_other_processes_follow_the_schedule_too(tmp_path: Path) -> None:
    here, there = (run(tmp_path / str(n), taught(0.1), workers=n, replicates=2) for n in (1, 2))
    for replicate in (0, 1):
        one, other = (each.world("base", replicate).table("regions") for each in (here, there))
        assert one.equals(other)


def test_the_plain_engine_refuses_a_schedule_and_says_what_to_do() -> None:
    with pytest.raises(ScheduleError, match=r"engine `plain` does not have. Leave `engine` out"):
        sim.run_twins(SCENARIO, engine="plain", schedule=SCHEDULE)
