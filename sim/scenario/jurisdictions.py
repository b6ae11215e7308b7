"""Jurisdictions as policy sees them: regions and zones by name, their clusters and hosts, the zones' dates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.basis.arrays import Integers, Mask
from sim.scenario.schema import Scenario
from sim.world.areas import REST_NAME
from sim.world.geography import Geography
from sim.world.known import KnownPlaces, known_places


@dataclass(frozen=True)
class Jurisdictions:
    """R regions, then Z zones; J = R + Z."""

    regions: tuple[str, ...]
    zones: tuple[str, ...]
    spellings: Mapping[str, int]
    """From every accepted spelling of a name to the number of the jurisdiction."""
    clusters: Mapping[str, Mask]
    """(J,) members of each named cluster; a zone belongs to the clusters of its host."""
    hosts: Integers
    """(Z,) host region."""
    designated: Sequence[str]
    """(Z,) date by the map, empty where it is the policy date."""
    withdrawn: Sequence[str]
    """(Z,) date by the map, empty where there is none."""
    rest_of_country: int
    """Number of the region that stands for the rest of the country, or -1."""

    @property
    def count(self) -> int:
        """Number of jurisdictions, J."""
        return len(self.regions) + len(self.zones)

    def rows(self, names: Sequence[str]) -> list[int]:
        """Give the numbers of named jurisdictions."""
        return [self.spellings[name] for name in names if name in self.spellings]

    def zone_rows(self, names: Sequence[str]) -> list[int]:
        """Give the numbers of named zones among the zones."""
        return [row - len(self.regions) for row in self.rows(names) if row >= len(self.regions)]


def jurisdictions_of_geography(scenario: Scenario, geography: Geography) -> Jurisdictions:
    """List the jurisdictions of a map that has been built."""
    names = (*geography.region_name, *geography.zone_name)
    regions = geography.regions
    spellings = {name: row for row, name in enumerate(names)}
    alternatives = (*geography.region_name_zh, *geography.zone_name_zh)
    spellings = {name: row for row, name in enumerate(alternatives)} | spellings
    spellings = {code: row for row, code in enumerate(geography.region_code)} | spellings
    groups = {group for each in geography.region_cluster for group in each}
    members = {group: np.array([group in each for each in geography.region_cluster]) for group in groups}
    known = known_places(scenario.geography, scenario.zones)
    same_map = known.zones == tuple(geography.zone_name)
    return Jurisdictions(
        regions=geography.region_name,
        zones=geography.zone_name,
        spellings=spellings,
        clusters=_with_zones(members, geography.zone_host),
        hosts=geography.zone_host,
        designated=geography.zone_designated,
        withdrawn=[known.zone_withdrawn[zone] if same_map else "" for zone in geography.zone_name],
        rest_of_country=geography.rest_of_country if geography.rest_of_country < regions else -1,
    )


def jurisdictions_by_name(scenario: Scenario) -> Jurisdictions:
    """List the jurisdictions of a scenario without building its map."""
    known: KnownPlaces = known_places(scenario.geography, scenario.zones)
    region_rows = {name: row for row, name in enumerate(known.regions)}
    zone_rows = {name: len(known.regions) + row for row, name in enumerate(known.zones)}
    spellings = {spelling: region_rows[name] for spelling, name in known.region_spellings.items()}
    spellings |= {spelling: zone_rows[name] for spelling, name in known.zone_spellings.items()}
    members = {group: np.isin(known.regions, sorted(names)) for group, names in known.clusters.items()}
    hosts = np.array([region_rows[known.zone_hosts[zone]] for zone in known.zones], dtype=np.int64)
    last_is_rest = known.regions[-1:] == (REST_NAME,)
    return Jurisdictions(
        regions=known.regions,
        zones=known.zones,
        spellings=spellings,
        clusters=_with_zones(members, hosts),
        hosts=hosts,
        designated=[known.zone_dates[zone] for zone in known.zones],
        withdrawn=[known.zone_withdrawn[zone] for zone in known.zones],
        rest_of_country=len(known.regions) - 1 if last_is_rest else -1,
    )


def _with_zones(members: Mapping[str, Mask], hosts: Integers) -> dict[str, Mask]:
    return {name: np.concatenate([each, each[hosts]]) for name, each in members.items()}
