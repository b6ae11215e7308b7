"""One replicate: burn-ins that arms share, forks, and a finished world at a time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import pandas as pd

from sim.basis.luck import Luck
from sim.model.burnt_in import freeze, thaw
from sim.model.companions import Memory
from sim.model.founding import map_of
from sim.model.living import Living
from sim.model.recording import Recorder
from sim.model.simulation import Simulation
from sim.scenario.arms import shares_burn_in
from sim.scenario.schema import Scenario
from sim.world.geography import Geography

type Progress = Callable[[str, int, int], None]
"""Called with what is going on, steps done and steps in all."""


class BurnIns(Protocol):
    """Burn-ins that were lived through before, as bytes."""

    def read(self, scenario: Scenario) -> bytes | None:
        """Give the state that the burn-in of a scenario leaves, or None where it is not kept."""
        ...

    def write(self, scenario: Scenario, state: bytes) -> None:
        """Keep the state that the burn-in of a scenario has left."""
        ...


@dataclass(frozen=True)
class WorldRecord:
    """What one world leaves."""

    panels: dict[str, pd.DataFrame]
    facts: dict[str, Any]


def run_replicate(
    arms: Mapping[str, Scenario],
    *,
    replicate: int,
    years: int | None = None,
    threads: int = 1,
    check: bool = False,
    progress: Progress | None = None,
    found: Callable[..., Living] = Simulation.found,
    burn_ins: BurnIns | None = None,
) -> Iterator[tuple[str, WorldRecord]]:
    """Live through the arms of a replicate; arms that share a burn-in fork from one.

    Args:
        arms: Scenarios by name; all of them have one map.
        replicate: Number of the replicate, which sets its luck.
        years: Years to record, where not the scenario's.
        threads: Threads for loops over firms; they change no result.
        check: Whether the accounting identities are checked in every step.
        progress: Is told of every step.
        found: Founds a world, as `Simulation.found` does; another engine founds its own.
        burn_ins: Burn-ins of this replicate that need not be lived through again; new ones are given to it.

    Yields:
        Name and record of each arm, in the order given, as soon as it is finished.

    Raises:
        IdentityError: With `check`, an accounting identity does not hold.
    """
    names = list(arms)
    first = arms[names[0]]
    geography: Geography | None = None
    stems: list[Living] = []
    for name in names:
        scenario = arms[name]
        stem = next((each for each in stems if shares_burn_in(each.scenario, scenario)), None)
        if stem is None:
            state = burn_ins.read(scenario) if burn_ins else None
            if state is not None:
                stem = thaw(state, scenario, replicate=replicate, threads=threads)
                stem.check = check
            else:
                geography = geography or map_of(first, Luck(first.seed, replicate))
                stem = _burnt_in(
                    scenario, replicate=replicate, geography=geography, threads=threads, check=check,
                    progress=progress, name=name, found=found,
                )  # fmt: skip
                if burn_ins and isinstance(stem, Simulation):
                    burn_ins.write(scenario, freeze(stem))
            if isinstance(stem, Simulation):
                stem.memory = Memory()
            stems.append(stem)
        yield name, _recorded(stem.fork(scenario), years or scenario.years, progress, name)


def _burnt_in(
    scenario: Scenario,
    *,
    replicate: int,
    geography: Geography,
    threads: int,
    check: bool,
    progress: Progress | None,
    name: str,
    found: Callable[..., Living],
) -> Living:
    if progress:
        progress(f"founding of {name}", 0, 1)
    simulation = found(scenario, replicate=replicate, threads=threads, geography=geography)
    simulation.check = check
    if progress:
        simulation.burn_in(partial(progress, f"burn-in of {name}"), settling=partial(progress, f"settling of {name}"))
    else:
        simulation.burn_in()
    return simulation


def _recorded(simulation: Living, years: int, progress: Progress | None, name: str) -> WorldRecord:
    recorder = Recorder(simulation)
    total = years * simulation.clock.steps_per_year
    for done in range(1, total + 1):
        simulation.step()
        recorder.observe()
        if progress:
            progress(name, done, total)
    fit = simulation.fit
    facts = {
        "largest_gap_at_the_fork": fit.largest_gap if fit else None,
        "drift": simulation.world.drift,
        "firms_at_the_end": int(simulation.world.firms.alive.sum()),
    }
    return WorldRecord(panels=recorder.panels(), facts=facts)
