"""Laws of distances."""

import numpy as np
import pytest

from sim.basis.luck import Luck
from sim.world.building import build_geography
from sim.world.distances import cell_lot_km, cell_region_km, cell_zone_km, inner_km, lot_position, region_region_km
from sim.world.geography import distance_km
from sim.world.industries import read_industries
from sim.world.places import ChinaGeography, StylisedGeography, ZoneParameters
from sim.world.sphere import positions


@pytest.fixture(scope="module")
def delta():
    return build_geography(ChinaGeography(), {}, read_industries("twelve"), Luck(1, 0), "2010-01")


@pytest.fixture
def one_zone():
    zones = {"zone": ZoneParameters(at=(15, 15))}
    return build_geography(StylisedGeography(), zones, read_industries("three"), Luck(1, 0), "2010-01")


def test_beijing_and_shanghai_are_1067_km_apart():
    ends = positions(np.array([116.407, 121.474]), np.array([39.904, 31.230]))
    assert distance_km(ends[0], ends[1], sphere=True) == pytest.approx(1067, abs=2)


def test_regions_are_as_far_from_each_other_as_the_other_way_round(delta):
    away = region_region_km(delta)
    np.testing.assert_allclose(away, away.T)
    assert (np.diag(away) == 0).all()
    suzhou, wuxi = delta.region_name.index("Suzhou (Jiangsu)"), delta.region_name.index("Wuxi")
    assert 30 < away[suzhou, wuxi] < 70


def test_the_rest_of_the_country_is_far_from_every_region(delta):
    assert (region_region_km(delta)[41, :41] > 800).all()
    assert cell_region_km(delta).shape == (delta.cells, 42)
    assert (cell_region_km(delta)[delta.on_map(), 41] > 800).all()


def test_the_lot_of_a_zone_with_one_lot_lies_where_the_zone_does(delta):
    alone = np.bincount(delta.lot_zone)[delta.lot_zone] == 1
    assert alone.any()
    assert not alone.all()
    np.testing.assert_array_equal(lot_position(delta)[alone], delta.zone_position[delta.lot_zone[alone]])
    np.testing.assert_array_equal(lot_position(delta)[~alone], delta.cell_position[delta.lot_cell[~alone]])


def test_the_nearest_lot_is_the_nearest_of_the_zones_asked_for(delta):
    everyone = cell_lot_km(delta, np.ones(delta.zones, dtype=bool))
    some = np.arange(delta.zones) % 2 == 0
    np.testing.assert_array_equal(everyone, np.minimum(cell_lot_km(delta, some), cell_lot_km(delta, ~some)))
    assert np.isinf(cell_lot_km(delta, np.zeros(delta.zones, dtype=bool))).all()


def test_half_of_the_delta_lies_within_some_15_km_of_a_zone_and_nine_tenths_within_50(delta):
    on_map = delta.on_map()
    away = cell_lot_km(delta, np.ones(delta.zones, dtype=bool))[on_map]
    gdp = (delta.cell_activity * delta.region_gdp[delta.cell_region])[on_map]
    order = np.argsort(away)
    share = np.cumsum(gdp[order]) / gdp.sum()
    assert away[order][np.searchsorted(share, 0.5)] == pytest.approx(13, abs=3)
    assert away[order][np.searchsorted(share, 0.9)] == pytest.approx(50, abs=5)


def test_a_stylised_zone_is_as_far_as_its_cell(one_zone):
    np.testing.assert_array_equal(cell_zone_km(one_zone)[:, 0], cell_lot_km(one_zone, np.array([True])))
    assert cell_zone_km(one_zone)[15 * 30 + 17, 0] == pytest.approx(40.0)


def test_the_mean_distance_within_a_cell_grows_with_its_edge(one_zone):
    np.testing.assert_allclose(inner_km(one_zone), 0.5214 * 20)
