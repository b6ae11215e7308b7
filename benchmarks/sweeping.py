"""What a second worker is worth in a sweep, and how much memory a thousand twins take.

    python -m benchmarks.sweeping [--replicates 8] [--many 1000]

Lives through the same sweep with one worker and with two, each time by a program of its own into a fresh folder, and
prints the ratio of the times beside the target of 1.8; then a thousand tiny twins with two workers, and prints the peak
memory of the program that hands them out after a hundred and after a thousand. The sweep has eight runs a replicate (an
open zone at seven degrees and none), 64 as it stands: from the first import to the last table, nothing is left out.
"""

import argparse
import resource
import subprocess
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
set: {{start.firms: 6000}}
replicates: {replicates}
factors: {{openness: {{from: 0.3, to: 0.9, steps: 7}}}}
twins: no_zones
"""

RUNS_OF_A_REPLICATE = 8

PROGRAM = "import sys; from benchmarks.sweeping import pace; pace(int(sys.argv[1]), int(sys.argv[2]))"

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


def pace(workers: int, replicates: int) -> None:
    """Carry the sweep out in a fresh folder."""
    asked = read_sweep_text(PACE.format(replicates=replicates), name="pace")
    with tempfile.TemporaryDirectory() as folder:
        found = sweep(asked, out=Path(folder), workers=workers)
        if found.manifest["finished"] != RUNS_OF_A_REPLICATE * replicates:
            raise SystemExit(f"{found.manifest['finished']} runs instead of {RUNS_OF_A_REPLICATE * replicates}")


def seconds_with(workers: int, replicates: int) -> tuple[float, float]:
    """Give the time of the sweep by the clock and by the processors, start of the program included."""
    before, began = _processor_seconds(), time.perf_counter()
    subprocess.run([sys.executable, "-c", PROGRAM, str(workers), str(replicates)], check=True)
    return time.perf_counter() - began, _processor_seconds() - before


def _processor_seconds() -> float:
    of_children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return of_children.ru_utime + of_children.ru_stime


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
    parser.add_argument("--replicates", type=int, default=8, help="replicates of the sweep; each is eight runs")
    parser.add_argument("--many", type=int, default=1000, help="tiny twins of the memory; 0 for none")
    asked = parser.parse_args(arguments)
    warm()
    (one, busy_one), (two, busy_two) = (seconds_with(workers, asked.replicates) for workers in (1, 2))
    verdict = "met" if one / two >= LEAST_RATIO else "missed"
    runs = RUNS_OF_A_REPLICATE * asked.replicates
    print(f"{runs} runs: {one:.1f} s with one worker, {two:.1f} s with two, ratio {one / two:.2f}", end="")
    print(f" (target {LEAST_RATIO}: {verdict}); {busy_one:.1f} and {busy_two:.1f} s of processor", flush=True)
    if asked.many:
        first, last = memory_of(asked.many)
        verdict = "met" if last - first < MOST_MEGABYTES else "missed"
        print(f"{asked.many} twins: peak {first:.0f} MB after {min(100, asked.many)}, {last:.0f} MB after all", end="")
        print(f", {last - first:.1f} MB more (target below {MOST_MEGABYTES:g}: {verdict})")


if __name__ == "__main__":
    main()
