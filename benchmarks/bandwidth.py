"""Prices and trading against memory: how long the bytes that must be moved would take a triad, there and then.

    python -m benchmarks.bandwidth [--quick] [--json] [--firms 100000,1000000] [--rounds N] [--set KEY=VALUE]

At the least, every column that a kernel reads or writes is moved once. Suppliers stand anywhere, so where they do not
fit a cache every look at one moves a line of 64 bytes, and every order that it receives moves one there and back. Triad
and kernels have their turns one after the other; times are of the processor.
"""

from collections.abc import Sequence
from functools import partial

import numpy as np

from benchmarks.findings import Findings, columns, parser_of, sizes, tell, whole
from benchmarks.floor.calls import Call, calls_of_a_step
from benchmarks.interleaving import Times, interleaved
from benchmarks.machine import Triad
from benchmarks.targets import Figure
from benchmarks.worlds import living, scenario_with, world_at_the_fork
from sim.economy import prices, sales

MODULES = {"price_firms": prices, "offer": sales, "place_orders": sales, "keep_books": sales}
LINES_A_LINK = {"price_firms": 1, "place_orders": 2}
"""Cache lines that a kernel moves for each link to a supplier."""

PROCESSES = {"prices": ("price_firms",), "trading": ("offer", "place_orders", "keep_books")}
LINE = 64
FIRMS = (100_000, 1_000_000)
QUICK_FIRMS = (2_000,)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = parser_of("bandwidth", __doc__)
    parser.add_argument("--firms", type=sizes, help="numbers of firms; by default 100,000 and 1,000,000")
    parser.add_argument("--rounds", type=int, help="how often each side has its turn")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="set a parameter")
    asked = parser.parse_args(arguments)
    firms = asked.firms or (QUICK_FIRMS if asked.quick else FIRMS)
    rounds = asked.rounds or (3 if asked.quick else 11)
    tell(lambda: measured(firms, rounds=rounds, more=asked.set), as_json=asked.json)


def measured(firms: Sequence[int], *, rounds: int, more: Sequence[str] = ()) -> Findings:
    """Hold prices and trading against memory in worlds of several sizes."""
    lines: list[str] = []
    figures: list[Figure] = []
    for size in firms:
        text, found = _in_a_world_of(size, rounds=rounds, more=more)
        lines += [*text, ""]
        figures += found
    return Findings(tuple(lines[:-1]), tuple(figures))


def _in_a_world_of(size: int, *, rounds: int, more: Sequence[str]) -> tuple[list[str], list[Figure]]:
    simulation = world_at_the_fork(scenario_with(size, more))
    calls = calls_of_a_step(simulation, MODULES)
    firms = living(simulation)
    del simulation
    triad = Triad()
    turns = {"triad": triad.run, **{name: partial(_run, each) for name, each in calls.items()}}
    times = interleaved(turns, rounds=rounds)
    bandwidth = triad.bytes / times["triad"].median
    rows = [["", "ns/firm-step", "bytes a firm", "of the limit", "bytes, a line for each look", "of the limit"]]
    figures: list[Figure] = []
    for process, kernels in PROCESSES.items():
        taken = sum((times[name] for name in kernels[1:]), start=times[kernels[0]])
        once = sum(column_bytes(calls[name]) for name in kernels)
        lined = once + sum(link_bytes(calls[name]) for name in kernels)
        limits = [_share(count, bandwidth, taken) for count in (once, lined)]
        rows.append(
            [process, f"{taken.median * 1e9 / firms:.1f}", f"{once / firms:.0f}", f"{limits[0]:.0%}",
             f"{lined / firms:.0f}", f"{limits[1]:.0%}"]
        )  # fmt: skip
        name = f"{process}, limit of memory over time, {whole(size)} firms"
        figures += [
            Figure(f"{name}: columns once", "of 1", limits[0]),
            Figure(f"{name}: a line for each look besides", "of 1", limits[1]),
        ]
    return [f"{whole(firms)} firms, triad {bandwidth * 1e-9:.1f} GB/s on one core", *columns(rows)], figures


def _run(calls: Sequence[Call]) -> None:
    for call in calls:
        call.run()


def _share(moved: float, bandwidth: float, taken: Times) -> float:
    return moved / bandwidth / taken.median


def column_bytes(calls: Sequence[Call]) -> int:
    """Give the bytes of all arrays of a kernel, moved once; calls of lanes share them out."""
    return sum(array.nbytes for array in calls[0].leaves().values() if isinstance(array, np.ndarray))


def link_bytes(calls: Sequence[Call]) -> int:
    """Give the bytes of the cache lines that a kernel moves because suppliers stand anywhere."""
    links = int((calls[0].leaves()["suppliers"] >= 0).sum()) if calls[0].name in LINES_A_LINK else 0
    return links * LINES_A_LINK.get(calls[0].name, 0) * LINE


if __name__ == "__main__":
    main()
