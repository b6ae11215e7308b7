"""Geography: cells, regions, zones and their lots, as arrays; whatever built it.

A *cell* is a square of the grid that is land. Cells of the rest of the country lie off the map: they follow
the land cells, have no row and column, and take part in everything else. A *lot* is the part of a cell that
belongs to a zone. A *site* is where a firm can stand: the open part of cell c is site c, lot l is site C + l.
"""

from dataclasses import dataclass

import numpy as np

from sim.basis.arrays import Floats, Integers, Mask, PerCell, PerRegion, PerZone


@dataclass(frozen=True)
class Grid:
    """The full rectangle behind the land cells, rows from north (0) to south, columns from west to east."""

    rows: int
    columns: int
    torus: bool
    """Whether the map's edges are joined; only stylised maps may be."""
    land: Integers
    """(rows, columns) cell number, or -1 where there is none."""
    row_km: float
    """North-south extent of a cell in km."""
    column_km: Floats
    """(rows,) east-west extent of a cell of each row in km (shrinks with latitude on real maps)."""


@dataclass(frozen=True)
class Geography:
    """A map and what stood on it at the start; C cells, R regions, Z zones, L lots.

    Positions are km in a plane (third coordinate 0) or, when `sphere`, km from the Earth's centre, so that the
    straight line between two positions is a chord (shorter than the arc by 0.1 % at 1,000 km; corrected).
    """

    grid: Grid
    sphere: bool
    extent_km: Floats
    """(2,) width and height of a torus in km; zeros where the map has edges."""

    # One value for each of C cells.
    cell_row: Integers
    """Row on the grid, -1 off the map."""
    cell_column: Integers
    """Column on the grid, -1 off the map."""
    cell_position: Floats
    """(C, 3) km."""
    cell_longitude: PerCell
    """Degrees, NaN on stylised maps."""
    cell_latitude: PerCell
    """Degrees, NaN on stylised maps."""
    cell_area: PerCell
    """True area in km2 (off the map: of the province's land that the cell stands for)."""
    cell_region: Integers
    """Region that the cell belongs to."""
    cell_activity: PerCell
    """Share of its region's firms that stands in the cell at the start (lots included); sums to 1 by region."""
    cell_land: PerCell
    """Land that is ready for firms, lots included, in km2 of equivalent."""
    cell_port_km: PerCell
    """Distance to the nearest port in km."""

    # One value for each of R regions.
    region_name: tuple[str, ...]
    """Name."""
    region_name_zh: tuple[str, ...]
    """Name in Chinese."""
    region_code: tuple[str, ...]
    """Administrative code (GB/T 2260), or the name again on stylised maps."""
    region_cluster: tuple[frozenset[str], ...]
    """Named groups of regions that a region belongs to (`yrd27`, `core`, a province ...)."""
    region_position: Floats
    """(R, 3) km, centre of activity."""
    region_gdp: PerRegion
    """GDP at the policy date, 1e8 CNY (stylised: units of the average region)."""
    region_sectors: Floats
    """(R, 3) shares of primary, secondary and tertiary industry in GDP."""
    region_population: PerRegion
    """1e4 persons (stylised: proportional to GDP)."""
    rest_of_country: int
    """Number of the region that stands for the rest of the country, or -1."""

    # One value for each of Z zones.
    zone_name: tuple[str, ...]
    """Name."""
    zone_name_zh: tuple[str, ...]
    """Name in Chinese."""
    zone_host: Integers
    """Host region."""
    zone_position: Floats
    """(Z, 3) km."""
    zone_longitude: PerZone
    """Degrees, NaN on stylised maps."""
    zone_latitude: PerZone
    """Degrees, NaN on stylised maps."""
    zone_area: PerZone
    """km2."""
    zone_area_known: Mask
    """Whether the area is the zone's own, or the median of its province put in for a missing one."""
    zone_designated: tuple[str, ...]
    """Date of designation, `YYYY` or `YYYY-MM`; `never` of a lot that never is a zone."""
    zone_withdrawn: tuple[str, ...]
    """Date from which the zone has lost its status, `YYYY` or `YYYY-MM`; an empty text where it keeps it."""
    zone_leading: Mask
    """(Z, S) whether an industry is one of the zone's leading industries."""

    # One value for each of L lots.
    lot_zone: Integers
    """Zone that the lot belongs to."""
    lot_cell: Integers
    """Cell that the lot is a part of."""
    lot_share: Floats
    """Share of the cell's land, above 0 and below 1."""

    @property
    def cells(self) -> int:
        """Number of cells, those off the map included."""
        return len(self.cell_region)

    @property
    def regions(self) -> int:
        """Number of regions, the rest of the country included."""
        return len(self.region_name)

    @property
    def zones(self) -> int:
        """Number of zones, whether designated yet or not."""
        return len(self.zone_name)

    @property
    def lots(self) -> int:
        """Number of lots."""
        return len(self.lot_zone)

    @property
    def sites(self) -> int:
        """Number of sites: open parts of cells, then lots."""
        return self.cells + self.lots

    @property
    def site_cell(self) -> Integers:
        """(C + L,) cell of each site."""
        return np.concatenate([np.arange(self.cells), self.lot_cell])

    @property
    def site_zone(self) -> Integers:
        """(C + L,) zone of each site's lot, -1 for the open part of a cell."""
        return np.concatenate([np.full(self.cells, -1), self.lot_zone])

    @property
    def site_share(self) -> Floats:
        """(C + L,) share of its cell's land that each site has."""
        open_part = 1.0 - np.bincount(self.lot_cell, weights=self.lot_share, minlength=self.cells)
        return np.concatenate([open_part, self.lot_share])

    def on_map(self) -> Mask:
        """(C,) whether a cell lies on the map, not in the rest of the country."""
        return self.cell_row >= 0

    def distance(self, a: Floats, b: Floats) -> Floats:
        """Give distances in km between positions on this map, broadcasting over leading axes."""
        return distance_km(a, b, sphere=self.sphere, extent_km=self.extent_km)


EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""


def distance_km(a: Floats, b: Floats, *, sphere: bool, extent_km: Floats | None = None) -> Floats:
    """Give distances in km between positions, broadcasting over leading axes.

    Args:
        a: (..., 3) positions in km.
        b: (..., 3) positions in km.
        sphere: Whether positions lie on the globe, so that the chord is to be lengthened to the arc.
        extent_km: (2,) width and height of a torus, across whose edges the way may be shorter; none or zeros for a
            map with edges.
    """
    squared = np.zeros(np.broadcast_shapes(a.shape[:-1], b.shape[:-1]))
    for axis in range(3):
        apart = np.abs(a[..., axis] - b[..., axis])
        around = 0.0 if extent_km is None or axis == UP else float(extent_km[axis])
        squared += np.minimum(apart, around - apart) ** 2 if around > 0.0 else apart**2
    chord = np.sqrt(squared)
    if not sphere:
        return chord
    return 2.0 * EARTH_RADIUS_KM * np.arcsin(np.minimum(chord / (2.0 * EARTH_RADIUS_KM), 1.0))


UP = 2
"""Axis of a plane's third coordinate, which no torus bends."""
