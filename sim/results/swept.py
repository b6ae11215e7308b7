"""What a sweep leaves: a folder whose manifest lists the points of a design and the worlds of each.

A sweep is a folder `<out>/<sweep>/<hash>/` beside the runs, with a manifest, `tables/` and `figures/`; its worlds lie
in `<out>/store` with all others. Each point opens as a run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from sim.basis.doors import Door, Shown
from sim.basis.errors import ResultsError
from sim.results.catalogue import find_run
from sim.results.manifests import read_json, write_json
from sim.results.run import BASE, Run
from sim.results.store import Store

KIND = "sweep"


@dataclass(frozen=True)
class Point:
    """A point of a design."""

    number: int
    settings: Mapping[str, Any]
    """Values by dotted key."""
    run: Run
    """The point's worlds, as far as they are finished."""


@dataclass(frozen=True, repr=False)
class Swept(Shown):
    """A sweep as its manifest tells it; worlds are opened when asked for."""

    plot = Door("plot", "Figures of the sweep, each a method that gives axes.")
    sliders = Door("sliders", "Sliders over the factors, `swept.sliders()`: the radiation at each point, at once.")

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Name of the sweep."""
        return str(self.manifest["name"])

    @property
    def title(self) -> str:
        """Title of the sweep."""
        return str(self.manifest.get("title") or self.name)

    @property
    def keys(self) -> tuple[str, ...]:
        """Dotted keys in which points differ, in order."""
        return tuple(self.manifest["keys"])

    @property
    def replicates(self) -> int:
        """How many replicates each point was asked for."""
        return len(self.manifest["replicates"])

    @property
    def arms(self) -> tuple[str, ...]:
        """Names of the arms of every point, `base` first."""
        return tuple(self.manifest["twins"])

    @property
    def store(self) -> Store:
        """Where the worlds lie."""
        return Store((self.folder / self.manifest["store"]).resolve())

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The points, in the order of the design."""
        rows = self.manifest["points"]
        return tuple(Point(number, row["settings"], self._run(number, row)) for number, row in enumerate(rows))

    def point(self, number: int) -> Point:
        """Give one point.

        Raises:
            ResultsError: Where the sweep has no such point.
        """
        count = len(self.manifest["points"])
        if not 0 <= number < count:
            raise ResultsError(f"{self.folder} has no point {number}; it has 0 to {count - 1}.")
        return Point(number, self.manifest["points"][number]["settings"], self._run(number))

    def frame(self, table: str = "headlines") -> pd.DataFrame:
        """Give a table of every point: `headlines`, `samples` (each replicate by itself), `points` or `failures`.

        Raises:
            ResultsError: Where the sweep has no such table, or it was not measured yet.
        """
        path = self.folder / "tables" / f"{table}.csv"
        if not path.is_file():
            known = ", ".join(sorted(each.stem for each in path.parent.glob("*.csv"))) or "none: it was not finished"
            raise ResultsError(f"{self.folder} has no table `{table}`; it has {known}.")
        return pd.read_csv(path)

    @property
    def finished(self) -> bool:
        """Whether every world of every point is there."""
        return all(len(point.run.replicates) == self.replicates for point in self.points)

    def _run(self, number: int, row: Mapping[str, Any] | None = None) -> Run:
        """Give a point as a run, from the worlds that are there."""
        told = self.manifest["points"][number] if row is None else row
        asked, replicates = self.manifest["asked"], self.manifest["replicates"]
        worlds, arms = [], {}
        for arm, places in told["worlds"].items():
            arms[arm] = self.manifest["base"]
            for replicate, place in zip(replicates, places, strict=True):
                scenario = self._scenario(asked[place], told["settings"])
                if scenario is not None:
                    worlds.append({"arm": arm, "replicate": replicate, "key": asked[place]})
                    arms[arm] = scenario
        manifest = {
            "name": f"{self.name}:{number}",
            "title": self.title,
            "arms": {arm: {**scenario, "name": f"{self.name}:{number}"} for arm, scenario in arms.items()},
            "replicates": replicates,
            "worlds": worlds,
            "store": self.manifest["store"],
        }
        return Run(folder=self.folder, manifest=manifest)

    def _scenario(self, key: str, settings: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Give the scenario of a world that is there, with its point's settings as they were asked for; or None."""
        try:
            made_from = self.store.read(key).made_from
        except ResultsError:
            return None
        scenario = {**made_from.get("scenario", {}), "seed": made_from.get("seed")}
        # What rings are laid by makes no world, so no world tells it.
        scenario |= {key: base[key] for key in ("rings_by",) if key in (base := self.manifest.get("base") or {})}
        pairs = {name: dict(scenario[name]) for name in ("zones", "timeline") if name in scenario}
        return _merged(scenario | pairs, nested(settings))


def nested(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Turn values by dotted key into nested settings, as a scenario file has them."""
    found: dict[str, Any] = {}
    for key, value in settings.items():
        *above, name = key.split(".")
        here = found
        for part in above:
            here = here.setdefault(part, {})
        here[name] = value
    return found


def _merged(values: Mapping[str, Any], settings: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(values)
    for name, value in settings.items():
        below = found.get(name)
        found[name] = _merged(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return found


def write_sweep(
    folder: Path, *, points: Sequence[Mapping[str, Any]], replicates: Sequence[int], facts: Mapping[str, Any]
) -> Swept:
    """Write or renew the manifest of a sweep.

    Args:
        folder: Folder of the sweep, `<out>/<sweep>/<hash>`.
        points: Settings of each point, and its world keys by arm, one for each replicate.
        replicates: Numbers of the replicates asked for.
        facts: Name, title, base scenario, design, program, status, times.
    """
    for name in ("figures", "tables"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    asked = list(dict.fromkeys(key for point in points for keys in point["worlds"].values() for key in keys))
    place = {key: number for number, key in enumerate(asked)}
    told = [
        {
            "settings": point["settings"],
            "worlds": {arm: [place[key] for key in keys] for arm, keys in point["worlds"].items()},
        }
        for point in points
    ]
    manifest = {
        "kind": KIND,
        **facts,
        "store": "../../store",
        "keys": list(dict.fromkeys(key for point in points for key in point["settings"])),
        "twins": list(points[0]["worlds"]) if points else [BASE],
        "replicates": list(replicates),
        "points": told,
        "asked": asked,
    }
    write_json(folder / "manifest.json", manifest)
    return Swept(folder, manifest)


def open_sweep(path: str | Path, out: str | Path = "results") -> Swept:
    """Open a sweep by its folder, its short hash, or its name where there is only one of it.

    Raises:
        ResultsError: Where there is none, or what is there is no sweep.
    """
    folder = find_run(Path(out), str(path)).folder
    manifest = read_json(folder / "manifest.json", what="manifest of a sweep")
    if manifest.get("kind") != KIND:
        raise ResultsError(f"{folder} is no sweep but a {manifest.get('kind', 'run')}. Open it by sim.open_results.")
    return Swept(folder, manifest)
