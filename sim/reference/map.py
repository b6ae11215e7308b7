"""The map: cells and sites, distances between them, and how one gets from a cell to another by luck."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from sim.basis.singly import Draws
from sim.reference.choice import Drum
from sim.world.distances import cell_region_km, cell_zone_km, inner_km, region_region_km
from sim.world.geography import Geography
from sim.world.ground import GRAVITY_KM, radius_table, terrain_of

if TYPE_CHECKING:
    from sim.reference.firm import Firm
    from sim.reference.place import Place
    from sim.reference.region import Region
    from sim.reference.zone import Zone


class Site:
    """Where a firm can stand: the open part of a cell, or the lot of a zone in it."""

    def __init__(self, number: int, cell: "Cell", share: float, zone: "Zone | None" = None) -> None:
        self.number = number
        self.cell = cell
        self.share = share
        """Share of the cell's land."""
        self.zone = zone
        """Zone whose lot it is, whether the zone has its status or not; none for the open part of a cell."""
        self.place: Place = cell.region
        """Jurisdiction: the zone while it has its status, otherwise the region."""
        self.region_km: list[float] = []
        """Distance to the households of each region."""
        self.land_base = 0.0
        """Land that is ready without a zone's servicing, km2."""
        self.land = 0.0
        """Land that is ready, km2."""
        self.activity = 0.0
        """Workers of the last step, 1e4 persons."""
        self.export_cost = 0.0
        self.import_cost = 0.0
        self.export_reach = 1.0
        """What the export cost leaves of foreign demand."""
        self.reach: list[float] = []
        """What delivery costs leave of the demand of each region's households."""
        self.cost: list[float] = []
        """By industry: log of markup and of every cost that firms of the site share."""
        self.home_access: dict[int, float] = {}
        """By industry, where somebody has asked: home demand per unit of variety weight in this step."""
        self.foreign_access: dict[int, float] = {}
        """By industry, where somebody has asked: foreign demand per unit of variety weight in this step."""
        self.ledger = Ledger(0)

    @property
    def region(self) -> "Region":
        """Region of the site's cell."""
        return self.cell.region

    @property
    def weight(self) -> float:
        """Real firms that an agent stands for here, over those that one on the map stands for."""
        return self.cell.region.agent_weight

    def __repr__(self) -> str:
        return f"<Site {self.number}>"


class Ledger:
    """Flows of a site in one step at annual rates, by industry; 1e8 CNY a year."""

    def __init__(self, industries: int) -> None:
        self.revenue = [0.0] * industries
        self.value_added = [0.0] * industries
        self.exports = [0.0] * industries
        self.imported_inputs = [0.0] * industries
        self.real_output = [0.0] * industries
        """Revenue at the prices of the fork."""
        self.repatriated = 0.0
        """Share of foreign firms' profit that goes abroad in the next step."""


class Cell:
    """A square of the grid, or a cell off the map that stands for a part of the rest of the country."""

    def __init__(self, number: int, region: "Region", row: int, column: int) -> None:
        self.number = number
        self.region = region
        self.row = row
        self.column = column
        self.position = (0.0, 0.0, 0.0)
        self.within = 0.0
        """Mean distance between two firms of the cell in km."""
        self.area = 0.0
        self.ready_land = 0.0
        self.activity = 0.0
        """Share of its region's firms that stands here at the start."""
        self.port_km = 0.0
        self.zone_km: list[float] = []
        """Distance to each zone."""
        self.open_part = Site(number, self, 1.0)
        self.lots: list[Site] = []
        self.firms: list[list[Firm]] = []
        """By industry: who stands here, as last counted."""
        self.drum = Drum(0)
        """Drum of all firms, one ticket each."""
        self.drums: list[Drum] = []
        """By industry: drums in which firms have tickets by their appeal."""

    @property
    def on_map(self) -> bool:
        """Whether the cell lies on the map."""
        return self.row >= 0

    def count(self, industry: int) -> int:
        """Give the firms of an industry, as last counted."""
        return len(self.firms[industry])

    def count_all(self) -> int:
        """Give the firms of all industries, as last counted."""
        return sum(map(len, self.firms))

    def site_of(self, who: int, lot: Draws) -> Site:
        """Give the site on which one stands who chose the cell: a lot with the chance of its share of the land."""
        if not self.lots:
            return self.open_part
        chance = lot.uniform(who, self.number)
        for site in self.lots:
            chance -= site.share
            if chance < 0.0:
                return site
        return self.open_part


