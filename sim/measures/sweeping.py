"""Sweeping: carry a sweep out, from the worlds that lack to its tables."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.experiments.cluster import carrier_for
from sim.experiments.crew import Crew, crew_of
from sim.experiments.in_a_notebook import sweep_progress_here
from sim.experiments.requests import Request
from sim.experiments.sweeps.carrying import make_worlds
from sim.experiments.sweeps.planning import Orders, orders_of
from sim.experiments.sweeps.reading import read_sweep
from sim.experiments.sweeps.sweep import Sweep
from sim.experiments.sweeps.telling import SweepPlan, SweepProgress
from sim.experiments.twins import Simulate, default_workers
from sim.experiments.warming import load, warm_before
from sim.measures.sweep_tables import write_tables
from sim.results.keys import program_parts
from sim.results.swept import Swept, write_sweep
from sim.scenario.arms import plain

ENOUGH = 24
"""Points from which on it pays to start workers only to measure side by side."""


class SweepInterrupted(KeyboardInterrupt):
    """The sweep was interrupted; `swept` lists what was finished."""

    def __init__(self, swept: Swept) -> None:
        self.swept = swept
        super().__init__(f"interrupted; {swept.manifest['finished']} worlds are finished")


def sweep(
    source: str | Path | Sweep,
    *,
    replicates: int | None = None,
    workers: int | None = None,
    threads: int = 1,
    check: bool = False,
    out: str | Path = "results",
    cluster: Any = None,
    progress: SweepProgress | None = None,
    simulate: Simulate | None = None,
    crew: Crew | None = None,
) -> Swept:
    """Live through every point of a sweep that is not stored yet, and write its tables.

    Args:
        source: Name or path of a sweep file, or a sweep that was read.
        replicates: Replicates of each point; by default the sweep's. More of them run only those that are new.
        workers: Processes side by side; by default one a core. They change no result.
        threads: Threads of each worker; they change no result.
        check: Whether the accounting identities are checked in every step.
        out: Folder of all results.
        cluster: Where it runs instead of here: the address of a Dask scheduler, a Dask cluster, or a Dask client.
        progress: Is told how the sweep fares; by default a bar in a notebook, and nobody elsewhere.
        simulate: What lives through worlds, `sim.model.replicate.run_replicate` by default.
        crew: Workers of this machine that are there already and stay; by default the sweep starts its own.

    Raises:
        SweepInterrupted: On Ctrl-C; the same call goes on where this one stopped.
        HinterlandError: Where something the user can mend stands in the way.
    """
    asked = (source if isinstance(source, Sweep) else read_sweep(source)).with_replicates(replicates)
    return _Sweeping(asked, Path(out), progress or sweep_progress_here()).run(
        _How(workers=workers, threads=threads, check=check, cluster=cluster, simulate=simulate, crew=crew)
    )


def get_ready() -> None:
    """Load what worlds and their measuring take; workers do so at their start, before the first task is there."""
    load()


@dataclass(frozen=True)
class _How:
    """How a sweep is carried out, none of which changes a result."""

    workers: int | None
    threads: int
    check: bool
    cluster: Any
    simulate: Simulate | None
    crew: Crew | None

    @contextmanager
    def hands(self, *, lacking: int, points: int, compiling: Callable[[str], None]) -> Iterator[Crew | None]:
        """Give the workers of this machine that make the worlds and measure the points; none where one does it."""
        if self.crew is not None:
            yield self.crew
            return
        if lacking and self.simulate is None:
            # Before workers start, or each of them would compile.
            warm_before(self.threads, compiling)
        here = self.cluster is None
        most = max(lacking if here else 0, points if points >= ENOUGH else 0)
        workers = min(self.workers, most) if self.workers else default_workers(most, self.threads)
        ready = get_ready if here and lacking and self.simulate is None else None
        with crew_of(workers, self.threads, ready) as crew:
            yield crew


def plan_of(sweep: Sweep, requests: list[Request], orders: Orders, workers: int) -> SweepPlan:
    """Say what a sweep is about to do."""
    return SweepPlan(
        points=len(requests),
        replicates=sweep.replicates,
        asked=orders.asked,
        distinct=orders.distinct,
        lacking=len(orders.lacking),
        burn_ins=orders.burn_ins,
        workers=workers,
    )


@dataclass
class _Sweeping:
    sweep: Sweep
    out: Path
    progress: SweepProgress

    def run(self, how: "_How") -> Swept:
        began = time.monotonic()
        requests = self.sweep.requests(self.out)
        orders = orders_of(requests)
        workers = how.workers or default_workers(len(orders.lacking), how.threads)
        self.progress.planned(plan_of(self.sweep, requests, orders, workers))
        facts = {"workers": workers, "threads": how.threads, "checked": how.check}
        facts["worlds_found"] = orders.distinct - len(orders.lacking)
        self._write(requests, facts | {"status": "running"})
        try:
            counts = {"lacking": len(orders.lacking), "points": len(requests)}
            with how.hands(**counts, compiling=self.progress.compiling) as crew:
                with carrier_for(how.cluster, crew) as carrier:
                    failures = make_worlds(
                        requests, orders, workers=workers, threads=how.threads, check=how.check,
                        progress=self.progress, simulate=how.simulate, carrier=carrier,
                    )  # fmt: skip
                swept = self._write(requests, facts | {"status": "measuring", "failed": len(failures)})
                write_tables(swept, failures, crew=crew, progress=self.progress)
        except KeyboardInterrupt as interruption:
            raise SweepInterrupted(self._write(requests, facts | {"status": "interrupted"})) from interruption
        except Exception:
            self._write(requests, facts | {"status": "stopped by an error"})
            raise
        seconds = round(time.monotonic() - began, 1)
        return self._write(requests, facts | {"status": "finished", "failed": len(failures), "seconds": seconds})

    def _write(self, requests: list[Request], facts: Mapping[str, Any]) -> Swept:
        points = [
            {
                "settings": dict(settings),
                "worlds": {arm: [request.keys[arm, k] for k in request.replicates] for arm in request.arms},
            }
            for settings, request in zip(self.sweep.points, requests, strict=True)
        ]
        store = requests[0].store
        asked = {key for point in points for keys in point["worlds"].values() for key in keys}
        about = {
            "name": self.sweep.name,
            "title": self.sweep.title,
            "design": self.sweep.design,
            "factors": [factor.key for factor in self.sweep.factors],
            "base": plain(self.sweep.base),
            **program_parts(),
            "finished": sum(store.has(key) for key in asked),
            **facts,
        }
        return write_sweep(
            self.sweep.folder(self.out), points=points, replicates=range(self.sweep.replicates), facts=about
        )
