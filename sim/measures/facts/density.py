"""Density: how productivity rises with workers per km2, across cells."""

import numpy as np

from sim.basis.arrays import Floats
from sim.measures.facts.cases import Case, NotMeasurableError
from sim.measures.rings import grid_of
from sim.measures.tables import column, numbers, rows

FEWEST_FIRMS = 5
"""Firms from which on the mean productivity of a cell says something (assumption)."""
FEWEST_CELLS = 10


def slope(x: Floats, y: Floats, weight: Floats) -> float:
    """Give the slope of a weighted regression of y on x and a constant."""
    x, y = (values - np.average(values, weights=weight) for values in (x, y))
    return float((weight * x * y).sum() / (weight * x * x).sum())


def density_elasticity(case: Case) -> float:
    """C19: elasticity of productivity to density across cells, last year, cells weighted by firms.

    Mean log productivity of a cell's open part on the log of workers per km2 of it. The studies have cities or
    prefectures and clean out who works there; here cells, and firms that differ in nothing but productivity.
    """
    cells = case.base.table("cells", ["step", "cell", "firms", "workers", "productivity"])
    last = rows(cells, column(cells, "step") == column(cells, "step").max())
    firms, workers, productivity = (numbers(last, name) for name in ("firms", "workers", "productivity"))
    known = (firms >= FEWEST_FIRMS) & (workers > 0.0)
    if known.sum() < FEWEST_CELLS:
        raise NotMeasurableError(f"fewer than {FEWEST_CELLS} cells have {FEWEST_FIRMS} firms or more")
    density = np.log(workers[known] / numbers(grid_of(case.base), "area_km2")[known])
    if np.ptp(density) <= 0.0:
        raise NotMeasurableError("all cells are equally dense")
    return slope(density, productivity[known], firms[known])
