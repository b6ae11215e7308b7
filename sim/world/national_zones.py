"""The national-level zones of the fact table, with what a scenario says over and above it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from statistics import median

from sim.world.facts import number, read_table
from sim.world.leading import leading_sectors
from sim.world.places import ZoneParameters

HECTARES_PER_KM2 = 100.0


@dataclass(frozen=True)
class NationalZone:
    """A national-level economic and technological development zone."""

    name: str
    name_zh: str
    prefecture: str
    """Code of the prefecture that hosts it."""
    longitude: float
    latitude: float
    approved_km2: float
    """Approved area; where the table lacks it, the median of the province."""
    area_known: bool
    """Whether the area is the zone's own."""
    area_km2: float | None
    """Area that it administers, where a scenario says so."""
    designated: str
    withdrawn: str
    """Date from which it has lost its status, or an empty text."""
    leading: tuple[str, ...]
    """Sectors of the table of twelve, or industries a scenario names."""

    def administered_km2(self, factor: float) -> float:
        """Give the area that the zone administers.

        Args:
            factor: Administered over approved area, where no area was stated.
        """
        return self.area_km2 if self.area_km2 is not None else self.approved_km2 * factor


@cache
def national_zones() -> tuple[NationalZone, ...]:
    """List every national zone, withdrawn ones included, in the order of the fact table."""
    rows = read_table("netdz.csv")
    typical = _median_hectares(rows)
    return tuple(
        NationalZone(
            name=row["name_en"],
            name_zh=row["name_zh"],
            prefecture=row["city_code"],
            longitude=float(row["lon"]),
            latitude=float(row["lat"]),
            approved_km2=(number(row["area_ha"]) or typical[row["province"]]) / HECTARES_PER_KM2,
            area_known=bool(row["area_ha"]),
            area_km2=None,
            designated=row["approved"],
            withdrawn=row["left"],
            leading=leading_sectors(row["leading_industries_zh"]),
        )
        for row in rows
    )


def zones_within(codes: Collection[str], said: Mapping[str, ZoneParameters]) -> list[NationalZone]:
    """List the zones that chosen prefectures host, with a scenario's differences put in.

    Args:
        codes: Codes of prefectures.
        said: What a scenario says of zones, by English or Chinese name.
    """
    hosted = [zone for zone in national_zones() if zone.prefecture in codes]
    return [_with(zone, said.get(zone.name) or said.get(zone.name_zh)) for zone in hosted]


def _with(zone: NationalZone, said: ZoneParameters | None) -> NationalZone:
    if said is None:
        return zone
    return replace(
        zone,
        area_km2=said.area_km2,
        area_known=zone.area_known or said.area_km2 is not None,
        designated=said.designated or zone.designated,
        withdrawn=said.withdrawn or zone.withdrawn,
        leading=zone.leading if said.leading is None else said.leading,
    )


def _median_hectares(rows: tuple[dict[str, str], ...]) -> dict[str, float]:
    areas: dict[str, list[float]] = {}
    for row in rows:
        area = number(row["area_ha"])
        if area is not None:
            areas.setdefault(row["province"], []).append(area)
    return {province: median(known) for province, known in areas.items()}
