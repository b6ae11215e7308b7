"""What happens within two kilometres of a park: facts C9, C9b and C9c, which need cells of a kilometre or two."""

import numpy as np

from sim.basis.arrays import Floats, Mask
from sim.measures.extents import extent_of_torus
from sim.measures.facts.cases import ArmsWanted, Case, Measurement, NotMeasurableError
from sim.measures.facts.drawn_zones import NO_ZONES
from sim.measures.rings import grid_of, nearest_lot_km
from sim.measures.tables import Tables, column, matrix, numbers, rows
from sim.scenario.arms import plain
from sim.scenario.schema import Scenario

NEAR_KM = 2.0
"""What the study calls the surroundings of a park."""
FINE_KM = 2.0
"""Largest cell that shows two kilometres."""


def without_the_park(_scenario: Scenario) -> ArmsWanted:
    """Ask for the world without any zone."""
    return {NO_ZONES: NO_ZONES}


def fine_cells(scenario: Scenario) -> str:
    """Say why a map of large cells cannot show what happens within two kilometres."""
    size = getattr(scenario.geography, "cell_km", None)
    if size is not None and size <= FINE_KM:
        return ""
    told = f"{size:g} km" if size is not None else f"{scenario.geography.cell_degrees:g} degrees"  # type: ignore[union-attr]
    return f"its cells measure {told}; within {NEAR_KM:g} km takes cells of {FINE_KM:g} km or less (scenario park)"


def jobs(case: Case) -> float:
    """C9: twin difference of log labour within 2 km of the park and outside it, last year.

    Distances run from the centres of cells to that of the nearest cell with a lot. The study compares eight years and
    more before and after with the rest of the city; here the same land with and without the park.
    """
    with_park, without = (_labour(case, world) for world in case.twin(NO_ZONES))
    return float(np.log(with_park.sum() / without.sum()))


def productivity(case: Case) -> float:
    """C9b: twin difference of mean log productivity of the firms within 2 km of the park and outside it, last year.

    Firms weigh alike; the study has total factor productivity of manufacturers. Who moves in or is born there counts.
    """
    found = []
    for world in case.twin(NO_ZONES):
        values, firms = (_last(world, "cells", "cell", name)[_near(case)] for name in ("productivity", "firms"))
        if firms.sum() == 0.0:
            raise NotMeasurableError("no firm stands within 2 km of the park")
        found.append(float(np.nansum(values * firms) / firms.sum()))
    return found[0] - found[1]


def wages(case: Case) -> float:
    """C9c: twin difference of the log nominal wage within 2 km of the park, last year.

    Each cell has the wage of its region, and cells weigh by the labour they have without the park; the study has what
    manufacturers pay. It shows something only where regions are about as small as the ring.
    """
    region = numbers(grid_of(case.base), "region").astype(np.int64)[_near(case)]
    weight = _labour(case, case.worlds[NO_ZONES])
    paid = [np.log(_wages(world)[region]) for world in case.twin(NO_ZONES)]
    return float(np.average(paid[0] - paid[1], weights=weight))


def _near(case: Case) -> Mask:
    """(C,) whether a cell lies within two kilometres of a lot."""
    extent = extent_of_torus(plain(case.scenario)["geography"])
    near = nearest_lot_km(grid_of(case.base), case.base.table("lots"), extent) <= NEAR_KM
    if not near.any():
        raise NotMeasurableError("no cell lies within 2 km of a lot")
    return near


def _labour(case: Case, world: Tables) -> Floats:
    found = _last(world, "cells", "cell", "workers")[_near(case)]
    if found.sum() <= 0.0:
        raise NotMeasurableError("nobody works within 2 km of the park")
    return found


def _last(world: Tables, panel: str, key: str, name: str) -> Floats:
    return matrix(world.table(panel, ["step", key, name]), key, name)[-1]


def _wages(world: Tables) -> Floats:
    regions = world.table("regions", ["step", "region", "part", "wage"])
    return matrix(rows(regions, column(regions, "part") == "all"), "region", "wage")[-1]


PARK_FACTS: dict[str, Measurement] = {
    "C9": Measurement(jobs, without_the_park, fine_cells, remark="outside the park's own land"),
    "C9b": Measurement(productivity, without_the_park, fine_cells, remark="outside the park's own land"),
    "C9c": Measurement(wages, without_the_park, fine_cells, remark="wages of the regions of these cells"),
}
"""How each of these facts is measured."""
