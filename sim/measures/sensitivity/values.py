"""Values: one headline number of every point of a design, as each replicate has it by itself."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from sim.basis.arrays import Floats
from sim.basis.errors import HinterlandError, ResultsError
from sim.experiments.noticeboard import Notice, Report
from sim.experiments.sweeps.sweep import in_words
from sim.experiments.sweeps.telling import SweepProgress
from sim.experiments.workers import carry_out
from sim.measures.headline import Answers, answers, headline_of, list_measures
from sim.measures.remembering import remember
from sim.measures.tables import column, numbers
from sim.results.swept import Swept, open_sweep
from sim.scenario.schema import Scenario
from sim.scenario.wording import nearest, some_of

ENOUGH = 24
"""Points from which on it pays to measure side by side."""

RATIO = "radiation.ratio"
HOST = "host.gdp."


def check_names(names: Sequence[str], scenario: Scenario) -> None:
    """Check, before any world is made, that the scenario has the headline numbers.

    Raises:
        HinterlandError: Names every one that it has not.
    """
    known = [measure.name for measure in list_measures(scenario.rings)]
    problems = []
    for name in names:
        if name not in known:
            hint = nearest(name, known) or f" Known here: {some_of(known, 12)}."
            problems.append(f"`{name}` is no headline number of this scenario.{hint}")
        elif name.startswith(HOST) and int(name.removeprefix(HOST).removesuffix("y")) > scenario.years:
            problems.append(f"`{name}` lies beyond the {scenario.years} recorded years: set `years`.")
    if problems:
        raise HinterlandError("\n".join([*problems, "`hinterland measures` lists them."]))


def values_of(
    swept: Swept, names: Sequence[str], *, workers: int = 1, progress: SweepProgress | None = None
) -> dict[str, Floats]:
    """Read headline numbers of a finished sweep, replicate by replicate.

    Args:
        swept: A sweep with one counterfactual.
        names: Dotted names.
        workers: Processes that measure side by side.
        progress: Is told how many points are measured.

    Returns:
        (P, K) by name: a row for each point, a column for each replicate.

    Raises:
        ResultsError: Where worlds are missing, or a number cannot be told at some point.
    """
    lacking = [point.number for point in swept.points if len(point.run.replicates) < swept.replicates]
    if lacking:
        raise ResultsError(
            f"{len(lacking)} of {len(swept.points)} points lack worlds, the first of them "
            f"({in_words(swept.points[lacking[0]].settings) or 'the scenario itself'}). "
            f"{swept.folder.as_posix()}/tables/failures.csv says why; narrow the ranges, or run again what was stopped."
        )
    points = list(range(len(swept.points)))
    with tempfile.TemporaryDirectory(prefix="hinterland-", ignore_cleanup_errors=True) as parts:
        work = partial(_measure, swept=swept.folder, names=tuple(names), parts=Path(parts))
        watcher = _Measuring(progress, len(points))
        carry_out(work, points, workers=workers if len(points) >= ENOUGH else 1, threads=1, watcher=watcher)
        found = np.stack([np.load(Path(parts) / f"{number}.npy") for number in points])
    told = {name: found[:, :, place] for place, name in enumerate(names)}
    _refuse_what_is_missing(told, swept)
    return told


def _refuse_what_is_missing(told: dict[str, Floats], swept: Swept) -> None:
    problems = []
    for name, values in told.items():
        missing = np.flatnonzero(~np.isfinite(values).all(axis=1))
        if len(missing):
            first = in_words(swept.points[missing[0]].settings) or "the scenario itself"
            problems.append(
                f"`{name}` cannot be told at {len(missing)} of {len(values)} points, the first of them {first}, so "
                "nothing can be said of what it hangs on: ask for a number that every world has, or narrow the ranges."
            )
    if problems:
        raise ResultsError("\n".join(problems))


@dataclass
class _Measuring:
    progress: SweepProgress | None
    points: int
    done: int = 0

    def advanced(self, task: int, notice: Notice) -> None:
        """Hear nothing."""

    def finished(self, task: int) -> None:
        """Pass on that a point is measured."""
        del task
        self.done += 1
        if self.progress is not None:
            self.progress.measuring(self.done, self.points)

    def lost(self, task: int) -> None:
        """Hear nothing; the point is measured again."""


def _measure(number: int, _report: Report, *, swept: Path, names: tuple[str, ...], parts: Path) -> None:
    """Measure every replicate of one point by itself."""
    run = open_sweep(swept).point(number).run
    (arm,) = run.counterfactuals
    found = answers(run, arm)
    pairs = remember(run.twins(arm))
    np.save(parts / f"{number}.npy", np.array([_alone(replace(found, pairs=(pair,)), names) for pair in pairs]))


def _alone(found: Answers, names: tuple[str, ...]) -> list[float]:
    table = headline_of(found)
    by_name = dict(zip(column(table, "name"), numbers(table, "value").tolist(), strict=True))
    return [_ratio(found) if name == RATIO else by_name[name] for name in names]


def _ratio(found: Answers) -> float:
    """Give what one replicate gains outside for each unit inside; alone it has no interval to be clear of zero."""
    outside, inside = (side[0, -1, 0] - side[0, -1, 1] for side in (found.totals.outside, found.totals.inside))
    return float(outside / inside) if inside != 0.0 else float("nan")
