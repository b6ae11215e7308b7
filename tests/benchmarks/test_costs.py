"""Laws of costs: what a command and its children take is seen; targets are held to as they are."""

import json
import sys

import pytest

from benchmarks import machine, run_time, start_up, step
from benchmarks.stepping import StepTimes, step_times, timed_schedule
from benchmarks.targets import Target
from benchmarks.watching import PROCESSES, environment, watched
from sim.model import simulation
from sim.model.schedule import SCHEDULE

CHILD = "b = bytearray(80_000_000); import time; time.sleep(0.6)"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}])"

SMALL = ("start.firms=300", "start.burn_in_years=2")


def test_a_target_is_met_up_to_its_last_digit_and_missed_beyond() -> None:
    assert Target("a step", "ns", 400.0, 400.0).met
    missed = Target("a step", "ns", 440.0, 400.0)
    assert not missed.met
    assert missed.sentence() == "a step: 440 ns (at most 400 ns): MISSED, 1.10 of the target"


def test_what_a_command_says_and_how_it_ends_is_kept() -> None:
    cost = watched([sys.executable, "-c", "import sys; print('out'); sys.exit(3)"])
    assert cost.code == 3
    assert cost.output.strip() == "out"
    assert cost.seconds > 0.0


@pytest.mark.skipif(not PROCESSES.is_dir(), reason="this system does not tell of processes in files")
def test_memory_of_children_counts() -> None:
    assert watched([sys.executable, "-c", PARENT]).peak_bytes > 80_000_000


def test_a_command_writes_bytecode_as_make_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in environment()
    assert environment(NAME="x")["NAME"] == "x"


def test_the_command_of_this_environment_helps() -> None:
    cost = watched([*start_up.hinterland(), "--help"])
    assert cost.code == 0
    assert "Run a scenario" in cost.output


def test_every_process_of_the_schedule_is_timed_and_the_schedule_is_left_as_it_was() -> None:
    with timed_schedule() as times:
        assert [process.name for process in simulation.SCHEDULE] == [process.name for process in SCHEDULE]
        assert list(times) == [process.name for process in SCHEDULE]
    assert simulation.SCHEDULE is SCHEDULE


def test_a_step_takes_what_its_processes_take_and_little_more() -> None:
    times = step_times("tiny", SMALL, steps=3)
    assert len(times.steps) == 3
    assert 200 < times.firms < 400
    assert all(nanoseconds > 0.0 for nanoseconds in times.by_process.values())
    assert 0.7 * times.mean < sum(times.by_process.values()) <= times.mean


def test_the_report_and_the_json_hold_the_same_times(capsys: pytest.CaptureFixture[str]) -> None:
    times = StepTimes("somewhere", 1000, (90.0, 110.0, 100.0), {"prices": 60.0, "sales": 40.0}, 5.0)
    yardsticks = {"triad": 0.5, "draw": 2.0}
    text = step.report(times, yardsticks, None)
    assert "prices                  60     60%         120          30" in text
    assert "a firm-step, mean: 100 ns (at most 400 ns): met, 0.25 of the target" in text
    assert json.loads(step.as_json(times, yardsticks, None))["nanoseconds"]["mean"] == 100.0
    assert not capsys.readouterr().out


def test_yardsticks_are_times() -> None:
    assert 0.01 < machine.quickest(lambda: sum(range(1000))) < 1e9


def test_the_memory_of_both_runs_is_held_to_the_target() -> None:
    first = watched([sys.executable, "-c", "pass"])
    names = [target.name for target in run_time.targets(first, first)]
    assert names == ["first run", "second run", "most memory, workers included"]
