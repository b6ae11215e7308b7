"""How precise a run or a comparison is: half the width of the interval of a headline number."""

import math
from collections.abc import Iterable

import numpy as np

from sim.basis.errors import HinterlandError
from sim.measures.comparing import Comparison
from sim.measures.points import tables_of_run
from sim.measures.tables import column, numbers, rows
from sim.results.run import Run
from sim.scenario.wording import nearest, some_of


def half_width(run: Run, name: str) -> float:
    """Give half the width of a headline number's 95 % interval, the widest over the counterfactuals.

    Args:
        run: Finished replicates.
        name: Dotted name of the number, as `hinterland measures` lists them.

    Returns:
        The half-width in the number's unit; infinite where some interval cannot be told.

    Raises:
        HinterlandError: Where the run has no such number.
    """
    table, _ = tables_of_run(run)
    own = rows(table, column(table, "name") == name)
    if not len(own):
        raise _unknown(name, column(table, "name"), "this run")
    return _half_of_widest(numbers(own, "high") - numbers(own, "low"))


def half_width_of_differences(comparison: Comparison, name: str) -> float:
    """Give half the width of the 95 % interval of a headline number's difference to the first run, the widest of them.

    Args:
        comparison: Two runs or more.
        name: Dotted name of the number, as `hinterland measures` lists them.

    Returns:
        The half-width in the number's unit; infinite where some interval cannot be told.

    Raises:
        HinterlandError: Where some run has no such number.
    """
    first, *others = comparison.parts
    for part in comparison.parts:
        if name not in part.left_out.names:
            raise _unknown(name, first.left_out.names, part.name)
    differences = [
        comparison.difference(part, name, paired=paired)
        for part, paired in zip(others, comparison.paired[1:], strict=True)
    ]
    return _half_of_widest(np.array([each.high - each.low for each in differences]))


def _half_of_widest(widths: np.ndarray) -> float:
    return float(widths.max()) / 2.0 if np.isfinite(widths).all() else math.inf


def _unknown(name: str, names: Iterable[str], where: str) -> HinterlandError:
    known = list(dict.fromkeys(names))
    hint = nearest(name, known) or f" Known here: {some_of(known, 12)}."
    return HinterlandError(f"`{name}` is no headline number of {where}.{hint} `hinterland measures` lists them.")
