"""Stepping under the clock: the model's own step, with every process of its schedule timed."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from statistics import mean, median

from sim.experiments.warming import warm
from sim.model import simulation as model
from sim.model.recording import Recorder
from sim.model.schedule import SCHEDULE, Moment, Process, Schedule
from sim.model.simulation import Simulation
from sim.scenario.reading import read_scenario

RECORDING = "recording"
STEPS_BEFORE = 4
"""Steps after the burn-in before the clock runs, so that everything has been compiled and seen."""


@dataclass(frozen=True)
class StepTimes:
    """Processor time per firm and step, in ns."""

    scenario: str
    firms: int
    """Firms alive, those of the rest of the country included; the mean over the steps."""
    steps: tuple[float, ...]
    """Each step."""
    by_process: dict[str, float]
    """Mean over steps of each process of the schedule, in its order."""
    recording: float
    """Mean over steps of keeping the panels, which is no part of the step; most of it falls on the end of a year."""

    @property
    def median(self) -> float:
        """Median over steps."""
        return median(self.steps)

    @property
    def mean(self) -> float:
        """Mean over steps: what a run costs."""
        return mean(self.steps)


def step_times(scenario: str, overrides: Sequence[str] = (), *, steps: int = 40) -> StepTimes:
    """Live through a scenario up to its policy date, and time some steps after it.

    Args:
        scenario: Name or path.
        overrides: Settings `key=value`.
        steps: How many steps to time.
    """
    warm()
    simulation = Simulation.found(read_scenario(scenario, overrides))
    simulation.burn_in()
    recorder = Recorder(simulation)
    found: list[tuple[int, float, float]] = []
    with timed_schedule() as by_process:
        for number in range(STEPS_BEFORE + steps):
            if number == STEPS_BEFORE:
                for times in by_process.values():
                    times.clear()
            began = time.process_time_ns()
            simulation.step()
            stepped = time.process_time_ns()
            recorder.observe()
            recorded = time.process_time_ns()
            if number >= STEPS_BEFORE:
                found.append((int(simulation.world.firms.alive.sum()), stepped - began, recorded - stepped))
    firms = [each[0] for each in found]
    return StepTimes(
        scenario=scenario,
        firms=round(sum(firms) / len(firms)),
        steps=tuple(step / count for count, step, _ in found),
        by_process={
            name: mean(t / count for t, count in zip(times, firms, strict=True)) for name, times in by_process.items()
        },
        recording=mean(kept / count for count, _, kept in found),
    )


@contextmanager
def timed_schedule() -> Iterator[dict[str, list[int]]]:
    """Let the model's step note what each process takes the processor, in ns, as long as this lasts."""
    times: dict[str, list[int]] = {process.name: [] for process in SCHEDULE}

    def timed(process: Process) -> Process:
        def run(moment: Moment) -> None:
            began = time.process_time_ns()
            process.run(moment)
            times[process.name].append(time.process_time_ns() - began)

        return replace(process, run=run)

    before = model.SCHEDULE
    model.SCHEDULE = Schedule(timed(process) for process in SCHEDULE)
    try:
        yield times
    finally:
        model.SCHEDULE = before
