"""What `make run` costs once the environment stands: seconds and memory of a first and of a second run.

    python -m benchmarks.run_time [--json] [--scenario NAME] [--compiled] [ARGUMENTS OF hinterland run]

Both go into an empty folder of their own. Kernels are compiled in the first, as after a fresh clone, unless
`--compiled`. Making the environment is not in it.
"""

import argparse
import json
import tempfile
from collections.abc import Sequence

from benchmarks import machine
from benchmarks.start_up import hinterland
from benchmarks.targets import Target
from benchmarks.watching import Cost, environment, watched

MOST_SECONDS = 360.0
MOST_SECONDS_AGAIN = 90.0
MOST_GIGABYTES = 3.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    asked, passed_on = _parser().parse_known_args(arguments)
    warning = machine.warn_if_busy()
    costs = two_runs([asked.scenario, *passed_on], compiled=asked.compiled)
    found = targets(*costs)
    if asked.json:
        rows = {"runs": [_plain(cost) for cost in costs], "targets": [target.plain() for target in found]}
        print(json.dumps(rows | {"load": machine.load()}, indent=2))
        return
    print("\n".join([f"hinterland run {' '.join([asked.scenario, *passed_on])}", *(each.sentence() for each in found)]))
    print("processor time: " + ", ".join(f"{cost.cpu_seconds:.0f} s" for cost in costs))
    if warning:
        print(warning)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run_time", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--scenario", default="yangtze_delta", help="which scenario")
    parser.add_argument("--compiled", action="store_true", help="use kernels that are compiled already")
    return parser


def two_runs(arguments: Sequence[str], *, compiled: bool = False) -> tuple[Cost, Cost]:
    """Run a scenario twice into one empty folder.

    Args:
        arguments: Scenario and options of `hinterland run`.
        compiled: Whether kernels need not be compiled in the first.
    """
    with tempfile.TemporaryDirectory(prefix="hinterland-run-", ignore_cleanup_errors=True) as folder:
        env = environment() if compiled else environment(NUMBA_CACHE_DIR=f"{folder}/kernels")
        command = [*hinterland(), "run", *arguments, "--out", f"{folder}/results", "--quiet"]
        return _one(command, env), _one(command, env)


def _one(command: Sequence[str], env: dict[str, str]) -> Cost:
    cost = watched(command, env=env)
    if cost.code:
        raise RuntimeError(f"`{' '.join(command)}` ended with code {cost.code}:\n{cost.output}")
    return cost


def targets(first: Cost, second: Cost) -> list[Target]:
    """Hold two runs against their targets."""
    peak = max(first.peak_bytes, second.peak_bytes) / 1e9
    return [
        Target("first run", "s", first.seconds, MOST_SECONDS),
        Target("second run", "s", second.seconds, MOST_SECONDS_AGAIN),
        Target("most memory, workers included", "GB", peak, MOST_GIGABYTES),
    ]


def _plain(cost: Cost) -> dict[str, float]:
    return {"seconds": cost.seconds, "cpu_seconds": cost.cpu_seconds, "peak_bytes": cost.peak_bytes}


if __name__ == "__main__":
    main()
