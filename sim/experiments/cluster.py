"""Clusters: the same tasks on the machines of a Dask cluster, with the same bits.

The client writes a probe into the store. A worker that can read it stores its worlds there itself; any other sends the
bytes of its files home, and the client stores them. A worker that runs another program is refused by name, since its
worlds would have other keys. Workers that die are replaced by others, which the scheduler sees to.
"""

import atexit
import platform
import shutil
import tempfile
import threading
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sim.basis.errors import HinterlandError
from sim.experiments.crew import Crew
from sim.experiments.noticeboard import Report
from sim.experiments.tasks import After, Carrier, Failed, Failure, Watcher, WorkersLostError, attempt
from sim.experiments.twins import ReplicateTask
from sim.experiments.workers import carry_out
from sim.results.keys import program_parts
from sim.results.store import Store

SECONDS_TO_ANSWER = 30
TASKS_AHEAD = 4
"""Tasks handed out for each core, so that none waits for the client; the rest stay here, where they take no memory."""

LOST = ("lost", "cancelled", "pending")
"""States of a result that went with its worker, although the scheduler had heard of it."""

LIVE_THROUGH_ONE_AT_A_TIME = threading.Lock()


@contextmanager
def carrier_for(cluster: Any, crew: Crew | None = None) -> Iterator[Carrier]:
    """Give who carries tasks out: processes of this machine, or a cluster.

    Args:
        cluster: None, the address of a scheduler, a Dask cluster (`LocalCluster`, `SLURMCluster` ...), or a client.
        crew: Workers of this machine that are there already, for tasks that are carried out here.

    Raises:
        HinterlandError: Where Dask is not installed, or no scheduler answers.
    """
    if cluster is None:
        yield partial(carry_out, crew=crew)
        return
    client, ours = _client_of(cluster)
    try:
        yield partial(carry_out_on, client)
    finally:
        if ours:
            with suppress(OSError, TimeoutError):
                client.close()


def _client_of(cluster: Any) -> tuple[Any, bool]:
    """Give a client, and whether it is ours to close."""
    try:
        from distributed import Client
    except ImportError as error:
        raise HinterlandError(
            "A cluster needs Dask, which is not installed. Install the extra `lab` (pip install 'hinterland[lab]'), or "
            "run without --cluster on the cores of this machine."
        ) from error
    if isinstance(cluster, Client):
        return cluster, False
    try:
        return Client(cluster, timeout=SECONDS_TO_ANSWER, set_as_default=False), True
    except (OSError, TimeoutError, ValueError) as error:
        raise HinterlandError(
            f"No Dask scheduler answers at {cluster} ({error}). Give the address that the scheduler prints when it "
            "starts, such as tcp://10.0.0.1:8786, and see that it can be reached from here."
        ) from error


@dataclass(frozen=True)
class Probe:
    """What a worker needs to know of the client: where the store is, how to see that it is the same, which program."""

    file: Path
    token: str
    program: Mapping[str, Any]


@dataclass(frozen=True)
class Home:
    """What comes home from a worker."""

    failure: Failure | None = None
    worlds: Mapping[str, Mapping[str, bytes]] = field(default_factory=dict)
    """Files of each world by its key, where the worker could not store them itself."""
    refused: str = ""
    """Why the worker may not take part, if so."""


def carry_out_on(
    client: Any,
    work: Callable[[Any, Report], None],
    tasks: Sequence[ReplicateTask],
    *,
    workers: int,
    threads: int,
    watcher: Watcher,
    failed: Failed | None = None,
    after: After = MappingProxyType({}),
) -> None:
    """Carry out every task on a cluster; see `carry_out`.

    Raises:
        HinterlandError: Where a worker runs another program, or the scheduler has gone.
    """
    del workers, threads
    store = tasks[0].store
    store.mkdir(parents=True, exist_ok=True)
    token = uuid.uuid4().hex
    probe = Probe((store / f".probe-{token}").resolve(), token, program_parts())
    probe.file.write_text(token, encoding="utf-8")
    try:
        _refuse_strangers(client, probe)
        _Handing(client, work, tasks, probe, watcher, failed, after).run()
    finally:
        probe.file.unlink(missing_ok=True)


def _refuse_strangers(client: Any, probe: Probe) -> None:
    """Ask every worker that is there which program it runs."""
    found = client.run(_stranger, probe)
    strangers = [f"{address}: {why}" for address, why in sorted(found.items()) if why]
    if strangers:
        _refuse(strangers)


