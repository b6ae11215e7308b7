"""Nanoseconds per firm-step of the Yangtze scenario on one core, by process; and the time until anything starts.

    python -m benchmarks.step [--quick] [--json] [--scenario NAME] [--steps N] [--set KEY=VALUE]

All mechanisms are on, the yearly evaluation of zones too, which the scenario leaves off. Times are of the processor.
"""

import argparse
import json
from collections.abc import Sequence
from typing import Any

from benchmarks import machine
from benchmarks.start_up import StartUp, start_up
from benchmarks.stepping import RECORDING, StepTimes, step_times
from benchmarks.targets import Figure, Goal, Target

MOST_NANOSECONDS = 400.0
GOALS = ((300_000, 100.0), (10**9, 150.0))
"""Nanoseconds of a firm-step to come near to, for worlds of up to so many firms."""

ALL_ON = ("evaluation.on=true",)
QUICK = ("start.burn_in_years=2",)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    asked = _parser().parse_args(arguments)
    warning = machine.warn_if_busy()
    overrides = [*ALL_ON, *(QUICK if asked.quick else ()), *asked.set]
    times = step_times(asked.scenario, overrides, steps=6 if asked.quick else asked.steps)
    yardsticks = {"triad": machine.triad_nanoseconds(), "draw": machine.draw_nanoseconds()}
    begun = None if asked.no_start_up else start_up(compiling=not asked.quick)
    print(as_json(times, yardsticks, begun) if asked.json else report(times, yardsticks, begun))
    if warning and not asked.json:
        print(f"\n{warning}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.step", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a short burn-in, few steps, no compilation")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--scenario", default="yangtze_delta", help="which scenario")
    parser.add_argument("--steps", type=int, default=40, help="steps to time")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="set a parameter")
    parser.add_argument("--no-start-up", action="store_true", help="leave start-up out")
    return parser


def targets(times: StepTimes, begun: StartUp | None) -> list[Figure]:
    """Hold everything that has a target against it."""
    step = Target("a firm-step, mean", "ns", times.mean, MOST_NANOSECONDS)
    goal = next(most for firms, most in GOALS if times.firms <= firms)
    median = Goal("a firm-step, median", "ns", times.median, goal)
    return [step, median, *(begun.targets() if begun else [])]


def report(times: StepTimes, yardsticks: dict[str, float], begun: StartUp | None) -> str:
    """Lay everything out as text."""
    return "\n".join([*table(times, yardsticks), "", *(target.sentence() for target in targets(times, begun))])


def table(times: StepTimes, yardsticks: dict[str, float]) -> list[str]:
    """Lay the times of processes out as text, line by line."""
    lines = [
        f"{times.scenario}: {times.firms:,} firms, {len(times.steps)} steps after the burn-in, one core",
        f"yardsticks: {yardsticks['triad']:.2f} ns for 8 bytes of a triad, {yardsticks['draw']:.2f} ns a Philox draw",
        "",
        f"{'process':<12}{'ns/firm-step':>14}{'share':>8}{'in triads':>12}{'in draws':>12}",
    ]
    for name, nanoseconds in times.by_process.items():
        lines.append(_line(name, nanoseconds, times.mean, yardsticks))
    return [
        *lines,
        _line("step", times.mean, times.mean, yardsticks),
        f"{'median':<12}{times.median:>14.0f}  (steps in which zones gain their status take longer)",
        f"{'quickest':<12}{min(times.steps):>14.0f}",
        f"{RECORDING:<12}{times.recording:>14.0f}  (of one world's panels; not part of the step)",
    ]


def _line(name: str, nanoseconds: float, whole: float, yardsticks: dict[str, float]) -> str:
    in_triads, in_draws = nanoseconds / yardsticks["triad"], nanoseconds / yardsticks["draw"]
    return f"{name:<12}{nanoseconds:>14.0f}{nanoseconds / whole:>8.0%}{in_triads:>12.0f}{in_draws:>12.0f}"


def as_json(times: StepTimes, yardsticks: dict[str, float], begun: StartUp | None) -> str:
    """Write everything as JSON."""
    found: dict[str, Any] = {
        "scenario": times.scenario,
        "firms": times.firms,
        "nanoseconds": {
            "mean": times.mean,
            "median": times.median,
            "min": min(times.steps),
            "steps": list(times.steps),
        },
        "by_process": times.by_process,
        "recording": times.recording,
        "yardsticks": yardsticks,
        "lines": table(times, yardsticks),
        "figures": [target.plain() for target in targets(times, begun)],
        "load": machine.load(),
    }
    return json.dumps(found, indent=2)


if __name__ == "__main__":
    main()
