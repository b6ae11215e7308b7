"""Positions and areas on the globe, taken as a sphere of the Earth's mean radius."""

import numpy as np

from sim.basis.arrays import Floats
from sim.world.geography import EARTH_RADIUS_KM


def positions(longitude: Floats, latitude: Floats) -> Floats:
    """Give positions in km from the Earth's centre.

    Args:
        longitude: (n,) degrees.
        latitude: (n,) degrees.

    Returns:
        (n, 3) km.
    """
    east, north = np.radians(longitude), np.radians(latitude)
    unit = np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], axis=-1)
    return EARTH_RADIUS_KM * unit


def degrees_of(position: Floats) -> tuple[Floats, Floats]:
    """Give longitude and latitude in degrees of (n, 3) positions, whatever their distance from the centre."""
    longitude = np.degrees(np.arctan2(position[..., 1], position[..., 0]))
    latitude = np.degrees(np.arctan2(position[..., 2], np.hypot(position[..., 0], position[..., 1])))
    return longitude, latitude


def middle(position: Floats, weight: Floats) -> Floats:
    """Give the weighted centre of positions, lifted back to the Earth's surface.

    Args:
        position: (n, 3) km.
        weight: (n,) weights, not all zero.

    Returns:
        (3,) km.
    """
    # A plain sum, so that the last bit does not depend on the number of threads of a linear algebra library.
    centre = (weight[:, None] * position).sum(axis=0)
    return centre * (EARTH_RADIUS_KM / np.linalg.norm(centre))


def cell_area(latitude: Floats, degrees: float) -> Floats:
    """Give the true area in km2 of longitude-latitude cells.

    Args:
        latitude: (n,) degrees, of the cells' centres.
        degrees: Edge of a cell.
    """
    south, north = np.radians(latitude - degrees / 2), np.radians(latitude + degrees / 2)
    return EARTH_RADIUS_KM**2 * np.radians(degrees) * (np.sin(north) - np.sin(south))


def north_south_km(degrees: float) -> float:
    """Give the length in km of an arc of a meridian."""
    return float(EARTH_RADIUS_KM * np.radians(degrees))


def east_west_km(latitude: Floats, degrees: float) -> Floats:
    """Give the length in km of an arc of the parallels at (n,) latitudes."""
    return EARTH_RADIUS_KM * np.cos(np.radians(latitude)) * np.radians(degrees)
