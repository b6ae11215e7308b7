"""Workers: processes of this machine that carry out tasks, and do again what a dead worker lost.

Workers are started afresh (never forked: a fork after a kernel has run may hang), so the same code runs on Linux,
macOS and Windows. Every task is a pure function of what it is given; who carries it out, and in which order, changes
no result.
"""

import os
import signal
import tempfile
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sim.basis.errors import HinterlandError, IdentityError
from sim.experiments.noticeboard import Notice, Noticeboard, Report

SECONDS_BETWEEN_LOOKS = 0.3
MOST_ATTEMPTS = 3


class TaskError(RuntimeError):
    """A task stopped at a defect of the model; carries the worker's own traceback as text."""


class WorkersLostError(HinterlandError):
    """Workers died again and again, usually for want of memory."""


class Watcher(Protocol):
    """Who is told how the tasks fare; tasks go by their position in the list."""

    def advanced(self, task: int, notice: Notice) -> None:
        """Hear where a task is."""

    def finished(self, task: int) -> None:
        """Hear that a task is done and its results are stored."""

    def lost(self, task: int) -> None:
        """Hear that the worker of a task died and that the task starts again."""


@dataclass(frozen=True)
class Failure:
    """Why a task stopped, as plain text, which travels between processes whatever the exception was made of."""

    kind: type[Exception]
    message: str

    def error(self) -> Exception:
        """Give the exception to raise where the tasks were handed out."""
        return self.kind(self.message)


def carry_out[Task](
    work: Callable[[Task, Report], None],
    tasks: Sequence[Task],
    *,
    workers: int,
    threads: int,
    watcher: Watcher,
) -> None:
    """Carry out every task; tell the watcher as they go.

    Args:
        work: Does one task and stores what comes of it. Importable by name, or picklable by cloudpickle.
        tasks: What to do; each picklable.
        workers: Number of processes. With one, the tasks are done here, in this process.
        threads: Threads each worker may use.
        watcher: Is told of progress, of finished tasks, and of lost ones.

    Raises:
        TaskError: A task stopped at a defect.
        HinterlandError: A task stopped at something the user can mend, or workers died three times over one task.
    """
    if workers <= 1 or len(tasks) <= 1:
        _carry_out_here(work, tasks, watcher)
        return
    with tempfile.TemporaryDirectory(prefix="hinterland-", ignore_cleanup_errors=True) as folder:
        _Pool(work, tasks, min(workers, len(tasks)), threads, watcher, Noticeboard(Path(folder))).run()


def _carry_out_here[Task](work: Callable[[Task, Report], None], tasks: Sequence[Task], watcher: Watcher) -> None:
    for number, task in enumerate(tasks):

        def report(stage: str, done: int, total: int, number: int = number) -> None:
            watcher.advanced(number, Notice(stage, done, total))

        work(task, report)
        watcher.finished(number)


@dataclass(frozen=True)
class _Pool[Task]:
    work: Callable[[Task, Report], None]
    tasks: Sequence[Task]
    workers: int
    threads: int
    watcher: Watcher
    board: Noticeboard

    def run(self) -> None:
        """Go round until nothing waits; after a round in which a worker died, with half as many workers."""
        waiting = set(range(len(self.tasks)))
        workers, barren = self.workers, 0
        while waiting:
            before = len(waiting)
            lost = self._round(waiting, workers)
            barren = barren + 1 if lost and len(waiting) == before else 0
            _refuse_if_hopeless(barren, lost, workers)
            workers = max(1, workers // 2)
            for task in sorted(lost):
                self.watcher.lost(task)

    def _round(self, waiting: set[int], workers: int) -> set[int]:
        """Hand out what waits to fresh workers; strike off what is done; give what dead workers had begun."""
        from loky import ProcessPoolExecutor

        executor = ProcessPoolExecutor(
            max_workers=min(workers, len(waiting)), initializer=_settle_in, env=worker_environment(self.threads)
        )
        try:
            futures = {executor.submit(_attempt, self.work, self.tasks[n], self.board, n): n for n in sorted(waiting)}
            lost = self._attend(futures, waiting)
        except BaseException:
            executor.shutdown(wait=True, kill_workers=True)
            raise
        executor.shutdown(wait=True, kill_workers=bool(lost))
        return lost

    def _attend(self, futures: dict[Any, int], waiting: set[int]) -> set[int]:
        from loky import wait

        lost: set[int] = set()
        pending = set(futures)
        while pending:
            done, pending = wait(pending, timeout=SECONDS_BETWEEN_LOOKS, return_when="FIRST_COMPLETED")
            for future in sorted(done, key=futures.__getitem__):
                self._settle(future, futures[future], waiting, lost)
            self._look_around(futures[future] for future in pending)
        return lost

    def _settle(self, future: Future[Failure | None], task: int, waiting: set[int], lost: set[int]) -> None:
        from loky import BrokenProcessPool

        try:
            failure = future.result()
        except BrokenProcessPool:
            lost.add(task)
            return
        if failure is not None:
            raise failure.error()
        waiting.discard(task)
        self.watcher.finished(task)

    def _look_around(self, tasks: Any) -> None:
        for task in tasks:
            notice = self.board.read(task)
            if notice is not None:
                self.watcher.advanced(task, notice)


def _refuse_if_hopeless(barren: int, lost: set[int], workers: int) -> None:
    if barren >= MOST_ATTEMPTS:
        raise WorkersLostError(
            f"{barren} times in a row workers died before any of {len(lost)} replicates was done, most likely for want "
            f"of memory; the last time {workers} worked side by side. Free some memory, or run with --workers 1. What "
            "was finished is kept and will not be run again."
        )


def worker_environment(threads: int) -> dict[str, str]:
    """Give the environment of a worker: it uses no more threads than it was given."""
    names = ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    kept = {name: os.environ[name] for name in ("NUMBA_CACHE_DIR",) if name in os.environ}
    return dict.fromkeys(names, str(threads)) | kept


def _settle_in() -> None:
    # Ctrl-C reaches every process of a terminal; only the one that hands out the tasks decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _attempt[Task](work: Callable[[Task, Report], None], task: Task, board: Noticeboard, number: int) -> Failure | None:
    try:
        work(task, board.reporter(number))
    except IdentityError as error:
        return Failure(IdentityError, str(error))
    except HinterlandError as error:
        return Failure(HinterlandError, str(error))
    except Exception:
        return Failure(TaskError, traceback.format_exc())
    return None
