"""Compare until it is precise: replicate scenarios until their differences are known as narrowly as somebody wants."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sim.basis.errors import HinterlandError
from sim.experiments.precision import Precise, forget, look_until
from sim.measures.compare import Compared, Named, find_named, set_beside, write_comparison
from sim.measures.comparing import Comparison
from sim.measures.precision import half_width_of_differences
from sim.results.run import Run


def compare_until(
    *named: Named,
    of: str,
    wanted: float,
    most: int,
    heard: Callable[[Precise[Comparison], int], None] = lambda _found, _next: None,
    out: str | Path = "results",
    **how: Any,
) -> Compared:
    """Compare scenarios in more and more replicates, the same for all; only the last comparison is left.

    Args:
        named: Scenarios, the first being what the others are held against.
        of: Headline number whose difference to the first is to be known.
        wanted: Half the width that the interval of each difference is to have at most.
        most: Replicates of each scenario that may be run at most: the budget.
        heard: Is told after each look what was found, and to how many replicates it goes on; 0 where it stops.
        out: Folder of all results.
        how: As in `compare`.

    Raises:
        HinterlandError: Where something else than a scenario is named, or there is no such number.
    """
    _refuse_what_is_finished(named, Path(out))
    *before, last = look_until(
        lambda replicates: set_beside(named, Path(out), replicates=replicates, **how),
        half_width=lambda comparison: half_width_of_differences(comparison, of),
        wanted=wanted, most=most, heard=heard,
    )  # fmt: skip
    for look in before:
        for part in look.found.parts:
            forget(part.run)
    return Compared(last.found, write_comparison(last.found, Path(out)))


def _refuse_what_is_finished(named: Sequence[Named], out: Path) -> None:
    """Refuse runs and points of sweeps, of which there are as many replicates as there are."""
    found = [find_named(each, out, 1) for each in named]
    finished = [name for name, each in found if isinstance(each, Run)]
    if finished:
        raise HinterlandError(
            f"Only scenarios are replicated until a difference is known; {', '.join(finished)} has the replicates that "
            "it has. Name the scenario instead of its run, or say nothing of how narrow the interval is to be."
        )
