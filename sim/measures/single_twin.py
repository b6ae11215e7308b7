"""A single twin as a run of one replicate, so that whatever measures runs measures it too."""

from sim.results.manifests import read_json
from sim.results.run import BASE, Run, Twin
from sim.results.store import World


def run_of_twin(twin: Twin) -> Run:
    """Give two stored worlds of one replicate as a run that holds nothing else."""
    scenario = dict(twin.base.made_from.get("scenario", {}))
    told = {world.key: _told(world) for world in (twin.base, twin.other)}
    name, arm = str(told[twin.base.key]["scenario"]), str(told[twin.other.key]["arm"])
    arms = {BASE: scenario | {"name": name}, arm: dict(twin.other.made_from.get("scenario", {})) | {"name": name}}
    worlds = [
        {"arm": each, "replicate": twin.replicate, "key": world.key}
        for each, world in ((BASE, twin.base), (arm, twin.other))
    ]
    store = twin.base.folder.parent
    manifest = {
        "name": name,
        "arms": arms,
        "replicates": [twin.replicate],
        "worlds": worlds,
        "store": store.name,
    }
    return Run(folder=store.parent, manifest=manifest)


def _told(world: World) -> dict[str, str]:
    """Give what a world was made for first: the name of its scenario and of its arm."""
    manifest = read_json(world.folder / "manifest.json", what="manifest of a world")
    return {"scenario": manifest.get("scenario") or "unnamed", "arm": manifest.get("arm") or "counterfactual"}
