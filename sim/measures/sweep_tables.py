"""Tables of a sweep: every point measured, where worlds failed and why, and nothing of when, where or by whom."""

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.crew import Crew
from sim.experiments.noticeboard import Notice, Report
from sim.experiments.sweeps.telling import Quiet, SweepProgress
from sim.experiments.tasks import Failure
from sim.experiments.workers import carry_out
from sim.measures.points import HEADLINES, SAMPLES, tables_of_run
from sim.results.manifests import replace_text
from sim.results.swept import Point, Swept, open_sweep

FAILURES = ("arm", "replicate", "kind", "traceback")


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
