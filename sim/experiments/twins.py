"""Twins: a scenario and its counterfactuals, replicate by replicate, under the same luck.

One task is one replicate with all of its arms, because they share a burn-in. A worker stores each world as soon as it
is finished; the run's manifest is renewed after every replicate, so that whatever ends the run, what was finished can
be read and is not run again.
"""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.experiments.burning_in import KeptBurnIns
from sim.experiments.compiling import settle_cache
from sim.experiments.engines import DEFAULT_ENGINE, Simulate, check_engine, engine_named, founded_by
from sim.experiments.in_a_notebook import progress_here
from sim.experiments.noticeboard import Notice, Report
from sim.experiments.progress import Plan, Progress
from sim.experiments.requests import Request
from sim.experiments.warming import warm_before
from sim.experiments.workers import carry_out
from sim.results.burn_ins import BurnIns
from sim.results.programs import note_program
from sim.results.run import Run
from sim.results.store import Store
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.model.schedule import Schedule


class RunInterrupted(KeyboardInterrupt):
    """The run was interrupted; `run` lists what was finished."""

    def __init__(self, run: Run) -> None:
        self.run = run
        super().__init__(f"interrupted; {len(run.replicates)} replicates are finished in {run.folder}")


@dataclass(frozen=True)
class ReplicateTask:
    """One replicate with the arms that must be run; travels to a worker."""

    arms: Mapping[str, Scenario]
    """Scenario of each world by the name of its arm, in a sweep after the point's: `12/no_zones`."""
    keys: Mapping[str, str]
    parts: Mapping[str, Mapping[str, Any]]
    """Everything that each world is made from, of which its key is the hash."""
    replicate: int
    store: Path
    threads: int
    check: bool
    engine: str = DEFAULT_ENGINE
    keep_burn_in: bool = True
    """Whether a burn-in that is lived through is kept, for other worlds to fork from."""
    schedule: "Schedule | None" = None
    """The order of a step, where it is not the model's."""


def run_twins(
    scenario: Scenario,
    *,
    replicates: int | None = None,
    workers: int | None = None,
    out: str | Path = "results",
    threads: int = 1,
    check: bool = False,
    progress: Progress | None = None,
    simulate: Simulate | None = None,
    engine: str = DEFAULT_ENGINE,
    schedule: "Schedule | None" = None,
) -> Run:
    """Run a scenario and its counterfactuals, and store every world that is not stored yet.

    Args:
        scenario: What to run; its `counterfactual` names the arms beside the base.
        replicates: How many replicates; by default the scenario's. Replicate k is the same however many are run.
        workers: Processes side by side; by default one a core, at most one a replicate. They change no result.
        out: Folder of all results.
        threads: Threads of each worker; they change no result.
        check: Whether the accounting identities are checked in every step.
        progress: Is told how the run fares; by default a bar in a notebook, and nobody elsewhere.
        simulate: What lives through a replicate; by default what the engine has for it.
        engine: `numba`, or `plain` for the slow engine that is easy to read; each has worlds of its own.
        schedule: The order of a step in every world, burn-in included; by default the model's (`sim.SCHEDULE`). Worlds
            of another schedule are stored under keys that hold its code, so they are never taken for others.

    Raises:
        RunInterrupted: On Ctrl-C; its `run` lists what was finished.
        HinterlandError: Where something the user can mend stands in the way.
    """
    check_engine(engine, schedule)
    request = Request(scenario, tuple(range(replicates or scenario.replicates)), Path(out), engine, schedule)
    return run_request(request, workers=workers, threads=threads, check=check, progress=progress, simulate=simulate)


def run_request(
    request: Request,
    *,
    workers: int | None = None,
    threads: int = 1,
    check: bool = False,
    progress: Progress | None = None,
    simulate: Simulate | None = None,
) -> Run:
    """Run every world of a request that is not stored yet; as `run_twins`."""
    return _Experiment(request, progress or progress_here(), threads, check, simulate).run(workers)


