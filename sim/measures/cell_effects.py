"""The twin difference cell by cell: what the map of radiation shows."""

import numpy as np
import pandas as pd

from sim.measures.outside import cells_of
from sim.measures.rings import grid_of
from sim.measures.tables import Pairs, Tables, at_year, calendar, log_ratio, matrix


def cell_effects(pairs: Pairs, quantity: str = "real_gdp", year: int | None = None) -> pd.DataFrame:
    """Give the twin difference of a cell's log, of sums over replicates so that empty cells do no harm.

    Args:
        pairs: K twins on one grid.
        quantity: Column of cells that adds up: `real_gdp`, `firms`, `workers` ...
        year: Recorded year, by default the last.

    Returns:
        The grid with columns base, counterfactual (means over replicates) and effect (log points, missing where
        either is zero).
    """
    row = at_year(calendar(cells_of(pairs[0].base)), year)
    base, other = (
        np.mean([_cells(world, quantity)[row] for world in worlds], axis=0)
        for worlds in ([pair.base for pair in pairs], [pair.other for pair in pairs])
    )
    return grid_of(pairs[0].base).assign(base=base, counterfactual=other, effect=log_ratio(base, other))


def _cells(world: Tables, quantity: str) -> np.ndarray:
    return np.nan_to_num(matrix(cells_of(world, quantity), "cell", quantity))
