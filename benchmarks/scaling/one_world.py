"""One world in a process of its own: what its steps take, and what it weighs.

Takes one word of JSON that says which world, for example {"firms": 100000, "steps": 8}, and prints JSON.
"""

import ctypes
import gc
import json
import resource
import sys
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.machine import triad_nanoseconds
from benchmarks.worlds import living, scenario_with, world_at_the_fork
from sim.basis.team import Team
from sim.experiments.warming import warm
from sim.model.simulation import Simulation

RESET_PEAK = Path("/proc/self/clear_refs")
KIBI = 1024


@dataclass(frozen=True)
class Asked:
    """Which world, and what to do with it."""

    firms: int
    steps: int
    """Steps to time on one thread."""
    more: tuple[str, ...] = ()
    """Settings `key=value`."""
    threads: int = 1
    """With more than one, as many steps again on so many threads, in turn with those on one."""
    whole_run: int = 0
    """Steps of a run on all threads to time whole."""


@dataclass(frozen=True)
class World:
    """What was found."""

    firms: int
    """Firms alive, those of the rest of the country included."""
    rows: int
    cpu: tuple[float, ...]
    """Processor seconds of each step on one thread."""
    wall: tuple[float, ...]
    """Seconds by the clock of the same steps."""
    wall_threads: tuple[float, ...]
    """Seconds by the clock of the steps on several threads."""
    whole_run: float
    """Seconds by the clock of the whole run."""
    before: float
    """Processor seconds from founding to the first step timed."""
    array_bytes: int
    """Bytes of all arrays of the world between two steps."""
    step_array_bytes: int
    """The most of them at one time within a step, those that pass with it included."""
    step_peak: int
    """Most memory of the process while it stepped; of its whole life where the system does not start anew."""
    life_peak: int
    """Most memory of the process from its start."""
    triad: float
    """Nanoseconds for 8 bytes of a triad, in this process."""


def main() -> None:
    """Measure the world that is asked for and print what was found."""
    asked = json.loads(sys.argv[1])
    print(json.dumps(asdict(measured(Asked(**asked | {"more": tuple(asked.get("more", ()))})))))


def measured(asked: Asked) -> World:
    """Found a world, bring it to the policy date, and time its steps."""
    warm(asked.threads)
    began = time.process_time()
    simulation = world_at_the_fork(scenario_with(asked.firms, asked.more), threads=1)
    before = time.process_time() - began
    peak_before = _peak()
    _forget_peak()
    firms = living(simulation)
    one, several = Team(1), Team(asked.threads)
    cpu, wall, wall_threads = [], [], []
    for _ in range(asked.steps):
        cpu_seconds, seconds = _stepped(simulation, one)
        cpu.append(cpu_seconds)
        wall.append(seconds)
        if asked.threads > 1:
            wall_threads.append(_stepped(simulation, several)[1])
    step_peak = _peak()
    whole_run = sum(_stepped(simulation, several)[1] for _ in range(asked.whole_run))
    between_steps = array_bytes(simulation.world)
    return World(
        firms=firms,
        rows=simulation.world.firms.rows,
        cpu=tuple(cpu),
        wall=tuple(wall),
        wall_threads=tuple(wall_threads),
        whole_run=whole_run,
        before=before,
        array_bytes=between_steps,
        step_array_bytes=between_steps + _bytes_passing(simulation),
        step_peak=step_peak,
        life_peak=max(peak_before, step_peak),
        triad=triad_nanoseconds(),
    )


def _stepped(simulation: Simulation, team: Team) -> tuple[float, float]:
    simulation.team = team
    cpu, wall = time.process_time(), time.perf_counter()
    simulation.step()
    return time.process_time() - cpu, time.perf_counter() - wall


def _bytes_passing(simulation: Simulation) -> int:
    """Give the most bytes that a step takes beyond those that stand there before it."""
    gc.collect()
    tracemalloc.start()
    simulation.step()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def array_bytes(world: object) -> int:
    """Add up the bytes of all arrays that an object holds, each once, whoever else holds it too."""
    owners = {id(array): array for array in map(_owner, _arrays(world, set()))}
    return sum(array.nbytes for array in owners.values())


def _owner(array: np.ndarray) -> np.ndarray:
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


def _arrays(value: Any, seen: set[int]) -> Iterator[np.ndarray]:
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, np.ndarray):
        yield value
        return
    for each in _parts(value):
        yield from _arrays(each, seen)


def _parts(value: Any) -> list[Any]:
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, tuple | list) else []


def _forget_peak() -> None:
    """Hand back what founding has left, and begin the record of the process's most memory anew, where that can be."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
    with suppress(OSError):
        RESET_PEAK.write_text("5")


def _peak() -> int:
    """Give the most bytes that the process has held since the record began."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * KIBI


if __name__ == "__main__":
    main()
