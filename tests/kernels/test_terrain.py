"""Laws of the ground: distances, deliveries, displacements, the nearest of an industry."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.economy.trade import TradeParameters, costs_of_crossing
from sim.kernels.draws import uniforms
from sim.kernels.terrain import (
    Costs,
    Plane,
    between,
    delivery_cost,
    displaced,
    far_cell,
    first_at_least,
    first_by_guide,
    nearest_with,
    radius_quantile,
)
from sim.world.geography import EARTH_RADIUS_KM, distance_km
from sim.world.ground import guide_to, radius_table
from tests.kernels.grounds import chi_square, ground


def gamma_two(x: float) -> float:
    return 1.0 - (1.0 + x) * np.exp(-x)


@pytest.mark.parametrize("fraction", [0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999])
def test_radii_have_the_quantiles_of_a_gamma_of_two(fraction: float) -> None:
    assert gamma_two(radius_quantile(radius_table(), fraction)) == pytest.approx(fraction, abs=5e-4)


def test_radii_have_the_mean_of_a_gamma_of_two() -> None:
    u = uniforms(np.uint64(1), np.arange(20_000, dtype=np.uint64), np.uint64(0))
    table = radius_table()
    radii = np.array([radius_quantile(table, each) for each in u])
    assert radii.mean() == pytest.approx(2.0, abs=4 * np.sqrt(2.0 / 20_000))


@given(st.floats(0.0, 1.0 - 2.0**-32), st.floats(0.0, 1.0 - 2.0**-32))
def test_radii_never_fall_with_their_fraction(a: float, b: float) -> None:
    table = radius_table()
    low, high = (radius_quantile(table, each) for each in sorted((a, b)))
    assert 0.0 <= low <= high < 20.0


def test_displacements_fall_off_with_distance_as_their_kernel_says() -> None:
    terrain = ground(81, 81, 5.0)
    centre = 40 * 81 + 40
    u = uniforms(np.uint64(2), np.arange(20_000, dtype=np.uint64), np.uint64(0))
    v = uniforms(np.uint64(3), np.arange(20_000, dtype=np.uint64), np.uint64(0))
    table = radius_table()
    cells = [
        displaced(terrain.land, terrain.at, terrain.column_km, terrain.circle, terrain.plane, centre,
                  20.0 * radius_quantile(table, a), int(b * len(terrain.circle)))
        for a, b in zip(u, v, strict=True)
    ]  # fmt: skip
    cells = np.array(cells)
    away = np.hypot(*(terrain.position[cells[cells >= 0]] - terrain.position[centre])[:, :2].T)
    for scales in (1.0, 2.0, 4.0):
        assert (away < 20.0 * scales).sum() / len(u) == pytest.approx(gamma_two(scales), abs=0.03)
    # Every direction alike: four quarters, 3 degrees of freedom, 99.99 % below 21.
    moved = terrain.position[cells[cells >= 0]] - terrain.position[centre]
    turned = moved @ np.array([[np.cos(0.3), -np.sin(0.3)], [np.sin(0.3), np.cos(0.3)], [0.0, 0.0]])
    far = turned[np.hypot(*turned.T) > 15.0]
    quarters = np.bincount((far[:, 0] > 0) * 2 + (far[:, 1] > 0), minlength=4)
    assert chi_square(quarters, np.full(4, len(far) / 4)) < 21.0


def test_a_torus_has_no_edge_and_a_plane_has_one() -> None:
    for torus in (True, False):
        terrain = ground(5, 5, 10.0, torus=torus)
        reached = displaced(
            terrain.land, terrain.at, terrain.column_km, terrain.circle, terrain.plane, 0, 20.0,
            len(terrain.circle) // 2,
        )  # west of the north-western corner
        assert reached == (3 if torus else -1)


@given(st.booleans(), st.integers(0, 62), st.floats(0.0, 200.0), st.integers(0, len(ground().circle) - 1))
def test_a_displacement_ends_in_the_cell_that_holds_its_end(torus: bool, origin: int, radius: float, way: int) -> None:
    terrain = ground(7, 9, 10.0, torus=torus)
    found = displaced(
        terrain.land, terrain.at, terrain.column_km, terrain.circle, terrain.plane, origin, radius, way
    )
    row = int(np.floor(terrain.at[origin, 0] - radius * terrain.circle[way, 1] / 10.0 + 0.5))
    column = int(np.floor(terrain.at[origin, 1] + radius * terrain.circle[way, 0] / 10.0 + 0.5))
    if torus:
        assert found == (row % 7) * 9 + column % 9
    else:
        assert found == (row * 9 + column if 0 <= row < 7 and 0 <= column < 9 else -1)


def test_a_displacement_into_the_sea_ends_nowhere_and_off_the_map_everything_stays_where_it_is() -> None:
    terrain = ground(5, 5, 10.0)
    east, land, at = int(np.argmax(terrain.circle[:, 0])), terrain.land.copy(), terrain.at.copy()
    land[2, 3] = -1
    at[0, :2] = -1
    ends = [
        displaced(land, at, terrain.column_km, terrain.circle, terrain.plane, origin, radius, east)
        for origin, radius in ((12, 10.0), (12, 20.0), (0, 20.0))
    ]
    assert ends == [-1, 14, 0]


@given(st.integers(0, 80), st.integers(0, 80), st.integers(0, 8), st.integers(0, 8))
def test_distances_on_a_torus_are_the_same_wherever_one_stands(a: int, b: int, down: int, right: int) -> None:
    terrain = ground(9, 9, 10.0, torus=True)

    def shifted(cell: int) -> int:
        row, column = divmod(cell, 9)
        return (row + down) % 9 * 9 + (column + right) % 9

    def km(one: int, other: int) -> float:
        return between(terrain.position, terrain.within, terrain.plane, one, other)

    assert km(a, b) == pytest.approx(km(shifted(a), shifted(b)))
    assert km(a, b) == km(b, a)
    assert km(a, b) <= np.hypot(45.0, 45.0)


def test_distances_on_the_globe_are_those_of_the_geography() -> None:
    chance = np.random.default_rng(2)
    longitude, latitude = np.radians(chance.uniform(73, 135, 60)), np.radians(chance.uniform(18, 53, 60))
    position = EARTH_RADIUS_KM * np.stack(
        [np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude), np.sin(latitude)], axis=1
    )
    plane = Plane(torus=False, radius=EARTH_RADIUS_KM, row_km=10.0, width_km=0.0, height_km=0.0)
    within = np.full(60, 5.0)
    for a in range(0, 60, 7):
        for b in range(60):
            arc = distance_km(position[a], position[b], sphere=True)
            found = between(position, within, plane, a, b)
            assert found == pytest.approx(5.0 if a == b else arc, abs=0.002 if arc < 3000 else 1.0)


@pytest.mark.parametrize(
    ("places", "districts", "crossing"),
    [
        ((0, 0), (0, 0), 0.0),
        ((0, 1), (0, 1), 0.2),
        ((0, 2), (0, 0), 0.1),
        ((0, 3), (0, 1), 0.2 + 0.1),
        ((2, 3), (0, 1), 0.2),
        ((2, 4), (0, 0), 0.0),
        ((2, 2), (0, 0), 0.0),
    ],
    ids=["at home", "border", "own gate", "border and gate", "zone to zone", "two zones of one host", "within a zone"],
)
def test_a_delivery_pays_for_distance_border_and_gate(
    places: tuple[int, int], districts: tuple[int, int], crossing: float
) -> None:
    terrain = ground(1, 2, 50.0)
    standing = np.array([[0, places[0], districts[0]], [1, places[1], districts[1]]])
    docking = np.full((5, 5), 0.4)
    np.fill_diagonal(docking, 1.0)
    costs = Costs(regions=2, elasticity=0.3, scale_km=25.0, border=0.2, gate=0.1)
    # Places 2 and 4 are zones of region 0, place 3 is one of region 1.
    extra = costs_of_crossing(
        docking=docking, host=np.array([0, 1, 0]), regions=2, parameters=TradeParameters(border=0.2, gate=0.1)
    )
    for ends in ((0, 1), (1, 0)):
        found = delivery_cost(terrain.position, terrain.within, terrain.plane, standing, extra, costs, *ends)
        assert found == pytest.approx(0.3 * np.log(1.0 + 50.0 / 25.0) + (1.0 - 0.4) * crossing, rel=1e-14)


def test_the_nearest_of_an_industry_is_the_nearest() -> None:
    terrain = ground(12, 10, 10.0)
    chance = np.random.default_rng(3)
    counts = (chance.random((120, 2)) < 0.05).astype(np.int64)
    for torus in (False, True):
        terrain = ground(12, 10, 10.0, torus=torus)
        for origin in range(120):
            found = nearest_with(
                terrain.land, terrain.at, terrain.rings, terrain.position, terrain.within, terrain.plane, counts,
                origin, 0, 1,
            )  # fmt: skip
            away = [between(terrain.position, terrain.within, terrain.plane, origin, c) if c != origin else 0.0
                    for c in np.flatnonzero(counts[:, 0])]  # fmt: skip
            got = 0.0 if found == origin else between(
                terrain.position, terrain.within, terrain.plane, origin, found
            )
            assert counts[found, 0] > 0
            assert got == pytest.approx(min(away))


def test_the_only_firm_of_an_industry_has_no_neighbour_in_it() -> None:
    terrain = ground(3, 3)
    counts = np.zeros((9, 1), np.int64)
    counts[4, 0] = 1

    def nearest(own: int) -> int:
        return nearest_with(
            terrain.land, terrain.at, terrain.rings, terrain.position, terrain.within, terrain.plane, counts, 4, 0, own
        )

    assert nearest(own=1) == 4
    assert nearest(own=0) == -1


@given(st.lists(st.floats(0.01, 1.0), min_size=1, max_size=20), st.floats(0.0, 0.999999))
def test_a_place_in_cumulative_weights_is_found(weights: list[float], fraction: float) -> None:
    cumulative = np.cumsum(weights) / np.sum(weights)
    cumulative[-1] = 1.0
    place = np.searchsorted(cumulative, fraction)
    assert first_at_least(cumulative, 0, len(weights), fraction) == place
    assert first_by_guide(cumulative[None, :], guide_to(cumulative)[None, :], 0, 0, fraction) == place


def test_far_cells_are_drawn_by_gravity_and_activity() -> None:
    far = np.array([[0.25, 1.0]])
    cells, weights = np.array([3, 1, 0, 2]), np.array([[0.5, 1.0, 0.9, 1.0]])
    guide = np.stack([guide_to(weights[0, :2]), 2 + guide_to(weights[0, 2:])])
    u = uniforms(np.uint64(4), np.arange(8000, dtype=np.uint64), np.uint64(0))
    v = uniforms(np.uint64(5), np.arange(8000, dtype=np.uint64), np.uint64(0))
    far_guide = guide_to(far[0])[None, :]
    drawn = [far_cell(far, far_guide, cells, weights, guide, 0, a, b) for a, b in zip(u, v, strict=True)]
    expected = 8000 * np.array([0.75 * 0.9, 0.25 * 0.5, 0.75 * 0.1, 0.25 * 0.5])
    assert chi_square(np.bincount(drawn, minlength=4), expected) < 21.0
