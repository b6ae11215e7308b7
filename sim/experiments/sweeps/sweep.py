"""A sweep: a base scenario, the points of a design, twins and replicates; every point under the same luck."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from sim.experiments.requests import Request
from sim.experiments.sweeps.designs import Settings
from sim.experiments.sweeps.factors import Factor
from sim.results.swept import nested
from sim.scenario.arms import plain
from sim.scenario.reading import vary
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Sweep:
    """What a sweep file asks for, complete and checked."""

    name: str
    title: str
    base: Scenario
    """Scenario that every point starts from; it names the twins and the replicates."""
    design: str
    factors: tuple[Factor, ...]
    points: tuple[Settings, ...]

    @property
    def replicates(self) -> int:
        """How many replicates each point has; replicate k of every point has the same luck."""
        return self.base.replicates

    @property
    def keys(self) -> tuple[str, ...]:
        """Dotted keys in which points differ, in order."""
        return tuple(dict.fromkeys(key for settings in self.points for key in settings))

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """Scenario of each point."""
        return tuple(vary(self.base, nested(settings)) for settings in self.points)

    def with_replicates(self, replicates: int | None) -> "Sweep":
        """Give the same sweep with another number of replicates; None leaves it as it is."""
        if replicates is None or replicates == self.replicates:
            return self
        return replace(self, base=vary(self.base, {"replicates": replicates}))

    def requests(self, out: Path) -> list[Request]:
        """Give what each point asks for."""
        return [Request(scenario, tuple(range(self.replicates)), out) for scenario in self.scenarios]

    def request(self) -> dict[str, Any]:
        """Give all that makes this sweep what it is, as plain values."""
        return {
            "name": self.name,
            "design": self.design,
            "factors": [factor.key for factor in self.factors],
            "base": plain(self.base),
            "settings": [dict(settings) for settings in self.points],
        }

    def folder(self, out: Path) -> Path:
        """Give the folder of the sweep: the same request has the same path."""
        text = json.dumps(self.request(), sort_keys=True, ensure_ascii=False)
        return out / self.name / hashlib.sha256(text.encode()).hexdigest()[:10]


def in_words(settings: Mapping[str, Any]) -> str:
    """Write the settings of a point in one line."""
    written = {key: f"{value:g}" if isinstance(value, float) else str(value) for key, value in settings.items()}
    return ", ".join(f"{key} {value}" for key, value in written.items())
