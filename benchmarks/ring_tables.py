"""Panels of one world in memory, added up by ring around all of its lots."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from sim.basis.arrays import Integers
from sim.measures.rings import lay_rings, ring_names


def cell_rings(panels: Mapping[str, pd.DataFrame], edges: Sequence[float]) -> pd.Series:
    """Give the ring of each cell of the map by its distance to the nearest lot of any zone, by cell."""
    grid, lots = panels["grid"], panels["lots"]
    zones: Integers = np.unique(lots["zone"].to_numpy())
    rings = lay_rings(grid, lots, zones, edges)
    return pd.Series(rings.ring, index=rings.cells, name="ring")


def ring_sums(panels: Mapping[str, pd.DataFrame], edges: Sequence[float], columns: Sequence[str]) -> pd.DataFrame:
    """Add columns of the outside economy up by ring: a row for each year and ring, and one for all, `outside`."""
    cells, names = panels["cells"], ring_names(edges)
    ring = cells["cell"].map(cell_rings(panels, edges)).to_numpy()
    values = cells[list(columns)].fillna(0.0)
    years = cells["year"].rename("year")
    parts = [values[ring == number].groupby(years).sum().assign(ring=name) for number, name in enumerate(names)]
    parts.append(values.groupby(years).sum().assign(ring="outside"))
    return pd.concat(parts).reset_index()[["year", "ring", *columns]]
