"""Tasks: who is told of them, what stands in their way, and what becomes of one that stops.

Whoever carries tasks out, workers of this machine or a cluster, does it by these words.
"""

import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol

from sim.basis.errors import HinterlandError, IdentityError
from sim.experiments.noticeboard import Notice, Report


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


type After = Mapping[int, int]
"""Position of each task that waits, and of the earlier one that it waits for."""

type Failed = Callable[[int, Failure], None]
"""Is told of a task that stopped at an error, by its position in the list."""


class Carrier(Protocol):
    """Who carries tasks out, as `carry_out` does."""

    def __call__(
        self,
        work: Callable[[Any, Report], None],
        tasks: Sequence[Any],
        *,
        workers: int,
        threads: int,
        watcher: Watcher,
        failed: Failed | None = None,
        after: After = MappingProxyType({}),
    ) -> None:
        """Carry out every task."""


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
