"""What a scenario says about the map: `geography` and `zones`."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit

GridPoint = Annotated[tuple[int, int], Unit("row, column from the north-west corner, from 0")]


def _year_as_text(value: Any) -> Any:
    """Take a year for what it is: YAML reads `2010` as a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Date = Annotated[
    str,
    BeforeValidator(_year_as_text, json_schema_input_type=str | int),
    Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2]))?$"),
    Unit("YYYY or YYYY-MM"),
]
"""A month or a year; a year means its January. Effective in the step that contains it."""

NEVER = "never"
"""What `designated` says of a lot that exists but never is a zone."""


class StylisedGeography(Parameters):
    """A made-up country on a plane: a rectangle of square cells cut into rectangular regions."""

    kind: Annotated[Literal["stylised"], Unit("word"), Source("definition")] = "stylised"
    """Which kind of map: `stylised` or `china`."""
    rows: Annotated[int, Field(ge=1, le=200), Unit("cells"), Source("assumption")] = 30
    """Cells from north to south."""
    columns: Annotated[int, Field(ge=1, le=200), Unit("cells"), Source("assumption")] = 30
    """Cells from west to east."""
    cell_km: Annotated[Positive, Unit("km"), Source("assumption")] = 20.0
    """Edge of a cell."""
    region_rows: Annotated[int, Field(ge=1, le=200), Unit("regions"), Source("assumption")] = 6
    """Regions from north to south; must divide the map into whole cells as evenly as it can."""
    region_columns: Annotated[int, Field(ge=1, le=200), Unit("regions"), Source("assumption")] = 6
    """Regions from west to east."""
    size_sd: Annotated[NonNegative, Unit("log points"), Source("feasibility study")] = 0.4
    """Standard deviation of log regional size, drawn anew in each replicate."""
    core_periphery: Annotated[NonNegative, Unit("log points"), Source("assumption")] = 0.0
    """How much larger, in logs, a region at the centre of the map is than one at its edge."""
    torus: Annotated[bool, Unit("yes or no"), Source("assumption")] = False
    """Whether the edges of the map are joined, so that no place is a periphery."""
    ports: Annotated[tuple[GridPoint, ...], Unit("grid points"), Source("assumption")] = ((15, 29),)
    """Cells with a port."""


class ChinaGeography(Parameters):
    """A part of China from the fact tables: prefectures, county seats, zones, ports, on longitude-latitude cells."""

    kind: Annotated[Literal["china"], Unit("word"), Source("definition")] = "china"
    """Which kind of map: `stylised` or `china`."""
    area: Annotated[tuple[str, ...], Unit("names"), Source("definition")] = ("yrd41",)
    """Which part: clusters (`yrd41`, `yrd27`, `jjj13`, `gba11`, `chengyu16`), provinces or prefectures, or `china`."""
    cell_degrees: Annotated[Positive, Field(le=2.0), Unit("degrees"), Source("assumption")] = 0.1
    """Edge of a cell in degrees of longitude and latitude; its true size in km follows from its latitude."""
    rest_of_country: Annotated[bool, Unit("yes or no"), Source("model design")] = True
    """Whether the rest of the mainland trades with the map and exchanges people with it."""
    gathering: Annotated[Share, Unit("share"), Source("assumption")] = 0.85
    """Share of a prefecture's firms that gather around county seats and zones; the rest spread over its land."""
    gathering_km: Annotated[Positive, Unit("km"), Source("assumption")] = 8.0
    """Distance over which firms around a county seat or zone thin out by a factor of e."""
    zone_area_factor: Annotated[Positive, Unit("ratio"), Source("assumption")] = 5.0
    """Area that a zone administers over its approved area; 5 makes the 232 zones 0.3 % of the land."""


type GeographyParameters = Annotated[StylisedGeography | ChinaGeography, Field(discriminator="kind")]


class ZoneParameters(Parameters):
    """A zone of a stylised map, or what is said of one of a real map over and above the fact table."""

    at: Annotated[GridPoint | None, Unit("row, column from the north-west corner, from 0"), Source("assumption")] = None
    """Cell in which a stylised zone lies; a real zone has its position from the fact table."""
    designated: Annotated[
        Date | Literal["never"] | None, Unit("YYYY, YYYY-MM or never"), Source("fact table or assumption")
    ] = None
    """Date of designation; a stylised zone without one is designated at the policy date, `never` leaves a mere lot."""
    withdrawn: Annotated[Date | None, Unit("YYYY or YYYY-MM"), Source("assumption")] = None
    """Date from which the zone has lost its status."""
    area_km2: Annotated[Positive | None, Unit("km2"), Source("fact table or assumption")] = None
    """Area that the zone administers."""
    leading: Annotated[tuple[str, ...] | None, Unit("industries"), Source("fact table or assumption")] = None
    """Leading industries, by their names in the input-output table."""
