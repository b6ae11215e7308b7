"""Workers: processes of this machine that carry out tasks, and do again what a dead worker lost.

Workers are started afresh (never forked: a fork after a kernel has run may hang), so the same code runs on Linux,
macOS and Windows. Every task is a pure function of what it is given; who carries it out, and in which order, changes
no result.
"""

import os
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sim.basis.errors import HinterlandError, IdentityError
from sim.experiments.noticeboard import Notice, Noticeboard, Report

SECONDS_BETWEEN_LOOKS = 0.3
MOST_ATTEMPTS = 3

TASKS_OF_A_WORKER = 100
"""Tasks after which a worker is replaced by a fresh one, whatever it has accumulated."""


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


type Failed = Callable[[int, Failure], None]
"""Is told of a task that stopped at an error, by its position in the list."""


def carry_out[Task](
    work: Callable[[Task, Report], None],
    tasks: Sequence[Task],
    *,
    workers: int,
    threads: int,
    watcher: Watcher,
    failed: Failed | None = None,
) -> None:
    """Carry out every task; tell the watcher as they go.

    Args:
        work: Does one task and stores what comes of it. Importable by name, or picklable by cloudpickle.
        tasks: What to do; each picklable.
        workers: Number of processes. With one, the tasks are done here, in this process.
        threads: Threads each worker may use.
        watcher: Is told of progress, of finished tasks, and of lost ones.
        failed: Is told of each task that stopped at an error, and the rest go on; by default the error is raised.

    Raises:
        TaskError: A task stopped at a defect.
        HinterlandError: A task stopped at something the user can mend, or workers died three times over one task.
    """
    if workers <= 1 or len(tasks) <= 1:
        _carry_out_here(work, tasks, watcher, failed)
        return
    with tempfile.TemporaryDirectory(prefix="hinterland-", ignore_cleanup_errors=True) as folder:
        board = Noticeboard(Path(folder))
        _Pool(work, tasks, min(workers, len(tasks)), threads, watcher, failed or _raise, board).run()


def _raise(_task: int, failure: Failure) -> None:
    raise failure.error()


def _carry_out_here[Task](
    work: Callable[[Task, Report], None], tasks: Sequence[Task], watcher: Watcher, failed: Failed | None
) -> None:
    for number, task in enumerate(tasks):

        def report(stage: str, done: int, total: int, number: int = number) -> None:
            watcher.advanced(number, Notice(stage, done, total))

        if failed is None:
            work(task, report)
        elif (failure := attempt(work, task, report)) is not None:
            failed(number, failure)
            continue
        watcher.finished(number)


@dataclass(frozen=True)
class _Pool[Task]:
    work: Callable[[Task, Report], None]
    tasks: Sequence[Task]
    workers: int
    threads: int
    watcher: Watcher
    failed: Failed
    board: Noticeboard

    def run(self) -> None:
        """Go round with fresh workers until nothing waits.

        A worker takes a bounded number of tasks, so that whatever it accumulates goes with it. Where one died, each of
        the tasks that were going on is done alone, which tells the one that kills from those that were beside it; and
        the next round has half as many workers, for want of memory is the usual cause. A round without a death doubles
        them again.
        """
        waiting = deque(range(len(self.tasks)))
        width = self.workers
        while waiting:
            round_ = [waiting.popleft() for _ in range(min(len(waiting), width * TASKS_OF_A_WORKER))]
            left = self._round(round_, width)
            if not left:
                width = min(2 * width, self.workers)
                continue
            width = max(1, width // 2)
            suspects = [task for task in left if self.board.has_begun(task)]
            waiting.extendleft(task for task in reversed(left) if task not in suspects)
            for task in suspects:
                self._alone(task)

    def _alone(self, task: int) -> None:
        for _ in range(MOST_ATTEMPTS - 1):
            self.watcher.lost(task)
            if not self._round([task], 1):
                return
        self.failed(task, Failure(WorkersLostError, HOPELESS))

    def _round(self, tasks: Sequence[int], workers: int) -> list[int]:
        """Hand out tasks to fresh workers; give those that are not done because a worker died."""
        from loky import ProcessPoolExecutor

        for task in tasks:
            self.board.wipe_off(task)
        executor = ProcessPoolExecutor(
            max_workers=min(workers, len(tasks)),
            initializer=_settle_in,
            initargs=(os.getpid(),),
            env=worker_environment(self.threads),
        )
        try:
            futures = {executor.submit(_attempt, self.work, self.tasks[n], self.board, n): n for n in tasks}
            left = self._attend(futures)
        except BaseException:
            executor.shutdown(wait=True, kill_workers=True)
            raise
        executor.shutdown(wait=True, kill_workers=bool(left))
        return left

    def _attend(self, futures: dict[Any, int]) -> list[int]:
        from loky import wait

        left: list[int] = []
        while futures:
            done, _ = wait(futures, timeout=SECONDS_BETWEEN_LOOKS, return_when="FIRST_COMPLETED")
            for future in sorted(done, key=futures.__getitem__):
                self._settle(future, futures.pop(future), left)
            self._look_around(futures.values())
        return sorted(left)

    def _settle(self, future: Future[Failure | None], task: int, left: list[int]) -> None:
        from loky import BrokenProcessPool

        try:
            failure = future.result()
        except BrokenProcessPool:
            left.append(task)
            return
        if failure is not None:
            self.failed(task, failure)
            return
        self.watcher.finished(task)

    def _look_around(self, tasks: Iterable[int]) -> None:
        for task in tasks:
            notice = self.board.read(task)
            if notice is not None:
                self.watcher.advanced(task, notice)


HOPELESS = (
    f"{MOST_ATTEMPTS} times in a row a worker died over this, in the end with no other beside it, most likely for want "
    "of memory. Free some memory, or make the world smaller; --workers 1 lives through it in the program itself, where "
    "nothing else takes memory. What was finished is kept and will not be run again."
)


def worker_environment(threads: int) -> dict[str, str]:
    """Give the environment of a worker: it uses no more threads than it was given."""
    names = ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    kept = {name: os.environ[name] for name in ("NUMBA_CACHE_DIR",) if name in os.environ}
    return dict.fromkeys(names, str(threads)) | kept


def _settle_in(parent: int) -> None:
    # Ctrl-C reaches every process of a terminal; only the one that hands out the tasks decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()


def _leave_with(parent: int) -> None:
    """End this worker soon after the process that started it, were it by SIGKILL, which tells nobody."""
    while sys.platform == "win32" or os.getppid() == parent:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    os._exit(1)


def _attempt[Task](work: Callable[[Task, Report], None], task: Task, board: Noticeboard, number: int) -> Failure | None:
    board.begin(number)
    return attempt(work, task, board.reporter(number))


def attempt[Task](work: Callable[[Task, Report], None], task: Task, report: Report) -> Failure | None:
    """Do a task, and give why it stopped, where it did, as plain text."""
    try:
        work(task, report)
    except IdentityError as error:
        return Failure(IdentityError, str(error))
    except HinterlandError as error:
        return Failure(HinterlandError, str(error))
    except Exception:
        return Failure(TaskError, traceback.format_exc())
    return None
