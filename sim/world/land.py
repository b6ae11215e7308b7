"""Land that is ready for firms: mostly where firms are, so that no place is crowded out of proportion at the start."""

import numpy as np

from sim.basis.arrays import Floats, PerCell

FOLLOWS_ACTIVITY = 0.9
"""Elasticity of a cell's ready land to its activity, at given area (assumption): built-up land follows firms."""

LEAST_CROWDING, MOST_CROWDING = 0.5, 2.0
"""Bounds on initial crowding against the average, so that neither empty nor dense cells start far from the rest."""


def ready_land(activity: PerCell, area: PerCell) -> PerCell:
    """Give each cell's ready land in km2 of equivalent; it adds up to about the map's area.

    Land is activity to the power 0.9 times area to the power 0.1, both as shares, then bounded so that crowding
    (share of activity over share of land) lies between a half and two.

    Args:
        activity: (C,) activity of each cell, in any unit that compares cells of all regions.
        area: (C,) true area in km2.
    """
    busy, wide = activity / activity.sum(), area / area.sum()
    crowding = _crowding(busy, wide)
    return area.sum() * busy / np.clip(crowding, LEAST_CROWDING, MOST_CROWDING)


def _crowding(busy: Floats, wide: Floats) -> Floats:
    """Give activity over land, one on average over activity, before bounds."""
    land = busy**FOLLOWS_ACTIVITY * wide ** (1.0 - FOLLOWS_ACTIVITY)
    return busy / (land / land.sum())