def _refuse(strangers: Sequence[str]) -> None:
    lines = "\n".join(f"  * {each}" for each in strangers)
    raise HinterlandError(
        f"These workers run another version of the program, so their worlds would be others:\n{lines}\nInstall the "
        "same version of Hinterland and of its libraries there, and start them anew. What was finished is kept."
    )


def _stranger(probe: Probe) -> str:
    """Say, on a worker, in what its program differs from the client's; nothing where it does not."""
    own = program_parts()
    differing = [
        f"{name} {_short(own.get(name))} instead of {_short(value)}"
        for name, value in probe.program.items()
        if own.get(name) != value
    ]
    return f"on {platform.node()}, {', '.join(differing)}" if differing else ""


def _short(value: Any) -> str:
    if isinstance(value, str):
        return value[:10]
    return ", ".join(f"{name} {each}" for name, each in dict(value or {}).items())


@dataclass
class _Handing:
    """Hands tasks out a few at a time and takes home what comes of them."""

    client: Any
    work: Callable[[Any, Report], None]
    tasks: Sequence[ReplicateTask]
    probe: Probe
    watcher: Watcher
    failed: Failed | None
    after: After
    ready: deque[int] = field(default_factory=deque)
    behind: dict[int, list[int]] = field(default_factory=dict)
    out: dict[Any, int] = field(default_factory=dict)

    def run(self) -> None:
        """Go on until nothing is ready and nothing is out."""
        from distributed import as_completed

        for task in range(len(self.tasks)):
            if task in self.after:
                self.behind.setdefault(self.after[task], []).append(task)
            else:
                self.ready.append(task)
        completed = as_completed(loop=self.client.loop)
        try:
            self._hand_out(completed)
            for future in completed:
                self._take_home(future)
                self._hand_out(completed)
        except BaseException:
            self.client.cancel(list(self.out))
            raise

    def _hand_out(self, completed: Any) -> None:
        most = TASKS_AHEAD * max(sum(self.client.nthreads().values()), 1)
        while self.ready and len(self.out) < most:
            task = self.ready.popleft()
            future = self.client.submit(_attempt_there, self.work, self.tasks[task], self.probe, pure=False)
            self.out[future] = task
            completed.add(future)

    def _take_home(self, future: Any) -> None:
        task = self.out.pop(future)
        home = self._opened(future)
        if home is None:
            self.watcher.lost(task)
            self.ready.appendleft(task)
            return
        if home.refused:
            _refuse([home.refused])
        store = Store(self.tasks[task].store)
        for key, files in home.worlds.items():
            store.adopt(key, files)
        if home.failure is None:
            self.watcher.finished(task)
        elif self.failed is None:
            raise home.failure.error()
        else:
            self.failed(task, home.failure)
        self.ready.extendleft(reversed(self.behind.pop(task, [])))

    def _opened(self, future: Any) -> Home | None:
        """Give what came home; nothing where it was lost with its worker, after it had been finished."""
        from distributed import KilledWorker

        if future.status == "finished":
            return future.result()
        if future.status in LOST and self.client.status == "running":
            return None
        error = future.exception() if future.status == "error" else None
        if isinstance(error, KilledWorker):
            return Home(Failure(WorkersLostError, f"Workers died again and again over this. {error}"))
        raise HinterlandError(
            f"The cluster has lost a task ({error or future.status}): the scheduler has gone, or a worker lacks what "
            "the task needs. What was finished is kept; the same command goes on."
        )


def _attempt_there(work: Callable[[Any, Report], None], task: ReplicateTask, probe: Probe) -> Home:
    """Do a task, on a worker, with nothing beside it in this process."""
    stranger = _stranger(probe)
    if stranger:
        return Home(refused=stranger)
    with LIVE_THROUGH_ONE_AT_A_TIME:
        if _shares_the_store(probe):
            return Home(attempt(work, replace(task, store=probe.file.parent), _say_nothing))
        own = _own_store()
        failure = attempt(work, replace(task, store=own.root), _say_nothing)
        made = {key: own.read(key).files() for key in task.keys.values() if own.has(key)}
        for key in made:
            shutil.rmtree(own.root / key, ignore_errors=True)
        return Home(failure, made)


def _shares_the_store(probe: Probe) -> bool:
    try:
        return probe.file.read_text(encoding="utf-8") == probe.token
    except OSError:
        return False


@cache
def _own_store() -> Store:
    """Give a store of this worker's own, whose burn-ins it can fork from; it is gone when the worker is."""
    folder = Path(tempfile.mkdtemp(prefix="hinterland-worker-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Store(folder)


def _say_nothing(_stage: str, _done: int, _total: int) -> None:
    pass
