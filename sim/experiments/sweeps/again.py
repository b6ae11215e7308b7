"""Again: a sweep as its results tell it, so that it can go on without its file."""

from sim.experiments.sweeps.factors import Factor
from sim.experiments.sweeps.sweep import Sweep
from sim.results.swept import Swept
from sim.scenario.schema import Scenario


def sweep_of(swept: Swept) -> Sweep:
    """Give the sweep that left these results; it asks for the same worlds."""
    manifest = swept.manifest
    return Sweep(
        name=swept.name,
        title=str(manifest.get("title", "")),
        base=Scenario.model_validate(manifest["base"]),
        design=str(manifest["design"]),
        factors=tuple(Factor(key) for key in manifest["factors"]),
        points=tuple(point["settings"] for point in manifest["points"]),
    )
