"""Two sides in turn, A B A B, so that whatever else happens on a machine happens to both alike."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

NANO = 1e-9


@dataclass(frozen=True)
class Times:
    """Processor time of one side, in seconds, round by round."""

    rounds: tuple[float, ...]

    @property
    def median(self) -> float:
        """Median over rounds."""
        return median(self.rounds)

    @property
    def least(self) -> float:
        """Quickest round."""
        return min(self.rounds)

    def __add__(self, other: "Times") -> "Times":
        """Add what follows, round by round."""
        return Times(tuple(a + b for a, b in zip(self.rounds, other.rounds, strict=True)))


def interleaved(
    sides: Mapping[str, Callable[[], object]],
    *,
    rounds: int,
    before: Callable[[], object] = lambda: None,
    clock: Callable[[], int] = time.process_time_ns,
) -> dict[str, Times]:
    """Time sides in turn, after one round that does not count.

    Args:
        sides: What each side does, by name.
        rounds: How often each has its turn.
        before: What is done before every turn, outside the clock.
        clock: Gives nanoseconds; by default those of the processor.
    """
    found: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        for name, work in sides.items():
            before()
            began = clock()
            work()
            seconds = (clock() - began) * NANO
            if number:
                found[name].append(seconds)
    return {name: Times(tuple(rounds)) for name, rounds in found.items()}


def ratio(above: Times, below: Times) -> float:
    """Give how many times longer one side takes than the other, median over median."""
    return above.median / below.median
