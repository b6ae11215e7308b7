"""What a calibration found, as tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Mask
from sim.experiments.calibration.distance import distances
from sim.experiments.calibration.request import CalibrationRequest
from sim.experiments.calibration.study import Trial
from sim.experiments.sweeps.designs import Settings
from sim.measures.calibrating.profile import PRIOR_SPREAD, profile_table, verdict
from sim.measures.calibrating.regression import Posterior
from sim.measures.intervals import mean_interval

NEAR, FAR, LACKING = "near", "far", "not measurable"
OUT_OF_REACH = "no point around the best comes to the middle of its band"
NO_POSTERIOR = "not asked: `around` is too small"

AT_THE_EDGE = 0.02
"""How near, as a share of the box, the posterior's interval comes to an edge before that is said."""


@dataclass(frozen=True)
class Box:
    """Part of the space of the free parameters in which the points of the posterior lie."""

    low: Floats
    high: Floats
    """(D,) places between the bounds of each parameter, in [0, 1]."""

    def places(self, inside: Floats) -> Floats:
        """Give the places between the bounds of (..., D) places within the box."""
        return self.low + inside * (self.high - self.low)

    def inside(self, places: Floats) -> Floats:
        """Give the places within the box of (..., D) places between the bounds."""
        return (places - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class Outcome:
    """What a calibration found."""

    request: CalibrationRequest
    trials: Sequence[Trial]
    around: Sequence[Trial]
    box: Box
    posterior: Posterior | None
    profiles: Floats
    """(D, STOPS) least distance with each parameter held."""
    best: Settings
    before: Floats
    after: Floats
    """(K, F) what each replicate shows of each fact, as the scenario stands and at the best."""

    @property
    def distance_before(self) -> float:
        """Distance of the scenario as it stands from the facts."""
        return float(distances(self.before.mean(axis=0), self.request.bands))

    @property
    def distance_after(self) -> float:
        """Distance of the best from the facts."""
        return float(distances(self.after.mean(axis=0), self.request.bands))

    @cached_property
    def parameters(self) -> pd.DataFrame:
        """A row for each free parameter: what it was, what is best, its posterior, a word on it, why it was free."""
        rows = []
        for number, free in enumerate(self.request.free):
            rows.append(
                {
                    "parameter": free.key,
                    "unit": free.unit,
                    "before": self.request.as_it_stands[free.key],
                    "best": self.best[free.key],
                    **self._posterior_of(number),
                    "lowest": free.low,
                    "highest": free.high,
                    "scale": free.scale,
                    "reason": free.reason,
                }
            )
        return pd.DataFrame(rows)

    def _posterior_of(self, number: int) -> dict[str, object]:
        free, found = self.request.free[number], self.posterior
        if found is None:
            names = ("median", "low", "high", "spread_ratio")
            return {**dict.fromkeys(names, np.nan), "verdict": NO_POSTERIOR, "remark": ""}
        inside = found.interval[number]
        width = float(self.box.high[number] - self.box.low[number])
        ratio = float(found.spread[number]) * width / PRIOR_SPREAD
        ends = [free.value(float(self.box.low[number] + each * width)) for each in inside]
        return {
            **dict(zip(("median", "low", "high"), ends, strict=True)),
            "spread_ratio": ratio,
            "verdict": verdict(ratio),
            "remark": self._edge_remark(number, inside),
        }

    def _edge_remark(self, number: int, inside: Floats) -> str:
        """Say where the posterior is cut off by the box rather than by the bounds."""
        low = inside[1] < AT_THE_EDGE and self.box.low[number] > 0.0
        high = inside[2] > 1.0 - AT_THE_EDGE and self.box.high[number] < 1.0
        if low and high:
            return "the interval is cut off at both ends: points further out were not simulated"
        if low or high:
            return f"the interval is cut off {'below' if low else 'above'}: points further out were not simulated"
        return ""

    @cached_property
    def facts(self) -> pd.DataFrame:
        """A row for each fact: its band and weight, what is shown before and after, near or far."""
        wanted = self.request.wanted
        table = pd.DataFrame(
            {
                "fact": [each.fact for each in wanted],
                "low": [each.low for each in wanted],
                "high": [each.high for each in wanted],
                "weight": [each.weight for each in wanted],
            }
        )
        for name, values in (("before", self.before), ("after", self.after)):
            interval = mean_interval(values)
            table[name] = interval.value
            table[f"{name}_low"], table[f"{name}_high"] = interval.low, interval.high
            table[f"{name}_verdict"] = [
                near(float(value), each.low, each.high) for value, each in zip(interval.value, wanted, strict=True)
            ]
        table["remark"] = [OUT_OF_REACH if out else "" for out in self._out_of_reach]
        return table

    @property
    def _out_of_reach(self) -> Mask:
        """(F,) whether no point around the best comes to the middle of a fact's band."""
        found = self.posterior
        return np.zeros(len(self.request.wanted), dtype=bool) if found is None else found.out_of_reach

    @cached_property
    def profile(self) -> pd.DataFrame:
        """A row for each parameter and value at which it was held."""
        stops = np.linspace(0.0, 1.0, self.profiles.shape[1])
        values = np.array([[float(free.value(float(stop))) for stop in stops] for free in self.request.free])
        return profile_table(self.request.keys, values, self.profiles)

    @cached_property
    def trial_table(self) -> pd.DataFrame:
        """A row for each simulated point: its values, what it shows, its distance, and which stage it belongs to."""
        stages = (("search", self.trials), ("around", self.around))
        rows = [
            {"stage": stage, "number": number, **trial.point,
             **dict(zip(self.request.facts, trial.mean, strict=True)), "distance": trial.distance}
            for stage, trials in stages
            for number, trial in enumerate(trials)
        ]  # fmt: skip
        return pd.DataFrame(rows)

    def tables(self) -> dict[str, pd.DataFrame]:
        """Give every table by the name of its file."""
        return {
            "parameters": self.parameters, "facts": self.facts, "profiles": self.profile, "trials": self.trial_table
        }  # fmt: skip


def near(value: float, low: float, high: float) -> str:
    """Say whether a value lies in a band."""
    if not np.isfinite(value):
        return LACKING
    return NEAR if low <= value <= high else FAR
