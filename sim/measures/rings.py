"""Rings: how far each cell lies from what differs between twins."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Integers
from sim.measures.tables import Pair, Tables, column, matrix, numbers, places_of, rows
from sim.world.geography import distance_km


@dataclass(frozen=True)
class Rings:
    """Rings around the treated lots; C cells in the order of the panel of cells, B rings, the last one open."""

    zones: Integers
    """Zones whose lots the distances are measured from."""
    treated: bool
    """Whether these zones differ between the twins; if not, they are all that are active in either."""
    edges: tuple[float, ...]
    """(B,) inner edges in km."""
    cells: Integers
    """(C,) number of each cell."""
    distance: Floats
    """(C,) km from the cell's centre to the centre of the nearest treated lot's cell."""
    ring: Integers
    """(C,) ring of each cell; -1 nearer than the first edge."""
    extent_km: Floats | None = None
    """(2,) width and height of a torus; none for a map with edges."""

    @property
    def names(self) -> tuple[str, ...]:
        """Name of each ring: `0-20km`, ..., `80km+`."""
        return ring_names(self.edges)

    def sums(self, values: Floats) -> Floats:
        """Add up cells by ring, missing ones left out: (..., C) to (..., B)."""
        member = self.ring[:, None] == np.arange(len(self.edges))
        return np.nan_to_num(values) @ member.astype(np.float64)


def ring_names(edges: Sequence[float]) -> tuple[str, ...]:
    """Name each ring by its edges."""
    closed = [f"{low:g}-{high:g}km" for low, high in pairwise(edges)]
    return (*closed, f"{edges[-1]:g}km+")


def treated_zones(base: pd.DataFrame, other: pd.DataFrame) -> Integers:
    """Find the zones whose status or openness differs between two worlds in any recorded year.

    Args:
        base: Panel of zones of one world.
        other: Panel of zones of the other.
    """
    zones = places_of(base, "zone")
    differs = np.zeros(len(zones), dtype=bool)
    for name in ("active", "openness"):
        left, right = matrix(base, "zone", name), matrix(other, "zone", name)
        differs |= ((left != right) & ~(np.isnan(left) & np.isnan(right))).any(axis=0)
    return zones[differs]


def ever_active(*panels: pd.DataFrame) -> Integers:
    """Find the zones that have their status in any recorded year of any of the worlds."""
    return np.unique(np.concatenate([column(rows(panel, column(panel, "active")), "zone") for panel in panels]))


def rings_of(pair: Pair, edges: Sequence[float], extent_km: Floats | None = None) -> Rings:
    """Lay rings around what differs between twins, or around every active zone where no zone differs.

    Args:
        pair: Two worlds of one replicate.
        edges: (B,) inner edges in km, ascending.
        extent_km: (2,) width and height of a torus; none for a map with edges.
    """
    columns = ["step", "zone", "active", "openness"]
    base, other = pair.base.table("zones", columns), pair.other.table("zones", columns)
    zones = treated_zones(base, other)
    treated = len(zones) > 0
    around = zones if treated else ever_active(base, other)
    lots = pair.base.table("lots")
    return lay_rings(grid_of(pair.base), lots, around, edges, treated=treated, extent_km=extent_km)


def grid_of(world: Tables) -> pd.DataFrame:
    """Read the grid in the order of the panel of cells."""
    cells = places_of(world.table("cells", ["cell"]), "cell")
    return pd.DataFrame(world.table("grid").set_index("cell").loc[cells]).reset_index()


def lay_rings(
    grid: pd.DataFrame,
    lots: pd.DataFrame,
    zones: Integers,
    edges: Sequence[float],
    *,
    treated: bool = True,
    extent_km: Floats | None = None,
) -> Rings:
    """Give every cell its distance to the nearest lot of some zones, and its ring."""
    distance = nearest_lot_km(grid, rows(lots, np.isin(column(lots, "zone"), zones)), extent_km)
    ring = np.searchsorted(np.asarray(edges), distance, side="right") - 1
    return Rings(
        zones=np.asarray(zones),
        treated=treated,
        edges=tuple(float(edge) for edge in edges),
        cells=column(grid, "cell"),
        distance=distance,
        ring=np.where(np.isfinite(distance), ring, -1),
        extent_km=extent_km,
    )


def nearest_lot_km(grid: pd.DataFrame, lots: pd.DataFrame, extent_km: Floats | None = None) -> Floats:
    """Give the distance from each cell's centre to that of the nearest of some lots, infinite without lots."""
    nearest = np.full(len(grid), np.inf)
    for place, distances in lot_distances(grid, lots, extent_km):
        nearest = np.minimum(nearest, distances)
        nearest[place] = 0.0
    return nearest


def lot_distances(grid: pd.DataFrame, lots: pd.DataFrame, extent_km: Floats | None = None) -> list[tuple[int, Floats]]:
    """Give for each of some lots the row of its cell and (C,) km from every cell's centre to that cell's centre."""
    position = grid[["x_km", "y_km", "z_km"]].to_numpy(dtype=np.float64)
    sphere = bool(np.isfinite(numbers(grid, "longitude")).any())
    row_of = {int(cell): row for row, cell in enumerate(column(grid, "cell"))}
    of_lot = [row_of[int(cell)] for cell in column(lots, "cell")]
    return [(row, distance_km(position, position[row], sphere=sphere, extent_km=extent_km)) for row in of_lot]
