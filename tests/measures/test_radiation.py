"""Laws of the radiation curve: what is put in comes out."""

import math

import numpy as np
import pytest

from sim.measures.dose import radiation_by_dose
from sim.measures.inside_outside import inside_outside
from sim.measures.radiation import lay_twin_rings, radiation_curve, totals
from sim.measures.rings import lay_rings, treated_zones
from tests.synthetic import Recipe, decaying, globe_map, line_map, plane_map, siphoning, twins

EVERY_CELL = tuple(20.0 * k for k in range(11))


def curve_of(recipe: Recipe, replicates: int = 3, edges: tuple[float, ...] = EVERY_CELL, column: str = "real_gdp"):
    pairs = twins(recipe, replicates)
    return radiation_curve(pairs, lay_twin_rings(pairs, edges), column)


@pytest.mark.parametrize("profile", [decaying, siphoning])
def test_the_measured_curve_is_the_injected_one(profile) -> None:
    curve = curve_of(Recipe(line_map(), profile=profile))
    np.testing.assert_allclose(curve.distance, EVERY_CELL)
    np.testing.assert_allclose(curve.band.value[-1], profile(np.array(EVERY_CELL)), atol=1e-12)
    np.testing.assert_allclose(curve.band.value[5], 0.5 * profile(np.array(EVERY_CELL)), atol=1e-12)


def test_wide_rings_hold_the_injected_curve_at_their_mean_distance() -> None:
    curve = curve_of(Recipe(plane_map(), profile=decaying), edges=(0, 60, 110, 160, 230))
    np.testing.assert_allclose(curve.band.value[-1], decaying(curve.distance), rtol=0.15)


def test_rings_on_the_globe_follow_true_distances() -> None:
    place = globe_map()
    new = np.flatnonzero(~place.old)
    rings = lay_rings(place.grid, place.lots, new, (0, 20, 40, 80))
    np.testing.assert_allclose(rings.distance, place.distance(list(new)), atol=1e-6)
    assert (rings.distance[place.zone_cells(list(new))] == 0.0).all()


def test_on_a_torus_the_way_around_may_be_shorter() -> None:
    place = plane_map(rows=4, columns=10, at=((0, 0),))
    rings = lay_rings(place.grid, place.lots, np.array([0]), (0, 60), extent_km=np.array([200.0, 80.0]))
    east, south = rings.distance[9], rings.distance[30]
    assert (east, south) == (20.0, 20.0)
    assert rings.distance.max() == pytest.approx(np.hypot(100.0, 40.0))


def test_equal_twins_have_exactly_no_effect() -> None:
    recipe = Recipe(plane_map(), profile=decaying, noise=0.1, active=lambda place, _: ~place.old)
    pairs = [type(pair)(pair.base, pair.base) for pair in twins(recipe, 3)]
    rings = lay_twin_rings(pairs, (0, 60, 110))
    assert not rings[0].treated
    for column in ("real_gdp", "price_index", "productivity", "firms"):
        assert (radiation_curve(pairs, rings, column).samples == 0.0).all()
    assert totals(pairs, rings).total().value == 0.0
    assert math.isnan(totals(pairs, rings).ratio().value)


def test_only_zones_that_differ_are_treated() -> None:
    place = globe_map()
    pair = twins(Recipe(place))[0]
    zones = treated_zones(pair.base.table("zones"), pair.other.table("zones"))
    assert list(zones) == list(np.flatnonzero(~place.old))


def test_a_zone_that_differs_only_in_between_is_treated() -> None:
    pair = twins(Recipe(plane_map(at=((2, 2), (15, 15)))))[0]
    other = pair.base.table("zones").copy()
    other.loc[(other["zone"] == 1) & (other["year"] == 4), "openness"] += 0.1
    assert list(treated_zones(pair.base.table("zones"), other)) == [1]


def test_without_a_treated_zone_distances_are_from_every_active_one() -> None:
    recipe = Recipe(plane_map(at=((2, 2), (15, 15))), active=lambda *_: np.array([False, True]))
    rings = lay_twin_rings(twins(recipe), (0, 60))[0]
    assert not rings.treated
    assert list(rings.zones) == [1]


