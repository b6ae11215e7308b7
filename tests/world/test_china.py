"""Laws of real maps."""

from functools import cache

import numpy as np
import pytest

from sim.basis.errors import ScenarioError
from sim.basis.luck import Luck
from sim.model.founding import map_of
from sim.scenario.reading import read_scenario
from sim.world.building import build_geography
from sim.world.cells import keep_nearest
from sim.world.geography import EARTH_RADIUS_KM, Geography
from sim.world.industries import read_industries
from sim.world.known import known_places
from sim.world.places import ChinaGeography, ZoneParameters
from sim.world.prefectures import prefectures


@cache
def build(*area: str, degrees: float = 0.1, zones: tuple = ()) -> Geography:
    parameters = ChinaGeography(area=area, cell_degrees=degrees)
    return build_geography(parameters, dict(zones), read_industries("twelve"), Luck(1, 0), "2010-01")


@pytest.fixture
def delta() -> Geography:
    return build("yrd41")


def test_the_yangtze_delta_has_41_prefectures_68_zones_and_about_3300_cells(delta):
    assert delta.regions == 42
    assert delta.rest_of_country == 41
    assert delta.zones == 68
    assert 3200 <= delta.on_map().sum() <= 3400
    assert sum(date < "2010" for date in delta.zone_designated) == 17


def test_the_whole_country_has_every_mainland_unit_every_zone_and_a_grid_that_mesa_can_carry():
    scenario = read_scenario("china_million")
    country = map_of(scenario, Luck(1, 0))
    mainland = [unit for unit in prefectures() if unit.mainland]
    assert country.region_name == tuple(unit.name for unit in mainland)
    assert (country.regions, country.zones, country.rest_of_country) == (367, 236, -1)
    assert country.region_gdp.sum() == pytest.approx(sum(unit.gdp for unit in mainland))
    assert (np.bincount(country.lot_zone, minlength=236) >= 1).all()
    assert country.grid.land.size <= 40_000
    assert country.on_map().all()


def test_what_a_rule_fills_of_the_whole_country_is_small():
    mainland = [unit for unit in prefectures() if unit.mainland]
    filled = [unit for unit in mainland if unit.filled]
    assert len(filled) == 34
    assert sum(unit.gdp for unit in filled) < 0.01 * sum(unit.gdp for unit in mainland)
    assert sum(unit.population for unit in filled) < 0.012 * sum(unit.population for unit in mainland)


def test_no_unit_has_more_land_than_its_area_and_the_map_nearly_all_of_it(delta):
    used = np.bincount(delta.cell_region, weights=delta.cell_area)[:41]
    area = {unit.name: unit.area_km2 for unit in prefectures()}
    allowed = np.array([area[name] for name in delta.region_name[:41]])
    assert (used <= allowed + delta.cell_area[delta.on_map()].max() / 2).all()
    assert used.sum() > 0.95 * allowed.sum()
    assert (used > 0.6 * allowed).all()


def test_units_keep_their_nearest_cells():
    unit = np.array([0, 0, 0, 0, 1, 1, -1])
    away = np.array([3.0, 1.0, 2.0, 0.5, 9.0, 8.0, 0.0])
    kept = keep_nearest(unit, away, np.full(7, 10.0), np.array([26.0, 1.0]))
    assert kept.tolist() == [False, True, True, True, False, True, False]


def test_cells_have_their_true_size(delta):
    grid, on_map = delta.grid, delta.on_map()
    flat = grid.row_km * grid.column_km[delta.cell_row[on_map]]
    np.testing.assert_allclose(delta.cell_area[on_map], flat, rtol=1e-5)
    assert grid.row_km == pytest.approx(11.12, abs=0.01)
    assert grid.column_km[0] < grid.column_km[-1]
    np.testing.assert_allclose(np.linalg.norm(delta.cell_position, axis=1), EARTH_RADIUS_KM)


def test_the_grid_and_the_cells_point_to_each_other(delta):
    on_map = np.flatnonzero(delta.on_map())
    assert (delta.grid.land[delta.cell_row[on_map], delta.cell_column[on_map]] == on_map).all()
    assert (delta.grid.land >= 0).sum() == len(on_map)
    assert (np.diff(on_map) == 1).all()


def test_activity_adds_up_to_one_in_every_region(delta):
    np.testing.assert_allclose(np.bincount(delta.cell_region, weights=delta.cell_activity), 1)
    assert (delta.cell_activity > 0).all()


def test_firms_gather_in_the_middle_of_shanghai_more_than_on_its_edge(delta):
    shanghai = np.flatnonzero(delta.cell_region == delta.region_name.index("Shanghai"))
    away = np.hypot(delta.cell_longitude[shanghai] - 121.47, delta.cell_latitude[shanghai] - 31.23)
    activity = delta.cell_activity[shanghai]
    assert activity[away < 0.15].mean() > 4 * activity[away > 0.4].mean()


def test_every_place_starts_about_as_crowded_as_the_average(delta):
    busy = delta.cell_activity * delta.region_gdp[delta.cell_region]
    crowding = busy / busy.sum() / (delta.cell_land / delta.cell_land.sum())
    assert 0.49 < crowding.min() < crowding.max() < 2.01
    assert delta.cell_land.sum() == pytest.approx(delta.cell_area.sum(), rel=0.05)


