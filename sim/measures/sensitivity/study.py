"""A sensitivity study: one at a time, then Morris's screening, then Sobol' indices of what the screening keeps.

Each stage is a sweep under shared luck, so it is stored world by world, and the same study goes on where it was
stopped. What a stage says lies in the tables of its sweep.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.sensitivity.stages import INDICES, SCREENING, TORNADO, Stage, indices, screening, tornado
from sim.experiments.sweeps.factors import Factor
from sim.experiments.sweeps.telling import SweepProgress
from sim.experiments.twins import Simulate, default_workers
from sim.measures.headline import list_measures
from sim.measures.sensitivity.indices import sobol_indices
from sim.measures.sensitivity.luck import Split, split_variance
from sim.measures.sensitivity.screening import MATTERS, screen
from sim.measures.sensitivity.tornado import swings
from sim.measures.sensitivity.values import values_of
from sim.measures.sweeping import sweep
from sim.results.manifests import replace_text
from sim.results.swept import Swept
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Plan:
    """What a study does."""

    base: Scenario
    names: tuple[str, ...]
    """Headline numbers."""
    factors: tuple[Factor, ...]
    walks: int
    """Morris's trajectories; none where 0, and then indices are had of all parameters."""
    samples: int
    """Samples of Saltelli's matrices; no indices where 0."""
    keep: int
    """Most parameters that go on from the screening."""

    def first_stages(self) -> list[Stage]:
        """Give the stages that are known beforehand."""
        stages = [tornado(self.base, self.factors)]
        return [*stages, screening(self.base, self.factors, self.walks)] if self.walks else stages

    def last_stage(self, kept: Sequence[Factor]) -> Stage | None:
        """Give the stage of the indices of what is kept; None where nothing is, or none is asked for."""
        return indices(self.base, kept, self.samples) if kept and self.samples else None

    def stand_ins(self) -> tuple[Factor, ...]:
        """Give parameters that stand for those the screening will keep, to count worlds before it is done."""
        return self.factors[: self.keep] if self.walks else self.factors


@dataclass(frozen=True)
class Found:
    """What a stage has found."""

    stage: Stage
    swept: Swept
    tables: Mapping[str, pd.DataFrame]
    """By the name of the file; each has a column `measure`."""


@dataclass(frozen=True)
class Study:
    """What a study has found, stage by stage."""

    plan: Plan
    found: Mapping[str, Found]

    def table(self, stage: str, name: str, measure: str) -> pd.DataFrame | None:
        """Give what a table of a stage says of one number; None where the stage was not carried out."""
        if stage not in self.found:
            return None
        table = self.found[stage].tables[name]
        return pd.DataFrame(table[table["measure"] == measure]).reset_index(drop=True)


def carry_out_study(
    plan: Plan,
    *,
    workers: int | None = None,
    threads: int = 1,
    check: bool = False,
    out: str | Path = "results",
    cluster: Any = None,
    progress: SweepProgress | None = None,
    simulate: Simulate | None = None,
) -> Study:
    """Live through the worlds of a study that are not stored yet, and write what they say.

    Raises:
        SweepInterrupted: On Ctrl-C; the same call goes on where this one stopped.
        HinterlandError: Where something the user can mend stands in the way.
    """
    how = {"workers": workers, "threads": threads, "check": check, "out": out, "cluster": cluster, "simulate": simulate}
    found: dict[str, Found] = {}

    def do(stage: Stage) -> None:
        swept = sweep(stage.sweep, progress=progress, **how)
        measuring = workers or default_workers(len(swept.points), threads)
        told = _TABLES[stage.sweep.design](plan, stage, swept, measuring, progress)
        for name, table in told.items():
            text = table.to_csv(index=False, lineterminator="\n", float_format="%.10g")
            replace_text(swept.folder / "tables" / f"{name}.csv", text)
        found[stage.sweep.design] = Found(stage, swept, told)

    for stage in plan.first_stages():
        do(stage)
    last = plan.last_stage(kept_of(plan, found))
    if last is not None:
        do(last)
    return Study(plan, found)


def kept_of(plan: Plan, found: Mapping[str, Found]) -> tuple[Factor, ...]:
    """Choose the parameters that go on: those clear of luck for some number, by their share of its largest effect."""
    if SCREENING not in found:
        return plan.factors
    table = found[SCREENING].tables["screening"]
    clear = pd.DataFrame(table[table["verdict"] == MATTERS])
    share = clear["mu_star"] / clear.groupby("measure")["mu_star"].transform("max")
    best = share.groupby(clear["parameter"]).max().sort_values(ascending=False, kind="stable")
    names = set(best.index[: plan.keep])
    return tuple(factor for factor in plan.factors if factor.key in names)


def _tornado(plan: Plan, stage: Stage, swept: Swept, workers: int, told: SweepProgress | None) -> dict[str, Any]:
    values = values_of(swept, plan.names, workers=workers, progress=told)
    return {"tornado": _stacked(plan, {name: swings(values[name], stage.factors) for name in plan.names})}


def _screening(plan: Plan, stage: Stage, swept: Swept, workers: int, told: SweepProgress | None) -> dict[str, Any]:
    values, keys = values_of(swept, plan.names, workers=workers, progress=told), _keys(stage)
    shape, seed = stage.shares.shape[:2], plan.base.seed
    screened = {
        name: screen(values[name].reshape(*shape, -1), stage.shares, keys, seed) for name in plan.names
    }  # fmt: skip
    return {"screening": _stacked(plan, screened)}


def _indices(plan: Plan, stage: Stage, swept: Swept, workers: int, told: SweepProgress | None) -> dict[str, Any]:
    values, keys = values_of(swept, plan.names, workers=workers, progress=told), _keys(stage)
    by_name = {name: each.reshape(*stage.shares.shape[:2], -1) for name, each in values.items()}
    seed = plan.base.seed
    splits = {name: split_variance(_drawn(each), seed) for name, each in by_name.items()}
    return {
        "indices": _stacked(plan, {name: sobol_indices(each, keys, seed) for name, each in by_name.items()}),
        "variance": _stacked(plan, {name: _parts_of(split) for name, split in splits.items()}),
    }


_TABLES = {TORNADO: _tornado, SCREENING: _screening, INDICES: _indices}


def _keys(stage: Stage) -> tuple[str, ...]:
    return tuple(factor.key for factor in stage.factors)


def _drawn(values: Any) -> Any:
    """Give the points that are drawn from the ranges by themselves: A and B of Saltelli's matrices."""
    return values[:, [0, -1]].reshape(-1, values.shape[-1])


def _parts_of(split: Split) -> pd.DataFrame:
    share, total = split.luck_share, split.total
    rows = [
        ("parameters", split.parameters, 1.0 - share.value, 1.0 - share.high, 1.0 - share.low),
        ("luck", split.luck, share.value, share.low, share.high),
        ("shared luck", split.shared_luck, split.shared_luck / total if total > 0.0 else float("nan"), None, None),
        ("mixed luck", split.mixed_luck, split.mixed_luck / total if total > 0.0 else float("nan"), None, None),
    ]
    return pd.DataFrame(rows, columns=["part", "variance", "share", "share_low", "share_high"]).astype(
        dict.fromkeys(("share", "share_low", "share_high"), float)
    )


def _stacked(plan: Plan, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    units = {measure.name: measure.unit for measure in list_measures(plan.base.rings)}
    parts = [table.assign(measure=name, unit=units[name]) for name, table in tables.items()]
    found = pd.concat(parts, ignore_index=True)
    return found[["measure", "unit", *[each for each in found.columns if each not in {"measure", "unit"}]]]
