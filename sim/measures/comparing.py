"""Comparing: several runs by the same numbers and rings, with differences to the first of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from sim.basis.doors import Door, Shown
from sim.basis.errors import ResultsError
from sim.measures.bands import simultaneous_interval
from sim.measures.headline import Answers, answers
from sim.measures.intervals import Number
from sim.measures.leaving_out import LeftOut, difference, leave_out
from sim.measures.radiation import Curve
from sim.measures.remembering import remember
from sim.results.run import Run

COLUMNS = ("name", "unit", "run", "value", "low", "high", "difference", "difference_low", "difference_high", "remark")


@dataclass(frozen=True)
class Part:
    """One of the runs that are compared."""

    name: str
    """Name in tables and figures, different for each part."""
    run: Run
    counterfactual: str
    replicates: tuple[int, ...]
    """Replicates that are compared."""
    kind: str | None = None
    """What rings are laid by, where not what the run's scenario says."""

    @cached_property
    def answers(self) -> Answers:
        """What the twins say; tables are read once."""
        found = answers(self.run, self.counterfactual, self.kind)
        pairs = tuple(twin for twin in self.run.twins(self.counterfactual) if twin.replicate in self.replicates)
        return replace(found, pairs=remember(pairs))

    @cached_property
    def left_out(self) -> LeftOut:
        """Headline numbers of all replicates and of all but one."""
        return leave_out(self.answers)

    @property
    def curve(self) -> Curve:
        """Radiation curve of real GDP."""
        return self.answers.curve


@dataclass(frozen=True, repr=False)
class Comparison(Shown):
    """Several runs beside each other; all differences are to the first."""

    plot = Door("plot", "Figures of the comparison, each a method that gives axes.")

    parts: tuple[Part, ...]
    paired: tuple[bool, ...]
    """Whether each shares the luck of the first, so that differences are taken replicate by replicate."""
    warnings: tuple[str, ...]
    """What a reader must know before believing a difference."""

    @property
    def name(self) -> str:
        """What is compared with what."""
        first, *others = (part.name for part in self.parts)
        return f"{', '.join(others)} against {first}"

    @cached_property
    def headlines(self) -> pd.DataFrame:
        """Every headline number of every run, with the difference to the first and its interval."""
        return pd.DataFrame(list(self._rows()), columns=COLUMNS)

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        known = [set(part.left_out.names) for part in self.parts]
        for row in self.parts[0].left_out.table.to_dict("records"):
            if not all(row["name"] in names for names in known):
                continue
            for part, paired in zip(self.parts, self.paired, strict=True):
                place = part.left_out.names.index(row["name"])
                own = part.left_out.table.iloc[place]
                first = part is self.parts[0]
                told = Number(np.nan) if first else self.difference(part, str(row["name"]), paired=paired)
                yield (
                    *(row["name"], row["unit"], part.name, own["value"], own["low"], own["high"]),
                    *(told.value, told.low, told.high, own["remark"]),
                )

    def difference(self, part: Part, name: str, *, paired: bool) -> Number:
        """Give how much a number of a part lies above that of the first."""
        return difference(part.left_out, self.parts[0].left_out, name, paired=paired)

    @cached_property
    def curves(self) -> pd.DataFrame:
        """Radiation curve of every run in its last year, with bands."""
        return pd.concat([_last_year(part).assign(run=part.name) for part in self.parts], ignore_index=True)

    @cached_property
    def curve_differences(self) -> pd.DataFrame:
        """How far each curve lies above that of the first, ring by ring, with a band for all rings at once."""
        found = [
            self._curve_difference(part, paired=paired)
            for part, paired in zip(self.parts[1:], self.paired[1:], strict=True)
            if part.curve.names == self.parts[0].curve.names
        ]
        return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=DIFFERENCES)

    def _curve_difference(self, part: Part, *, paired: bool) -> pd.DataFrame:
        first = self.parts[0].curve
        one, other = part.curve.samples[:, -1], first.samples[:, -1]
        if paired:
            found = simultaneous_interval(one - other)
            value, low, high = found.value, found.low, found.high
        else:
            left, right = (simultaneous_interval(each) for each in (one, other))
            value = left.value - right.value
            reach = np.hypot(left.high - left.value, right.high - right.value)
            low, high = value - reach, value + reach
        rows = {"run": part.name, "against": self.parts[0].name, "ring": first.names}
        rows |= {f"mean_{first.unit}": first.distance}
        return pd.DataFrame(rows).assign(difference=value, band_low=low, band_high=high, paired=paired)

    def tables(self) -> Mapping[str, pd.DataFrame]:
        """Give every table by the name of its file."""
        return {
            "headlines": self.headlines,
            "curves": self.curves,
            "curve_differences": self.curve_differences,
        }


