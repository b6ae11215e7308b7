"""A crew: worker processes that stay from one list of tasks to the next, and load what they need before the first.

Workers are started afresh (never forked: a fork after a kernel has run may hang). What they load at their start they
load beside each other and beside whatever the program does meanwhile, once and not for every list of tasks.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

TASKS_OF_A_WORKER = 100
"""Tasks after which a worker is replaced by a fresh one, whatever it has accumulated."""

SECONDS_OF_A_WORKER = 60.0
"""Time for which a worker stays at least, so that starting workers takes little of the time of short tasks."""

SECONDS_BETWEEN_LOOKS = 0.3


@dataclass
class Crew:
    """Workers of this machine, started when they are first needed."""

    workers: int
    """Number of processes."""
    threads: int
    """Threads that each of them may use."""
    prepare: Callable[[], None] | None = None
    """What each worker does at its start, such as loading; importable by name."""
    _executor: Any = None
    _width: int = 0
    _taken: int = 0
    _since: float = 0.0

    def start(self) -> None:
        """Start the workers, who load what they need while the program goes on."""
        self.executor(self.workers).submit(_nothing)

    def executor(self, width: int) -> Any:
        """Give an executor of so many workers: those who are there, or fresh ones in their place."""
        if self._executor is not None and (width != self._width or self.spent):
            self.dismiss()
        if self._executor is None:
            from loky import ProcessPoolExecutor

            self._executor = ProcessPoolExecutor(
                max_workers=width,
                initializer=_settle_in,
                initargs=(os.getpid(), self.prepare),
                env=worker_environment(self.threads),
            )
            self._width, self._taken, self._since = width, 0, time.monotonic()
        return self._executor

    def take(self) -> None:
        """Count a task that is handed to the present workers."""
        self._taken += 1

    @property
    def spent(self) -> bool:
        """Whether the present workers have done enough, and others should follow them."""
        done = self._taken >= TASKS_OF_A_WORKER * self._width
        return done and time.monotonic() - self._since >= SECONDS_OF_A_WORKER

    def ask[Answer](self, question: Callable[..., Answer], *about: Any) -> Answer:
        """Let a worker answer a question; where it dies over it, the program answers it itself."""
        from loky import BrokenProcessPool

        try:
            return self.executor(self.workers).submit(question, *about).result()
        except BrokenProcessPool:
            self.dismiss(kill=True)
            return question(*about)
        except BaseException:
            self.dismiss(kill=True)
            raise

    def dismiss(self, *, kill: bool = False) -> None:
        """Send the present workers away.

        Args:
            kill: Whether to end them at once, whatever they are at.
        """
        executor, self._executor = self._executor, None
        if executor is not None:
            executor.shutdown(wait=True, kill_workers=kill)


@contextmanager
def crew_of(workers: int, threads: int, prepare: Callable[[], None] | None = None) -> Iterator[Crew | None]:
    """Give a crew, started, for the length of the block; none where one worker is asked for, who is the program itself.

    Args:
        workers: Number of processes.
        threads: Threads of each.
        prepare: What each does at its start.
    """
    if workers <= 1:
        yield None
        return
    crew = Crew(workers, threads, prepare)
    crew.start()
    try:
        yield crew
    finally:
        # What they did is on the disk, and nobody waits for how they leave.
        crew.dismiss(kill=True)


def worker_environment(threads: int) -> dict[str, str]:
    """Give the environment of a worker: it uses no more threads than it was given."""
    names = ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    kept = {name: os.environ[name] for name in ("NUMBA_CACHE_DIR",) if name in os.environ}
    return dict.fromkeys(names, str(threads)) | kept


def _settle_in(parent: int, prepare: Callable[[], None] | None) -> None:
    # Ctrl-C reaches every process of a terminal; only the one that hands out the tasks decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with, args=(parent,), daemon=True).start()
    if prepare is not None:
        # Whatever fails here fails again in the first task, which tells of it with its traceback.
        with suppress(Exception):
            prepare()


def _leave_with(parent: int) -> None:
    """End this worker soon after the process that started it, were it by SIGKILL, which tells nobody."""
    while sys.platform == "win32" or os.getppid() == parent:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    os._exit(1)


def _nothing() -> None:
    """Do nothing: workers start with the first thing that is asked of them."""
