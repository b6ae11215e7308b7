"""Laws of the park: it ships, runs short, and shows what no map of large cells shows."""

import math

import numpy as np
import pytest

from sim.economy.migration import flows_between
from sim.measures.facts.park import FAR_KM, NEAR_KM, PARK_FACTS
from sim.measures.rings import grid_of, nearest_lot_km
from sim.scenario.shipping import list_shipped
from tests.measures.facts.worlds import every_arm
from tests.model.law_worlds import at_fork

SHORT = ("years=1", "start.burn_in_years=2", "start.firms=3000")


def test_the_park_ships_and_shows_what_happens_within_two_kilometres() -> None:
    assert "park" in {name for name, _, _ in list_shipped()}
    case = every_arm("park", SHORT)
    assert all(math.isfinite(measurement.read(case)) for measurement in PARK_FACTS.values())


def test_regions_are_about_as_small_as_the_ring_so_that_wages_can_differ_in_it() -> None:
    base = every_arm("park", SHORT).base
    grid = grid_of(base)
    near = nearest_lot_km(grid, base.table("lots")) <= NEAR_KM
    assert len(np.unique(grid["region"][near])) >= 5
    assert (grid["area_km2"] == 1.0).all()


def test_most_of_the_city_lies_too_far_from_the_park_to_be_its_surroundings() -> None:
    base = every_arm("park", SHORT).base
    assert (nearest_lot_km(grid_of(base), base.table("lots")) > FAR_KM).mean() > 0.5


def test_a_quarter_of_the_city_commutes_elsewhere_in_a_year_and_no_district_fills_or_empties_at_the_fork() -> None:
    simulation = at_fork("park", *SHORT)
    labour, clock = simulation.world.regions.labour, simulation.clock
    flows = flows_between(world=simulation.world, parameters=simulation.scenario.migration, clock=clock)
    assert np.abs((flows.sum(axis=0) - flows.sum(axis=1)) / labour).max() < 1e-6
    assert 0.15 < flows.sum() / labour.sum() / clock.years < 0.35


@pytest.mark.slow
def test_around_the_park_there_come_more_jobs_than_firms_know_better_and_wages_hardly_rise() -> None:
    case = every_arm("park", ("years=15", "start.firms=12000"))
    found = {name: measurement.read(case) for name, measurement in PARK_FACTS.items()}
    assert found["C9"] > 0.1
    assert 0.0 < found["C9b"] < found["C9"]
    assert abs(found["C9c"]) < 0.08
