"""Compiling, and the start of a run: a fresh cache of kernels, and a cached start to the first step.

    python -m benchmarks.compiling [--quick] [--json]

`hinterland warm` into an empty cache, then a small world up to the end of its first step from the cache, from the start
of Python on. Times are of the clock, as somebody waits, and beside them the processor's. `--quick` leaves the first
out.
"""

import sys
import tempfile
from collections.abc import Sequence

from benchmarks.findings import Findings, parser_of, tell
from benchmarks.start_up import MOST_COMPILING_SECONDS, first_compilation
from benchmarks.targets import Figure, Target
from benchmarks.watching import Cost, environment, watched

MOST_START_SECONDS = 3.0
TIMES = 5
FIRST_STEP = """
from sim.experiments.compiling import settle_cache
settle_cache()
from sim.model.simulation import Simulation
from sim.scenario.reading import read_scenario
Simulation.found(read_scenario("tiny")).step()
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    asked = parser_of("compiling", __doc__).parse_args(arguments)
    tell(lambda: measured(quick=asked.quick), as_json=asked.json)


def measured(*, quick: bool) -> Findings:
    """Compile into an empty cache, and start from the full one."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="hinterland-kernels-") as folder:
        if not quick:
            cost = first_compilation(folder)
            figures += [
                Target("first compilation", "s", cost.seconds, MOST_COMPILING_SECONDS),
                Figure("first compilation, processor time", "s", cost.cpu_seconds),
            ]
        env = environment() if quick else environment(NUMBA_CACHE_DIR=folder)
        starts = [_started(env) for _ in range(2 if quick else TIMES)]
    name = f"cached start to the end of the first step, quickest of {len(starts)}"
    quickest = min(starts, key=lambda cost: cost.seconds)
    return Findings(
        (),
        (
            *figures,
            Target(name, "s", quickest.seconds, MOST_START_SECONDS),
            Figure(f"{name}, processor time", "s", quickest.cpu_seconds),
        ),
    )


def _started(env: dict[str, str]) -> Cost:
    """Start Python, found a small world and let it step."""
    cost = watched([sys.executable, "-c", FIRST_STEP], env=env, memory=False)
    if cost.code:
        raise RuntimeError(f"The first step ended with code {cost.code}:\n{cost.output}")
    return cost


if __name__ == "__main__":
    main()
