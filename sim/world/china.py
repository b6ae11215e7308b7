"""Real geography: prefectures, zones and ports of China on longitude-latitude cells, from the fact tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.basis.arrays import Floats, Integers, PerCell, PerZone
from sim.basis.errors import ScenarioError
from sim.world.areas import chosen_prefectures, others
from sim.world.cells import LandCells, land_cells, nearest
from sim.world.facts import ports, seats
from sim.world.footprints import Lots, lay_out
from sim.world.gathering import ZONE_KM2_PER_WEIGHT, Anchors, gather, seat_weight
from sim.world.geography import Geography
from sim.world.industries import Industries
from sim.world.known import places_problems
from sim.world.land import ready_land
from sim.world.leading import leading_mask
from sim.world.national_zones import NationalZone, zones_within
from sim.world.places import ChinaGeography, ZoneParameters
from sim.world.prefectures import Prefecture
from sim.world.rest import RestOfCountry, rest_of_country
from sim.world.sphere import degrees_of, middle, positions

FLAT = np.zeros(2)
"""Extent of a map that is no torus."""


@dataclass(frozen=True)
class _Zones:
    """Zones of a map, as facts and as arrays."""

    facts: Sequence[NationalZone]
    host: Integers
    longitude: PerZone
    latitude: PerZone
    position: Floats
    area: PerZone


def china(parameters: ChinaGeography, zones: Mapping[str, ZoneParameters], industries: Industries) -> Geography:
    """Build a part of China.

    Args:
        parameters: Which part, and how fine.
        zones: What the scenario says of zones over and above the fact table.
        industries: Industries of the model.

    Raises:
        ScenarioError: A name is not on the map, or cells are too large for its prefectures.
    """
    problems = places_problems(parameters, zones)
    if problems:
        raise ScenarioError("geography", problems)
    units = chosen_prefectures(parameters.area)
    land = land_cells(units, parameters.cell_degrees)
    placed = _place(units, zones_within({unit.code for unit in units}, zones), parameters.zone_area_factor)
    activity = gather(
        cell_region=land.unit,
        position=land.position,
        area=land.area,
        anchors=_anchors(units, placed),
        gathering=parameters.gathering,
        gathering_km=parameters.gathering_km,
    )
    return _assemble(
        units=units,
        land=land,
        activity=activity,
        zones=placed,
        rest=rest_of_country(others(units) if parameters.rest_of_country else []),
        industries=industries,
    )


def _place(units: Sequence[Prefecture], facts: Sequence[NationalZone], factor: float) -> _Zones:
    number = {unit.code: i for i, unit in enumerate(units)}
    longitude = np.array([zone.longitude for zone in facts], dtype=np.float64)
    latitude = np.array([zone.latitude for zone in facts], dtype=np.float64)
    return _Zones(
        facts=facts,
        host=np.array([number[zone.prefecture] for zone in facts], dtype=np.int64),
        longitude=longitude,
        latitude=latitude,
        position=positions(longitude, latitude),
        area=np.array([zone.administered_km2(factor) for zone in facts], dtype=np.float64),
    )


def _anchors(units: Sequence[Prefecture], zones: _Zones) -> Anchors:
    """List what firms gather around: the seats of the map's units, then its zones."""
    number = {unit.code: i for i, unit in enumerate(units)}
    own = [seat for seat in seats() if seat.prefecture in number]
    place = positions(np.array([seat.longitude for seat in own]), np.array([seat.latitude for seat in own]))
    return Anchors(
        region=np.concatenate([np.array([number[seat.prefecture] for seat in own]), zones.host]),
        position=np.concatenate([place, zones.position]),
        weight=np.concatenate([np.array([seat_weight(seat) for seat in own]), zones.area / ZONE_KM2_PER_WEIGHT]),
    )


def _assemble(
    *,
    units: Sequence[Prefecture],
    land: LandCells,
    activity: PerCell,
    zones: _Zones,
    rest: RestOfCountry,
    industries: Industries,
) -> Geography:
    """Put land, zones and the rest of the country together; the rest's cells follow those of the map."""
    regions, lots = [*units, *rest.regions], _lots(land, zones)
    off_map = np.full(len(rest.area), -1)
    region = np.concatenate([land.unit, np.full(len(rest.area), len(units))])
    position, area = np.concatenate([land.position, rest.position]), np.concatenate([land.area, rest.area])
    share, gdp = np.concatenate([activity, rest.activity]), np.array([one.gdp for one in regions])
    longitude, latitude = degrees_of(position)
    return Geography(
        grid=land.grid,
        sphere=True,
        extent_km=FLAT.copy(),
        cell_row=np.concatenate([land.row, off_map]),
        cell_column=np.concatenate([land.column, off_map]),
        cell_position=position,
        cell_longitude=longitude,
        cell_latitude=latitude,
        cell_area=area,
        cell_region=region,
        cell_activity=share,
        cell_land=ready_land(share * gdp[region], area),
        cell_port_km=port_km(position),
        region_name=tuple(one.name for one in regions),
        region_name_zh=tuple(one.name_zh for one in regions),
        region_code=tuple(one.code for one in regions),
        region_cluster=tuple(one.clusters for one in regions),
        region_position=np.array([middle(position[region == r], share[region == r]) for r in range(len(regions))]),
        region_gdp=gdp,
        region_sectors=np.array([one.sectors for one in regions]),
        region_population=np.array([one.population for one in regions]),
        rest_of_country=len(units) if rest.regions else -1,
        zone_name=tuple(zone.name for zone in zones.facts),
        zone_name_zh=tuple(zone.name_zh for zone in zones.facts),
        zone_host=zones.host,
        zone_position=zones.position,
        zone_longitude=zones.longitude,
        zone_latitude=zones.latitude,
        zone_area=zones.area,
        zone_area_known=np.array([zone.area_known for zone in zones.facts], dtype=np.bool_),
        zone_designated=tuple(zone.designated for zone in zones.facts),
        zone_withdrawn=tuple(zone.withdrawn for zone in zones.facts),
        zone_leading=leading_mask((zone.leading for zone in zones.facts), industries),
        lot_zone=lots.zone,
        lot_cell=lots.cell,
        lot_share=lots.share,
    )


def _lots(land: LandCells, zones: _Zones) -> Lots:
    return lay_out(
        zone_host=zones.host,
        zone_position=zones.position,
        zone_area=zones.area,
        cell_region=land.unit,
        cell_position=land.position,
        cell_area=land.area,
        sphere=True,
        extent_km=FLAT,
    )


def port_km(position: Floats) -> PerCell:
    """Give the distance in km from (n, 3) positions to the nearest container port."""
    harbour = positions(np.array([port.longitude for port in ports()]), np.array([port.latitude for port in ports()]))
    return nearest(position, harbour)[1]
