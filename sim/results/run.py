"""A run: which worlds belong together, where they lie, and how to open them.

A run is a folder `<out>/<scenario>/<run>/` with a manifest that lists arms, replicates and world keys, and with
`figures/` and `tables/`. Its worlds lie in `<out>/store`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from sim.basis.doors import Door, Shown
from sim.basis.errors import ResultsError
from sim.results.frames import frame_of
from sim.results.keys import run_key, versions
from sim.results.manifests import read_json, write_json
from sim.results.store import Store, World
from sim.scenario.ring_kinds import edges_by_kind

BASE = "base"
"""Name of the arm that every counterfactual is held against."""

type WorldKeys = Mapping[tuple[str, int], str]
"""Key of each finished world, by arm and replicate."""


@dataclass(frozen=True, repr=False)
class Twin(Shown):
    """Two worlds of one replicate that share their luck."""

    plot = Door("plot", "Figures of the two worlds, each a method that gives axes.")

    replicate: int
    base: World
    other: World
    """The counterfactual world."""

    @property
    def name(self) -> str:
        """Which luck it has."""
        return f"of replicate {self.replicate}"


@dataclass(frozen=True, repr=False)
class Run(Shown):
    """A run as its manifest tells it; worlds are opened when asked for."""

    plot = Door("plot", "Figures of the run, each a method that gives axes.")

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Name of the scenario."""
        return str(self.manifest["name"])

    @property
    def title(self) -> str:
        """Title of the scenario."""
        return str(self.manifest.get("title") or self.name)

    @property
    def scenario(self) -> Mapping[str, Any]:
        """Resolved scenario of the base arm."""
        return self.manifest["arms"][BASE]

    @property
    def arms(self) -> tuple[str, ...]:
        """Names of the arms, `base` first."""
        return tuple(self.manifest["arms"])

    @property
    def counterfactuals(self) -> tuple[str, ...]:
        """Names of the arms that the base is held against."""
        return tuple(arm for arm in self.arms if arm != BASE)

    @property
    def replicates(self) -> tuple[int, ...]:
        """Replicates that are finished in every arm."""
        asked = self.manifest["replicates"]
        return tuple(k for k in asked if all((arm, k) in self._keys for arm in self.arms))

    @property
    def rings(self) -> tuple[float, ...]:
        """Inner edges of the rings in km, or in orders by contiguity; the last ring is open."""
        return edges_by_kind(self.scenario)

    @property
    def store(self) -> Store:
        """Where the worlds lie."""
        return Store((self.folder / self.manifest["store"]).resolve())

    @cached_property
    def _keys(self) -> dict[tuple[str, int], str]:
        return {(row["arm"], row["replicate"]): row["key"] for row in self.manifest["worlds"]}

    def world(self, arm: str, replicate: int) -> World:
        """Open one world.

        Raises:
            ResultsError: Where the run has no such arm or replicate, or the world is not whole.
        """
        if arm not in self.arms:
            raise ResultsError(f"{self.folder} has no arm `{arm}`; it has {', '.join(self.arms)}.")
        if (arm, replicate) not in self._keys:
            done = ", ".join(str(k) for k in self.replicates) or "none"
            raise ResultsError(
                f"{self.folder} has no finished replicate {replicate} of `{arm}` (finished in every arm: {done}). "
                "Run the scenario again: what is finished is not run twice."
            )
        return self.store.read(self._keys[arm, replicate])

    def worlds(self, arm: str) -> tuple[World, ...]:
        """Open the worlds of one arm, a replicate each."""
        return tuple(self.world(arm, replicate) for replicate in self._finished())

    def twins(self, counterfactual: str) -> tuple[Twin, ...]:
        """Pair the base with a counterfactual, replicate by replicate."""
        return tuple(Twin(k, self.world(BASE, k), self.world(counterfactual, k)) for k in self._finished())

    def frame(
        self, table: str, *, arms: Sequence[str] | None = None, columns: Sequence[str] | None = None
    ) -> pd.DataFrame:
        """Give a table of every world in one frame, with columns `arm` and `replicate` in front.

        Args:
            table: Name of the table: `regions`, `zones`, `cells`, `nation` ...
            arms: Whose worlds; by default all arms, `base` first.
            columns: Columns to read; by default all.

        Returns:
            The frame; `attrs["units"]` and `attrs["meanings"]` say what each column is counted in and what it is.

        Raises:
            ResultsError: Where there is no such arm, table or column, or no finished replicate.
        """
        asked = [(arm, k) for arm in arms or self.arms for k in self._finished()]
        return frame_of(((arm, k, self.world(arm, k)) for arm, k in asked), table, columns)

    def _finished(self) -> tuple[int, ...]:
        if not self.replicates:
            raise ResultsError(f"{self.folder} has no replicate that is finished in every arm. Run the scenario again.")
        return self.replicates


