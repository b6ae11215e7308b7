"""What happens within two kilometres of a park: facts C9, C9b and C9c, which need cells of a kilometre or two.

Each is a difference of differences: what the park does within two kilometres of it, by the twin without the park, less
what it does beyond eight. As far as its design is known to us, the study compares the surroundings of a park before and
after its opening with places further away in the same city, so whatever reaches all of the city, for good or ill, drops
out; a twin alone would keep that. The twin takes the place of "before": it has the same luck and the same land.
"""

from collections.abc import Callable
from functools import partial

import numpy as np

from sim.basis.arrays import Floats, Mask
from sim.measures.extents import extent_of_torus
from sim.measures.facts.cases import ArmPair, ArmsWanted, Beside, Case, Measurement, NotMeasurableError
from sim.measures.facts.drawn_zones import NO_ZONES
from sim.measures.rings import grid_of, nearest_lot_km
from sim.measures.tables import Tables, column, matrix, numbers, rows
from sim.scenario.arms import plain
from sim.scenario.schema import Scenario

NEAR_KM = 2.0
"""What the study calls the surroundings of a park."""
FAR_KM = 8.0
"""Distance beyond which a place stands for the rest of the city (assumption): four times the surroundings."""
FINE_KM = 2.0
"""Largest cell that shows two kilometres."""
YEARS_OF_STUDY = 10
"""Years after which the effect is told beside that of the last year: the study follows few parks for longer."""


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


def jobs(case: Case, *, year: int | None = None) -> float:
    """C9: rise of log labour near the park, outside it, over that far from it; in the last year, or in another.

    Distances run from the centres of cells to that of the nearest cell with a lot. All industries count; the study has
    manufacturers.
    """
    near, far = (_log_labour(case, where, year) for where in _near_and_far(case))
    return near - far


def productivity(case: Case, *, year: int | None = None) -> float:
    """C9b: rise of mean log productivity of firms near the park, outside it, over that far from it.

    Firms weigh alike; the study has total factor productivity of manufacturers. Who moves in or is born there counts.
    """
    near, far = (_mean_productivity(case, where, year) for where in _near_and_far(case))
    return near - far


def wages(case: Case, *, year: int | None = None) -> float:
    """C9c: rise of the log nominal wage near the park over that far from it.

    Each cell has the wage of its region, and cells weigh by the labour they have without the park; the study has what
    manufacturers pay. It shows something only where regions are about as small as the ring.
    """
    near, far = (_mean_wage(case, where, year) for where in _near_and_far(case))
    return near - far


def _log_labour(case: Case, where: Mask, year: int | None) -> float:
    """Give the twin difference of the log labour of some cells."""
    with_park, without = (_labour(world, where, year) for world in _twin(case))
    return float(np.log(with_park.sum() / without.sum()))


def _mean_productivity(case: Case, where: Mask, year: int | None) -> float:
    """Give the twin difference of the mean log productivity of the firms of some cells."""
    found = []
    for world in _twin(case):
        values, firms = (_at(world, "cells", "cell", name, year)[where] for name in ("productivity", "firms"))
        if firms.sum() == 0.0:
            raise NotMeasurableError(f"no firm stands within {NEAR_KM:g} km of the park, or none beyond {FAR_KM:g} km")
        found.append(float(np.nansum(values * firms) / firms.sum()))
    return found[0] - found[1]


def _mean_wage(case: Case, where: Mask, year: int | None) -> float:
    """Give the twin difference of the log wage of some cells."""
    region = numbers(grid_of(case.base), "region").astype(np.int64)[where]
    with_park, without = (np.log(_wages(world, year)[region]) for world in _twin(case))
    return float(np.average(with_park - without, weights=_labour(case.worlds[NO_ZONES], where, year)))


def _twin(case: Case) -> ArmPair:
    return case.twin(NO_ZONES)


def _near_and_far(case: Case) -> tuple[Mask, Mask]:
    """Give (C,) whether a cell lies within two kilometres of a lot, and whether beyond eight."""
    extent = extent_of_torus(plain(case.scenario)["geography"])
    distance = nearest_lot_km(grid_of(case.base), case.base.table("lots"), extent)
    near, far = distance <= NEAR_KM, (distance > FAR_KM) & np.isfinite(distance)
    if not near.any():
        raise NotMeasurableError(f"no cell lies within {NEAR_KM:g} km of a lot")
    if not far.any():
        raise NotMeasurableError(f"no cell lies beyond {FAR_KM:g} km of every lot, so there is no rest of the city")
    return near, far


def _labour(world: Tables, where: Mask, year: int | None) -> Floats:
    found = _at(world, "cells", "cell", "workers", year)[where]
    if found.sum() <= 0.0:
        raise NotMeasurableError(f"nobody works within {NEAR_KM:g} km of the park, or nobody beyond {FAR_KM:g} km")
    return found


def _at(world: Tables, panel: str, key: str, name: str, year: int | None) -> Floats:
    """Give the values of a panel in a year after the policy date, or in the last where the run is shorter."""
    return _in_year(matrix(world.table(panel, ["step", key, name]), key, name), year)


def _wages(world: Tables, year: int | None) -> Floats:
    regions = world.table("regions", ["step", "region", "part", "wage"])
    return _in_year(matrix(rows(regions, column(regions, "part") == "all"), "region", "wage"), year)


def _in_year(values: Floats, year: int | None) -> Floats:
    return values[-1 if year is None else min(year, len(values) - 1)]


def _after_ten_years(read: Callable[..., float]) -> Beside:
    """Tell the same number earlier: the study's parks are younger than ours in the last year."""
    return Beside(f"after {YEARS_OF_STUDY} years", partial(read, year=YEARS_OF_STUDY))


OVER_FAR = f"over the city beyond {FAR_KM:g} km"
OUTSIDE = f"outside the park's own land, {OVER_FAR}"

PARK_FACTS: dict[str, Measurement] = {
    "C9": Measurement(jobs, without_the_park, fine_cells, remark=OUTSIDE, beside=_after_ten_years(jobs)),
    "C9b": Measurement(
        productivity, without_the_park, fine_cells, remark=OUTSIDE, beside=_after_ten_years(productivity)
    ),
    "C9c": Measurement(
        wages, without_the_park, fine_cells, remark=f"wages of the regions of these cells, {OVER_FAR}",
        beside=_after_ten_years(wages),
    ),
}  # fmt: skip
"""How each of these facts is measured."""
