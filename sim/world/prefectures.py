"""Prefectures with their economy; what the table lacks is filled by rule.

The rule, in order: the supplement's value; population from the province's median density; GDP of 2010 from GDP
of 2023 by the province's median ratio of the two, else from population by the median GDP per head; shares by the
province's median. Where a province has no unit with a value, the nation takes its place.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from sim.world.facts import CLUSTERS, NOT_MAINLAND, number, provinces, read_table

LEAST_SHARE = 0.001
"""No group of industries has a smaller share of a prefecture's GDP, so that each can be fitted."""

type Row = dict[str, float | None]


@dataclass(frozen=True)
class Prefecture:
    """A prefecture-level unit, or a county unit that its province runs."""

    code: str
    name: str
    """English name, unique: `Suzhou (Jiangsu)` and `Suzhou (Anhui)`."""
    name_zh: str
    province: str
    """Chinese name of its province."""
    province_en: str
    clusters: frozenset[str]
    """Named groups it belongs to: clusters, and its province in English and in Chinese."""
    mainland: bool
    longitude: float
    latitude: float
    area_km2: float
    population: float
    """1e4 residents, 2020."""
    gdp: float
    """1e8 CNY, 2010."""
    primary: float
    """Share of primary industry in GDP, 2023."""
    secondary: float
    """Share of secondary industry in GDP, 2010."""
    filled: frozenset[str]
    """Columns that the table lacks and that a rule or the supplement filled."""

    @property
    def sectors(self) -> tuple[float, float, float]:
        """Give the shares of primary, secondary and tertiary industry, none of them zero, adding up to one."""
        parts = [max(part, LEAST_SHARE) for part in (self.primary, self.secondary, 1.0 - self.primary - self.secondary)]
        total = sum(parts)
        return parts[0] / total, parts[1] / total, parts[2] / total


@cache
def prefectures() -> tuple[Prefecture, ...]:
    """List every unit with an economy, in the order of the table: all but Taiwan."""
    rows = [row for row in read_table("prefectures.csv") if row["unit_type"] != "Taiwan"]
    values = [_values(row) for row in rows]
    supplemented = _supplement(rows, values)
    filled = _fill(rows, values)
    names = _unique_names(rows)
    return tuple(
        _prefecture(row, value, name, extra | more)
        for row, value, name, extra, more in zip(rows, values, names, supplemented, filled, strict=True)
    )


NUMBERS = ("area_km2", "pop_2020", "gdp_2010", "gdp_2023", "pri_share_2023", "sec_share_2010")


def _values(row: dict[str, str]) -> Row:
    return {key: number(row[key]) for key in NUMBERS}


def _supplement(rows: Sequence[dict[str, str]], values: Sequence[Row]) -> list[frozenset[str]]:
    """Put the supplement's values where the table is empty; give what was put in, by unit."""
    extra = {(row["code"], row["column"]): float(row["value"]) for row in read_table("prefectures_supplement.csv")}
    supplemented = []
    for row, value in zip(rows, values, strict=True):
        put = {key: extra[row["code"], key] for key in NUMBERS if value[key] is None and (row["code"], key) in extra}
        value.update(put)
        supplemented.append(frozenset(put))
    return supplemented


def _fill(rows: Sequence[dict[str, str]], values: Sequence[Row]) -> list[frozenset[str]]:
    """Fill what is still missing by the rule, later columns from earlier ones; give what was filled, by unit."""
    filled: list[set[str]] = [set() for _ in rows]

    def fill(key: str, base: Callable[[Row], float | None]) -> None:
        typical = _medians(rows, values, key, base)
        for row, value, names in zip(rows, values, filled, strict=True):
            scale = base(value)
            if value[key] is None and scale is not None:
                value[key] = scale * typical.get(row["province"], typical[""])
                names.add(key)

    fill("pop_2020", lambda value: value["area_km2"])
    fill("gdp_2010", lambda value: value["gdp_2023"])
    fill("gdp_2010", lambda value: value["pop_2020"])
    fill("pri_share_2023", lambda _: 1.0)
    fill("sec_share_2010", lambda _: 1.0)
    return [frozenset(names) for names in filled]


def _medians(
    rows: Sequence[dict[str, str]], values: Sequence[Row], key: str, base: Callable[[Row], float | None]
) -> dict[str, float]:
    """Give the median of value over base by province; the nation's stands under the empty name."""
    ratios: dict[str, list[float]] = {"": []}
    for row, value in zip(rows, values, strict=True):
        found, scale = value[key], base(value)
        if found is not None and scale:
            ratios.setdefault(row["province"], []).append(found / scale)
            ratios[""].append(found / scale)
    return {province: median(found) for province, found in ratios.items()}


def _unique_names(rows: Sequence[dict[str, str]]) -> list[str]:
    """Give English names, with the province where two units share one."""
    count = Counter(row["name_en"] for row in rows)
    english = _english_provinces()
    full = [f"{row['name_en']} ({english[row['province']]})" for row in rows]
    return [row["name_en"] if count[row["name_en"]] == 1 else long for row, long in zip(rows, full, strict=True)]


@cache
def _english_provinces() -> dict[str, str]:
    special = {"香港特别行政区": "Hong Kong", "澳门特别行政区": "Macao"}
    return {province.name_zh: province.name for province in provinces()} | special


def _prefecture(row: dict[str, str], value: Row, name: str, filled: frozenset[str]) -> Prefecture:
    english = _english_provinces()[row["province"]]
    return Prefecture(
        code=row["code"],
        name=name,
        name_zh=row["name_zh"],
        province=row["province"],
        province_en=english,
        clusters=frozenset({key for key in CLUSTERS if row[key] == "1"} | {english, row["province"]}),
        mainland=row["unit_type"] not in NOT_MAINLAND,
        longitude=float(row["lon"]),
        latitude=float(row["lat"]),
        area_km2=_known(value["area_km2"]),
        population=_known(value["pop_2020"]),
        gdp=_known(value["gdp_2010"]),
        primary=_known(value["pri_share_2023"]),
        secondary=_known(value["sec_share_2010"]),
        filled=filled,
    )


def _known(value: float | None) -> float:
    if value is None:
        raise AssertionError("a column of the table of prefectures was not filled")
    return value
