"""Two regions, two zones, four cells: worlds small enough to be solved on the back of an envelope.

    cell        0     1     2     3        100 km apart, on a line
    region      0     0     1     1
    lot of      A                 B        a tenth of the cell's 100 km2
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from tests.synthetic import Memory, MemoryTwin

REGIONS, ZONES = ("west", "east"), ("A", "B")


def world(
    cells: Sequence[float], lots: Sequence[float], *, active: Sequence[bool] = (True, True), start: Sequence[float] = ()
) -> Memory:
    """Make a world of a fork and one year.

    Args:
        cells: (4,) real GDP outside the lots after a year.
        lots: (2,) real GDP on the lots of A and B after a year.
        active: (2,) whether A and B have their status.
        start: (4,) real GDP outside the lots at the fork; by default 10 in each cell.
    """
    of_cells = np.array([start or (10.0,) * 4, cells], dtype=np.float64)
    of_lots = np.array([(1.0, 1.0), lots], dtype=np.float64)
    host = np.array([[1.0, 0.0], [0.0, 1.0]])
    outside = np.stack([of_cells[:, :2].sum(axis=1), of_cells[:, 2:].sum(axis=1)], axis=1)
    both = np.stack([outside + of_lots @ host, outside], axis=2)
    time = pd.DataFrame({"step": [0, 4], "date": ["2010-01", "2011-01"], "year": [0, 1]})
    grid = pd.DataFrame({"cell": range(4), "x_km": np.arange(4) * 100.0, "y_km": 0.0, "z_km": 0.0, "area_km2": 100.0})
    places = pd.DataFrame({"kind": ["region"] * 2 + ["zone"] * 2, "place": [0, 1, 0, 1], "name": [*REGIONS, *ZONES]})
    return Memory(
        {
            "cells": _each(time, 4).assign(cell=[*range(4)] * 2, real_gdp=of_cells.ravel()),
            "zones": _each(time, 2).assign(
                zone=[0, 1] * 2, active=[*active] * 2, openness=0.6, real_gdp=of_lots.ravel(),
                value_added=2.0 * of_lots.ravel(), foreign_births=[1.0, 0.0] * 2,
            ),
            "regions": _each(time, 4).assign(
                region=[0, 0, 1, 1] * 2, part=["all", "outside"] * 4, real_gdp=both.ravel(),
                value_added=2.0 * both.ravel(), foreign_births=[4.0, 3.0, 1.0, 1.0] * 2,
            ),
            "nation": time.assign(
                zones_gdp_share=0.2, zones_trade_share=0.3, zones_foreign_share=0.1, zones_firms_share=0.05
            ),
            "places": places.assign(name_zh=places["name"], host=[-1, -1, 0, 1], rest_of_country=False),
            "lots": pd.DataFrame({"lot": [0, 1], "zone": [0, 1], "cell": [0, 3], "share": 0.1}),
            "grid": grid.assign(longitude=np.nan, latitude=np.nan),
        }
    )  # fmt: skip


def twin(base: Memory, other: Memory) -> MemoryTwin:
    """Make a twin of two worlds."""
    return MemoryTwin(base, other)


def _each(time: pd.DataFrame, times: int) -> pd.DataFrame:
    return time.loc[time.index.repeat(times)].reset_index(drop=True)