class Map:
    """Cells and sites, and the tables of the ground."""

    def __init__(self, geography: Geography, regions: "Sequence[Region]", zones: "Sequence[Zone]") -> None:
        """Lay out a geography.

        Args:
            geography: The map as arrays.
            regions: Its regions, in order.
            zones: Its zones, in order.
        """
        self.geography = geography
        self.cells = _cells(geography, regions)
        self.sites = _sites(geography, self.cells, zones)
        self.place_km = _between_places(geography)
        """Distance between jurisdictions, regions first."""
        self._lay_out_ground(geography, regions)

    def _lay_out_ground(self, geography: Geography, regions: "Sequence[Region]") -> None:
        """Take over the tables of the ground that all engines share."""
        self.ground = ground = terrain_of(
            geography, region_km=region_region_km(geography), within_km=inner_km(geography)
        )
        self.torus = ground.plane.torus
        self.earth_radius = ground.plane.radius
        self.row_km = ground.plane.row_km
        self.width_km = ground.plane.width_km
        self.height_km = ground.plane.height_km
        self.column_km: list[float] = ground.column_km.tolist()
        self.rows, self.columns = geography.grid.rows, geography.grid.columns
        self._at: list[list[int]] = geography.grid.land.tolist()
        self._circle: list[list[float]] = ground.circle.tolist()
        self.radii: list[float] = radius_table().tolist()
        self._rings = ground.rings
        self._rings_of_row: dict[int, list[list[int]]] = {}
        self._gravity = _gravity(geography)
        self._regions = regions
        self._activity = [shares_of(cell.activity for cell in region.cells) for region in regions]

    def distance(self, a: Cell, b: Cell) -> float:
        """Give the distance in km between two cells; within one, the mean distance of two firms."""
        if a is b:
            return a.within
        p, q = a.position, b.position
        x, y, z = abs(p[0] - q[0]), abs(p[1] - q[1]), p[2] - q[2]
        if self.torus:
            x, y = min(x, self.width_km - x), min(y, self.height_km - y)
        chord = math.sqrt(x * x + y * y + z * z)
        return _arc(chord, self.earth_radius) if self.earth_radius > 0.0 else chord

    def radius(self, fraction: float) -> float:
        """Give the quantile of a distance, over its scale, whose density per area falls as exp(-d)."""
        position = fraction * (len(self.radii) - 1)
        low = int(position)
        rest = position - low
        return self.radii[low] * (1.0 - rest) + self.radii[low + 1] * rest

    @property
    def directions(self) -> int:
        """Directions told apart in a displacement."""
        return len(self._circle)

    def displaced(self, origin: Cell, radius_km: float, way: int) -> Cell | None:
        """Give the cell at a displacement from the middle of a cell; none where there is no land."""
        if not origin.on_map:
            return origin
        east, north = self._circle[way]
        row = math.floor(origin.row - radius_km * north / self.row_km + 0.5)
        column = math.floor(origin.column + radius_km * east / self.column_km[origin.row] + 0.5)
        return self._cell_at(row, column)

    def anywhere(self, region: "Region | None", region_fraction: float, cell_fraction: float) -> Cell:
        """Draw a cell anywhere: its region by gravity, or by size alone, the cell by activity at the start."""
        gravity = self._gravity[-1 if region is None else region.number]
        drawn = first_at_least(gravity, region_fraction)
        return self._regions[drawn].cells[first_at_least(self._activity[drawn], cell_fraction)]

    def nearest_with(self, origin: Cell, industry: int, *, but_own: bool) -> Cell | None:
        """Give the nearest cell that has a firm of an industry.

        Args:
            origin: Cell of the firm that looks.
            industry: Number of the industry.
            but_own: Whether the firm that looks is of the industry, and does not count.
        """
        if origin.count(industry) > (1 if but_own else 0):
            return origin
        for row, column in self._around(origin):
            cell = self._cell_at(row, column)
            if cell is not None and cell is not origin and cell.count(industry):
                return cell
        others = [cell for cell in self.cells if cell is not origin and cell.count(industry)]
        return min(others, key=lambda cell: self.distance(origin, cell), default=None)

    def _around(self, origin: Cell) -> Iterator[tuple[int, int]]:
        """Go through rows and columns around a cell of the map, the nearest first."""
        if not origin.on_map:
            return
        if origin.row not in self._rings_of_row:
            self._rings_of_row[origin.row] = self._rings[origin.row].tolist()
        for down, right in self._rings_of_row[origin.row]:
            yield origin.row + down, origin.column + right

    def _cell_at(self, row: int, column: int) -> Cell | None:
        if self.torus:
            row, column = row % self.rows, column % self.columns
        if not (0 <= row < self.rows and 0 <= column < self.columns):
            return None
        number = self._at[row][column]
        return self.cells[number] if number >= 0 else None


