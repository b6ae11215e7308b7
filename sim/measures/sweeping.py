"""Sweeping: carry a sweep out, measure every point, and leave the tables."""

import re
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.cluster import carrier_for
from sim.experiments.crew import Crew, crew_of
from sim.experiments.in_a_notebook import sweep_progress_here
from sim.experiments.noticeboard import Notice, Report
from sim.experiments.requests import Request
from sim.experiments.sweeps.carrying import make_worlds
from sim.experiments.sweeps.planning import Orders, orders_of
from sim.experiments.sweeps.reading import read_sweep
from sim.experiments.sweeps.sweep import Sweep
from sim.experiments.sweeps.telling import Quiet, SweepPlan, SweepProgress
from sim.experiments.twins import Simulate, default_workers
from sim.experiments.warming import load, warm_before
from sim.experiments.workers import Failure, carry_out
from sim.measures.points import HEADLINES, SAMPLES, tables_of_run
from sim.results.keys import program_parts
from sim.results.manifests import replace_text
from sim.results.swept import Point, Swept, open_sweep, write_sweep
from sim.scenario.arms import plain

FAILURES = ("arm", "replicate", "kind", "traceback")


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


def write_tables(
    swept: Swept, failures: Mapping[str, Failure], *, crew: Crew | None = None, progress: SweepProgress | None = None
) -> None:
    """Measure every point and write the tables of a sweep; nothing in them tells when, where or by whom.

    Args:
        swept: The sweep, with all worlds that can be had.
        failures: Why worlds could not be made, by key.
        crew: Workers that measure side by side; by default this program does it alone.
        progress: Is told how many points are measured.
    """
    folder = swept.folder / "tables"
    progress = progress or Quiet()
    measured = [point.number for point in swept.points if point.run.replicates and point.run.counterfactuals]
    with tempfile.TemporaryDirectory(prefix="hinterland-", ignore_cleanup_errors=True) as parts:
        work = partial(_measure, swept=swept.folder, parts=Path(parts))
        watcher = _Measuring(progress, len(measured))
        carry_out(work, measured, workers=1, threads=1, watcher=watcher, crew=crew if len(measured) > 1 else None)
        for name in ("headlines", "samples"):
            texts = [_read(Path(parts) / f"{number}.{name}.csv") for number in measured]
            head = ",".join(["point", *swept.keys, *(HEADLINES if name == "headlines" else SAMPLES)])
            replace_text(folder / f"{name}.csv", "".join([head + "\n", *texts]))
    _write(folder / "points.csv", _points(swept, failures))
    _write(folder / "failures.csv", _failures(swept, failures))


ENOUGH = 24
"""Points from which on it pays to start workers only to measure side by side."""


@dataclass
class _Measuring:
    progress: SweepProgress
    points: int
    done: int = 0

    def advanced(self, task: int, notice: Notice) -> None:
        """Hear nothing."""

    def finished(self, task: int) -> None:
        """Pass on that a point is measured."""
        del task
        self.done += 1
        self.progress.measuring(self.done, self.points)

    def lost(self, task: int) -> None:
        """Hear nothing; the point is measured again."""


def _measure(number: int, _report: Report, *, swept: Path, parts: Path) -> None:
    """Measure one point, and leave its rows as text."""
    found = open_sweep(swept)
    point = found.point(number)
    for name, table in zip(("headlines", "samples"), tables_of_run(point.run), strict=True):
        text = _told(table, point, found.keys).to_csv(index=False, header=False, lineterminator="\n")
        (parts / f"{number}.{name}.csv").write_text(text, encoding="utf-8", newline="\n")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _told(table: pd.DataFrame, point: Point, keys: tuple[str, ...]) -> pd.DataFrame:
    """Put number and settings of a point before each row."""
    settings = {key: [point.settings.get(key, "")] * len(table) for key in keys}
    return pd.concat([pd.DataFrame({"point": [point.number] * len(table), **settings}), table], axis=1)


def _points(swept: Swept, failures: Mapping[str, Failure]) -> pd.DataFrame:
    rows = []
    for point, row in zip(swept.points, swept.manifest["points"], strict=True):
        keys = {swept.manifest["asked"][place] for places in row["worlds"].values() for place in places}
        failed = len(keys & set(failures))
        about = {"replicates": len(point.run.replicates), "asked": swept.replicates, "failed": failed}
        rows.append({"point": point.number, **{key: point.settings.get(key, "") for key in swept.keys}, **about})
    return pd.DataFrame(rows)


def _failures(swept: Swept, failures: Mapping[str, Failure]) -> pd.DataFrame:
    rows = []
    for number, row in enumerate(swept.manifest["points"]):
        for arm, replicate, key in _worlds(swept, row):
            if key in failures:
                failure = failures[key]
                settings = [row["settings"].get(name, "") for name in swept.keys]
                told = arm, replicate, failure.kind.__name__, without_places(failure.message)
                rows.append((number, *settings, *told))
    return pd.DataFrame(rows, columns=["point", *swept.keys, *FAILURES])


def _worlds(swept: Swept, row: Mapping[str, Any]) -> Iterator[tuple[str, int, str]]:
    for arm, places in row["worlds"].items():
        for replicate, place in zip(swept.manifest["replicates"], places, strict=True):
            yield arm, replicate, swept.manifest["asked"][place]


def without_places(traceback: str) -> str:
    """Take from a traceback where on this machine the files lie; what remains is the same everywhere."""
    return re.sub(r'File "[^"]*[\\/]((?:sim|tests|site-packages|lib)[\\/][^"]*)"', r'File "\1"', traceback)


def _write(path: Path, table: pd.DataFrame) -> None:
    replace_text(path, table.to_csv(index=False, lineterminator="\n"))
