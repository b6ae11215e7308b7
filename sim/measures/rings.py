"""Rings: how far each cell lies from what differs between twins."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Integers
from sim.measures.contiguity import contiguity_orders
from sim.measures.laying import AS_THE_CROW_FLIES, CONTIGUITY, TRAVEL, Laying, ring_names
from sim.measures.tables import Pair, Tables, column, matrix, numbers, places_of, rows
from sim.measures.travel import travel_km
from sim.world.geography import distance_km


@dataclass(frozen=True)
class Rings:
    """Rings around the treated lots; C cells in the order of the panel of cells, B rings, the last one open."""

    zones: Integers
    """Zones whose lots the distances are measured from."""
    treated: bool
    """Whether these zones differ between the twins; if not, they are all that are active in either."""
    edges: tuple[float, ...]
    """(B,) inner edges in km, or in orders by contiguity."""
    cells: Integers
    """(C,) number of each cell."""
    distance: Floats
    """(C,) km from the cell's centre to the centre of the nearest treated lot's cell, or the order of its region.

    Infinite where no way over land, or no chain of touching regions, leads to one.
    """
    ring: Integers
    """(C,) ring of each cell; -1 nearer than the first edge. What is infinitely far is in the last, open ring."""
    extent_km: Floats | None = None
    """(2,) width and height of a torus; none for a map with edges."""
    laying: Laying = AS_THE_CROW_FLIES
    """What the rings are laid by."""

    @property
    def names(self) -> tuple[str, ...]:
        """Name of each ring: `0-20km`, ..., `80km+`."""
        return ring_names(self.edges, self.laying.kind)

    def sums(self, values: Floats) -> Floats:
        """Add up cells by ring, missing ones left out: (..., C) to (..., B)."""
        member = self.ring[:, None] == np.arange(len(self.edges))
        return np.nan_to_num(values) @ member.astype(np.float64)


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


def rings_of(
    pair: Pair, edges: Sequence[float], extent_km: Floats | None = None, laying: Laying = AS_THE_CROW_FLIES
) -> Rings:
    """Lay rings around what differs between twins, or around every active zone where no zone differs.

    Args:
        pair: Two worlds of one replicate.
        edges: (B,) inner edges in km, or in orders by contiguity, ascending.
        extent_km: (2,) width and height of a torus; none for a map with edges.
        laying: What the rings are laid by.
    """
    columns = ["step", "zone", "active", "openness"]
    base, other = pair.base.table("zones", columns), pair.other.table("zones", columns)
    zones = treated_zones(base, other)
    treated = len(zones) > 0
    around = zones if treated else ever_active(base, other)
    lots = pair.base.table("lots")
    return lay_rings(grid_of(pair.base), lots, around, edges, treated=treated, extent_km=extent_km, laying=laying)


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
    laying: Laying = AS_THE_CROW_FLIES,
) -> Rings:
    """Give every cell its distance to the nearest lot of some zones, or its order, and its ring."""
    around = rows(lots, np.isin(column(lots, "zone"), zones))
    distance = _apart(grid, around, extent_km, laying)
    ring = np.minimum(np.searchsorted(np.asarray(edges), distance, side="right") - 1, len(edges) - 1)
    return Rings(
        zones=np.asarray(zones),
        treated=treated,
        edges=tuple(float(edge) for edge in edges),
        cells=column(grid, "cell"),
        distance=distance,
        ring=ring if len(around) else np.full(len(grid), -1),
        extent_km=extent_km,
        laying=laying,
    )


def _apart(grid: pd.DataFrame, lots: pd.DataFrame, extent_km: Floats | None, laying: Laying) -> Floats:
    """Give (C,) how far each cell lies from some lots, by what the rings are laid by."""
    if laying.kind not in {TRAVEL, CONTIGUITY}:
        return nearest_lot_km(grid, lots, extent_km)
    row_of = {int(cell): row for row, cell in enumerate(column(grid, "cell"))}
    goals = np.array([row_of[int(cell)] for cell in column(lots, "cell")], dtype=np.int64)
    torus = None if extent_km is None else _shape_of_torus(grid, extent_km)
    if laying.kind == TRAVEL:
        return travel_km(grid, goals, water=laying.water, torus=torus)
    return contiguity_orders(grid, goals, torus)


def _shape_of_torus(grid: pd.DataFrame, extent_km: Floats) -> tuple[int, int]:
    """Give rows and columns of a map whose edges are joined."""
    width, height = (float(each) for each in extent_km)
    return round(height / float(numbers(grid, "height_km")[0])), round(width / float(numbers(grid, "width_km")[0]))


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
