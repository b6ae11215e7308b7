"""What a second worker is worth in a sweep, and how much memory a thousand twins take.

    python -m benchmarks.sweeping [--twins 32] [--many 1000]

Lives through the same twins with one worker and with two, into fresh folders, and prints the ratio of the times beside
the target of 1.8; then a thousand tiny twins with two workers, and prints the peak memory of the program that hands
them out after a hundred and after a thousand.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from sim.experiments.sweeps.reading import read_sweep_text
from sim.experiments.sweeps.telling import Quiet
from sim.experiments.warming import warm
from sim.measures.sweeping import sweep

PACE = """
base: baseline
set: {{start.firms: 6000, years: 10}}
replicates: {twins}
factors: {{openness: [0.9]}}
twins: no_zones
"""

MANY = """
base: tiny
set: {{start.firms: 300, start.burn_in_years: 2, years: 1}}
replicates: {twins}
factors: {{openness: [0.9]}}
twins: no_zones
"""

LEAST_RATIO = 1.8
MOST_MEGABYTES = 50.0


class Weighing(Quiet):
    """Notes the peak memory of this program after a hundred twins and after all."""

    def __init__(self, twins: int) -> None:
        self._marks = (2 * min(100, twins), 2 * twins)
        self._worlds = 0
        self.megabytes: list[float] = []

    def finished(self, label: str, worlds: int) -> None:
        """Count worlds, and weigh at the marks."""
        del label
        before, self._worlds = self._worlds, self._worlds + worlds
        for mark in self._marks:
            if before < mark <= self._worlds:
                self.megabytes.append(peak_megabytes())


def peak_megabytes() -> float:
    """Give the peak memory of this program so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024.0 if sys.platform == "linux" else peak / 1024.0**2


def seconds_with(workers: int, twins: int) -> float:
    """Give the time of a sweep in a fresh folder."""
    asked = read_sweep_text(PACE.format(twins=twins), name="pace")
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        sweep(asked, out=Path(folder), workers=workers)
        return time.perf_counter() - began


def memory_of(twins: int) -> list[float]:
    """Give the peak memory after a hundred twins and after all."""
    asked = read_sweep_text(MANY.format(twins=twins), name="many")
    watch = Weighing(twins)
    with tempfile.TemporaryDirectory() as folder:
        sweep(asked, out=Path(folder), workers=2, progress=watch)
    return watch.megabytes


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sweeping", description=__doc__)
    parser.add_argument("--twins", type=int, default=32, help="twins of the pace; each is two runs")
    parser.add_argument("--many", type=int, default=1000, help="tiny twins of the memory; 0 for none")
    asked = parser.parse_args(arguments)
    warm()
    one, two = (seconds_with(workers, asked.twins) for workers in (1, 2))
    verdict = "met" if one / two >= LEAST_RATIO else "missed"
    print(f"{2 * asked.twins} runs: {one:.1f} s with one worker, {two:.1f} s with two, ratio {one / two:.2f}", end="")
    print(f" (target {LEAST_RATIO}: {verdict})")
    if asked.many:
        first, last = memory_of(asked.many)
        verdict = "met" if last - first < MOST_MEGABYTES else "missed"
        print(f"{asked.many} twins: peak {first:.0f} MB after {min(100, asked.many)}, {last:.0f} MB after all", end="")
        print(f", {last - first:.1f} MB more (target below {MOST_MEGABYTES:g}: {verdict})")


if __name__ == "__main__":
    main()
