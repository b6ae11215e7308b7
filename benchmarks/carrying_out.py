"""Carrying out: replicates side by side, each handing back a table; what is done is kept and not done twice."""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

import pandas as pd

from sim.experiments.noticeboard import Notice, Report
from sim.experiments.warming import warm
from sim.experiments.workers import carry_out

PARTS = Path("results") / "benchmarks"
"""Where tables of finished tasks lie."""


class Task(Protocol):
    """Something to do that has a name of its own, which changes with whatever may change its result."""

    @property
    def name(self) -> str:
        """Name, fit for a file."""
        ...


def tables_of[T: Task](
    work: Callable[[T, Report], pd.DataFrame], tasks: Sequence[T], *, workers: int, parts: Path = PARTS
) -> list[pd.DataFrame]:
    """Do every task that is not done yet, and give the table of each.

    Args:
        work: Does one task; importable by name.
        tasks: What to do.
        workers: Processes side by side.
        parts: Folder in which tables are kept.
    """
    parts.mkdir(parents=True, exist_ok=True)
    waiting = [task for task in tasks if not _file(parts, task).is_file()]
    if waiting:
        warm()
        print(f"{len(waiting)} of {len(tasks)} tasks to do, {workers} at a time", file=sys.stderr)
        carry_out(partial(_keep, work=work, parts=parts), waiting, workers=workers, threads=1, watcher=Telling(waiting))
    return [pd.read_csv(_file(parts, task)) for task in tasks]


def _keep[T: Task](task: T, report: Report, *, work: Callable[[T, Report], pd.DataFrame], parts: Path) -> None:
    found = work(task, report)
    draft = _file(parts, task).with_suffix(".draft")
    found.to_csv(draft, index=False, lineterminator="\n", float_format="%.10g")
    draft.replace(_file(parts, task))


def _file(parts: Path, task: Task) -> Path:
    return parts / f"{task.name}.csv"


@dataclass
class Telling[T: Task]:
    """Says on standard error when a task is done."""

    tasks: Sequence[T]
    began: float = field(default_factory=time.monotonic)
    done: int = 0

    def advanced(self, task: int, notice: Notice) -> None:
        """Say nothing."""

    def finished(self, task: int) -> None:
        """Say what is done, and how long all has taken so far."""
        self.done += 1
        seconds = time.monotonic() - self.began
        print(f"{self.done} of {len(self.tasks)}: {self.tasks[task].name}, {seconds:.0f} s", file=sys.stderr)

    def lost(self, task: int) -> None:
        """Say that a worker died."""
        print(f"{self.tasks[task].name} was lost and starts again", file=sys.stderr)
