"""The floor: the heaviest kernels against the same loops in C at -O3, on what a real step hands to them.

    python -m benchmarks.floor [--quick] [--json] [--firms 100000,1000000] [--rounds N] [--scenario NAME]
                              [--set KEY=VALUE]

The sources in benchmarks/c are compiled by the system's compiler into a temporary folder. Before anything is timed,
both must have written the same: decisions exactly, numbers to a part in 1e12. Times are of the processor, both sides in
turn.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.findings import Findings, columns, parser_of, sizes, tell, whole
from benchmarks.floor.calls import calls_of_a_step
from benchmarks.floor.contest import Contest, contest
from benchmarks.floor.in_c import InC, NoCompilerError
from benchmarks.targets import Figure, Target
from benchmarks.worlds import living, scenario_with, world_at_the_fork
from sim.economy import chain, sales, sites
from sim.scenario.schema import Scenario
from sim.world import crowd

MODULES = {
    "fill_drums": crowd, "search_suppliers": chain, "compare_sites": sites, "offer": sales, "place_orders": sales,
    "keep_books": sales,
}  # fmt: skip
"""Module that calls each kernel."""

PROCESSES = {
    "search for suppliers": ("fill_drums", "search_suppliers"),
    "comparison of sites": ("compare_sites",),
    "trading": ("offer", "place_orders", "keep_books"),
}
MOST = 1.5
FIRMS = (100_000, 1_000_000)
QUICK_FIRMS = (2_000,)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = parser_of("floor", __doc__)
    parser.add_argument("--firms", type=sizes, help="numbers of firms; by default 100,000 and 1,000,000")
    parser.add_argument("--rounds", type=int, help="how often each side has its turn")
    parser.add_argument("--scenario", default="baseline", help="on which map")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="set a parameter")
    asked = parser.parse_args(arguments)
    firms = asked.firms or (QUICK_FIRMS if asked.quick else FIRMS)
    rounds = asked.rounds or (3 if asked.quick else 11)
    scenarios = [scenario_with(size, asked.set, scenario=asked.scenario) for size in firms]
    tell(lambda: measured(scenarios, rounds=rounds), as_json=asked.json)


def measured(scenarios: Sequence[Scenario], *, rounds: int) -> Findings:
    """Hold kernels against C in several worlds."""
    lines: list[str] = []
    figures: list[Figure] = []
    try:
        for scenario in scenarios:
            text, found = _in_the_world_of(scenario, rounds=rounds)
            lines += [*text, ""]
            figures += found
    except NoCompilerError as error:
        return Findings((), (), (str(error),))
    return Findings(tuple(lines[:-1]), tuple(figures), (SAME,))


SAME = "Both sides wrote the same decisions, and numbers that agree to a part in 1e12, before they were timed."


def _in_the_world_of(scenario: Scenario, *, rounds: int) -> tuple[list[str], list[Figure]]:
    simulation = world_at_the_fork(scenario)
    calls = calls_of_a_step(simulation, MODULES)
    firms = living(simulation)
    del simulation
    with tempfile.TemporaryDirectory(prefix="hinterland-floor-") as folder:
        in_c = InC(calls, Path(folder))
        contests = {name: contest(in_c, each, rounds=rounds) for name, each in calls.items()}
    rows = [["kernel", "numba, ns/firm-step", "C, ns/firm-step", "ratio", "ratio of quickest"]]
    rows += [_row(name, contests[name], firms) for name in MODULES]
    size = scenario.start.firms
    how = f"{rounds} rounds, {in_c.compiler} {' '.join(in_c.flags)}"
    text = [f"{scenario.name}: {whole(firms)} firms, {how}", *columns(rows)]
    return text, [_target(process, kernels, contests, size) for process, kernels in PROCESSES.items()]


def _row(name: str, found: Contest, firms: int) -> list[str]:
    return [
        name, f"{found.ours.median * 1e9 / firms:.2f}", f"{found.in_c.median * 1e9 / firms:.2f}", f"{found.ratio:.2f}",
        f"{found.ours.least / found.in_c.least:.2f}",
    ]  # fmt: skip


def _target(process: str, kernels: Sequence[str], contests: dict[str, Contest], size: int) -> Target:
    every_kernel = sum((contests[name] for name in kernels[1:]), start=contests[kernels[0]])
    return Target(f"{process}, over C, {whole(size)} firms", "times", every_kernel.ratio, MOST)


if __name__ == "__main__":
    main()
