"""Estimating: how long worlds take and how much disk, from a short trial on this machine."""

import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pyarrow as pa

from sim.experiments.crew import Crew
from sim.experiments.sweeps.planning import Orders
from sim.experiments.warming import live_through_a_small_world
from sim.results.burn_ins import CODEC
from sim.results.panel_columns import PANELS
from sim.results.store import Store
from sim.scenario.reading import vary
from sim.scenario.schema import Scenario

MEASURING = 0.1
"""Seconds for each world in which it is read and measured."""

TRIAL = {"start": {"burn_in_years": 2.0}, "years": 1}
"""What is lived through: enough to see what a step takes, and what is left of a year."""

NO_STEPS = ("founding of", "settling of")
"""How stages begin that are reported as wholes, not step by step."""


@dataclass(frozen=True)
class Estimate:
    """What a number of worlds will take."""

    seconds: float
    size: int
    """Bytes."""


@dataclass
class _Watch:
    """Notes when each step of the trial ended; the founding and the extra searches at the fork are no steps."""

    began: float = field(default_factory=time.perf_counter)
    ends: dict[str, list[float]] = field(default_factory=lambda: {"burn-in": [], "years": []})

    def __call__(self, stage: str, _done: int, _total: int) -> None:
        if not stage.startswith(NO_STEPS):
            self.ends["burn-in" if stage.startswith("burn-in") else "years"].append(time.perf_counter())


@dataclass
class _Kept:
    """Takes the state of the trial's burn-in and tells how large it is."""

    size: int = 0

    def read(self, scenario: Scenario) -> bytes | None:
        """Give nothing: the trial lives through its burn-in."""
        del scenario

    def write(self, scenario: Scenario, state: bytes) -> None:
        """Measure a state."""
        del scenario
        self.size = len(pa.compress(state, codec=CODEC, asbytes=True))


@dataclass(frozen=True)
class _Trial:
    """What a short trial of one world took."""

    burn_in: float
    """Seconds of a burn-in."""
    world: float
    """Seconds of the recorded years of a world."""
    world_bytes: int
    burn_in_bytes: int


def estimate(
    scenario: Scenario, orders: Orders, *, workers: int, threads: int = 1, crew: Crew | None = None
) -> Estimate:
    """Estimate what the worlds that lack will take, by living through a short trial of one of them.

    Args:
        scenario: A scenario of the kind that lacks.
        orders: What lacks.
        workers: Processes side by side.
        threads: Threads of each.
        crew: Workers that are there already, who have loaded the model; by default this program tries the world.
    """
    if crew is not None:
        trial = crew.ask(_try_out, scenario, threads)
        loading = 0.0
    else:
        began = time.perf_counter()
        live_through_a_small_world(threads)
        # Whatever this program has to load before the trial, workers will have to load too.
        loading = time.perf_counter() - began
        trial = _try_out(scenario, threads)
    count, burn_ins = len(orders.lacking), orders.burn_ins
    seconds = (count * (trial.world + MEASURING) + burn_ins * trial.burn_in) / min(workers, max(count, 1))
    kept_bytes = trial.burn_in_bytes * burn_ins if count > burn_ins else 0
    return Estimate(loading + seconds, count * trial.world_bytes + kept_bytes)


def _try_out(scenario: Scenario, threads: int) -> _Trial:
    from sim.model.replicate import run_replicate

    watch, kept = _Watch(), _Kept()
    trial = vary(scenario, TRIAL)
    (record,) = (
        each for _, each in run_replicate({"base": trial}, replicate=0, threads=threads, progress=watch, burn_ins=kept)
    )
    return _Trial(*_seconds(scenario, watch), _bytes(scenario, record.panels), kept.size)


def _seconds(scenario: Scenario, watch: _Watch) -> tuple[float, float]:
    """Give what a burn-in and what the recorded years of a world take, from the steps of the trial."""
    burning, years = watch.ends["burn-in"], watch.ends["years"]
    of_burn_in = (burning[-1] - burning[0]) / (len(burning) - 1)
    of_year = (years[-1] - years[0]) / max(len(years) - 1, 1) or years[0] - burning[-1]
    found = max(burning[0] - watch.began - of_burn_in, 0.0)
    settle = max(years[0] - burning[-1] - of_year, 0.0)
    steps = scenario.steps_per_year
    burn_in = found + scenario.start.burn_in_years * steps * of_burn_in + settle
    return burn_in, scenario.years * steps * of_year


def _bytes(scenario: Scenario, panels: Mapping[str, pd.DataFrame]) -> int:
    """Give what a world takes on the disk: what one year adds, as often as there are years."""
    at_the_fork = {
        name: panel[panel["step"] == 0] if "step" in PANELS[name].keys else panel for name, panel in panels.items()
    }
    one, two = (_stored(each) for each in (at_the_fork, panels))
    return one + scenario.years * (two - one)


def _stored(panels: Mapping[str, pd.DataFrame]) -> int:
    with tempfile.TemporaryDirectory(prefix="hinterland-") as folder:
        world = Store(Path(folder)).write("trial", panels, {})
        return sum(facts["bytes"] for facts in world.manifest["tables"].values())
