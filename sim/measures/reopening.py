"""Reopening a comparison: what its manifest keeps of each part, and the comparison that comes of it again."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.basis.errors import ResultsError
from sim.measures.comparing import Comparison, Part
from sim.results.catalogue import find_run
from sim.results.manifests import read_json
from sim.results.run import Run

KIND = "comparison"


def kept_of(part: Part, folder: Path) -> dict[str, Any]:
    """Give what must be kept of a part to open it again: the two arms that were compared, and their worlds.

    Args:
        part: Part of the comparison.
        folder: Folder of the comparison, from which the store is looked up.
    """
    run = part.run
    arms = (run.arms[0], part.counterfactual)
    return {
        "name": run.name,
        "title": run.title,
        "engine": run.manifest.get("engine", "numba"),
        "store": _from(folder, run.store.root),
        "arms": {arm: run.manifest["arms"][arm] for arm in arms},
        "replicates": list(part.replicates),
        "worlds": [
            {"arm": arm, "replicate": replicate, "key": run.world(arm, replicate).key}
            for arm in arms
            for replicate in part.replicates
        ],
    }


def _from(folder: Path, store: Path) -> str:
    """Write where a store lies as seen from a folder, so that both can be moved together."""
    try:
        return store.resolve().relative_to(folder.resolve(), walk_up=True).as_posix()
    except ValueError:  # on another drive there is no way from one to the other
        return store.resolve().as_posix()


def open_comparison(path: str | Path, out: str | Path = "results") -> Comparison:
    """Open a comparison by its folder, its short hash, or its name where there is only one of it.

    Raises:
        ResultsError: Where there is none, or what is there is no comparison that can be opened again.
    """
    folder = find_run(Path(out), str(path)).folder
    manifest = read_json(folder / "manifest.json", what="manifest of a comparison")
    if manifest.get("kind") != KIND:
        raise ResultsError(f"{folder} is no comparison but a {manifest.get('kind', 'run')}. Open it by what made it.")
    told = manifest["parts"]
    if not all("run" in each for each in told):
        raise ResultsError(
            f"{folder} was written by an earlier version, which did not keep what is needed to open it again. Give "
            "the same `hinterland compare A B` once more: no world is run again."
        )
    parts = tuple(_part(each, folder) for each in told)
    return Comparison(parts, tuple(bool(each["paired"]) for each in told), tuple(manifest["warnings"]))


def _part(told: Mapping[str, Any], folder: Path) -> Part:
    run = Run(folder=folder, manifest=told["run"])
    return Part(str(told["name"]), run, str(told["counterfactual"]), tuple(told["replicates"]))