def test_the_sign_changes_where_the_profile_does() -> None:
    found = curve_of(Recipe(line_map(), profile=siphoning)).sign_change()
    assert found.value == pytest.approx(50.0, abs=1e-9)
    assert found.low == pytest.approx(50.0, abs=1e-6)


def test_a_curve_of_one_sign_has_no_sign_change() -> None:
    found = curve_of(Recipe(line_map(), profile=decaying)).sign_change()
    assert math.isnan(found.value)
    assert found.remark


def test_the_half_distance_is_where_the_profile_is_half() -> None:
    found = curve_of(Recipe(line_map(), profile=lambda d: 0.05 * (1.0 - d / 120.0).clip(0.0))).half_distance()
    assert found.value == pytest.approx(60.0, abs=1e-9)


def test_no_half_distance_is_told_of_an_effect_that_is_not_clear_of_zero() -> None:
    found = curve_of(Recipe(line_map(), profile=decaying, noise=1.0), replicates=3).half_distance()
    assert math.isnan(found.value)
    assert "not clear of zero" in found.remark


def test_the_total_is_the_gain_of_all_cells() -> None:
    pairs = twins(Recipe(line_map(), profile=lambda d: np.full_like(d, 0.05)), 2)
    found = totals(pairs, lay_twin_rings(pairs, EVERY_CELL))
    assert found.total().value == pytest.approx(0.05)
    assert found.inside_effect().value == pytest.approx(0.3)


def test_the_ratio_is_the_gain_outside_for_each_unit_inside() -> None:
    pairs = twins(Recipe(line_map(), profile=decaying), 4)
    found = totals(pairs, lay_twin_rings(pairs, EVERY_CELL))
    outside, inside = ((levels[:, -1, 0] - levels[:, -1, 1]).mean() for levels in (found.outside, found.inside))
    assert found.ratio().value == pytest.approx(outside / inside)


@pytest.mark.parametrize("replicates", [1, 3])
def test_no_ratio_is_told_without_a_clear_gain_inside(replicates: int) -> None:
    pairs = twins(Recipe(line_map(), profile=decaying, inside=0.0 if replicates > 1 else 0.3), replicates)
    found = totals(pairs, lay_twin_rings(pairs, EVERY_CELL)).ratio()
    assert math.isnan(found.value)
    assert "inside" in found.remark


def test_one_replicate_has_no_interval() -> None:
    table = curve_of(Recipe(line_map(), profile=decaying), replicates=1).table()
    assert table["effect"].notna().all()
    assert table[["low", "high", "band_low", "band_high"]].isna().all(axis=None)


def test_the_band_contains_every_pointwise_interval() -> None:
    table = curve_of(Recipe(line_map(), profile=decaying, spread=0.3), replicates=5).table()
    assert (table["band_low"] <= table["low"]).all()
    assert (table["band_high"] >= table["high"]).all()


def test_a_ring_without_cells_is_missing_not_zero() -> None:
    curve = curve_of(Recipe(line_map(), profile=decaying), edges=(0, 5, 10, 30))
    assert np.isnan(curve.samples[..., 1]).all()
    assert np.isnan(curve.distance[1])


def test_more_dose_more_effect_and_all_groups_weigh_the_same() -> None:
    pairs = twins(Recipe(plane_map(), profile=decaying), 2)
    table = radiation_by_dose(pairs, lay_twin_rings(pairs, (0, 60)))
    last = table[table["year"] == table["year"].max()]
    assert (np.diff(last["mean_dose_km2"]) > 0.0).all()
    assert (np.diff(last["effect"]) > 0.0).all()


def test_inside_and_outside_start_equal_and_part() -> None:
    pairs = twins(Recipe(line_map(), profile=decaying), 3)
    table = inside_outside(totals(pairs, lay_twin_rings(pairs, EVERY_CELL)))
    assert (table.loc[table["year"] == 0, "effect"] == 0.0).all()
    end = table[table["year"] == 10].set_index("part")["effect"]
    assert end["inside"] == pytest.approx(0.3)
    assert 0.0 < end["outside"] < 0.05
