"""Progress in a notebook: one line and one bar under the cell, renewed in place, without any library of widgets.

It works wherever a kernel can renew what it has shown: JupyterLab, VS Code, Colab. What is left in the notebook in the
end is one sentence without times. Elsewhere, in a script or a terminal, nothing is said.
"""

import sys
import time
from html import escape
from typing import Any, Protocol

from sim.experiments.noticeboard import Notice
from sim.experiments.progress import Plan, Progress, Silence
from sim.experiments.sweeps.telling import Quiet, SweepPlan, SweepProgress

SECONDS_BETWEEN = 0.25
"""Least time between two renewals, so that a notebook is not flooded."""

STAGES_BEFORE = 3
"""Stages of a replicate before its first world: founding, burn-in, settling."""


class Place(Protocol):
    """Where something is shown and renewed, as IPython's display handle."""

    def update(self, shown: Any, /, **how: Any) -> None:
        """Show something else in the same place."""


def in_a_notebook() -> bool:
    """Tell whether this runs in the kernel of a notebook."""
    if "IPython" not in sys.modules:
        return False
    shell = sys.modules["IPython"].get_ipython()
    return getattr(shell, "kernel", None) is not None


def progress_here() -> Progress:
    """Give who hears how a run fares where nobody was named: a bar in a notebook, nobody elsewhere."""
    return NotebookProgress() if in_a_notebook() else Silence()


def sweep_progress_here() -> SweepProgress:
    """Give who hears how a sweep fares where nobody was named: a bar in a notebook, nobody elsewhere."""
    return NotebookSweep() if in_a_notebook() else Quiet()


class Bar:
    """A sentence and a share, shown in one place of a notebook."""

    def __init__(self) -> None:
        self._place: Place | None = None
        self._shown_at = -1e9
        self._began = time.monotonic()

    def show(self, sentence: str, share: float, *, last: bool = False) -> None:
        """Show how far it is; too soon after the last time, nothing is renewed unless it is over.

        Args:
            sentence: What is going on.
            share: Share that is done, 0 to 1.
            last: Whether it is over: the sentence stays, without bar and time.
        """
        now = time.monotonic()
        if not last and now - self._shown_at < SECONDS_BETWEEN:
            return
        self._shown_at = now
        self._renew(sentence if last else sentence + self._left(share, now), None if last else share)

    def _left(self, share: float, now: float) -> str:
        gone = now - self._began
        if share <= 0.02 or gone < 2.0:
            return ""
        return f", about {max(gone * (1.0 - share) / share, 1.0):.0f} s left"

    def _renew(self, sentence: str, share: float | None) -> None:
        from IPython.display import display

        bar = "" if share is None else f"<progress value='{share:.3f}' max='1' style='width:16em'></progress> "
        page = {"text/html": f"<div style='opacity:0.8'>{bar}{escape(sentence)}</div>", "text/plain": sentence}
        if self._place is None:
            self._place = display(page, raw=True, display_id=True)
        else:
            self._place.update(page, raw=True)


class NotebookProgress(Silence):
    """Shows in a notebook how the replicates of a run fare."""

    def __init__(self, bar: Bar | None = None) -> None:
        self._bar = bar or Bar()
        self._share: dict[int, float] = {}
        self._stages: dict[int, list[str]] = {}
        self._plan: Plan | None = None

    def planned(self, plan: Plan) -> None:
        """Begin to count; where everything is stored, say so."""
        self._plan = plan
        self._share = dict.fromkeys(plan.to_run, 0.0)
        if not plan.to_run:
            self._bar.show(f"{_count(plan.worlds, 'world')}, all of them found in the store.", 1.0, last=True)

    def compiling(self, sentence: str) -> None:
        """Say that kernels are compiled first."""
        self._bar.show(sentence, 0.0)

    def advanced(self, replicate: int, notice: Notice) -> None:
        """Move the bar: a replicate goes through stages, founding, burn-in and settling, then each of its worlds."""
        stages = self._stages.setdefault(replicate, [])
        if notice.stage not in stages:
            stages.append(notice.stage)
        gone = len(stages) - 1 + min(notice.done / max(notice.total, 1), 1.0)
        share = min(gone / (STAGES_BEFORE + (self._plan.arms if self._plan else 1)), 0.99)
        self._share[replicate] = max(self._share.get(replicate, 0.0), share)
        self._bar.show(f"replicate {replicate}: {notice.stage}", self._all())

    def finished(self, replicate: int) -> None:
        """Count a replicate; say what was run when it was the last."""
        self._share[replicate] = 1.0
        done = sum(share >= 1.0 for share in self._share.values())
        if self._plan is not None and done == len(self._share):
            told = f"{_count(done, 'replicate')} of {_count(self._plan.arms, 'world')} run"
            found = f", {_count(self._plan.found, 'world')} found in the store" if self._plan.found else ""
            self._bar.show(f"{told}{found}.", 1.0, last=True)
        else:
            self._bar.show(f"{done} of {_count(len(self._share), 'replicate')} done", self._all())

    def lost(self, replicate: int) -> None:
        """Say that a worker died and its replicate starts again."""
        self._share[replicate] = 0.0
        self._stages.pop(replicate, None)
        self._bar.show(f"the worker of replicate {replicate} died; it starts again", self._all())

    def _all(self) -> float:
        return sum(self._share.values()) / max(len(self._share), 1)


class NotebookSweep(Quiet):
    """Shows in a notebook how the worlds of a sweep or comparison fare."""

    def __init__(self, bar: Bar | None = None) -> None:
        self._bar = bar or Bar()
        self._plan: SweepPlan | None = None
        self._done = 0
        self._failed = 0

    def planned(self, plan: SweepPlan) -> None:
        """Begin to count; where everything is stored, say so."""
        self._plan = plan
        self._done = self._failed = 0
        if not plan.lacking:
            self._bar.show(f"{_count(plan.distinct, 'world')}, all of them found in the store.", 1.0, last=True)

    def compiling(self, sentence: str) -> None:
        """Say that kernels are compiled first."""
        self._bar.show(sentence, 0.0)

    def advanced(self, label: str, notice: Notice) -> None:
        """Say what is going on."""
        self._bar.show(f"{label}: {notice.stage}", self._share())

    def finished(self, label: str, worlds: int) -> None:
        """Count worlds that are done."""
        del label
        self._done += worlds
        self._tell()

    def lost(self, label: str) -> None:
        """Say that a worker died and its task starts again."""
        self._bar.show(f"the worker of {label} died; it starts again, alone", self._share())

    def failed(self, label: str, message: str) -> None:
        """Count a world that cannot be made; the table of failures has its traceback."""
        del label, message
        self._failed += 1
        self._tell()

    def measuring(self, done: int, points: int) -> None:
        """Say how many points are measured."""
        if done < points:
            self._bar.show(f"measuring, {done} of {points} points", done / max(points, 1))
        else:
            self._end(f", {_count(points, 'point')} measured")

    def _tell(self) -> None:
        lacking = self._plan.lacking if self._plan else 0
        if self._done + self._failed >= lacking:
            self._end("")
        else:
            self._bar.show(f"{self._done} of {_count(lacking, 'world')} done", self._share())

    def _end(self, more: str) -> None:
        failed = f", {_count(self._failed, 'world')} cannot be made: see tables/failures.csv" if self._failed else ""
        self._bar.show(f"{_count(self._done, 'world')} run{more}{failed}.", 1.0, last=True)

    def _share(self) -> float:
        return (self._done + self._failed) / max(self._plan.lacking if self._plan else 1, 1)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
