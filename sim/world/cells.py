"""Cells of a real map: each gets its unit from the nearest county seat, and no unit more than its area.

Cells are cut along whole multiples of their edge, so that two maps of neighbouring parts share their cells. Every
county seat of the country takes part, so that a map does not swallow its neighbours; each unit then keeps the cells
nearest to its seats until its area is used up, so that sea and foreign land fall away.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.basis.arrays import Floats, Integers, Mask
from sim.basis.errors import ScenarioError
from sim.world.facts import seats
from sim.world.geography import EARTH_RADIUS_KM, Grid
from sim.world.prefectures import Prefecture
from sim.world.sphere import cell_area, east_west_km, north_south_km, positions

BLOCK = 2048
"""Cells compared with all seats at a time: few enough to stay in the cache."""

KM_PER_DEGREE = 111.2

LEAST_MARGIN_KM = 60.0
"""How far around its seats a unit's cells are looked for, however small the unit."""


@dataclass(frozen=True)
class LandCells:
    """Cells of a real map, from north-west to south-east; C cells, U units."""

    grid: Grid
    row: Integers
    column: Integers
    longitude: Floats
    latitude: Floats
    position: Floats
    """(C, 3) km from the Earth's centre."""
    area: Floats
    """(C,) km2."""
    unit: Integers
    """(C,) number of the unit that a cell belongs to."""


def land_cells(units: Sequence[Prefecture], degrees: float) -> LandCells:
    """Give the cells of chosen units.

    Args:
        units: Units of the map, in the order in which it numbers them.
        degrees: Edge of a cell in degrees.

    Raises:
        ScenarioError: Cells are so large that there are fewer of them than units.
    """
    longitude, latitude = _window(units, degrees)
    position, area = positions(longitude, latitude), cell_area(latitude, degrees)
    seat_position, seat_unit = _seats_of(units)
    seat, away = nearest(position, seat_position)
    unit = seat_unit[seat]
    _claim(unit, away, units, position)
    kept = keep_nearest(unit, away, area, np.array([one.area_km2 for one in units]))
    return _crop(longitude[kept], latitude[kept], unit[kept], degrees)


def nearest(position: Floats, target: Floats) -> tuple[Integers, Floats]:
    """Give for each position on the globe the nearest target and the distance to it in km.

    Args:
        position: (n, 3) km from the Earth's centre.
        target: (m, 3) km from the Earth's centre.
    """
    index = np.empty(len(position), dtype=np.int64)
    cosine = np.empty(len(position))
    across = target.T / EARTH_RADIUS_KM**2
    for start in range(0, len(position), BLOCK):
        product = position[start : start + BLOCK] @ across
        best = product.argmax(axis=1)
        index[start : start + BLOCK] = best
        cosine[start : start + BLOCK] = product[np.arange(len(best)), best]
    return index, EARTH_RADIUS_KM * np.arccos(np.minimum(cosine, 1.0))


def keep_nearest(unit: Integers, away: Floats, area: Floats, allowed: Floats) -> Mask:
    """Say which cells their units keep: the nearest, until the area is used up to within half a cell.

    Args:
        unit: (C,) unit of each cell, -1 for none of the map's.
        away: (C,) distance in km to the nearest seat.
        area: (C,) km2.
        allowed: (U,) area of each unit in km2.

    Returns:
        (C,) mask; a unit that has any cell keeps at least one.
    """
    order = np.lexsort((away, unit))
    order = order[unit[order] >= 0]
    owner = unit[order]
    running = np.cumsum(area[order])
    first = np.searchsorted(owner, np.arange(len(allowed)))
    before = np.concatenate([[0.0], running])[first]
    used = running - before[owner] - area[order] / 2
    kept = np.zeros(len(unit), dtype=np.bool_)
    kept[order[used <= allowed[owner]]] = True
    kept[order[np.unique(owner, return_index=True)[1]]] = True
    return kept


