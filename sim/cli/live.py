"""Live progress of a run: one bar for all, one for each replicate at work, and the time left."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

from sim.cli.screen import remark, remarks
from sim.experiments.noticeboard import Notice
from sim.experiments.progress import Plan, Silence


class LiveProgress(Silence):
    """Shows on a terminal how the replicates fare; elsewhere writes a line for each that is finished."""

    def __init__(self, bars: Progress, console: Console) -> None:
        self._bars = bars
        self._console = console
        self._rows: dict[int, TaskID] = {}
        self._share: dict[int, float] = {}
        self._asked = 0
        self._all: TaskID | None = None
        self._began = time.monotonic()

    def planned(self, plan: Plan) -> None:
        """Say how many worlds are asked for and how many are there already."""
        self._asked = len(plan.to_run)
        if plan.found:
            remark(f"{plan.found} of {plan.worlds} worlds found in the store; they are not run again.")
        if self._asked:
            replicates = "1 replicate" if self._asked == 1 else f"{self._asked} replicates"
            self._all = self._bars.add_task(f"{replicates} of {plan.arms} worlds each", total=1.0)

    def compiling(self, sentence: str) -> None:
        """Announce that kernels are compiled first."""
        remark(sentence)

    def advanced(self, replicate: int, notice: Notice) -> None:
        """Move the bars."""
        share = min(notice.done / max(notice.total, 1), 1.0)
        self._share[replicate] = share
        if replicate not in self._rows:
            self._rows[replicate] = self._bars.add_task("", total=1.0)
        self._bars.update(
            self._rows[replicate], completed=share, description=f"  replicate {replicate}: {notice.stage}"
        )
        self._move_all()

    def finished(self, replicate: int) -> None:
        """Strike a replicate off."""
        self._share[replicate] = 1.0
        if replicate in self._rows:
            self._bars.remove_task(self._rows.pop(replicate))
        self._move_all()
        if not self._console.is_terminal:
            self._write_line()

    def lost(self, replicate: int) -> None:
        """Say that a worker died and its replicate starts again."""
        self._share[replicate] = 0.0
        remark(f"The worker of replicate {replicate} died; the replicate starts again, with fewer side by side.")

    def _move_all(self) -> None:
        if self._all is not None:
            self._bars.update(self._all, completed=sum(self._share.values()) / self._asked)

    def _write_line(self) -> None:
        done = sum(share >= 1.0 for share in self._share.values())
        gone = time.monotonic() - self._began
        share = max(sum(self._share.values()) / self._asked, 1e-9)
        left = f", about {_duration(gone * (1 - share) / share)} left" if done < self._asked else ""
        remark(f"{done} of {self._asked} replicates done in {_duration(gone)}{left}")


@contextmanager
def live_progress() -> Iterator[LiveProgress]:
    """Show progress on standard error while the block runs."""
    console = remarks()
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        # Speed is judged over a long while: worlds of one replicate differ in pace.
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
        console=console,
        transient=True,
        disable=not console.is_terminal,
        speed_estimate_period=120.0,
    )
    with bars:
        yield LiveProgress(bars, console)


def _duration(seconds: float) -> str:
    return str(timedelta(seconds=round(seconds)))
