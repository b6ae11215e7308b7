"""Precision on the command line: what is wanted, and what is said on the way to it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sim.basis.errors import HinterlandError
from sim.cli.screen import remark

if TYPE_CHECKING:
    from sim.experiments.precision import Precise
    from sim.measures.compare import Compared
    from sim.results.run import Run
    from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Wanted:
    """How narrow the interval of a headline number is to be, and at what cost."""

    half_width: float
    name: str
    most: int


def wanted_precision(half_width: float | None, name: str | None, most: int, replicates: int | None) -> Wanted | None:
    """Read what the options ask for; None where they ask for nothing.

    Raises:
        HinterlandError: Where one option lacks another, or says what cannot be.
    """
    if half_width is None and name is None:
        return None
    if half_width is None or name is None:
        raise HinterlandError(
            "--until-halfwidth and --of go together: how narrow, and of which number; for example "
            "--until-halfwidth 0.01 --of radiation.gdp.0-20km. `hinterland measures` lists the numbers."
        )
    if half_width <= 0.0:
        raise HinterlandError(f"--until-halfwidth is {half_width:g}, but an interval has a width above 0.")
    if replicates is not None:
        raise HinterlandError("--replicates says how many, --until-halfwidth finds out; give --most for a budget.")
    return Wanted(half_width, name, most)


def run_as_wanted(scenario: "Scenario", wanted: Wanted, how: dict[str, Any]) -> "Run":
    """Replicate until the interval is narrow enough or the budget is spent, and say how it went."""
    from sim.experiments.precision import run_until
    from sim.measures.precision import half_width

    found = run_until(
        scenario,
        half_width=lambda run: half_width(run, wanted.name),
        wanted=wanted.half_width,
        most=wanted.most,
        heard=lambda found, more: remark(in_words(found, more, wanted, wanted.name)),
        **how,
    )
    return found.found


def compare_as_wanted(named: list[str], wanted: Wanted, how: dict[str, Any]) -> "Compared":
    """Replicate scenarios until their differences are narrow enough or the budget is spent, and say how it went."""
    from sim.measures.compare_until import compare_until

    what = f"every difference of {wanted.name}" if len(named) > 2 else f"the difference of {wanted.name}"
    return compare_until(
        *named,
        of=wanted.name,
        wanted=wanted.half_width,
        most=wanted.most,
        heard=lambda found, more: remark(in_words(found, more, wanted, what)),
        **how,
    )


def in_words(found: "Precise[Any]", more: int, wanted: Wanted, what: str) -> str:
    """Say what a look has found of what is asked about, and what follows."""
    so_far = f"{found.replicates} replicates: {what} is known within {found.half_width:.3g}"
    if found.reached:
        return f"{so_far}, as narrow as wanted ({wanted.half_width:g})."
    if more:
        return f"{so_far}, wanted is {wanted.half_width:g}; going on to {more}."
    return f"{so_far}, wanted was {wanted.half_width:g}: the budget of {wanted.most} replicates is spent (--most)."
