"""The rest of the country: one region, a cell off the map for each province that has land outside it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.basis.arrays import Floats, PerCell
from sim.world.areas import REST_CODE, REST_NAME, REST_NAME_ZH
from sim.world.prefectures import Prefecture
from sim.world.sphere import degrees_of, middle, positions


@dataclass(frozen=True)
class RestOfCountry:
    """What lies outside the map; P provinces, none where the map is the whole."""

    regions: tuple[Prefecture, ...]
    """The one region they make, as if it were a prefecture; empty where the map is the whole."""
    position: Floats
    """(P, 3) km, centre of GDP of a province's prefectures outside the map."""
    area: PerCell
    """(P,) km2."""
    activity: PerCell
    """(P,) share of the rest's firms, as of its GDP."""


def rest_of_country(units: Sequence[Prefecture]) -> RestOfCountry:
    """Put the units outside the map together.

    Args:
        units: Mainland prefectures that are not on the map; none of a map that has no rest of the country.
    """
    if not units:
        return RestOfCountry(regions=(), position=np.zeros((0, 3)), area=np.zeros(0), activity=np.zeros(0))
    province = np.unique([unit.province for unit in units], return_inverse=True)[1]
    gdp = np.array([unit.gdp for unit in units])
    place = positions(np.array([unit.longitude for unit in units]), np.array([unit.latitude for unit in units]))
    by_province = np.bincount(province, weights=gdp)
    members = [province == number for number in range(len(by_province))]
    return RestOfCountry(
        regions=(_as_one(units, gdp, middle(place, gdp)),),
        position=np.array([middle(place[inside], gdp[inside]) for inside in members]),
        area=np.bincount(province, weights=[unit.area_km2 for unit in units]),
        activity=by_province / gdp.sum(),
    )


def _as_one(units: Sequence[Prefecture], gdp: Floats, centre: Floats) -> Prefecture:
    """Add units up to one."""
    longitude, latitude = degrees_of(centre)
    primary, secondary, _ = (gdp[:, None] * np.array([unit.sectors for unit in units])).sum(axis=0) / gdp.sum()
    return Prefecture(
        code=REST_CODE,
        name=REST_NAME,
        name_zh=REST_NAME_ZH,
        province="",
        province_en="",
        clusters=frozenset(),
        mainland=True,
        longitude=float(longitude),
        latitude=float(latitude),
        area_km2=sum(unit.area_km2 for unit in units),
        population=sum(unit.population for unit in units),
        gdp=float(gdp.sum()),
        primary=float(primary),
        secondary=float(secondary),
        filled=frozenset(),
    )
