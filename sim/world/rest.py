"""The rest of the country: one region, a cell off the map for each province that has land outside it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.basis.arrays import Floats, PerCell
from sim.world.prefectures import Prefecture
from sim.world.sphere import middle, positions


@dataclass(frozen=True)
class RestOfCountry:
    """What lies outside the map; P provinces."""

    position: Floats
    """(P, 3) km, centre of GDP of a province's prefectures outside the map."""
    area: PerCell
    """(P,) km2."""
    activity: PerCell
    """(P,) share of the rest's firms, as of its GDP."""
    gdp: float
    """1e8 CNY, 2010."""
    population: float
    """1e4 residents, 2020."""
    sectors: Floats
    """(3,) shares of primary, secondary and tertiary industry in GDP."""


def rest_of_country(units: Sequence[Prefecture]) -> RestOfCountry:
    """Put the units outside the map together.

    Args:
        units: Mainland prefectures that are not on the map; at least one.
    """
    province = np.unique([unit.province for unit in units], return_inverse=True)[1]
    gdp = np.array([unit.gdp for unit in units])
    place = positions(np.array([unit.longitude for unit in units]), np.array([unit.latitude for unit in units]))
    by_province = np.bincount(province, weights=gdp)
    sectors = gdp @ np.array([unit.sectors for unit in units])
    return RestOfCountry(
        position=np.array([middle(place[province == p], gdp[province == p]) for p in range(len(by_province))]),
        area=np.bincount(province, weights=[unit.area_km2 for unit in units]),
        activity=by_province / gdp.sum(),
        gdp=float(gdp.sum()),
        population=float(sum(unit.population for unit in units)),
        sectors=sectors / sectors.sum(),
    )
