"""Distances in km that the model asks a map for; C cells, R regions, Z zones, L lots."""

import numpy as np

from sim.basis.arrays import Floats, Mask, PerCell
from sim.world.geography import Geography

MEAN_DISTANCE_IN_SQUARE = 0.5214
"""Mean distance between two random points of a unit square (Ghosh 1951)."""


def inner_km(geography: Geography) -> PerCell:
    """(C,) mean distance within a cell, as of a square of its area; off the map, of its province's."""
    return MEAN_DISTANCE_IN_SQUARE * np.sqrt(geography.cell_area)


def cell_region_km(geography: Geography) -> Floats:
    """(C, R) distance from cells to the centres of regions; to the rest of the country, the mean over its cells."""
    away = geography.distance(geography.cell_position[:, None], geography.region_position[None])
    rest = geography.rest_of_country
    if rest >= 0:
        away[:, rest] = _to_rest(geography, geography.cell_position)
    return away


def region_region_km(geography: Geography) -> Floats:
    """(R, R) distance between the centres of regions, zero with itself; to the rest, the mean over its cells."""
    away = geography.distance(geography.region_position[:, None], geography.region_position[None])
    rest = geography.rest_of_country
    if rest >= 0:
        away[rest] = away[:, rest] = _to_rest(geography, geography.region_position)
    np.fill_diagonal(away, 0.0)
    return away


def cell_zone_km(geography: Geography) -> Floats:
    """(C, Z) distance from cells to the positions of zones."""
    return geography.distance(geography.cell_position[:, None], geography.zone_position[None])


def cell_lot_km(geography: Geography, zones: Mask) -> PerCell:
    """(C,) distance from a cell's centre to the nearest lot of any of some zones; infinite without lots.

    Args:
        geography: The map.
        zones: (Z,) which zones count.
    """
    nearest = np.full(geography.cells, np.inf)
    for place in lot_position(geography)[zones[geography.lot_zone]]:
        nearest = np.minimum(nearest, geography.distance(geography.cell_position, place))
    return nearest


def lot_position(geography: Geography) -> Floats:
    """(L, 3) where lots lie: at the zone's position where it has one lot, at the lot's cell's centre otherwise."""
    lots = np.bincount(geography.lot_zone, minlength=geography.zones)
    alone = lots[geography.lot_zone] == 1
    zone = geography.zone_position[geography.lot_zone]
    return np.where(alone[:, None], zone, geography.cell_position[geography.lot_cell])


def _to_rest(geography: Geography, position: Floats) -> Floats:
    """Give the mean distance from (n, 3) positions to the rest of the country, by where its firms are."""
    cells = np.flatnonzero(geography.cell_region == geography.rest_of_country)
    away = geography.distance(position[:, None], geography.cell_position[cells][None])
    return (away * geography.cell_activity[cells]).sum(axis=1)
