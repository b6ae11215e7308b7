"""A request: the worlds that an experiment asks for, and which of them the store holds already."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sim.results.keys import world_key
from sim.results.run import Run, write_run
from sim.results.store import Store
from sim.scenario.arms import arms
from sim.scenario.canonical import canonical
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Request:
    """Every arm of a scenario in a number of replicates."""

    scenario: Scenario
    replicates: tuple[int, ...]
    out: Path

    @cached_property
    def arms(self) -> Mapping[str, Scenario]:
        """Scenario of each arm, `base` first."""
        return arms(self.scenario)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Canonical text of each arm."""
        return {arm: canonical(scenario) for arm, scenario in self.arms.items()}

    @property
    def store(self) -> Store:
        """Where worlds are kept."""
        return Store(self.out / "store")

    @cached_property
    def keys(self) -> Mapping[tuple[str, int], str]:
        """Key of each world asked for, by arm and replicate."""
        return {
            (arm, replicate): world_key(
                text, seed=self.scenario.seed, replicate=replicate, shared="" if self._same_zones else self._all_zones
            )
            for arm, text in self.texts.items()
            for replicate in self.replicates
        }

    @cached_property
    def _same_zones(self) -> bool:
        return all(arm.zones == self.scenario.zones for arm in self.arms.values())

    @property
    def _all_zones(self) -> str:
        # All arms live on the map that has the zones of every arm, so that map is part of what each of them is.
        return json.dumps([json.loads(text)["zones"] for text in self.texts.values()], sort_keys=True)

    def stored(self) -> frozenset[tuple[str, int]]:
        """Look up which worlds the store holds."""
        return frozenset(world for world, key in self.keys.items() if self.store.has(key))

    def lacking(self, replicate: int, stored: frozenset[tuple[str, int]]) -> Mapping[str, Scenario]:
        """Give the arms that must be run to complete a replicate; none where it is complete.

        Where arms differ in their zones all of them are run, because the map is made from the zones of all.
        """
        missing = {arm: scenario for arm, scenario in self.arms.items() if (arm, replicate) not in stored}
        return missing if self._same_zones or not missing else self.arms

    def write_run(self, worlds: Iterable[tuple[str, int]], facts: Mapping[str, Any]) -> Run:
        """Write the manifest of the run with the worlds that are there."""
        finished = {world: self.keys[world] for world in sorted(worlds)}
        return write_run(self.out, arms=self.texts, replicates=self.replicates, worlds=finished, facts=facts)
