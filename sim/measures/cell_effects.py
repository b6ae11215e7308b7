"""The twin difference cell by cell: what the map of radiation shows."""

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats
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
        The grid with columns base, counterfactual (means over replicates), effect (log points, missing where either
        is zero) and around (the same of sums over the neighbourhood, weighted by a bell curve of `AROUND_KM`).
    """
    row = at_year(calendar(cells_of(pairs[0].base)), year)
    base, other = (
        np.mean([_cells(world, quantity)[row] for world in worlds], axis=0)
        for worlds in ([pair.base for pair in pairs], [pair.other for pair in pairs])
    )
    grid = grid_of(pairs[0].base)
    around = log_ratio(neighbourhood(grid, base), neighbourhood(grid, other))
    return grid.assign(base=base, counterfactual=other, effect=log_ratio(base, other), around=around)


def neighbourhood(grid: pd.DataFrame, values: Floats) -> Floats:
    """Sum the values around every cell, weighted by a bell curve of distance.

    A cell holds a handful of firms, so what one cell gains another beside it often loses; a map shows the country, not
    firms.

    Args:
        grid: Cells with row, column and their size in km.
        values: (C,) values that add up.
    """
    row, column = (grid[name].to_numpy(dtype=np.int64) for name in ("row", "column"))
    sheet = np.zeros((row.max() + 1, column.max() + 1))
    sheet[row, column] = values
    for axis, name in enumerate(("height_km", "width_km")):
        size = float(grid[name].mean())
        reach = int(3.0 * AROUND_KM / size)
        weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) * size / AROUND_KM) ** 2)
        sheet = np.apply_along_axis(lambda line, w=weights: _spread(line, w), axis, sheet)
    return sheet[row, column]


def _spread(line: Floats, weights: Floats) -> Floats:
    """Convolve a line with weights about its middle; beyond the ends there is nothing."""
    half = len(weights) // 2
    return np.convolve(line, weights)[half : half + len(line)]


AROUND_KM = 15.0
"""Standard deviation of the bell curve over which a map of effects is smoothed, km."""


def _cells(world: Tables, quantity: str) -> np.ndarray:
    return np.nan_to_num(matrix(cells_of(world, quantity), "cell", quantity))
