"""Laws of rings by travel and by contiguity: solved by hand on small maps, and by another algorithm on larger ones."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from sim.basis.errors import ScenarioError
from sim.measures.column_radiation import column_numbers, list_column_measures
from sim.measures.contiguity import contiguity_orders
from sim.measures.headline import Answers, headline_of, list_measures
from sim.measures.laying import Laying, laying_of, ring_names
from sim.measures.radiation import lay_twin_rings, radiation_curve
from sim.measures.rings import lay_rings
from sim.measures.travel import travel_km
from sim.scenario.arms import canonical
from sim.scenario.reading import read_scenario
from sim.scenario.ring_kinds import ORDERS, edges_by_kind
from tests.synthetic import Map, Recipe, decaying, globe_map, plane_map, twins

BY_TRAVEL, BY_CONTIGUITY = Laying("travel"), Laying("contiguity")


def map_of(*lines: str, cell_km: float = 10.0) -> pd.DataFrame:
    """Read a map: a letter is a cell of that region, a dot is water."""
    cells = [(row, column, letter) for row, line in enumerate(lines) for column, letter in enumerate(line)]
    land = [(row, column, ord(letter) - ord("a")) for row, column, letter in cells if letter != "."]
    frame = pd.DataFrame(land, columns=["row", "column", "region"]).assign(height_km=cell_km, width_km=cell_km)
    return frame.assign(cell=np.arange(len(frame)))


def at(grid: pd.DataFrame, row: int, column: int) -> int:
    return int(np.flatnonzero((grid["row"] == row) & (grid["column"] == column))[0])


BAY = map_of("aa.bb", "aa.bb", "aaabb", "..c..")


def test_a_straight_way_is_as_long_as_it_looks_and_a_diagonal_is_longer_by_the_root_of_two() -> None:
    plain = map_of("aaa", "aaa", "aaa")
    away = travel_km(plain, np.array([at(plain, 0, 0)]))
    assert away[at(plain, 0, 2)] == pytest.approx(20.0)
    assert away[at(plain, 2, 2)] == pytest.approx(20.0 * math.sqrt(2.0))
    assert away[at(plain, 1, 2)] == pytest.approx(10.0 + 10.0 * math.sqrt(2.0))


def test_travel_goes_around_a_bay_and_over_it_where_water_may_be_crossed() -> None:
    goal = np.array([at(BAY, 0, 1)])
    other_shore = at(BAY, 0, 3)
    around = 2 * 10.0 + 2 * 10.0 * math.sqrt(2.0)
    # Down one, diagonally to the foot of the bay, diagonally up again, up one: the way by hand.
    assert travel_km(BAY, goal)[other_shore] == pytest.approx(around)
    # Over the water: half of each of two ways of 10 km counts double.
    assert travel_km(BAY, goal, water=2.0)[other_shore] == pytest.approx(30.0)
    assert travel_km(BAY, goal, water=50.0)[other_shore] == pytest.approx(around)


def test_no_way_leads_to_an_island_and_a_cheap_sea_leads_everywhere() -> None:
    islands = map_of("aa.b", "aa.b")
    goal = np.array([at(islands, 0, 0)])
    assert np.isinf(travel_km(islands, goal)[at(islands, 0, 3)])
    assert travel_km(islands, goal, water=1.0)[at(islands, 0, 3)] == pytest.approx(30.0)


def test_fields_that_are_no_squares_have_their_true_edges() -> None:
    oblong = map_of("aaa", "aaa").assign(height_km=10.0)
    oblong["width_km"] = np.where(oblong["row"] == 0, 6.0, 8.0)
    away = travel_km(oblong, np.array([at(oblong, 0, 0)]))
    assert away[at(oblong, 0, 1)] == pytest.approx(6.0)
    assert away[at(oblong, 1, 0)] == pytest.approx(10.0)
    assert away[at(oblong, 1, 1)] == pytest.approx(math.hypot(10.0, 7.0))


def test_on_a_torus_travel_and_borders_lead_over_the_edge() -> None:
    ring = map_of("aabbccdd")
    goal = np.array([0])
    assert travel_km(ring, goal, torus=(1, 8))[7] == pytest.approx(10.0)
    assert travel_km(ring, goal)[7] == pytest.approx(70.0)
    assert list(contiguity_orders(ring, goal, (1, 8))) == [0, 0, 1, 1, 2, 2, 1, 1]
    assert list(contiguity_orders(ring, goal)) == [0, 0, 1, 1, 2, 2, 3, 3]


def test_travel_is_what_relaxing_every_way_until_nothing_moves_gives() -> None:
    place = globe_map()
    grid, goals = place.grid, place.lots["cell"].to_numpy()[:3]
    row, column = (grid[name].to_numpy() for name in ("row", "column"))
    height, width = (grid[name].to_numpy() for name in ("height_km", "width_km"))
    beside = (np.abs(row[:, None] - row) <= 1) & (np.abs(column[:, None] - column) <= 1)
    across = 0.5 * (width[:, None] + width) * np.abs(column[:, None] - column)
    length = np.where(beside, np.hypot(height[:, None] * np.abs(row[:, None] - row), across), np.inf)
    away = np.full(len(grid), np.inf)
    away[goals] = 0.0
    while True:
        nearer = np.minimum(away, (length + away[None]).min(axis=1))
        if (nearer == away).all():
            break
        away = nearer
    np.testing.assert_allclose(travel_km(grid, goals), away, rtol=1e-12)


def test_travel_is_never_shorter_than_the_straight_line() -> None:
    place = globe_map()
    zones = np.arange(4)
    both = Laying(), BY_TRAVEL
    straight, by_way = (lay_rings(place.grid, place.lots, zones, (0, 50), laying=each) for each in both)
    # Cells of the made-up globe are a hair off square, so a way of one step may be shorter by some thousandths.
    assert (by_way.distance >= 0.99 * straight.distance).all()
    assert (by_way.distance[straight.distance == 0.0] == 0.0).all()


def test_regions_touch_by_edges_and_not_by_corners() -> None:
    corners = map_of("ab", "ca".replace("a", "d"))
    orders = contiguity_orders(corners, np.array([0]))
    assert list(orders) == [0, 1, 1, 2]


def test_orders_count_the_borders_between_and_are_those_of_whole_regions() -> None:
    orders = contiguity_orders(BAY, np.array([at(BAY, 0, 0)]))
    by_region = pd.DataFrame({"region": BAY["region"], "order": orders}).groupby("region")["order"].unique()
    assert [list(each) for each in by_region] == [[0.0], [1.0], [1.0]]
    island = map_of("ab.c")
    assert list(contiguity_orders(island, np.array([0]))) == [0, 1, np.inf]


@pytest.mark.parametrize("laying", [Laying(), BY_TRAVEL, Laying("travel", 3.0), BY_CONTIGUITY])
def test_every_cell_is_in_some_ring_whatever_rings_are_laid_by(laying: Laying) -> None:
    place = globe_map()
    rings = lay_rings(place.grid, place.lots, np.array([0, 5]), (0, 1, 2), laying=laying)
    assert (rings.ring >= 0).all()
    assert rings.sums(np.ones(len(place.grid))).sum() == len(place.grid)
    none = lay_rings(place.grid, place.lots, np.array([], dtype=np.int64), (0, 1, 2), laying=laying)
    assert (none.ring == -1).all()


def islanded() -> Map:
    """Give a map whose last column is an island, four columns of water away."""
    place = plane_map(rows=4, columns=10, at=((1, 1),))
    grid = place.grid.assign(column=np.where(place.grid["column"] == 9, 13, place.grid["column"]))
    return replace(place, grid=grid)


def test_an_island_is_in_the_last_ring_and_does_not_count_in_its_mean_distance() -> None:
    pairs = twins(Recipe(islanded(), profile=decaying), 3)
    rings = lay_twin_rings(pairs, (0, 60), laying=BY_TRAVEL)
    assert np.isinf(rings[0].distance).sum() == 4
    assert (rings[0].ring[np.isinf(rings[0].distance)] == 1).all()
    curve = radiation_curve(pairs, rings)
    assert 60.0 < curve.distance[1] < 200.0
    only = radiation_curve(pairs, lay_twin_rings(pairs, (0, 1000), laying=BY_TRAVEL))
    assert np.isinf(only.distance[1])
    assert np.isfinite(only.band.value[:, 1]).all()
    assert math.isnan(only.half_distance().value)


@pytest.mark.parametrize(
    ("laying", "edges", "names"),
    [
        (Laying(), (0, 30, 60), ("0-30km", "30-60km", "60km+")),
        (BY_TRAVEL, (0, 30, 60), ("travel-0-30km", "travel-30-60km", "travel-60km+")),
        (BY_CONTIGUITY, (0, 1, 3), ("order-0", "order-1-2", "order-3+")),
    ],
)
def test_rings_have_names_by_what_they_are_laid_by_and_headlines_go_by_them(laying, edges, names) -> None:
    assert ring_names(edges, laying.kind) == names
    found = Answers(twins(Recipe(plane_map(), profile=decaying), 3), edges, laying=laying)
    table = headline_of(found).set_index("name")
    assert {f"radiation.gdp.{name}" for name in names} <= set(table.index)
    assert set(table.index) == {measure.name for measure in list_measures(edges, laying)}
    assert f"radiation.half_distance_{laying.unit}" in table.index
    assert {f"mean_{laying.unit}", f"from_{laying.unit}"} <= set(found.curve.table().columns)


def test_the_whole_is_the_same_whatever_rings_are_laid_by() -> None:
    pairs = twins(Recipe(plane_map(), profile=decaying), 3)
    tables = [
        headline_of(Answers(pairs, (0, 1, 2), laying=laying)).set_index("name")["value"]
        for laying in (Laying(), BY_TRAVEL, BY_CONTIGUITY)
    ]
    for other in tables[1:]:
        for name in ("radiation.total", "radiation.ratio", "inside.gdp", "host.gdp.10y"):
            assert other[name] == tables[0][name]


def test_any_column_is_summed_up_and_that_of_real_gdp_is_the_headline() -> None:
    found = Answers(twins(Recipe(plane_map(), profile=decaying, spread=0.1), 4), (0, 60, 110))
    own = column_numbers(found, "gdp").set_index("name")
    head = headline_of(found).set_index("name")
    for name, headline in (("total", "radiation.total"), ("ratio", "radiation.ratio"), ("inside", "inside.gdp")):
        for end in ("value", "low", "high"):
            assert own.loc[f"radiation.gdp.{name}", end] == pytest.approx(head.loc[headline, end])
    firms, productivity = (column_numbers(found, each).set_index("name") for each in ("firms", "productivity"))
    assert firms.loc["radiation.firms.total", "value"] > 0.0
    assert "not recorded" in productivity.loc["radiation.productivity.ratio", "remark"]
    wanted = {each.name.replace("<column>", "gdp") for each in list_column_measures()}
    assert set(own.index) == wanted


def test_what_rings_are_laid_by_makes_no_world_and_is_read_back() -> None:
    plain, other = read_scenario("tiny"), read_scenario("tiny", ["rings_by={kind: travel, water: 4, edges: [0, 50]}"])
    assert canonical(plain) == canonical(other)
    told = other.model_dump(mode="json")
    assert laying_of(told) == Laying("travel", 4.0)
    assert edges_by_kind(told) == (0.0, 50.0)
    assert edges_by_kind(told, "contiguity") == ORDERS
    assert edges_by_kind(told, "distance") == plain.rings
    assert laying_of(told, "contiguity") == BY_CONTIGUITY
    assert laying_of({"rings": [0]}) == Laying()


def test_all_that_is_wrong_with_rings_is_said_at_once() -> None:
    words = ["rings_by={kind: contiguity, edges: [0, 2.5, 1], water: 3}", "rings=[0, 9, 3]"]
    with pytest.raises(ScenarioError) as caught:
        read_scenario("tiny", words)
    told = str(caught.value)
    for part in ("must ascend [orders]", "whole numbers [orders]", "`rings_by.water` is 3", "must ascend [km]"):
        assert part in told
    with pytest.raises(ScenarioError, match=r"Did you mean `rings_by\.kind`"):
        read_scenario("tiny", ["rings_by.kid=travel"])
    with pytest.raises(ScenarioError, match="from 1 to 1000"):
        read_scenario("tiny", ["rings_by={kind: travel, water: 0.5}"])