def shares_of(weights: Iterable[float]) -> list[float]:
    """Give cumulative weights over their sum."""
    cumulative = list(accumulate(weights))
    return [part / cumulative[-1] for part in cumulative]


def first_at_least(cumulative: list[float], fraction: float) -> int:
    """Give the first place whose cumulative weight is at least a fraction."""
    return min(bisect_left(cumulative, fraction), len(cumulative) - 1)


def _gravity(geography: Geography) -> list[list[float]]:
    """Give the cumulative weights by which regions are drawn from each region, size / (1 + d / scale); last by size."""
    size = geography.region_gdp.tolist()
    rows = [
        [mass / (1.0 + km / GRAVITY_KM) for mass, km in zip(size, row, strict=True)]
        for row in region_region_km(geography).tolist()
    ]
    return [shares_of(row) for row in (*rows, size)]


def _arc(chord: float, radius: float) -> float:
    """Give the arc over a chord: the series of the arcsine."""
    h = (chord / (2.0 * radius)) ** 2
    return chord * (1.0 + h * (1.0 / 6.0 + h * (3.0 / 40.0 + h * (15.0 / 336.0))))


def _cells(geography: Geography, regions: "Sequence[Region]") -> list[Cell]:
    cells = []
    within, zone_km = inner_km(geography).tolist(), cell_zone_km(geography).tolist()
    for c, position in enumerate(geography.cell_position.tolist()):
        region = regions[int(geography.cell_region[c])]
        cell = Cell(c, region, int(geography.cell_row[c]), int(geography.cell_column[c]))
        cell.position = tuple(position)
        cell.within = within[c]
        cell.area = float(geography.cell_area[c])
        cell.ready_land = float(geography.cell_land[c])
        cell.activity = float(geography.cell_activity[c])
        cell.port_km = float(geography.cell_port_km[c])
        cell.zone_km = zone_km[c]
        region.cells.append(cell)
        cells.append(cell)
    return cells


def _sites(geography: Geography, cells: Sequence[Cell], zones: "Sequence[Zone]") -> list[Site]:
    """List the open part of every cell, then lots; a cell's lots stand in the order of their numbers."""
    sites = [cell.open_part for cell in cells]
    for lot, share in enumerate(geography.lot_share.tolist()):
        cell, zone = cells[int(geography.lot_cell[lot])], zones[int(geography.lot_zone[lot])]
        site = Site(len(cells) + lot, cell, share, zone)
        cell.lots.append(site)
        zone.lots.append(site)
        sites.append(site)
    for cell in cells:
        cell.open_part.share = 1.0 - sum(site.share for site in cell.lots)
    region_km = cell_region_km(geography).tolist()
    for site in sites:
        site.region_km = region_km[site.cell.number]
        site.land_base = site.cell.ready_land * site.share
    return sites


def _between_places(geography: Geography) -> list[list[float]]:
    """Give the distances between jurisdictions: regions by their centres, zones by their positions."""
    region = region_region_km(geography).tolist()
    position = geography.zone_position
    zone_region = geography.distance(position[:, None], geography.region_position[None]).tolist()
    zone_zone = geography.distance(position[:, None], position[None]).tolist()
    rest = geography.rest_of_country
    if rest >= 0:
        for row, host in zip(zone_region, geography.zone_host.tolist(), strict=True):
            row[rest] = region[host][rest]
    from_regions = [row + [other[r] for other in zone_region] for r, row in enumerate(region)]
    return from_regions + [row + others for row, others in zip(zone_region, zone_zone, strict=True)]
