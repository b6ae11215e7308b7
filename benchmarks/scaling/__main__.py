"""Scaling: what a firm-step costs by firms, regions, industries and threads, and what a firm weighs.

    python -m benchmarks.scaling [--quick] [--json] [--firms 10000,...] [--only firms ...]

Each world has a process of its own, which times its steps after a short burn-in. Times of one thread are the
processor's, those of several the clock's. A world for which there is not memory enough is left out, which is said.
"""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from statistics import mean, median

from benchmarks.findings import Findings, columns, parser_of, sizes, tell, whole
from benchmarks.machine import available_bytes
from benchmarks.scaling.one_world import Asked, World
from benchmarks.targets import Figure, Goal, Target
from benchmarks.watching import environment, watched

FIRMS = (10_000, 100_000, 1_000_000)
"""Sizes by default; ten million only when asked for: in the burn-in a dead firm's successor seeks its parent among all
of the region and industry, which grows with the square of firms."""

QUICK_FIRMS = (500, 1_000)
STEPS = {10_000: 40, 100_000: 24, 1_000_000: 12, 10_000_000: 8}
"""Steps to time, by number of firms at the start."""

GOALS = {100_000: 100.0, 1_000_000: 150.0}
"""Nanoseconds of a firm-step to come near to."""

FROM, TO, MOST_GROWTH = 100_000, 10_000_000, 1.8
MOST_BYTES = 220.0
LARGEST, MOST_GIBIBYTES = 10_000_000, 6.0
THREADS_FIRMS, LEAST_SPEEDUP = 1_000_000, 1.6
WHOLE_RUN, MOST_SECONDS = 100, 20.0
BYTES_TO_EXPECT = 500
"""Bytes a firm at most, to tell beforehand whether a world fits."""


def map_of(regions_across: int) -> tuple[str, ...]:
    """Give the settings of a square of so many regions in either direction, of 5 x 5 cells each, as in the baseline."""
    cells = 5 * regions_across
    return (
        f"geography.rows={cells}", f"geography.columns={cells}", f"geography.region_rows={regions_across}",
        f"geography.region_columns={regions_across}", f"geography.ports=[[{cells // 2},{cells - 1}]]",
        f"zones.center.at=[{cells // 2},{cells // 2}]",
    )  # fmt: skip


