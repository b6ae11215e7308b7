"""Laws of stylised maps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.basis.errors import ScenarioError
from sim.basis.luck import Luck
from sim.world.blocks import block_of
from sim.world.building import build_geography
from sim.world.geography import Geography
from sim.world.industries import read_industries
from sim.world.known import known_places
from sim.world.places import StylisedGeography, ZoneParameters

ZONE = {"zone": ZoneParameters(at=(15, 15))}


def build(zones=None, replicate: int = 0, **keys) -> Geography:
    parameters = StylisedGeography(**keys)
    return build_geography(parameters, zones or {}, read_industries("three"), Luck(7, replicate), "2010-01")


def test_the_baseline_map_has_900_cells_36_regions_and_one_lot_of_a_tenth_of_its_cell():
    found = build(ZONE)
    assert (found.cells, found.regions, found.zones, found.lots) == (900, 36, 1, 1)
    assert np.bincount(found.cell_region).tolist() == [25] * 36
    assert found.lot_share[0] == pytest.approx(0.1)
    assert found.zone_designated == ("2010-01",)
    assert found.region_name[found.zone_host[0]] == "r4c4"
    assert found.region_cluster[found.zone_host[0]] == frozenset({"core"})


@given(cells=some.integers(1, 60), blocks=some.integers(1, 60))
def test_blocks_are_as_even_as_possible(cells, blocks):
    blocks = min(cells, blocks)
    sizes = np.bincount(block_of(np.arange(cells), cells, blocks), minlength=blocks)
    assert sizes.max() - sizes.min() <= 1


def test_activity_adds_up_to_one_and_the_mean_region_is_a_thousand():
    found = build(ZONE, core_periphery=0.5)
    np.testing.assert_allclose(np.bincount(found.cell_region, weights=found.cell_activity), 1)
    assert found.region_gdp.mean() == pytest.approx(1000)
    np.testing.assert_allclose(found.region_sectors.sum(axis=1), 1)
    np.testing.assert_allclose(found.region_population / found.region_gdp, 1 / 3)


def test_sizes_are_drawn_anew_in_each_replicate_and_the_same_within_it():
    first, again, other = build(ZONE), build(ZONE), build(ZONE, replicate=1)
    assert (first.region_gdp == again.region_gdp).all()
    assert (first.region_gdp != other.region_gdp).all()
    sizes = np.concatenate([np.log(build(replicate=k).region_gdp) for k in range(20)])
    assert sizes.std() == pytest.approx(0.4, rel=0.1)


def test_a_map_without_size_differences_is_even():
    assert np.ptp(build(size_sd=0.0).region_gdp) == 0


def test_the_core_is_larger_than_the_edge_by_the_stated_logs():
    sizes = build(size_sd=0.0, core_periphery=0.8, region_rows=3, region_columns=3).region_gdp.reshape(3, 3)
    assert np.log(sizes[1, 1] / sizes[0, 0]) == pytest.approx(0.8)


def test_every_cell_of_a_torus_sees_the_same_distances():
    found = build(torus=True, rows=6, columns=8, region_rows=2, region_columns=2, ports=(), size_sd=0.0)
    away = found.distance(found.cell_position[:, None], found.cell_position[None])
    np.testing.assert_allclose(np.sort(away, axis=1), np.sort(away, axis=1)[:1].repeat(48, axis=0))
    assert away.max() == pytest.approx(20 * np.hypot(3, 4))


def test_a_torus_joins_its_edges_and_a_plane_does_not():
    keys = {"rows": 10, "columns": 10, "region_rows": 2, "region_columns": 2, "ports": ((0, 0),)}
    plane, torus = build(**keys), build(torus=True, **keys)
    last = -1
    assert plane.cell_port_km[last] == pytest.approx(180 * np.sqrt(2))
    assert torus.cell_port_km[last] == pytest.approx(20 * np.sqrt(2))


def test_a_zone_larger_than_its_cell_spreads_over_its_neighbours_within_its_host():
    found = build({"park": ZoneParameters(at=(14, 14), area_km2=40.0)}, cell_km=2.0)
    land = found.lot_share * found.cell_area[found.lot_cell]
    assert found.lots > 10
    assert land.sum() == pytest.approx(40.0, abs=0.1)
    assert found.lot_share.max() <= 0.6
    assert (found.cell_region[found.lot_cell] == found.zone_host[0]).all()


def test_a_lot_does_not_depend_on_dates():
    early = {"zone": ZoneParameters(at=(3, 3), designated="1990")}
    late = {"zone": ZoneParameters(at=(3, 3), designated="2030")}
    assert (build(early).lot_share == build(late).lot_share).all()


def test_known_places_are_the_maps_places_in_its_order():
    found, known = build(ZONE), known_places(StylisedGeography(), ZONE)
    assert known.regions == found.region_name
    assert known.zones == found.zone_name
    assert known.zone_hosts == {"zone": "r4c4"}
    assert known.clusters["core"] == {"r4c4"}
    assert len(known.clusters["hinterland"]) == 35


def test_leading_industries_go_into_the_industry_that_holds_them():
    zones = {"zone": ZoneParameters(at=(1, 1), leading=("electronics", "tertiary"))}
    assert build(zones).zone_leading.tolist() == [[False, True, True]]


def test_everything_off_the_map_is_told_at_once():
    zones = {"here": ZoneParameters(), "there": ZoneParameters(at=(3, 40))}
    with pytest.raises(ScenarioError) as found:
        build(zones, rows=10, columns=10, region_rows=12)
    text = str(found.value)
    assert len(found.value.problems) == 4
    for key in ("zones.here.at", "zones.there.at", "geography.ports", "geography.region_rows"):
        assert f"`{key}`" in text
