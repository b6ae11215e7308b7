"""This engine against the plain Mesa one: one world, all mechanisms, one thread, the same steps of both.

    python -m benchmarks.plain [--quick] [--json] [--firms 10000,100000] [--steps N] [--set KEY=VALUE]

Both go on from the same world at the policy date, one step each in turn. Both draw the same luck with the same compiled
function; what that costs the plain engine, one call for each draw, is told apart. Times are of the processor.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks.findings import Findings, columns, parser_of, sizes, tell, whole
from benchmarks.interleaving import Times, interleaved, ratio
from benchmarks.machine import quickest
from benchmarks.targets import Figure, Target
from benchmarks.worlds import living, scenario_with, world_at_the_fork
from sim.kernels import singly
from sim.reference.model import PlainModel
from sim.scenario.schema import Scenario

LEAST = {10_000: 100.0, 100_000: 300.0}
"""How many times quicker than the plain engine this one is to be, by number of firms."""

QUICK_FIRMS = (300,)
DRAWS = ("four_words", "one_uniform", "two_uniforms", "two_normals", "identity")
"""Functions of `sim.kernels.singly` that draw for the plain engine."""

CALLS = 20_000
STEPS = {10_000: 5, 100_000: 3}
OURS_FOR_EACH = 5
"""Steps of this engine for each of the plain one's, because they are short."""


@dataclass(frozen=True)
class Both:
    """Seconds a step of both engines, and what draws took of the plain one's."""

    firms: int
    ours: Times
    plain: Times
    draws: int
    """Calls for draws in a step of the plain engine."""
    draw_seconds: float
    """What so many calls take."""

    @property
    def ratio(self) -> float:
        """How many times as long a step of the plain engine takes."""
        return ratio(self.plain, self.ours)

    @property
    def ratio_without_draws(self) -> float:
        """The same with nothing counted for the plain engine's draws, and all of its own for this engine."""
        return (self.plain.median - self.draw_seconds) / self.ours.median


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = parser_of("plain", __doc__)
    parser.add_argument("--firms", type=sizes, help="numbers of firms; by default 10,000 and 100,000")
    parser.add_argument("--steps", type=int, help="steps of the plain engine to time")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="set a parameter")
    asked = parser.parse_args(arguments)
    firms = asked.firms or (QUICK_FIRMS if asked.quick else tuple(LEAST))
    steps = asked.steps or (1 if asked.quick else None)
    tell(lambda: measured(firms, steps=steps, more=asked.set), as_json=asked.json)


def measured(firms: Sequence[int], *, steps: int | None, more: Sequence[str] = ()) -> Findings:
    """Hold both engines against each other in worlds of several sizes."""
    rows = [HEADER]
    figures: list[Figure] = []
    for size in firms:
        both = side_by_side(scenario_with(size, more), steps=steps or STEPS.get(size, 2))
        rows.append(_row(both))
        figures += _figures(both, size)
    return Findings(columns(rows), tuple(figures), (NOTE,))


HEADER = [
    "firms", "ours, ns/firm-step", "plain, ns/firm-step", "times", "draws/firm-step", "share of draws",
    "times, draws aside",
]  # fmt: skip
NOTE = (
    "Draws aside: the plain engine's calls for luck times what one call takes, taken off its time; this engine's own "
    "draws stay in."
)


def side_by_side(scenario: Scenario, *, steps: int) -> Both:
    """Let both engines step from one world at the policy date in turn, this one several steps for each of the other."""
    ours = world_at_the_fork(scenario)
    plain = PlainModel.from_world(ours)
    firms = living(ours)
    with counted_draws() as calls:
        plain.step()

    def several_steps() -> None:
        for _ in range(OURS_FOR_EACH):
            ours.step()

    times = interleaved({"ours": several_steps, "plain": plain.step}, rounds=steps)
    return Both(
        firms=firms,
        ours=Times(tuple(seconds / OURS_FOR_EACH for seconds in times["ours"].rounds)),
        plain=times["plain"],
        draws=sum(calls.values()),
        draw_seconds=sum(count * call_seconds(name) for name, count in calls.items()),
    )


@contextmanager
def counted_draws() -> Iterator[dict[str, int]]:
    """Count the plain engine's calls for draws as long as this lasts."""
    counts = dict.fromkeys(DRAWS, 0)
    before = {name: getattr(singly, name) for name in DRAWS}

    def counting(name: str) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            counts[name] += 1
            return before[name](*arguments)

        return call

    for name in DRAWS:
        setattr(singly, name, counting(name))
    try:
        yield counts
    finally:
        for name in DRAWS:
            setattr(singly, name, before[name])


def call_seconds(name: str) -> float:
    """Give what one call of a function that draws takes."""
    function = getattr(singly, name)

    def call_often() -> None:
        for who in range(CALLS):
            function(1, who, 2)

    return quickest(call_often) * 1e-9 / CALLS


def _row(both: Both) -> list[str]:
    ours, plain = (times.median * 1e9 / both.firms for times in (both.ours, both.plain))
    return [
        whole(both.firms), f"{ours:.0f}", f"{plain:.0f}", f"{both.ratio:.0f}", f"{both.draws / both.firms:.2f}",
        f"{both.draw_seconds / both.plain.median:.0%}", f"{both.ratio_without_draws:.0f}",
    ]  # fmt: skip


def _figures(both: Both, size: int) -> list[Figure]:
    name = f"plain Mesa over this engine, {whole(size)} firms"
    found: Figure = Figure(name, "times", both.ratio)
    if size in LEAST:
        found = Target(name, "times", both.ratio, LEAST[size], at_least=True)
    return [found, Figure(f"{name}, draws aside", "times", both.ratio_without_draws)]


if __name__ == "__main__":
    main()
