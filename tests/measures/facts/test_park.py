"""Laws of the park: it ships, runs short, and shows what no map of large cells shows."""

import math

import numpy as np

from sim.measures.facts.park import PARK_FACTS
from sim.measures.rings import grid_of, nearest_lot_km
from sim.scenario.shipping import list_shipped
from tests.measures.facts.worlds import every_arm

SHORT = ("years=1", "start.burn_in_years=2", "start.firms=3000")


def test_the_park_ships_and_shows_what_happens_within_two_kilometres() -> None:
    assert "park" in {name for name, _, _ in list_shipped()}
    case = every_arm("park", SHORT)
    assert all(math.isfinite(measurement.read(case)) for measurement in PARK_FACTS.values())


def test_regions_are_about_as_small_as_the_ring_so_that_wages_can_differ_in_it() -> None:
    base = every_arm("park", SHORT).base
    grid = grid_of(base)
    near = nearest_lot_km(grid, base.table("lots")) <= 2.0
    assert len(np.unique(grid["region"][near])) >= 5
    assert (grid["area_km2"] == 1.0).all()