def write_run(
    out: Path,
    *,
    arms: Mapping[str, str],
    replicates: Iterable[int],
    worlds: WorldKeys,
    engine: str = "numba",
    shared: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Run:
    """Write or renew the manifest of a run; call it again whenever a replicate is finished.

    Args:
        out: Folder of all results.
        arms: Canonical scenario of each arm in JSON, `base` first.
        replicates: Numbers of the replicates asked for.
        worlds: Keys of the worlds finished so far.
        engine: Engine that ran them.
        shared: What all worlds are made from besides their scenarios, as in their keys.
        facts: Whatever else is worth knowing: times, host, remarks.
    """
    asked = sorted(replicates)
    scenarios = {arm: json.loads(text) for arm, text in arms.items()}
    folder = run_folder(out, arms=arms, replicates=asked, engine=engine, shared=shared)
    for name in ("figures", "tables"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    manifest = {
        "name": folder.parent.name,
        "title": scenarios[BASE].get("title", ""),
        "engine": engine,
        "versions": versions(),
        "store": "../../store",
        "replicates": asked,
        "worlds": [{"arm": arm, "replicate": k, "key": key} for (arm, k), key in sorted(worlds.items())],
        "arms": scenarios,
        **(facts or {}),
    }
    write_json(folder / "manifest.json", manifest)
    return open_results(folder)


def run_folder(
    out: Path, *, arms: Mapping[str, str], replicates: Iterable[int], engine: str = "numba", shared: str = ""
) -> Path:
    """Give the folder of a run: the same request has the same path."""
    name = json.loads(arms[BASE]).get("name") or "unnamed"
    return out / str(name) / run_key(arms, replicates=replicates, engine=engine, shared=shared)


def open_results(path: str | Path) -> Run:
    """Open a run by its folder or manifest, or by a folder that holds exactly one.

    Raises:
        ResultsError: Where there is no run, more than one, or its manifest cannot be read.
    """
    folder = Path(path)
    if folder.name == "manifest.json":
        folder = folder.parent
    if not folder.is_dir():
        raise ResultsError(f"There is no folder {folder}. Give the folder that `hinterland run` printed.")
    if not (folder / "manifest.json").is_file():
        folder = _only_run_below(folder)
    manifest = read_json(folder / "manifest.json", what="manifest of a run")
    if manifest.get("kind", "run") != "run":
        opener = {"sweep": "results.swept.open_sweep", "comparison": "measures.reopening.open_comparison"}
        how = opener.get(str(manifest["kind"]), "results.catalogue.find_run")
        raise ResultsError(f"{folder} is a {manifest['kind']} and no run. Open it by sim.{how}.")
    lacking = [key for key in ("name", "arms", "replicates", "worlds", "store") if key not in manifest]
    if lacking:
        raise ResultsError(
            f"{folder / 'manifest.json'} is not the manifest of a run: it lacks {', '.join(lacking)}. "
            "Give the folder that `hinterland run` printed."
        )
    return Run(folder=folder, manifest=manifest)


def _only_run_below(folder: Path) -> Path:
    found = sorted(path.parent for pattern in ("*", "*/*") for path in folder.glob(f"{pattern}/manifest.json"))
    runs = [path for path in found if path.parent.name != "store"]
    if len(runs) == 1:
        return runs[0]
    if not runs:
        raise ResultsError(f"There is no run in {folder}: no manifest.json. Make one by `hinterland run SCENARIO`.")
    lines = "\n".join(f"  * {path}" for path in runs)
    raise ResultsError(f"{folder} holds {len(runs)} runs; name one of them:\n{lines}")
