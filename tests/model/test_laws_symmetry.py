"""Laws of symmetry: equal regions around a torus stay equal, up to chance."""

import numpy as np

from sim.economy.migration import flows_between, solve_amenities, utility
from sim.model.simulation import Simulation
from tests.model.law_worlds import TORUS, at_fork, live, stem

REPLICATES = 6
FIRMS = ("start.firms=2000",)
LARGEST_SPREAD = {
    "labour": 0.02,
    "real_wage": 0.15,
    "price_index": 0.03,
    "value_added": 0.3,
    "firms": 0.1,
    "productivity": 0.1,
}
"""Largest standard deviation between equal regions, in logs, that chance makes in five years."""


def test_equal_regions_stay_equal_within_sampling_error() -> None:
    trunks = [stem("tiny", *TORUS, *FIRMS, replicate=k) for k in range(REPLICATES)]
    equals = [live(trunk.fork(trunk.scenario), 5) for trunk in trunks]
    for what, bound in LARGEST_SPREAD.items():
        found = np.array([_by_region(simulation, what) for simulation in equals])
        apart = found - found.mean(axis=1, keepdims=True)
        # A region's place shows, if at all, as a mean over replicates that is far from zero.
        sampling = apart.std(axis=0, ddof=1) / np.sqrt(REPLICATES)
        assert (np.abs(apart.mean(axis=0)) < 3.5 * np.sqrt((sampling**2).mean())).all(), what
        assert apart.std(axis=1).max() < bound, what


def _by_region(simulation: Simulation, what: str) -> np.ndarray:
    world = simulation.world
    regions, firms = world.regions, world.firms
    region = world.site_region[firms.site[firms.alive]]
    match what:
        case "labour":
            return np.log(regions.labour / regions.labour_at_fork)
        case "real_wage":
            return regions.wage - regions.price_index
        case "price_index":
            return regions.price_index
        case "value_added":
            added = world.books.value_added.sum(axis=1)
            return np.log(np.bincount(world.site_region, weights=added, minlength=world.geography.regions))
        case "firms":
            return np.log(np.bincount(region, minlength=world.geography.regions))
        case _:
            known = np.bincount(region, weights=firms.productivity[firms.alive])
            return known / np.bincount(region)


def test_every_region_of_a_torus_is_alike_exactly() -> None:
    world = stem("tiny", *TORUS).world
    geography = world.geography
    for values in (geography.region_gdp, geography.region_population, geography.cell_land, geography.cell_port_km):
        assert np.ptp(values) < 1e-9 * max(values.max(), 1.0)
    regions = geography.regions
    apart = np.sort(world.distances.place_place[:regions, :regions], axis=1)
    np.testing.assert_allclose(apart, np.tile(apart[:1], (regions, 1)), atol=1e-9)
    reach = world.places.reach[: geography.cells]
    total = [reach[geography.cell_region == r].sum() for r in range(regions)]
    np.testing.assert_allclose(total, total[0], rtol=1e-9)
    arriving = np.array([reach[:, r].sum() for r in range(regions)])
    np.testing.assert_allclose(arriving, arriving[0], rtol=1e-9)


def test_where_all_is_equal_as_many_come_as_go() -> None:
    simulation = at_fork("tiny", *TORUS)
    world, parameters = simulation.world, simulation.scenario.migration
    zeros = np.zeros(world.geography.regions)
    world.regions.wage, world.regions.price_index, world.regions.amenity = zeros, zeros, zeros
    flows = flows_between(world=world, parameters=parameters, clock=simulation.clock)
    np.testing.assert_allclose(flows, flows.T, rtol=1e-9)
    assert (np.diag(flows) == 0.0).all()
    assert (flows.sum(axis=1) > 0.0).all()
    solve_amenities(world=world, parameters=parameters, clock=simulation.clock)
    np.testing.assert_allclose(world.regions.amenity, 0.0, atol=1e-9)
    np.testing.assert_allclose(utility(world=world, housing=0.3), 0.0, atol=1e-9)


def test_a_torus_looks_the_same_turned_around() -> None:
    world = stem("tiny", *TORUS).world
    land = world.terrain.land
    rows, columns = land.shape
    turned = np.roll(land, (rows // 3, columns // 3), axis=(0, 1))
    place = np.empty(land.size, np.int64)
    place[land.ravel()] = turned.ravel()
    cells = land.size
    reach, moved = world.places.reach[:cells], np.empty((cells, world.geography.regions))
    region_moved = world.geography.cell_region[place]
    for cell in range(cells):
        to = {int(world.geography.cell_region[c]): int(region_moved[c]) for c in range(cells)}
        moved[cell] = reach[place[cell]][[to[r] for r in range(world.geography.regions)]]
    np.testing.assert_allclose(moved, reach, rtol=1e-9)
