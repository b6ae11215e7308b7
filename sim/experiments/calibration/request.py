"""What a calibration file asks for: free parameters, facts, luck and budget."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from sim.basis.arrays import Floats
from sim.experiments.sweeps.designs import Settings
from sim.experiments.sweeps.factors import Factor
from sim.results.keys import program_parts
from sim.results.swept import nested
from sim.scenario.arms import plain
from sim.scenario.reading import vary
from sim.scenario.schema import Scenario

DIGITS = 4
"""Digits of a calibrated value: more say nothing, and make a scenario hard to read."""


@dataclass(frozen=True)
class Free:
    """A parameter that a calibration may move."""

    key: str
    """Dotted key of the scenario."""
    low: float
    high: float
    scale: str
    """`linear` or `log`: on which the parameter is equally likely anywhere, before anything is known."""
    whole: bool
    reason: str
    """Why it is free, and why within these bounds."""
    unit: str = ""

    @property
    def factor(self) -> Factor:
        """The parameter as designs know it."""
        return Factor(self.key, low=self.low, high=self.high, scale=self.scale, whole=self.whole)

    def value(self, share: float) -> float | int:
        """Give the value at a share of the way through the bounds, in as many digits as a scenario shows."""
        return self.tidy(self.factor.at(np.array([share]))[0])

    def tidy(self, value: float) -> float | int:
        """Round a value to the digits that a scenario shows, within the bounds."""
        if self.whole:
            return round(value)
        return min(max(float(f"{value:.{DIGITS}g}"), self.low), self.high)

    def share(self, value: float) -> float:
        """Give how far through the bounds a value lies: 0 at the lower, 1 at the upper."""
        if self.scale == "log":
            return float(np.log(value / self.low) / np.log(self.high / self.low))
        return (value - self.low) / (self.high - self.low)

    def told(self) -> dict[str, Any]:
        """Give all of it as plain values."""
        return {"low": self.low, "high": self.high, "scale": self.scale, "unit": self.unit, "reason": self.reason}


@dataclass(frozen=True)
class Wanted:
    """A fact that a calibration is to reach."""

    fact: str
    low: float
    high: float
    """Ends of its band."""
    weight: float = 1.0
    reason: str = ""

    @property
    def middle(self) -> float:
        """Middle of the band."""
        return 0.5 * (self.low + self.high)

    @property
    def half_width(self) -> float:
        """Half the width of the band."""
        return 0.5 * (self.high - self.low)


@dataclass(frozen=True)
class Budget:
    """How much is simulated."""

    replicates: int = 2
    """Replicates of each trial of the search, the same luck for all trials."""
    trials: int = 96
    """Trials of the search, the scenario as it stands and the start among them."""
    start: int = 32
    """Trials that fill the bounds evenly before the search learns from them."""
    together: int = 8
    """Trials that are asked for at once; they do not learn from each other."""
    around: int = 96
    """Points around the best that the posterior is made from, each with luck of its own."""
    confirm: int = 4
    """Replicates in which the scenario as it stands and the best found are held against the facts."""


@dataclass(frozen=True)
class CalibrationRequest:
    """What is to be calibrated, complete and checked."""

    name: str
    """Name of the scenario."""
    base: Scenario
    """The scenario as it stands, with what the file sets while calibrating."""
    free: tuple[Free, ...]
    wanted: tuple[Wanted, ...]
    budget: Budget
    settings: Mapping[str, Any]
    """What holds only while calibrating, by dotted key."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Dotted keys of the free parameters, in order."""
        return tuple(each.key for each in self.free)

    @property
    def facts(self) -> tuple[str, ...]:
        """Names of the facts, in order."""
        return tuple(each.fact for each in self.wanted)

    @property
    def bands(self) -> Floats:
        """(F, 3) middle and half-width of each fact's band, in the fact's unit, and its weight."""
        return np.array([(each.middle, each.half_width, each.weight) for each in self.wanted])

    @cached_property
    def as_it_stands(self) -> Settings:
        """Value that the scenario has now for each free parameter."""
        values = plain(self.base)
        found: dict[str, Any] = {}
        for key in self.keys:
            here: Any = values
            for part in key.split("."):
                here = here[part]
            found[key] = here
        return found

    def scenario(self, point: Settings) -> Scenario:
        """Give the scenario of a point."""
        return vary(self.base, nested(point))

    def shares(self, point: Settings) -> Floats:
        """Give (D,) how far through its bounds each free parameter of a point lies."""
        return np.array([each.share(float(point[each.key])) for each in self.free])

    def point(self, shares: Floats) -> dict[str, Any]:
        """Give the point at (D,) shares of the way through the bounds."""
        return {each.key: each.value(float(share)) for each, share in zip(self.free, shares, strict=True)}

    def with_budget(self, **changes: int | None) -> "CalibrationRequest":
        """Give the same request with another budget; what is None stays."""
        given = {key: value for key, value in changes.items() if value is not None}
        return replace(self, budget=replace(self.budget, **given)) if given else self

    def searched(self) -> dict[str, Any]:
        """Give all that the trials depend on, as plain values; how many there are makes no other trial."""
        budget = self.budget
        return {
            "base": {key: value for key, value in plain(self.base).items() if key not in _SAID_OF_RUNS},
            "seed": self.base.seed,
            "free": {each.key: {**each.told(), "reason": ""} for each in self.free},
            "wanted": [[each.fact, each.low, each.high, each.weight] for each in self.wanted],
            "how": [budget.replicates, budget.start, budget.together],
            "program": program_parts(),
        }

    def folder(self, out: Path) -> Path:
        """Give the folder of the calibration: the same request has the same path."""
        text = json.dumps(self.searched(), sort_keys=True, ensure_ascii=False)
        return out / "calibrations" / f"{self.name}-{hashlib.sha256(text.encode()).hexdigest()[:10]}"


_SAID_OF_RUNS = ("name", "title", "extends", "replicates", "counterfactual")
