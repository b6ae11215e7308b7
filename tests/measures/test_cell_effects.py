"""Laws of the map: what is smoothed stays what it was in sum and where nothing differs."""

import numpy as np
import pandas as pd

from sim.measures.cell_effects import AROUND_KM, neighbourhood


def _plane(size: int = 41, km: float = 5.0) -> pd.DataFrame:
    row, column = (index.ravel() for index in np.indices((size, size)))
    return pd.DataFrame({"row": row, "column": column, "height_km": km, "width_km": km})


def test_a_single_cell_spreads_as_a_bell_curve_of_distance() -> None:
    grid = _plane()
    values = np.zeros(len(grid))
    middle = (grid["row"] == 20) & (grid["column"] == 20)
    values[middle.to_numpy()] = 1.0
    spread = neighbourhood(grid, values)
    away = np.hypot(grid["row"] - 20, grid["column"] - 20).to_numpy() * 5.0
    near = away <= 30.0
    np.testing.assert_allclose(spread[near], np.exp(-0.5 * (away[near] / AROUND_KM) ** 2), rtol=1e-12)


def test_an_even_country_stays_even_away_from_its_edge() -> None:
    grid = _plane()
    spread = neighbourhood(grid, np.full(len(grid), 3.0))
    inner = grid["row"].between(10, 30) & grid["column"].between(10, 30)
    assert np.ptp(spread[inner.to_numpy()]) < 1e-9