def _window(units: Sequence[Prefecture], degrees: float) -> tuple[Floats, Floats]:
    """Give the centres of all cells of a rectangle that holds every unit for sure."""
    area = {unit.code: unit.area_km2 for unit in units}
    own = [seat for seat in seats() if seat.prefecture in area]
    margin = np.array([max(LEAST_MARGIN_KM, area[seat.prefecture] ** 0.5) / KM_PER_DEGREE for seat in own]) + degrees
    latitude = np.array([seat.latitude for seat in own])
    longitude = np.array([seat.longitude for seat in own])
    wide = margin / np.cos(np.radians(latitude))
    rows = _centres((latitude - margin).min(), (latitude + margin).max(), degrees)[::-1]
    columns = _centres((longitude - wide).min(), (longitude + wide).max(), degrees)
    return np.tile(columns, len(rows)), np.repeat(rows, len(columns))


def _centres(low: float, high: float, degrees: float) -> Floats:
    return (np.arange(np.floor(low / degrees), np.ceil(high / degrees)) + 0.5) * degrees


def _seats_of(units: Sequence[Prefecture]) -> tuple[Floats, Integers]:
    """Give the country's seats and the map's unit that each belongs to, -1 for none."""
    number = {unit.code: i for i, unit in enumerate(units)}
    every = seats()
    position = positions(np.array([seat.longitude for seat in every]), np.array([seat.latitude for seat in every]))
    return position, np.array([number.get(seat.prefecture, -1) for seat in every])


def _claim(unit: Integers, away: Floats, units: Sequence[Prefecture], position: Floats) -> None:
    """Give every unit without a cell the one nearest to its seat whose owner has another. Changes `unit`, `away`."""
    count = np.bincount(unit[unit >= 0], minlength=len(units))
    for lacking in np.flatnonzero(count == 0).tolist():
        seat = positions(np.array([units[lacking].longitude]), np.array([units[lacking].latitude]))
        free = np.flatnonzero((unit < 0) | (count[unit] > 1))
        cell = int(free[int((position[free] @ seat[0]).argmax())]) if len(free) else -1
        if cell < 0 or _far(position[cell], seat[0], position):
            raise ScenarioError("geography.cell_degrees", [_too_coarse(units[lacking])])
        if unit[cell] >= 0:
            count[unit[cell]] -= 1
        unit[cell], count[lacking], away[cell] = lacking, 1, 0.0


def _far(cell: Floats, seat: Floats, position: Floats) -> bool:
    """Say whether a cell is farther from a seat than four cells, so that it would not stand for the seat's unit."""
    edge = float(np.linalg.norm(position[1] - position[0])) if len(position) > 1 else 0.0
    return bool(np.linalg.norm(cell - seat) > 4.0 * edge)


def _too_coarse(unit: Prefecture) -> str:
    return (
        f"`geography.cell_degrees` is so large that {unit.name} gets no cell [degrees]: "
        "edge of a cell. Give a smaller value, at most about 0.5 for the whole country."
    )


def _crop(longitude: Floats, latitude: Floats, unit: Integers, degrees: float) -> LandCells:
    """Number rows and columns from the north-west corner of the land and describe the rectangle."""
    north_to_south = np.rint((latitude.max() - latitude) / degrees).astype(np.int64)
    west_to_east = np.rint((longitude - longitude.min()) / degrees).astype(np.int64)
    rows, columns = int(north_to_south.max()) + 1, int(west_to_east.max()) + 1
    number = np.full((rows, columns), -1, dtype=np.int64)
    number[north_to_south, west_to_east] = np.arange(len(unit))
    centres = latitude.max() - degrees * np.arange(rows)
    grid = Grid(
        rows=rows,
        columns=columns,
        torus=False,
        land=number,
        row_km=north_south_km(degrees),
        column_km=east_west_km(centres, degrees),
    )
    return LandCells(
        grid=grid,
        row=north_to_south,
        column=west_to_east,
        longitude=longitude,
        latitude=latitude,
        position=positions(longitude, latitude),
        area=cell_area(latitude, degrees),
        unit=unit,
    )
