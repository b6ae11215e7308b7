"""How precise a run is: half the width of the interval of a headline number."""

import math

import numpy as np

from sim.basis.errors import HinterlandError
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
        known = list(dict.fromkeys(column(table, "name")))
        hint = nearest(name, known) or f" Known here: {some_of(known, 12)}."
        raise HinterlandError(f"`{name}` is no headline number of this run.{hint} `hinterland measures` lists them.")
    widths = numbers(own, "high") - numbers(own, "low")
    return float(widths.max()) / 2.0 if np.isfinite(widths).all() else math.inf
