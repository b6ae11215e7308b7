"""A request: the worlds that an experiment asks for, and which of them the store holds already."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.experiments.engines import DEFAULT_ENGINE
from sim.experiments.fingerprints import fingerprint
from sim.experiments.sharing import plainest
from sim.results.keys import key_of, program_parts, world_parts
from sim.results.run import Run, write_run
from sim.results.store import Store
from sim.scenario.arms import arms, canonical
from sim.scenario.ring_kinds import RingsBy
from sim.scenario.schema import Scenario

if TYPE_CHECKING:
    from sim.model.schedule import Schedule


@dataclass(frozen=True)
class Request:
    """Every arm of a scenario in a number of replicates."""

    scenario: Scenario
    replicates: tuple[int, ...]
    out: Path
    engine: str = DEFAULT_ENGINE
    schedule: "Schedule | None" = None
    """The order of a step, where it is not the model's; its worlds have keys of their own."""

    @cached_property
    def arms(self) -> Mapping[str, Scenario]:
        """Scenario of each arm, `base` first; each of them builds the same map."""
        return arms(self.scenario)

    @property
    def store(self) -> Store:
        """Where worlds are kept."""
        return Store(self.out / "store")

    @cached_property
    def worlds(self) -> Mapping[str, Scenario]:
        """Scenario that is lived through for each arm: the plainest that makes its world, which others may need too."""
        return {arm: plainest(scenario) for arm, scenario in self.arms.items()}

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return {arm: canonical(scenario) for arm, scenario in self.worlds.items()}

    @cached_property
    def shared(self) -> str:
        """What every world of the request is made from besides its scenario: a schedule of one's own, or nothing."""
        return "" if self.schedule is None else f"schedule {fingerprint(self.schedule)}"

    def parts(self, arm: str, replicate: int) -> dict[str, Any]:
        """Give everything that a world is made from, of which its key is the hash."""
        return world_parts(
            self._texts[arm], seed=self.scenario.seed, replicate=replicate, engine=self.engine, shared=self.shared
        )

    @cached_property
    def keys(self) -> Mapping[tuple[str, int], str]:
        """Key of each world asked for, by arm and replicate."""
        return {
            (arm, replicate): key_of(self.parts(arm, replicate)) for arm in self.arms for replicate in self.replicates
        }

    def stored(self) -> frozenset[tuple[str, int]]:
        """Look up which worlds the store holds."""
        return frozenset(world for world, key in self.keys.items() if self.store.has(key))

    def lacking(self, replicate: int, stored: frozenset[tuple[str, int]]) -> Mapping[str, Scenario]:
        """Give the arms that must be run to complete a replicate; none where it is complete."""
        return {arm: scenario for arm, scenario in self.worlds.items() if (arm, replicate) not in stored}

    def write_run(self, worlds: Iterable[tuple[str, int]], facts: Mapping[str, Any]) -> Run:
        """Write the manifest of the run with the worlds that are there."""
        finished = {world: self.keys[world] for world in sorted(worlds)}
        asked = {"asked": sorted(set(self.keys.values())), **program_parts(self.engine)}
        if self.schedule is not None:
            asked["schedule"] = [{"process": each.name, "meaning": each.what} for each in self.schedule]
        return write_run(
            self.out, arms=self.told, replicates=self.replicates, worlds=finished, engine=self.engine,
            shared=self.shared, facts={**asked, **facts},
        )  # fmt: skip

    @cached_property
    def told(self) -> Mapping[str, str]:
        """Text of each arm with the name and title, which make no world but which a reader wants to see."""
        said: dict[str, Any] = {"name": self.scenario.name, "title": self.scenario.title}
        if self.scenario.rings_by != RingsBy():
            # It makes no world, but says how this run is measured.
            said["rings_by"] = self.scenario.rings_by.model_dump(mode="json", exclude_none=True)
        return {
            arm: json.dumps(json.loads(canonical(scenario)) | said, sort_keys=True, ensure_ascii=False)
            for arm, scenario in self.arms.items()
        }
