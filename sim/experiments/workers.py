"""Workers: processes of this machine that carry out tasks, and do again what a dead worker lost.

Workers are started afresh (never forked: a fork after a kernel has run may hang), so the same code runs on Linux,
macOS and Windows. Every task is a pure function of what it is given; who carries it out, and in which order, changes
no result.
"""

import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sim.experiments.crew import SECONDS_BETWEEN_LOOKS, Crew
from sim.experiments.noticeboard import Notice, Noticeboard, Report
from sim.experiments.tasks import After, Failed, Failure, Watcher, WorkersLostError, attempt

MOST_ATTEMPTS = 3


def carry_out[Task](
    work: Callable[[Task, Report], None],
    tasks: Sequence[Task],
    *,
    workers: int,
    threads: int,
    watcher: Watcher,
    failed: Failed | None = None,
    after: After = MappingProxyType({}),
    crew: Crew | None = None,
) -> None:
    """Carry out every task; tell the watcher as they go.

    Args:
        work: Does one task and stores what comes of it. Importable by name, or picklable by cloudpickle.
        tasks: What to do; each picklable.
        workers: Number of processes. With one, the tasks are done here, in this process.
        threads: Threads each worker may use.
        watcher: Is told of progress, of finished tasks, and of lost ones.
        failed: Is told of each task that stopped at an error, and the rest go on; by default the error is raised.
        after: Tasks that wait for an earlier one of the list, until that is done or has failed.
        crew: Workers that are there already and stay; without them workers start with the first task and leave after
            the last.

    Raises:
        TaskError: A task stopped at a defect.
        HinterlandError: A task stopped at something the user can mend, or workers died three times over one task.
    """
    if crew is None and (workers <= 1 or len(tasks) <= 1):
        _carry_out_here(work, tasks, watcher, failed)
        return
    with tempfile.TemporaryDirectory(prefix="hinterland-", ignore_cleanup_errors=True) as folder:
        board = Noticeboard(Path(folder))
        hands = crew or Crew(min(workers, len(tasks)), threads)
        try:
            _Pool(work, tasks, hands, watcher, failed or _raise, board, after).run()
        except BaseException:
            hands.dismiss(kill=True)
            raise
        if crew is None:
            hands.dismiss()


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


@dataclass
class _Pool[Task]:
    work: Callable[[Task, Report], None]
    tasks: Sequence[Task]
    crew: Crew
    watcher: Watcher
    failed: Failed
    board: Noticeboard
    after: After
    ready: deque[int] = field(default_factory=deque)
    behind: dict[int, list[int]] = field(default_factory=dict)
    """Tasks that wait for another, by that."""

    def run(self) -> None:
        """Let shifts of fresh workers follow each other until nothing is left to do.

        A shift takes a bounded number of tasks, so that whatever its workers accumulate goes with them. Where a worker
        died, each of the tasks that were going on is done alone, which tells the one that kills from those that were
        beside it; and the next shift has half as many workers, for want of memory is the usual cause. A shift without a
        death doubles them again.
        """
        for task in range(len(self.tasks)):
            if task in self.after:
                self.behind.setdefault(self.after[task], []).append(task)
            else:
                self.ready.append(task)
        width = self.crew.workers
        while self.ready:
            left = self._shift(width, most=len(self.tasks))
            if not left:
                width = min(2 * width, self.crew.workers)
                continue
            width = max(1, width // 2)
            suspects = [task for task in left if self.board.has_begun(task)]
            self.ready.extendleft(task for task in reversed(left) if task not in suspects)
            for task in suspects:
                self._alone(task)

    def _alone(self, task: int) -> None:
        """Do a task with nothing beside it; give it up where it kills its worker again and again."""
        others, self.ready = self.ready, deque()
        try:
            for _ in range(MOST_ATTEMPTS - 1):
                self.watcher.lost(task)
                self.ready.append(task)
                if not self._shift(1, most=1):
                    return
            self._give_up(task, Failure(WorkersLostError, HOPELESS))
        finally:
            others.extend(self.ready)
            self.ready = others

    def _shift(self, workers: int, *, most: int) -> list[int]:
        """Hand out ready tasks until the workers are spent; give those that are not done because a worker died.

        Args:
            workers: How many workers.
            most: How many tasks to hand out at most.
        """
        left = self._attend(self.crew.executor(workers), 2 * workers, most)
        if left:
            self.crew.dismiss(kill=True)
        return left

    def _attend(self, executor: Any, side_by_side: int, most: int) -> list[int]:
        from loky import wait

        left: list[int] = []
        futures: dict[Any, int] = {}
        while futures or (self.ready and most and not left and not self.crew.spent):
            while self.ready and most and not left and not self.crew.spent and len(futures) < side_by_side:
                task, most = self.ready.popleft(), most - 1
                self.board.wipe_off(task)
                self.crew.take()
                futures[self._submit(executor, task)] = task
            done, _ = wait(futures, timeout=SECONDS_BETWEEN_LOOKS, return_when="FIRST_COMPLETED")
            for future in sorted(done, key=futures.__getitem__):
                self._settle(future, futures.pop(future), left)
            self._look_around(futures.values())
        return sorted(left)

    def _submit(self, executor: Any, task: int) -> Future[Failure | None]:
        """Hand out a task; a pool that broke a moment ago gives it back at once."""
        from loky import BrokenProcessPool

        try:
            return executor.submit(_attempt, self.work, self.tasks[task], self.board, task)
        except BrokenProcessPool as error:
            future: Future[Failure | None] = Future()
            future.set_exception(error)
            return future

    def _settle(self, future: Future[Failure | None], task: int, left: list[int]) -> None:
        from loky import BrokenProcessPool

        try:
            failure = future.result()
        except BrokenProcessPool:
            left.append(task)
            return
        if failure is not None:
            self._give_up(task, failure)
            return
        self.watcher.finished(task)
        self._let_go(task)

    def _give_up(self, task: int, failure: Failure) -> None:
        self.failed(task, failure)
        self._let_go(task)

    def _let_go(self, task: int) -> None:
        """Make ready what waited for a task; it goes first, since its turn would have come long ago."""
        self.ready.extendleft(reversed(self.behind.pop(task, [])))

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


def _attempt[Task](work: Callable[[Task, Report], None], task: Task, board: Noticeboard, number: int) -> Failure | None:
    board.begin(number)
    return attempt(work, task, board.reporter(number))
