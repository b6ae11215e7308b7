"""Where in a region its firms stand at the start: around county seats and zones, the rest spread over the land.

Each anchor (a seat or a zone) has a weight and spreads it over the cells of its own region as exp(-distance /
gathering_km), so that its weight does not depend on where it lies within a cell.
"""

from dataclasses import dataclass

import numpy as np

from sim.basis.arrays import Floats, Integers, PerCell
from sim.world.facts import Seat
from sim.world.geography import distance_km

PREFECTURE_WEIGHT = 3.0
"""Weight of the seat of a prefecture (assumption): its centre."""

DISTRICT_WEIGHT = 2.0
"""Weight of the seat of a district or county-level city (assumption); their economies are larger than a county's."""

COUNTY_WEIGHT = 1.0
"""Weight of the seat of a county: the unit of weights."""

ZONE_KM2_PER_WEIGHT = 25.0
"""Area that a zone administers per unit of weight (assumption): 50 km2, the typical zone, weigh as a district."""


@dataclass(frozen=True)
class Anchors:
    """What firms gather around; N anchors."""

    region: Integers
    """(N,) region that each lies in."""
    position: Floats
    """(N, 3) km."""
    weight: Floats
    """(N,) weight against the others of its region."""


def seat_weight(seat: Seat) -> float:
    """Give the weight of a seat of government among those of its prefecture."""
    if seat.code == seat.prefecture:
        return PREFECTURE_WEIGHT
    return DISTRICT_WEIGHT if seat.name_zh.endswith(("区", "市")) else COUNTY_WEIGHT


def gather(
    *, cell_region: Integers, position: Floats, area: PerCell, anchors: Anchors, gathering: float, gathering_km: float
) -> PerCell:
    """Give each cell its share of its region's firms.

    Args:
        cell_region: (C,) region of each cell.
        position: (C, 3) km from the Earth's centre.
        area: (C,) km2.
        anchors: Seats and zones; every region needs at least one.
        gathering: Share of firms that gather around anchors.
        gathering_km: Distance over which they thin out by a factor of e.

    Returns:
        (C,) shares that add up to one in each region.
    """
    activity = np.empty(len(cell_region))
    for region in np.unique(cell_region):
        cells = np.flatnonzero(cell_region == region)
        around = np.flatnonzero(anchors.region == region)
        away = distance_km(anchors.position[around][:, None], position[cells][None], sphere=True)
        near = _around(away, area[cells], anchors.weight[around], gathering_km)
        activity[cells] = gathering * near + (1.0 - gathering) * area[cells] / area[cells].sum()
    return activity


def _around(away: Floats, area: PerCell, weight: Floats, gathering_km: float) -> PerCell:
    """Spread each anchor's weight over cells.

    Args:
        away: (N, C) distance in km from anchor to cell.
        area: (C,) km2.
        weight: (N,) weights.
        gathering_km: Distance over which density falls by a factor of e.
    """
    density = area * np.exp(-(away - away.min(axis=1, keepdims=True)) / gathering_km)
    shares = density / density.sum(axis=1, keepdims=True)
    # A plain sum, so that the last bit does not depend on the number of threads of a linear algebra library.
    return (weight[:, None] * shares).sum(axis=0) / weight.sum()