@dataclass
class Measuring:
    """Worlds measured so far; each once, whoever asks again."""

    quick: bool
    known: dict[str, World] = field(default_factory=dict)

    def world(self, asked: Asked) -> World:
        """Measure a world in a process of its own."""
        text = json.dumps(asdict(asked))
        if text not in self.known:
            command = [sys.executable, "-m", "benchmarks.scaling.one_world", text]
            cost = watched(command, env=environment(), memory=False)
            if cost.code:
                raise RuntimeError(f"A world of {whole(asked.firms)} firms ended with code {cost.code}:\n{cost.output}")
            found = json.loads(cost.output.splitlines()[-1])
            self.known[text] = World(**{k: tuple(v) if isinstance(v, list) else v for k, v in found.items()})
        return self.known[text]

    def plain(self, firms: int, more: Iterable[str] = ()) -> World:
        """Measure a world on one thread."""
        steps = 2 if self.quick else STEPS.get(firms, 8)
        return self.world(Asked(firms=firms, steps=steps, more=tuple(more)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = parser_of("scaling", __doc__)
    parser.add_argument("--firms", type=sizes, help="numbers of firms; by default 1e4, 1e5 and 1e6; 1e7 takes long")
    parser.add_argument("--only", choices=[*PARTS], action="append", help="measure this part, and no other")
    asked = parser.parse_args(arguments)
    measuring = Measuring(asked.quick)
    firms = asked.firms or (QUICK_FIRMS if asked.quick else FIRMS)
    tell(lambda: measured(measuring, firms, asked.only or [*PARTS]), as_json=asked.json)


def measured(measuring: Measuring, firms: Sequence[int], parts: Sequence[str]) -> Findings:
    """Measure some parts, each a table, figures and what must be said."""
    found = [PARTS[part](measuring, firms) for part in parts]
    lines = [line for each in found for line in (*each.lines, "")]
    figures = [figure for each in found for figure in each.figures]
    return Findings(tuple(lines[:-1]), tuple(figures), tuple(note for each in found for note in each.notes))


def nanoseconds(world: World) -> float:
    """Give processor time per firm and step, median over steps."""
    return median(world.cpu) * 1e9 / world.firms


HEADER = ["", "ns/firm-step", "mean", "quickest", "in triads", "bytes a firm, arrays", "GiB at most"]


def _row(name: str, world: World) -> list[str]:
    each = nanoseconds(world)
    return [
        name, f"{each:.0f}", f"{mean(world.cpu) * 1e9 / world.firms:.0f}", f"{min(world.cpu) * 1e9 / world.firms:.0f}",
        f"{each / world.triad:.0f}", f"{world.array_bytes / world.firms:.0f}", f"{world.life_peak / 2**30:.2f}",
    ]  # fmt: skip


def by_firms(measuring: Measuring, firms: Sequence[int]) -> Findings:
    """Let firms grow, on the map of the baseline."""
    fits = [size for size in firms if size * BYTES_TO_EXPECT < available_bytes()]
    worlds = {size: measuring.plain(size) for size in fits}
    lines = columns([HEADER, *(_row(f"{whole(size)} firms", world) for size, world in worlds.items())])
    notes = tuple(
        f"{whole(size)} firms were left out: they may take {size * BYTES_TO_EXPECT / 2**30:.1f} GiB, more than is free."
        for size in firms
        if size not in fits
    )
    return Findings(lines, (*_costs(worlds), *_weights(worlds)), notes)


def _costs(worlds: dict[int, World]) -> list[Figure]:
    found: list[Figure] = []
    for size, world in worlds.items():
        name, each = f"a firm-step of {whole(size)} firms", nanoseconds(world)
        found.append(Goal(name, "ns", each, GOALS[size]) if size in GOALS else Figure(name, "ns", each))
    small, large = (FROM, TO) if FROM in worlds and TO in worlds else (min(worlds), max(worlds))
    growth = nanoseconds(worlds[large]) / nanoseconds(worlds[small])
    name = f"a firm-step of {whole(large)} firms over one of {whole(small)}"
    promised = (small, large) == (FROM, TO)
    return [*found, Target(name, "times", growth, MOST_GROWTH) if promised else Figure(name, "times", growth)]


def _weights(worlds: dict[int, World]) -> list[Figure]:
    """Weigh a firm by how much more a larger world takes than a smaller one; all of a world where there is one only."""
    small, large = sorted(worlds)[-2:] if len(worlds) > 1 else (0, max(worlds))
    most = worlds[large]
    weights = [_weight(most)]
    if small:
        weights.append(_weight(worlds[small]))
    arrays, passing, peak, life, firms = (each[0] - each[-1] * bool(small) for each in zip(*weights, strict=True))
    span = f"from {whole(small)} to {whole(large)} firms" if small else f"of {whole(large)} firms"
    found = [
        Figure(f"bytes a firm, arrays between steps, {span}", "bytes", arrays / firms),
        _promised(f"bytes a firm, arrays at the most within a step, {span}", passing / firms, large),
        _promised(f"bytes a firm, most memory of a stepping process, {span}", peak / firms, large),
        Figure(f"bytes a firm, most memory, founding included, {span}", "bytes", life / firms),
    ]
    if large == LARGEST:
        name = f"{whole(large)} firms, {len(most.cpu)} steps, founding included"
        found.append(Target(name, "GiB", most.life_peak / 2**30, MOST_GIBIBYTES))
    return found


def _weight(world: World) -> tuple[int, ...]:
    return world.array_bytes, world.step_array_bytes, world.step_peak, world.life_peak, world.firms


def _promised(name: str, found: float, firms: int) -> Figure:
    # What a world weighs that has no firms is nothing only beside many.
    return Target(name, "bytes", found, MOST_BYTES) if firms >= FROM else Figure(name, "bytes", found)


def by_regions(measuring: Measuring, firms: Sequence[int]) -> Findings:
    """Let regions grow, with as many firms on all maps."""
    size = _middle(firms)
    maps = {across**2: measuring.plain(size, map_of(across)) for across in ((6, 8) if measuring.quick else (6, 10, 20))}
    lines = columns([HEADER, *(_row(f"{regions} regions", world) for regions, world in maps.items())])
    least, most = min(maps), max(maps)
    growth = nanoseconds(maps[most]) / nanoseconds(maps[least])
    return Findings(lines, (Figure(f"{most} regions over {least}, {whole(size)} firms", "times", growth),))


def by_industries(measuring: Measuring, firms: Sequence[int]) -> Findings:
    """Let industries grow, with as many firms in both."""
    size = _middle(firms)
    worlds = {name: measuring.plain(size, [f"start.industries={name}"]) for name in ("six", "twelve")}
    lines = columns([HEADER, *(_row(f"{name} industries", world) for name, world in worlds.items())])
    growth = nanoseconds(worlds["twelve"]) / nanoseconds(worlds["six"])
    return Findings(lines, (Figure(f"twelve industries over six, {whole(size)} firms", "times", growth),))


def _middle(firms: Sequence[int]) -> int:
    return FROM if FROM in firms else min(firms)


def by_threads(measuring: Measuring, firms: Sequence[int]) -> Findings:
    """Let a world step on one thread and on two in turn, then run whole on two."""
    size = THREADS_FIRMS if THREADS_FIRMS in firms else max(firms)
    steps, run = (2, 2) if measuring.quick else (12, WHOLE_RUN)
    world = measuring.world(Asked(firms=size, steps=steps, threads=2, whole_run=run))
    one, two = median(world.wall), median(world.wall_threads)
    name, whole_run = f"two threads over one, {whole(size)} firms", f"{run} steps of {whole(size)} firms on 2 threads"
    figures = (
        [
            Target(name, "times", one / two, LEAST_SPEEDUP, at_least=True),
            Target(whole_run, "s", world.whole_run, MOST_SECONDS),
        ]
        if size == THREADS_FIRMS
        else [Figure(name, "times", one / two), Figure(whole_run, "s", world.whole_run)]
    )
    rows = [["", "ns/firm-step by the clock", "quickest"]]
    for count, wall in (("one thread", world.wall), ("two threads", world.wall_threads)):
        rows.append([count, *(f"{seconds * 1e9 / world.firms:.0f}" for seconds in (median(wall), min(wall)))])
    return Findings(columns(rows), tuple(figures))


PARTS: dict[str, Callable[[Measuring, Sequence[int]], Findings]] = {
    "firms": by_firms,
    "regions": by_regions,
    "industries": by_industries,
    "threads": by_threads,
}

if __name__ == "__main__":
    main()
