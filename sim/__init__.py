"""Hinterland: how far development zones radiate, by an agent-based model of firms, zones and regions.

The names below are the public surface; each is loaded when it is first used, so that `import sim` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.experiments.single import run
    from sim.experiments.twins import run_twins
    from sim.experiments.warming import warm
    from sim.figures.portfolio import draw_all
    from sim.measures.compare import compare
    from sim.measures.headline import headline
    from sim.measures.sweeping import sweep
    from sim.model.region_model import RegionModel
    from sim.reference.model import PlainModel
    from sim.results.run import open_results
    from sim.scenario.arms import arms
    from sim.scenario.differing import differences
    from sim.scenario.reading import read_scenario
    from sim.scenario.schema import Scenario

__all__ = [
    "PlainModel",
    "RegionModel",
    "Scenario",
    "arms",
    "compare",
    "differences",
    "draw_all",
    "headline",
    "open_results",
    "read_scenario",
    "run",
    "run_twins",
    "sweep",
    "warm",
]

_HOMES = {
    "PlainModel": "sim.reference.model",
    "RegionModel": "sim.model.region_model",
    "Scenario": "sim.scenario.schema",
    "arms": "sim.scenario.arms",
    "compare": "sim.measures.compare",
    "differences": "sim.scenario.differing",
    "draw_all": "sim.figures.portfolio",
    "headline": "sim.measures.headline",
    "open_results": "sim.results.run",
    "read_scenario": "sim.scenario.reading",
    "run": "sim.experiments.single",
    "run_twins": "sim.experiments.twins",
    "sweep": "sim.measures.sweeping",
    "warm": "sim.experiments.warming",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"sim has no public name '{name}'; it has {', '.join(__all__)}")
    # Kernels look for a folder to keep their compiled code in as soon as they are loaded.
    import_module("sim.experiments.compiling").settle_cache()
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names."""
    return __all__
