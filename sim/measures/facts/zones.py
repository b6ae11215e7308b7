"""Facts that the zones show at the end of a world: C1 to C5, C12, C14, C18."""

import numpy as np

from sim.measures.facts.cases import Case, Measurement, NotMeasurableError
from sim.measures.facts.readings import FEW_ZONES, growth, secondary_share, share_of_host, size_spread
from sim.measures.facts.scale import country, prefectures
from sim.measures.shares import zone_shares
from sim.measures.tables import column, numbers, rows
from sim.scenario.schema import Scenario

EAST = ("11", "12", "13", "31", "32", "33", "35", "37", "44", "46")
"""First two digits of the codes of the provinces that the national statistics call the East (GB/T 2260)."""

WHOLE_NATION = "china"
"""Area of a map that is the whole nation."""


def share_of_gdp(case: Case) -> float:
    """C1: value added on active zones' lots over the map's, last year. The study sums 218 zones over the nation."""
    return _last_share(case, "gdp_share")


def share_of_hosts(case: Case) -> float:
    """C1b: value added on a zone's lots over its host region's, mean over active zones, last year; as the study."""
    return _known(share_of_host(case.base), "no zone has its status in the last year")


def trade_quotient(case: Case) -> float:
    """C2: active zones' share of exports and imported inputs over their share of GDP; of the map, not the nation."""
    return _last_share(case, "trade_quotient")


def foreign_births_quotient(case: Case) -> float:
    """C2b: active zones' share of newborn foreign firms over their share of GDP, last year.

    The study counts foreign capital that was used; here every newborn foreign firm counts as one.
    """
    return _known(_last_share(case, "foreign_births_quotient"), "no foreign firm was born in the last year")


def size_sd(case: Case) -> float:
    """C4: standard deviation of log value added over active zones, last year; the study derives it from a top share."""
    return _known(size_spread(case.base), f"fewer than {FEW_ZONES} zones have their status")


def secondary(case: Case) -> float:
    """C5: secondary industry in the value added on active zones' lots, last year, zones weighted by value added."""
    return _known(secondary_share(case.base), "no zone has its status in the last year")


def median_link_km(case: Case) -> float:
    """C12: median distance of live supplier links, last year, in km between the centres of cells.

    The study has all reported links of Japanese firms; a model firm has a fixed number of suppliers.
    """
    return _known(_of_nation(case, "median_link_km"), "no firm has a supplier")


def zipf_exponent(case: Case) -> float:
    """C14: exponent of log(rank - 1/2) on log revenue, the largest tenth of firm agents; the study counts employees."""
    return _of_nation(case, "zipf_exponent")


def real_growth(case: Case) -> float:
    """C18: growth of the map's real GDP, log points a year from the fork to the last year; the study's is national."""
    return _known(growth(case.base), "the run records a single year")


def east_share(case: Case) -> float:
    """C3: the East's share of active zones' value added, last year: the first of the study's three shares."""
    places = case.base.table("places", ["kind", "place", "host", "code"])
    regions, zones = (rows(places, column(places, "kind") == kind) for kind in ("region", "zone"))
    code = dict(zip(column(regions, "place"), column(regions, "code").astype(str), strict=True))
    host = dict(zip(column(zones, "place"), column(zones, "host"), strict=True))
    panel = case.base.table("zones", ["step", "zone", "active", "value_added"])
    last = rows(panel, (column(panel, "step") == column(panel, "step").max()) & (numbers(panel, "active") > 0.0))
    eastern = np.array([code[host[zone]][:2] in EAST for zone in column(last, "zone")], dtype=bool)
    added = numbers(last, "value_added")
    return _known(float(added[eastern].sum() / added.sum()) if len(last) else np.nan, "no zone has its status")


def national_only(scenario: Scenario) -> str:
    """Say why a map that is not the whole nation cannot show a national number."""
    if scenario.geography.kind == "china" and WHOLE_NATION in scenario.geography.area:
        return ""
    return "it is a number of the whole nation, which only a national map shows (china_million)"


def real_map_only(scenario: Scenario) -> str:
    """Say why a made-up map cannot show what is known of a real one."""
    return "" if scenario.geography.kind == "china" else "it is known of China's map, and this map is made up"


def _last_share(case: Case, name: str) -> float:
    return float(numbers(zone_shares(case.base), name)[-1])


def _of_nation(case: Case, name: str) -> float:
    return float(numbers(case.base.table("nation", [name]), name)[-1])


def _known(found: float, why: str) -> float:
    if not np.isfinite(found):
        raise NotMeasurableError(why)
    return found


ZONE_FACTS: dict[str, Measurement] = {
    "C1": Measurement(share_of_gdp, obstacle=national_only),
    "C1b": Measurement(share_of_hosts, obstacle=prefectures),
    "C2": Measurement(trade_quotient, remark="of the map's trade and GDP"),
    "C2b": Measurement(foreign_births_quotient, remark="newborn foreign firms, of the map's"),
    "C3": Measurement(east_share, obstacle=national_only, remark="the East's share"),
    "C4": Measurement(size_sd, obstacle=real_map_only),
    "C5": Measurement(secondary),
    "C12": Measurement(median_link_km, obstacle=country),
    "C14": Measurement(zipf_exponent, remark="by revenue, of firm agents"),
    "C18": Measurement(real_growth, obstacle=real_map_only, remark="of the map's real GDP"),
}
"""How each of these facts is measured."""
