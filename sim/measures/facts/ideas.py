"""How far one place's learning reaches: fact C15."""

import math

import numpy as np

from sim.measures.extents import extent_of_torus
from sim.measures.facts.cases import ArmsWanted, Case, Measurement, NotMeasurableError
from sim.measures.facts.drawn_zones import drawn, early_zones
from sim.measures.facts.scale import first_of, prefectures
from sim.measures.rings import grid_of, nearest_lot_km
from sim.measures.tables import Tables, column, matrix, rows
from sim.scenario.arms import plain
from sim.scenario.schema import Scenario

FACTOR = 2.0
"""By how much the learning input is multiplied."""
WITHIN_KM = 300.0
"""Distance within which the study finds other regions' ideas to rise."""
ARM = "learning input doubled"


def the_zone(scenario: Scenario) -> tuple[str, ...]:
    """Name the zone whose learning input is doubled: one drawn by luck; none where the scenario has none."""
    return drawn(scenario, early_zones(scenario), 1)


def doubled_arm(scenario: Scenario) -> ArmsWanted:
    """Ask for the world in which firms of one zone meet the world frontier twice as often."""
    zones = the_zone(scenario)
    return {ARM: {ARM: {"frontier_visits": {**scenario.frontier_visits, zones[0]: _doubled(scenario, zones[0])}}}}


def _doubled(scenario: Scenario, zone: str) -> float:
    return FACTOR * scenario.frontier_visits.get(zone, 1.0)


def has_zone(scenario: Scenario) -> str:
    """Say that a map without zones has no learning input to double."""
    return "" if early_zones(scenario) else "the scenario has no zone whose learning input could be doubled"


def elasticity_of_ideas(case: Case) -> float:
    """C15: elasticity of log productivity of other regions within 300 km to the learning input of one zone, last year.

    The zone's firms meet the world frontier twice as often from the policy date on; the rise of the firm-weighted mean
    log productivity of cells outside the zone's region, over log 2. The study doubles a whole region's research and
    reads the flow of patents of other regions; here the input is a zone's and the outcome is what firms know.
    """
    (zone,) = the_zone(case.scenario)
    places = case.base.table("places", ["kind", "place", "name", "host"])
    own = rows(places, (column(places, "kind") == "zone") & (column(places, "name") == zone))
    number, host = int(column(own, "place")[0]), int(column(own, "host")[0])
    grid, lots = grid_of(case.base), case.base.table("lots")
    extent = extent_of_torus(plain(case.scenario)["geography"])
    away = nearest_lot_km(grid, rows(lots, column(lots, "zone") == number), extent)
    chosen = (away <= WITHIN_KM) & (column(grid, "region") != host)
    if not chosen.any():
        raise NotMeasurableError(f"the map has no other region within {WITHIN_KM:g} km of the zone")
    before, after = (_mean_productivity(world, chosen) for world in case.twin(ARM))
    return (after - before) / math.log(FACTOR)


def _mean_productivity(world: Tables, chosen: np.ndarray) -> float:
    cells = world.table("cells", ["step", "cell", "firms", "productivity"])
    firms, known = (matrix(cells, "cell", name)[-1][chosen] for name in ("firms", "productivity"))
    return float(np.nansum(known * firms) / firms.sum())


IDEA_FACTS: dict[str, Measurement] = {
    "C15": Measurement(
        elasticity_of_ideas, doubled_arm, first_of(has_zone, prefectures),
        remark="of productivity to how often a zone meets the frontier",
    ),
}  # fmt: skip
"""How this fact is measured."""
