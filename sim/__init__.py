"""Hinterland: how far development zones radiate, by an agent-based model of firms, zones and regions.

The names below are the public surface; each is loaded when it is first used, so that `import sim` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sim.basis.doors import open_doors

if TYPE_CHECKING:
    from sim.experiments.channels import run_channels
    from sim.experiments.single import run
    from sim.experiments.sweeps.reading import read_sweep_text
    from sim.experiments.twins import run_twins
    from sim.experiments.warming import warm
    from sim.figures.portfolio import draw_all
    from sim.measures.channels import channels
    from sim.measures.compare import compare
    from sim.measures.headline import headline
    from sim.measures.sweeping import sweep
    from sim.model.firm import Firm
    from sim.model.places import Region, Zone
    from sim.model.region_model import RegionModel
    from sim.model.schedule import SCHEDULE, Process
    from sim.reference.model import PlainModel
    from sim.results.run import open_results
    from sim.results.swept import open_sweep
    from sim.scenario.arms import arms
    from sim.scenario.differing import differences
    from sim.scenario.reading import read_scenario
    from sim.scenario.schema import Scenario

__all__ = [
    "SCHEDULE",
    "Firm",
    "PlainModel",
    "Process",
    "Region",
    "RegionModel",
    "Scenario",
    "Zone",
    "arms",
    "channels",
    "compare",
    "differences",
    "draw_all",
    "headline",
    "open_results",
    "open_sweep",
    "read_scenario",
    "read_sweep_text",
    "run",
    "run_channels",
    "run_twins",
    "sweep",
    "warm",
]

_HOMES = {
    "Firm": "sim.model.firm",
    "PlainModel": "sim.reference.model",
    "Process": "sim.model.schedule",
    "Region": "sim.model.places",
    "RegionModel": "sim.model.region_model",
    "Scenario": "sim.scenario.schema",
    "SCHEDULE": "sim.model.schedule",
    "Zone": "sim.model.places",
    "arms": "sim.scenario.arms",
    "channels": "sim.measures.channels",
    "compare": "sim.measures.compare",
    "differences": "sim.scenario.differing",
    "draw_all": "sim.figures.portfolio",
    "headline": "sim.measures.headline",
    "open_results": "sim.results.run",
    "open_sweep": "sim.results.swept",
    "read_scenario": "sim.scenario.reading",
    "read_sweep_text": "sim.experiments.sweeps.reading",
    "run": "sim.experiments.single",
    "run_channels": "sim.experiments.channels",
    "run_twins": "sim.experiments.twins",
    "sweep": "sim.measures.sweeping",
    "warm": "sim.experiments.warming",
}

# Who stands behind the doors of the lower floors: loaded when somebody goes through.
open_doors(
    {
        "Scenario.plot": "sim.figures.plots:ScenarioPlots",
        "Run.plot": "sim.figures.plots:RunPlots",
        "Twin.plot": "sim.figures.plots:TwinPlots",
        "Swept.plot": "sim.figures.plots:SweptPlots",
        "Comparison.plot": "sim.figures.plots:ComparisonPlots",
        "Compared.plot": "sim.figures.plots:ComparisonPlots",
        "Swept.sliders": "sim.notebook.sliders:sliders_of",
        "Scenario.shown": "sim.notebook.showing:show_scenario",
        "Run.shown": "sim.notebook.showing:show_run",
        "Twin.shown": "sim.notebook.showing:show_twin",
        "Swept.shown": "sim.notebook.showing:show_sweep",
        "Comparison.shown": "sim.notebook.showing:show_comparison",
        "Compared.shown": "sim.notebook.showing:show_compared",
    }
)


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
