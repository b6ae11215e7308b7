"""Precision on demand: replicate until an interval is as narrow as somebody wants it, within a budget.

A run of n replicates whose half-width is h needs about n (h / wanted)^2 of them, since intervals narrow with the square
root. Every look leaves a chance to stop at a lucky spread, so the last interval is a little too narrow; with the few
looks that are taken here that is a few per cent of its width.
"""

import math
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.experiments.twins import run_twins
from sim.results.run import Run
from sim.scenario.schema import Scenario

FEWEST = 4
"""Replicates of the first look; with fewer the spread itself is a guess."""

MORE_AT_ONCE = 3
"""Times by which the replicates may grow from one look to the next, since the spread of few replicates is uncertain."""


@dataclass(frozen=True)
class Precise[Found]:
    """What was found of so many replicates, and how precise it is."""

    found: Found
    replicates: int
    half_width: float
    """Half the width of the widest interval that was asked about; infinite where it cannot be told."""
    wanted: float

    @property
    def reached(self) -> bool:
        """Whether the interval is as narrow as was wanted."""
        return self.half_width <= self.wanted


def run_until(
    scenario: Scenario,
    *,
    half_width: Callable[[Run], float],
    wanted: float,
    most: int,
    heard: Callable[[Precise[Run], int], None] = lambda _found, _next: None,
    out: str | Path = "results",
    **how: Any,
) -> Precise[Run]:
    """Run twins in more and more replicates.

    Args:
        scenario: What to run.
        half_width: Gives half the width of the interval in question.
        wanted: How narrow it is to be.
        most: Replicates that may be run at most: the budget.
        heard: Is told after each look what was found, and to how many replicates it goes on; 0 where it stops.
        out: Folder of all results.
        how: As in `run_twins`.
    """
    *before, last = look_until(
        lambda replicates: run_twins(scenario, replicates=replicates, out=out, **how),
        half_width=half_width, wanted=wanted, most=most, heard=heard,
    )  # fmt: skip
    for each in before:
        forget(each.found)
    return last


def look_until[Found](
    look: Callable[[int], Found],
    *,
    half_width: Callable[[Found], float],
    wanted: float,
    most: int,
    heard: Callable[[Precise[Found], int], None],
) -> list[Precise[Found]]:
    """Look at more and more replicates, until an interval is narrow enough or the budget is spent; give every look.

    Args:
        look: Finds out what so many replicates say.
        half_width: Gives half the width of the interval in question.
        wanted: How narrow it is to be.
        most: Replicates that may be run at most.
        heard: Is told after each look what was found, and to how many replicates it goes on; 0 where it stops.
    """
    looks: list[Precise[Found]] = []
    replicates = min(FEWEST, most)
    while replicates:
        found = look(replicates)
        looks.append(Precise(found, replicates, half_width(found), wanted))
        done = looks[-1].reached or replicates >= most
        more = 0 if done else next_replicates(replicates, looks[-1].half_width, wanted, most)
        heard(looks[-1], more)
        replicates = more
    return looks


def next_replicates(replicates: int, half_width: float, wanted: float, most: int) -> int:
    """Give how many replicates to go on with: what seems to be needed, neither too bold nor beyond the budget."""
    bold = MORE_AT_ONCE * replicates
    needed = math.ceil(replicates * (half_width / wanted) ** 2) if math.isfinite(half_width) else bold
    return min(max(needed, replicates + 1), bold, most)


def forget(run: Run) -> None:
    """Take away the manifest of a look that nobody has drawn or tabulated; its worlds belong to the last one."""
    if not any(any((run.folder / name).iterdir()) for name in ("figures", "tables")):
        shutil.rmtree(run.folder, ignore_errors=True)