def default_workers(replicates: int, threads: int = 1) -> int:
    """Give the number of workers that fill this machine's cores, at most one a replicate."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(replicates, cores // max(threads, 1)))


@dataclass
class _Experiment:
    """Hands the tasks out and keeps the run's manifest up to date; watches the workers."""

    request: Request
    progress: Progress
    threads: int
    check: bool
    simulate: Simulate | None
    done: set[tuple[str, int]] = field(default_factory=set)
    tasks: list[ReplicateTask] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    facts: dict[str, Any] = field(default_factory=dict)

    def run(self, workers: int | None) -> Run:
        stored = self.request.stored()
        self.done = set(stored)
        self.tasks = [task for k in self.request.replicates if (task := self._task(k, stored)).arms]
        workers = workers or default_workers(len(self.tasks), self.threads)
        self.facts = {"workers": workers, "threads": self.threads, "checked": self.check, "worlds_found": len(stored)}
        self.progress.planned(self._plan(len(stored), workers))
        try:
            self._carry_out(workers)
        except KeyboardInterrupt as interruption:
            raise RunInterrupted(self._write_what_is_stored("interrupted")) from interruption
        except Exception:
            self._write_what_is_stored("stopped by an error")
            raise
        return self._write("finished")

    def _carry_out(self, workers: int) -> None:
        if not self.tasks:
            return
        self._write("running")
        note_program(self.request.store, self.request.engine)
        if self.simulate is None and self.request.engine == DEFAULT_ENGINE:
            warm_before(self.threads, self.progress.compiling)
        work = partial(live_through, simulate=self.simulate)
        carry_out(work, self.tasks, workers=workers, threads=self.threads, watcher=self)

    def _task(self, replicate: int, stored: frozenset[tuple[str, int]]) -> ReplicateTask:
        lacking = self.request.lacking(replicate, stored)
        return ReplicateTask(
            arms=lacking,
            keys={arm: self.request.keys[arm, replicate] for arm in lacking},
            parts={arm: self.request.parts(arm, replicate) for arm in lacking},
            replicate=replicate,
            store=self.request.store.root,
            threads=self.threads,
            check=self.check,
            engine=self.request.engine,
            schedule=self.request.schedule,
        )

    def _plan(self, found: int, workers: int) -> Plan:
        to_run = tuple(task.replicate for task in self.tasks)
        return Plan(len(self.request.keys), found, len(self.request.arms), to_run, workers)

    def _write_what_is_stored(self, status: str) -> Run:
        """List the finished worlds of unfinished replicates too; they are not run again."""
        self.done = set(self.request.stored())
        return self._write(status)

    def _write(self, status: str) -> Run:
        seconds = round(time.monotonic() - self.began, 1)
        return self.request.write_run(self.done, {**self.facts, "status": status, "seconds": seconds})

    def advanced(self, task: int, notice: Notice) -> None:
        """Pass on where a replicate is."""
        self.progress.advanced(self.tasks[task].replicate, notice)

    def finished(self, task: int) -> None:
        """List the worlds of a finished replicate in the manifest, and pass it on."""
        replicate = self.tasks[task].replicate
        self.done |= {(arm, replicate) for arm in self.request.arms}
        self._write("running")
        self.progress.finished(replicate)

    def lost(self, task: int) -> None:
        """Pass on that a replicate starts again."""
        self.progress.lost(self.tasks[task].replicate)


def live_through(task: ReplicateTask, report: Report, *, simulate: Simulate | None = None) -> None:
    """Live through the arms of one replicate and store each world when it is finished.

    Args:
        task: Which arms, which replicate, and where to store.
        report: Is told of every few steps.
        simulate: As in `run_twins`.
    """
    settle_cache()
    store = Store(task.store)
    # A worker that died may have finished some of them.
    lacking = {arm: scenario for arm, scenario in task.arms.items() if not store.has(task.keys[arm])}
    if not lacking:
        return
    kept = KeptBurnIns(BurnIns.of(store), task.replicate, keep=task.keep_burn_in)
    worlds = (simulate or engine_named(task.engine))(
        lacking,
        replicate=task.replicate,
        threads=task.threads,
        check=task.check,
        progress=report,
        # A burn-in that is kept is in the tables of the fast engine and was made by the model's own schedule.
        burn_ins=kept if task.engine == DEFAULT_ENGINE and task.schedule is None else None,
        **founded_by(task.schedule),
    )
    began = time.monotonic()
    for arm, record in worlds:
        about = {
            "scenario": task.arms[arm].name,
            "arm": arm.rpartition("/")[2],
            "seed": task.arms[arm].seed,
            "replicate": task.replicate,
            "facts": dict(record.facts),
            "seconds": round(time.monotonic() - began, 2),
            "made_from": task.parts[arm],
        }
        store.write(task.keys[arm], record.panels, about)
        began = time.monotonic()
