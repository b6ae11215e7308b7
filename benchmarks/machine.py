"""The machine: whether it is idle, and what it can do at best, to hold times against."""

import math
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numba import njit

from sim.basis.luck import Luck, Purpose

TRIAD_ELEMENTS = 8_000_000
"""Elements of each of three arrays, 64 MB: more than any cache holds."""

DRAWS = 1_000_000
ROUNDS = 7

MEMORY = Path("/proc/meminfo")
PROCESSORS = Path("/proc/cpuinfo")
BUSY = 0.3
"""Load beyond which somebody else is at work."""


def load() -> float | None:
    """Give how many processes wanted to run in the last minute on average; none where the system does not tell."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else None


def warn_if_busy() -> str:
    """Say in a sentence that others are at work, or nothing."""
    now = load()
    if now is None or now < BUSY:
        return ""
    return f"This machine is not idle (load {now:.1f}), so times are longer than they need be."


class Triad:
    """The fastest that memory goes on one core: a = b + s * c over arrays that no cache holds."""

    bytes = 3 * 8 * TRIAD_ELEMENTS
    """Bytes that one run reads and writes."""

    def __init__(self) -> None:
        self._arrays = np.zeros(TRIAD_ELEMENTS), np.ones(TRIAD_ELEMENTS), np.ones(TRIAD_ELEMENTS)
        self.run()

    def run(self) -> None:
        """Go over the arrays once."""
        _triad(*self._arrays, 3.0)


def triad_nanoseconds() -> float:
    """Give the time that memory takes for 8 bytes on one core."""
    triad = Triad()
    return quickest(triad.run) * 8 / triad.bytes


@njit(fastmath=True)
def _triad(a: np.ndarray, b: np.ndarray, c: np.ndarray, s: float) -> None:
    for i in range(a.size):
        a[i] = b[i] + s * c[i]


def draw_nanoseconds() -> float:
    """Give the time of one uniform draw by Philox, in bulk."""
    luck, purpose = Luck(1, 0), Purpose("a draw to be timed")
    who = np.arange(DRAWS, dtype=np.uint64)
    luck.uniforms(purpose, 0, who)
    return quickest(lambda: luck.uniforms(purpose, 0, who)) / DRAWS


def quickest(work: Callable[[], object]) -> float:
    """Give the shortest of several times that a piece of work takes the processor, in ns."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time_ns()
        work()
        times.append(time.process_time_ns() - began)
    return float(min(times))


def available_bytes() -> float:
    """Give the memory that a new process may have; infinite where the system does not tell."""
    return _told("MemAvailable") or math.inf


def total_bytes() -> float:
    """Give the memory of the machine; 0 where the system does not tell."""
    return _told("MemTotal")


def _told(name: str) -> float:
    if not MEMORY.exists():
        return 0.0
    told = dict(line.split(":") for line in MEMORY.read_text(encoding="utf-8").splitlines() if ":" in line)
    return float(told[name].split()[0]) * 1024
