"""Live progress of a sweep: one bar for all worlds with the time left, and what the workers are at."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn

from sim.cli.screen import complain, remark, remarks
from sim.experiments.noticeboard import Notice
from sim.experiments.sweeps.telling import Quiet, SweepPlan

SECONDS_BETWEEN_LINES = 15.0
"""Time between two lines where no bar can be shown."""

LINES_OF_A_TRACEBACK = 3


class LiveSweep(Quiet):
    """Shows on a terminal how the worlds of a sweep fare; elsewhere writes a line now and then."""

    def __init__(self, bars: Progress, console: Console) -> None:
        self._bars = bars
        self._console = console
        self._rows: dict[str, TaskID] = {}
        self._lacking = 0
        self._done = 0
        self._all: TaskID | None = None
        self._began = time.monotonic()
        self._last_line = self._began

    def planned(self, plan: SweepPlan) -> None:
        """Begin to count, afresh where a calibration plans again and again."""
        self._done = 0
        if self._all is not None:
            self._bars.remove_task(self._all)
            self._all = None
        self._began = self._last_line = time.monotonic()
        self._lacking, self._done, self._all = plan.lacking, 0, None
        if plan.lacking:
            self._all = self._bars.add_task(f"{plan.lacking} worlds", total=plan.lacking, left="")

    def compiling(self, sentence: str) -> None:
        """Announce that kernels are compiled first."""
        remark(sentence)

    def advanced(self, label: str, notice: Notice) -> None:
        """Move a worker's bar."""
        if label not in self._rows:
            self._rows[label] = self._bars.add_task("", total=1.0, left="")
        share = min(notice.done / max(notice.total, 1), 1.0)
        self._bars.update(self._rows[label], completed=share, description=f"  {label}")

    def finished(self, label: str, worlds: int) -> None:
        """Count worlds that are done."""
        self._done += worlds
        self._strike_off(label)
        self._move()

    def lost(self, label: str) -> None:
        """Say that a worker died and its task starts again."""
        self._strike_off(label)
        remark(f"The worker of {label} died; it starts again, alone.")

    def failed(self, label: str, message: str) -> None:
        """Say that a world cannot be made."""
        self._done += 1
        self._strike_off(label)
        last = "\n".join(message.strip().splitlines()[-LINES_OF_A_TRACEBACK:])
        complain(f"{label} cannot be made, and the rest goes on; the traceback will be in tables/failures.csv. {last}")
        self._move()

    def measuring(self, done: int, points: int) -> None:
        """Say that the worlds are there and are measured."""
        if self._all is not None:
            told = f"measuring, {done} of {points} points"
            self._bars.update(self._all, description=told, completed=done, total=points, left="")

    def _strike_off(self, label: str) -> None:
        if label in self._rows:
            self._bars.remove_task(self._rows.pop(label))

    def _move(self) -> None:
        left = self.time_left()
        if self._all is not None:
            self._bars.update(self._all, completed=self._done, left=f"about {left} left" if left else "")
        now = time.monotonic()
        if not self._console.is_terminal and (
            now - self._last_line > SECONDS_BETWEEN_LINES or self._done == self._lacking
        ):
            self._last_line = now
            gone = timedelta(seconds=round(now - self._began))
            remark(f"{self._done} of {self._lacking} worlds in {gone}" + (f", about {left} left" if left else ""))

    def time_left(self) -> str:
        """Tell the time left from the pace so far; nothing when all is done."""
        if not self._done or self._done >= self._lacking:
            return ""
        gone = time.monotonic() - self._began
        return str(timedelta(seconds=round(gone * (self._lacking - self._done) / self._done)))


@contextmanager
def live_sweep() -> Iterator[LiveSweep]:
    """Show progress on standard error while the block runs."""
    console = remarks()
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[left]}"),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bars:
        yield LiveSweep(bars, console)
