"""Comparing maps: where one run's zones radiate more than another's, for runs that lie on one map."""

import numpy as np
import pandas as pd

from sim.measures.cell_effects import cell_effects
from sim.measures.comparing import Comparison, Part
from sim.measures.rings import grid_of

PLACE = ("cell", "row", "column", "x_km", "y_km")
"""Columns by which two grids are the same map."""


def on_one_map(found: Comparison) -> tuple[Part, ...]:
    """Give the runs that have the map of the first, which comes first; none where no other has it."""
    first = found.parts[0]
    others = [part for part in found.parts[1:] if _same_map(first, part)]
    return (first, *others) if others else ()


def _same_map(one: Part, other: Part) -> bool:
    left, right = (grid_of(part.answers.pairs[0].base)[list(PLACE)] for part in (one, other))
    return len(left) == len(right) and bool(np.array_equal(left.to_numpy(), right.to_numpy()))


def map_of_differences(parts: tuple[Part, ...]) -> pd.DataFrame:
    """Give the twin difference around each cell in each run's last year, and how far it lies above the first.

    Args:
        parts: Runs on one map, as `on_one_map` gives them.

    Returns:
        The grid once for each run, with the columns of `cell_effects`, run, and difference: log points by which around
        exceeds that of the first; missing where either is, and for the first itself.
    """
    tables = [cell_effects(part.answers.pairs).assign(run=part.name) for part in parts]
    first = tables[0]["around"].to_numpy()
    told = [table.assign(difference=table["around"].to_numpy() - first) for table in tables[1:]]
    return pd.concat([tables[0].assign(difference=np.nan), *told], ignore_index=True)