@pytest.mark.parametrize("area", ["yrd41", "jjj13", "gba11", "chengyu16"])
def test_every_lot_is_in_its_host_and_every_zone_has_a_lot(area):
    found = build(area)
    assert (found.cell_region[found.lot_cell] == found.zone_host[found.lot_zone]).all()
    assert set(found.lot_zone) == set(range(found.zones))
    assert ((found.lot_share > 0) & (found.lot_share < 1)).all()
    assert (np.bincount(found.lot_cell, weights=found.lot_share) <= 0.6 + 1e-9).all()


def test_lots_add_up_to_the_area_that_a_zone_administers(delta):
    land = delta.lot_share * delta.cell_area[delta.lot_cell]
    np.testing.assert_allclose(np.bincount(delta.lot_zone, weights=land), delta.zone_area, atol=0.6)


def test_zones_have_their_true_position_date_and_area(delta):
    kunshan = delta.zone_name.index("Kunshan ETDZ")
    assert delta.region_name[delta.zone_host[kunshan]] == "Suzhou (Jiangsu)"
    assert delta.zone_designated[kunshan] == "1992-08"
    assert delta.zone_area[kunshan] == pytest.approx(5 * 10.0)
    assert delta.zone_area_known[kunshan]
    assert np.flatnonzero(~delta.zone_area_known).tolist() == [65, 66, 67]


def test_the_rest_of_the_country_is_the_mainland_less_the_map(delta):
    mainland = [unit for unit in prefectures() if unit.mainland]
    assert delta.region_gdp.sum() == pytest.approx(sum(unit.gdp for unit in mainland))
    assert delta.region_population.sum() == pytest.approx(sum(unit.population for unit in mainland))
    off_map = ~delta.on_map()
    assert off_map.sum() == 27
    assert (delta.cell_region[off_map] == 41).all()
    outside = [unit.area_km2 for unit in mainland if unit.name not in delta.region_name]
    assert delta.cell_area[off_map].sum() == pytest.approx(sum(outside))


def test_a_province_that_is_partly_on_the_map_has_its_other_part_off_it():
    assert (~build("chengyu16").on_map()).sum() == 30


@pytest.mark.parametrize(
    ("area", "regions"), [("yrd27", 28), ("jjj13", 14), ("gba11", 12), ("chengyu16", 17), ("江苏省", 14), ("310000", 2)]
)
def test_areas_go_by_cluster_province_or_code(area, regions):
    found = build(area)
    assert found.regions == regions
    assert (np.bincount(found.cell_region, minlength=regions) > 0).all()


def test_the_whole_country_has_no_rest_and_all_its_zones():
    china = build("china", degrees=0.5)
    assert china.rest_of_country == -1
    assert china.regions == 367
    assert china.zones == 236
    assert sum(bool(date) for date in china.zone_withdrawn) == 4
    assert (np.bincount(china.cell_region, minlength=367) > 0).all()
    assert (china.cell_region[china.lot_cell] == china.zone_host[china.lot_zone]).all()


def test_two_maps_of_neighbours_share_their_cells():
    wide, narrow = build("yrd41"), build("yrd27")
    centres = [
        {tuple(at) for at in np.round(np.stack([g.cell_longitude, g.cell_latitude], 1)[g.on_map()], 6)}
        for g in (wide, narrow)
    ]
    assert centres[1] <= centres[0]


def test_known_places_are_the_maps_places_in_its_order(delta):
    known = known_places(ChinaGeography(), {})
    assert known.regions == delta.region_name
    assert known.zones == delta.zone_name
    assert tuple(known.zone_dates.values()) == delta.zone_designated
    assert [known.zone_hosts[zone] for zone in known.zones] == [delta.region_name[host] for host in delta.zone_host]
    assert known.zone("昆山经济技术开发区") == "Kunshan ETDZ"
    assert known.region("苏州市") == known.region("320500") == "Suzhou (Jiangsu)"


def test_a_scenario_may_change_a_zone_by_either_name():
    zones = (("昆山经济技术开发区", ZoneParameters(area_km2=100.0, designated="2015", leading=("electronics",))),)
    changed = build("yrd41", zones=zones)
    kunshan = changed.zone_name.index("Kunshan ETDZ")
    assert changed.zone_area[kunshan] == 100.0
    assert changed.zone_designated[kunshan] == "2015"
    assert np.flatnonzero(changed.zone_leading[kunshan]).tolist() == [7]


def test_all_wrong_names_are_told_at_once_with_the_nearest_right_one():
    with pytest.raises(ScenarioError, match="Suzhou") as found:
        build("yrd42", "Suzhou", "Taiwan")
    assert len(found.value.problems) == 3
    assert "Did you mean `yrd41`?" in str(found.value)
    assert "`Suzhou (Anhui)` or `Suzhou (Jiangsu)`" in str(found.value)


def test_a_zone_off_the_map_is_told_with_the_nearest_zone_on_it():
    with pytest.raises(ScenarioError, match="Did you mean `Kunshan ETDZ`"):
        build("yrd41", zones=(("Kunshan EDTZ", ZoneParameters()),))


def test_cells_too_large_for_the_prefectures_are_refused():
    with pytest.raises(ScenarioError, match="cell_degrees"):
        build("china", degrees=2.0)
