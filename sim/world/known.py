"""Names of regions, zones and clusters of a map, and what is wrong with those a scenario uses, without building it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.world.areas import REST_CODE, REST_NAME, REST_NAME_ZH, area_problems, chosen_prefectures, others
from sim.world.blocks import CORE, HINTERLAND, region_of_point, stylised_region_names, stylised_zones
from sim.world.industries import read_industries
from sim.world.national_zones import zones_within
from sim.world.nearest_name import did_you_mean
from sim.world.places import ChinaGeography, GeographyParameters, StylisedGeography, ZoneParameters


@dataclass(frozen=True)
class KnownPlaces:
    """Names of a map's places, in the order in which the map numbers them."""

    regions: tuple[str, ...]
    """English names; the rest of the country, where there is one, is the last."""
    zones: tuple[str, ...]
    """English names, or the names a scenario gives."""
    clusters: Mapping[str, frozenset[str]]
    """Names of the regions of each named group."""
    zone_dates: Mapping[str, str]
    """Date of designation by zone; empty where it is the policy date."""
    zone_hosts: Mapping[str, str]
    """Host region by zone."""
    zone_withdrawn: Mapping[str, str]
    """Date from which a zone has lost its status; empty where it keeps it."""
    region_spellings: Mapping[str, str] = field(repr=False)
    """From every accepted spelling (English, Chinese, code) to the region's name."""
    zone_spellings: Mapping[str, str] = field(repr=False)
    """From every accepted spelling (English, Chinese) to the zone's name."""

    def region(self, name: str) -> str | None:
        """Give the name of the region that a spelling means, or None."""
        return self.region_spellings.get(name.strip())

    def zone(self, name: str) -> str | None:
        """Give the name of the zone that a spelling means, or None."""
        return self.zone_spellings.get(name.strip())


def known_places(parameters: GeographyParameters, zones: Mapping[str, ZoneParameters]) -> KnownPlaces:
    """Give the names that a scenario may use; names it may not are passed over.

    Args:
        parameters: The block `geography` of a scenario.
        zones: The block `zones` of a scenario.
    """
    if isinstance(parameters, ChinaGeography):
        return _places_of_china(parameters, zones)
    return _stylised_places(parameters, zones)


def places_problems(parameters: GeographyParameters, zones: Mapping[str, ZoneParameters]) -> list[str]:
    """Name everything that keeps a map from being built, each with the nearest valid name where there is one."""
    problems = [] if isinstance(parameters, StylisedGeography) else area_problems(parameters.area)
    known = known_places(parameters, zones)
    if isinstance(parameters, StylisedGeography):
        problems += _misplaced(parameters, zones)
    elif not problems:
        problems += _unknown_zones(known, zones)
    return problems + _unknown_industries(zones)


def _places_of_china(parameters: ChinaGeography, said: Mapping[str, ZoneParameters]) -> KnownPlaces:
    chosen = chosen_prefectures(parameters.area)
    zones = zones_within({unit.code for unit in chosen}, said)
    name_of = {unit.code: unit.name for unit in chosen}
    groups = {group for unit in chosen for group in unit.clusters}
    spellings = {spelling: unit.name for unit in chosen for spelling in (unit.name, unit.name_zh, unit.code)}
    rest = parameters.rest_of_country and bool(others(chosen))
    if rest:
        spellings |= dict.fromkeys((REST_NAME, REST_NAME_ZH, REST_CODE), REST_NAME)
    return KnownPlaces(
        regions=(*name_of.values(), REST_NAME) if rest else tuple(name_of.values()),
        zones=tuple(zone.name for zone in zones),
        clusters={group: frozenset(u.name for u in chosen if group in u.clusters) for group in sorted(groups)},
        zone_dates={zone.name: zone.designated for zone in zones},
        zone_hosts={zone.name: name_of[zone.prefecture] for zone in zones},
        zone_withdrawn={zone.name: zone.withdrawn for zone in zones},
        region_spellings=spellings,
        zone_spellings={spelling: zone.name for zone in zones for spelling in (zone.name, zone.name_zh)},
    )


def _stylised_places(parameters: StylisedGeography, said: Mapping[str, ZoneParameters]) -> KnownPlaces:
    names = stylised_region_names(parameters)
    placed = stylised_zones(parameters, said)
    hosts = {name: names[region_of_point(parameters, point)] for name, point in placed.items()}
    core = frozenset(hosts.values())
    return KnownPlaces(
        regions=names,
        zones=tuple(placed),
        clusters={CORE: core, HINTERLAND: frozenset(names) - core},
        zone_dates={name: said[name].designated or "" for name in placed},
        zone_hosts=hosts,
        zone_withdrawn={name: said[name].withdrawn or "" for name in placed},
        region_spellings={name: name for name in names},
        zone_spellings={name: name for name in placed},
    )


def _misplaced(parameters: StylisedGeography, zones: Mapping[str, ZoneParameters]) -> list[str]:
    """Name zones and ports that lie outside a stylised map, and zones without a cell."""
    extent = f"rows 0 to {parameters.rows - 1} and columns 0 to {parameters.columns - 1}"
    problems = [
        f"`zones.{name}.at` is missing; give the cell of the zone as [row, column], {extent}."
        for name, zone in zones.items()
        if zone.at is None
    ]
    points = [(f"zones.{name}.at", zone.at) for name, zone in zones.items() if zone.at is not None]
    points += [("geography.ports", port) for port in parameters.ports]
    problems += [
        f"`{where}` is {list(point)}, outside the map; give a cell [row, column] in {extent}."
        for where, point in points
        if not (0 <= point[0] < parameters.rows and 0 <= point[1] < parameters.columns)
    ]
    for side, regions in (("rows", parameters.region_rows), ("columns", parameters.region_columns)):
        cells = getattr(parameters, side)
        if regions > cells:
            problems.append(
                f"`geography.region_{side}` is {regions}, but the map has only {cells} {side} of cells; "
                f"give at most {cells} [regions]."
            )
    return problems


def _unknown_zones(known: KnownPlaces, zones: Mapping[str, ZoneParameters]) -> list[str]:
    spellings = known.zone_spellings
    problems = [
        f"`zones.{name}` is not a national zone on this map; name one of its {len(known.zones)} zones or widen "
        f"`geography.area`.{did_you_mean(name, spellings)}"
        for name in zones
        if name not in spellings
    ]
    return problems + [
        f"`zones.{name}.at` moves a zone of the fact table, which has its true position; leave it out."
        for name, zone in zones.items()
        if zone.at is not None and name in spellings
    ]


def _unknown_industries(zones: Mapping[str, ZoneParameters]) -> list[str]:
    """Name leading industries that no grouping of the input-output table has."""
    names = [name for grouping in ("twelve", "six", "three") for name in read_industries(grouping).names]
    return [
        f"`zones.{zone}.leading` names `{name}`, which is no industry; give names of the input-output table "
        f"({', '.join(read_industries('twelve').names)}).{did_you_mean(name, names)}"
        for zone, said in zones.items()
        for name in said.leading or ()
        if name not in names
    ]