DIFFERENCES = ("run", "against", "ring", "mean_km", "difference", "band_low", "band_high", "paired")


def _last_year(part: Part) -> pd.DataFrame:
    table = part.curve.table()
    return pd.DataFrame(table[table["step"] == table["step"].max()])


def compare_runs(
    runs: Sequence[tuple[str, Run]], counterfactual: str | None = None, kind: str | None = None
) -> Comparison:
    """Set runs beside each other.

    Args:
        runs: Names and runs, at least two; differences are to the first.
        counterfactual: Arm that the base of each is held against; by default the first that each run has.
        kind: What rings are laid by, the same for all, where not what each run's scenario says.

    Raises:
        ResultsError: Where there are fewer than two runs, or one has no such arm or no finished replicate.
    """
    if len(runs) < 2:
        raise ResultsError("A comparison needs at least two runs; name the first and one or more others.")
    arms = [_arm(name, run, counterfactual) for name, run in runs]
    first = runs[0][1]
    paired = tuple(_share_luck(first, run) for _, run in runs)
    sharing = [run for (_, run), shares in zip(runs, paired, strict=True) if shares]
    common = [k for k in first.replicates if all(k in run.replicates for run in sharing)]
    parts = tuple(
        Part(name, run, arm, tuple(common) if shares else run.replicates, kind)
        for (name, run), arm, shares in zip(_with_own_names(runs), arms, paired, strict=True)
    )
    for part in parts:
        if not part.replicates:
            raise ResultsError(f"{part.name} has no finished replicate that can be compared. Run it again.")
    return Comparison(parts, paired, tuple(_warnings(parts, paired)))


def _arm(name: str, run: Run, counterfactual: str | None) -> str:
    if not run.counterfactuals:
        raise ResultsError(f"{name} has no counterfactual, so there is no effect of its zones to compare.")
    if counterfactual is not None and counterfactual not in run.counterfactuals:
        raise ResultsError(f"{name} was not held against '{counterfactual}', but {', '.join(run.counterfactuals)}.")
    return counterfactual or run.counterfactuals[0]


def _with_own_names(runs: Sequence[tuple[str, Run]]) -> list[tuple[str, Run]]:
    """Give each run a name of its own: where two have one, the short hash as well."""
    names = [name for name, _ in runs]
    return [(f"{name} {run.folder.name}" if names.count(name) > 1 else name, run) for name, run in runs]


def _share_luck(one: Run, other: Run) -> bool:
    """Tell whether replicate k of two runs has the same luck on the same map."""
    same = ("seed", "geography", "steps_per_year")
    return all(one.scenario.get(key) == other.scenario.get(key) for key in same)


def _warnings(parts: Sequence[Part], paired: Sequence[bool]) -> Iterator[str]:
    first = parts[0]
    for part, shares in zip(parts[1:], paired[1:], strict=True):
        both = f"{part.name} and {first.name}"
        if not shares:
            yield (
                f"{both} do not share their luck (another seed, map or step), so differences between them are taken as "
                "between strangers: their intervals are wide, and hold what luck does too."
            )
        if part.counterfactual != first.counterfactual:
            yield f"{both} are held against different twins: {part.counterfactual} and {first.counterfactual}."
        if _years(part) != _years(first):
            yield f"{both} end after {_years(part)} and {_years(first)} years; each is compared in its last year."
        if part.answers.edges != first.answers.edges or part.answers.laying != first.answers.laying:
            yield f"{both} have different rings; only rings of one name are compared."
        if shares and _past(part.run) != _past(first.run):
            yield f"{both} have different pasts, so their difference is not only of what holds since the policy date."
        if _program(part.run) != _program(first.run):
            yield f"{both} were made by different versions of the model; their difference holds what changed in it too."


def _years(part: Part) -> int:
    return int(part.curve.years["year"].iloc[-1])


def _past(run: Run) -> dict[str, Any]:
    after = {"openness", "coordination", "benchmark", "timeline", "withheld", "years", "rings", "benchmarks", "zones"}
    after |= {"rings_by"}
    about = {"name", "title", "counterfactual", "replicates", "extends"}
    return {key: value for key, value in run.scenario.items() if key not in after | about}


def _program(run: Run) -> Any:
    """Give what says which program made a run: that of its first world, since sweeps' points have no own manifest."""
    made_from = run.world(run.arms[0], run.replicates[0]).made_from if run.replicates else {}
    return {name: made_from.get(name) for name in ("code", "data", "versions", "engine", "shared")}
