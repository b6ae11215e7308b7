"""Footprints of zones: which part of which cells is a zone's lot."""

from dataclasses import dataclass

import numpy as np

from sim.basis.arrays import Floats, Integers, PerCell, PerZone
from sim.world.geography import distance_km

MOST_OF_A_CELL = 0.6
"""Lots take at most this share of a cell, so that every cell keeps an open part."""

LEAST_OF_A_CELL = 0.005
"""A remainder smaller than this share of a cell is left out: too small to stand on."""


@dataclass(frozen=True)
class Lots:
    """Lots, by zone and then by distance from the zone's position; L lots."""

    zone: Integers
    cell: Integers
    share: Floats
    """(L,) share of the cell's area."""


def lay_out(
    *,
    zone_host: Integers,
    zone_position: Floats,
    zone_area: PerZone,
    cell_region: Integers,
    cell_position: Floats,
    cell_area: PerCell,
    sphere: bool,
    extent_km: Floats,
) -> Lots:
    """Spread each zone over the nearest cells of its host region, at most 60 % of any cell's area.

    Zones choose in their own order, whatever their dates, so that no date moves a lot.

    Args:
        zone_host: (Z,) host region.
        zone_position: (Z, 3) km.
        zone_area: (Z,) km2.
        cell_region: (C,) region of each cell.
        cell_position: (C, 3) km.
        cell_area: (C,) km2.
        sphere: Whether positions lie on the globe.
        extent_km: (2,) of a torus, zeros otherwise.
    """
    room = np.full(len(cell_area), MOST_OF_A_CELL)
    taken: dict[int, list[tuple[int, float]]] = {}
    for zone in range(len(zone_host)):
        cells = np.flatnonzero(cell_region == zone_host[zone])
        away = distance_km(cell_position[cells], zone_position[zone], sphere=sphere, extent_km=extent_km)
        near = cells[np.argsort(away, kind="stable")]
        taken[zone] = _take(near, float(zone_area[zone]), cell_area, room)
    lots = [(zone, cell, share) for zone in taken for cell, share in taken[zone]]
    return Lots(
        zone=np.array([lot[0] for lot in lots], dtype=np.int64),
        cell=np.array([lot[1] for lot in lots], dtype=np.int64),
        share=np.array([lot[2] for lot in lots], dtype=np.float64),
    )


def _take(near: Integers, wanted: float, area: PerCell, room: PerCell) -> list[tuple[int, float]]:
    """Take land from cells in turn until a zone has what it wants. Changes `room`."""
    lots: list[tuple[int, float]] = []
    for cell in near.tolist():
        if wanted <= 0.0:
            break
        share = min(wanted / float(area[cell]), float(room[cell]))
        if share < LEAST_OF_A_CELL and (lots or room[cell] < LEAST_OF_A_CELL):
            continue
        lots.append((cell, share))
        room[cell] -= share
        wanted -= share * float(area[cell])
    return lots
