"""How far one place's learning reaches: fact C15."""

import math

import numpy as np

from sim.basis.arrays import Floats, Integers
from sim.measures.extents import extent_of_torus
from sim.measures.facts.cases import ArmsWanted, Case, Measurement, NotMeasurableError
from sim.measures.facts.drawn_zones import drawn, early_zones
from sim.measures.facts.scale import first_of, prefectures
from sim.measures.rings import grid_of, nearest_lot_km
from sim.measures.tables import Tables, column, matrix, rows
from sim.scenario.arms import plain
from sim.scenario.levels import policy_path_by_name
from sim.scenario.schema import Scenario

FACTOR = 2.0
"""By how much the learning input of the zone is multiplied."""
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
    """C15: elasticity of what other regions within 300 km know to the learning input of one region, last year.

    The zone's firms meet the world frontier twice as often from the policy date on. The rise of the firm-weighted mean
    log productivity of cells in other regions is set against the rise of the log input of that whole region,
    as in the study, which asks for one region's research: firms times openness times visits, zones and all, summed over
    the years. The study reads the flow of patents of other regions; here the outcome is what their firms know, in the
    last year. Visits to the frontier are the only input: meetings at home make nothing new.
    """
    (zone,) = the_zone(case.scenario)
    places = case.base.table("places", ["kind", "place", "name", "host"])
    zones = rows(places, column(places, "kind") == "zone")
    own = rows(zones, column(zones, "name") == zone)
    number, host = int(column(own, "place")[0]), int(column(own, "host")[0])
    grid, lots = grid_of(case.base), case.base.table("lots")
    extent = extent_of_torus(plain(case.scenario)["geography"])
    away = nearest_lot_km(grid, rows(lots, column(lots, "zone") == number), extent)
    chosen = (away <= WITHIN_KM) & (column(grid, "region") != host)
    if not chosen.any():
        raise NotMeasurableError(f"the map has no other region within {WITHIN_KM:g} km of the zone")
    before, after = (_mean_productivity(world, chosen) for world in case.twin(ARM))
    hosted = np.flatnonzero(column(zones, "host") == host)
    visits = np.array([case.scenario.frontier_visits.get(str(name), 1.0) for name in column(zones, "name")[hosted]])
    doubled = np.where(column(zones, "name")[hosted] == zone, _doubled(case.scenario, zone), visits)
    worlds = zip(case.twin(ARM), (visits, doubled), strict=True)
    less, more = (learning_input(world, case.scenario, host, hosted, each) for world, each in worlds)
    if not more > less > 0.0:
        raise NotMeasurableError("the zone's firms never meet the world frontier, so there is no input to double")
    return (after - before) / math.log(more / less)


def learning_input(world: Tables, scenario: Scenario, host: int, hosted: Integers, visits: Floats) -> float:
    """Give how often firms of a region could meet the frontier: firms times openness times visits, over all years.

    Args:
        world: The world.
        scenario: The scenario, for the openness of the region.
        host: Number of the region.
        hosted: (H,) places of its zones among zones.
        visits: (H,) how many times as often as by their openness these zones meet the frontier while they have status.
    """
    zones = world.table("zones", ["step", "zone", "firms", "openness", "active"])
    firms, openness, active = (matrix(zones, "zone", name)[1:, hosted] for name in ("firms", "openness", "active"))
    inside = firms * openness * np.where(active > 0.0, visits, 1.0)
    regions = world.table("regions", ["step", "region", "part", "firms"])
    outside = rows(regions, column(regions, "part") == "outside")
    steps = np.unique(column(zones, "step"))[1:]
    path = policy_path_by_name(scenario)
    open_ = np.array([path.at(int(step) - 1).region_openness[host] for step in steps])
    return float(inside.sum() + (matrix(outside, "region", "firms")[1:, host] * open_).sum())


def _mean_productivity(world: Tables, chosen: np.ndarray) -> float:
    cells = world.table("cells", ["step", "cell", "firms", "productivity"])
    firms, known = (matrix(cells, "cell", name)[-1][chosen] for name in ("firms", "productivity"))
    return float(np.nansum(known * firms) / firms.sum())


IDEA_FACTS: dict[str, Measurement] = {
    "C15": Measurement(
        elasticity_of_ideas, doubled_arm, first_of(has_zone, prefectures),
        remark="of productivity to how often firms of a region meet the frontier",
    ),
}  # fmt: skip
"""How this fact is measured."""
