"""Carrying out: live through every world that some requests lack, whatever happens on the way.

Each world is stored when it is finished, so whatever ends the program, the same requests go on where they were. A world
that cannot be made is remembered with its traceback, and the others go on.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sim.experiments.noticeboard import Notice
from sim.experiments.requests import Request
from sim.experiments.sweeps.planning import Batch, Orders, batches_of, singles
from sim.experiments.sweeps.telling import SweepProgress
from sim.experiments.tasks import Carrier, Failure
from sim.experiments.twins import Simulate, live_through
from sim.experiments.warming import warm_before
from sim.experiments.workers import carry_out
from sim.results.programs import note_program
from sim.results.store import Store


def make_worlds(
    requests: Sequence[Request],
    orders: Orders,
    *,
    workers: int,
    threads: int,
    check: bool,
    progress: SweepProgress,
    simulate: Simulate | None = None,
    carrier: Carrier = carry_out,
) -> dict[str, Failure]:
    """Make every world that lacks.

    Args:
        requests: What was asked for, all of it in one store.
        orders: What of it lacks, by `orders_of`.
        workers: Processes side by side.
        threads: Threads of each worker; they change no result.
        check: Whether the accounting identities are checked in every step.
        progress: Is told how it fares.
        simulate: What lives through worlds, `run_replicate` by default.
        carrier: Who carries the tasks out.

    Returns:
        Why worlds could not be made, by their keys.
    """
    if not orders.lacking:
        return {}
    note_program(requests[0].store)
    if simulate is None:
        warm_before(threads, progress.compiling)
    do = partial(carrier, partial(live_through, simulate=simulate), workers=workers, threads=threads)
    phase = partial(_Phase, request=requests[0], threads=threads, check=check, progress=progress)
    batches, after = batches_of(orders.lacking)
    found = phase(batches=batches)
    found.run(do, after)
    rest = phase(batches=found.apart)
    rest.run(do, {})
    return found.failures | rest.failures


@dataclass
class _Phase:
    """Watches the tasks of one phase: all of them, or worlds that are tried once more by themselves."""

    batches: Sequence[Batch]
    request: Request
    threads: int
    check: bool
    progress: SweepProgress
    failures: dict[str, Failure] = field(default_factory=dict)
    apart: list[Batch] = field(default_factory=list)
    """Worlds that were together with one that failed, to be tried by themselves."""

    def run(self, do: Callable[..., Any], after: Mapping[int, int]) -> None:
        """Hand the tasks out."""
        tasks = [batch.task(self.request, threads=self.threads, check=self.check) for batch in self.batches]
        if tasks:
            do(tasks, watcher=self, failed=self.failed, after=after)

    def _label(self, task: int) -> str:
        orders = self.batches[task].orders
        points = " and ".join(order.label.replace("/", " ") for order in orders)
        return f"replicate {orders[0].replicate}, point {points}"

    def advanced(self, task: int, notice: Notice) -> None:
        """Pass on where a task is."""
        self.progress.advanced(self._label(task), notice)

    def finished(self, task: int) -> None:
        """Pass on that a task is done."""
        self.progress.finished(self._label(task), len(self.batches[task].orders))

    def lost(self, task: int) -> None:
        """Pass on that a task starts again."""
        self.progress.lost(self._label(task))

    def failed(self, task: int, failure: Failure) -> None:
        """Remember why a world cannot be made; worlds that shared its task are tried by themselves."""
        batch = self.batches[task]
        if len(batch.orders) == 1:
            self.failures[batch.orders[0].key] = failure
            self.progress.failed(self._label(task), failure.message)
            return
        store: Store = self.request.store
        left = [each for each in singles(batch) if not store.has(each.orders[0].key)]
        self.apart += left
        if len(left) < len(batch.orders):
            self.progress.finished(self._label(task), len(batch.orders) - len(left))
