"""Which prefectures a map is made of: from the names in `geography.area` to units of the table."""

from collections.abc import Iterable, Sequence

from sim.world.facts import CLUSTERS, provinces
from sim.world.nearest_name import did_you_mean
from sim.world.prefectures import Prefecture, prefectures

WHOLE = frozenset({"china", "中国"})
"""Names of the whole mainland: the territory of the national accounts and of the input-output table."""

REST_NAME = "Rest of the country"
REST_NAME_ZH = "全国其他地区"
REST_CODE = "rest"


def chosen_prefectures(area: Iterable[str]) -> list[Prefecture]:
    """List the prefectures of a map in the order of the table; names that nobody bears are passed over.

    Args:
        area: Clusters, provinces or prefectures, by English or Chinese name or code, or `china`.
    """
    wanted = {name.strip() for name in area}
    return [unit for unit in prefectures() if wanted & names_of(unit)]


def others(chosen: Sequence[Prefecture]) -> list[Prefecture]:
    """List the mainland's prefectures that are not on the map: what the rest of the country is made of."""
    codes = {unit.code for unit in chosen}
    return [unit for unit in prefectures() if unit.mainland and unit.code not in codes]


def names_of(unit: Prefecture) -> frozenset[str]:
    """Give every name in `geography.area` that takes a unit in."""
    own = {unit.code, unit.name, unit.name_zh, f"{unit.code[:2]}0000"}
    return unit.clusters | own | (WHOLE if unit.mainland else frozenset())


def area_problems(area: Iterable[str]) -> list[str]:
    """Name every entry of `geography.area` that is no place with an economy, with the nearest that is."""
    known = {name for unit in prefectures() for name in names_of(unit)}
    words = [*CLUSTERS, "china", *(p.name for p in provinces()), *sorted(known)]
    return [
        f"`geography.area` names `{name}`, which is no cluster ({', '.join(CLUSTERS)}), province or prefecture of the "
        f"fact table (English or Chinese name, or code), nor `china`.{did_you_mean(name.strip(), words)}"
        for name in area
        if name.strip() not in known
    ]
