"""Laws of headline numbers: each has one name, a unit, a meaning, and says why where it has no value."""

import math
from pathlib import Path

import numpy as np
import pytest

from sim.measures.calibration import calibration
from sim.measures.facts.readings import FACTS, hold_against_facts, read_facts, verdict
from sim.measures.headline import Answers, headline, headline_of, headline_values, list_measures
from sim.measures.host import host_effect_after
from sim.measures.intervals import Number
from sim.measures.links import link_distances, median_link_km
from sim.measures.maturity import maturity_over_time, region_maturity, zone_maturity
from sim.measures.radiation import lay_twin_rings
from sim.measures.shares import mean_zone_shares, zone_shares
from tests.synthetic import Memory, Recipe, decaying, globe_map, line_map, panels, plane_map, stored_run, twins

EDGES = (0.0, 20.0, 40.0, 80.0)


@pytest.fixture(scope="module")
def world() -> Memory:
    return Memory(panels(Recipe(globe_map()), arm="base"))


def test_names_are_single_and_have_unit_and_meaning() -> None:
    measures = list_measures(EDGES)
    assert len({measure.name for measure in measures}) == len(measures)
    assert all(measure.unit and measure.meaning for measure in measures)
    names = {measure.name for measure in measures}
    wanted = {"radiation.gdp.0-20km", "radiation.gdp.80km+", "radiation.ratio", "radiation.sign_change_km"}
    assert wanted | {"radiation.half_distance_km", "radiation.total", "zones.gdp_share", "zones.trade_share"} <= names
    assert "radiation.gdp.<ring>" in {measure.name for measure in list_measures()}


def test_a_run_has_every_headline_number(tmp_path: Path) -> None:
    run = stored_run(tmp_path, Recipe(plane_map(), profile=decaying, spread=0.2), rings=EDGES)
    table = headline(run, "no_new_zones").set_index("name")
    assert set(table.index) == {measure.name for measure in list_measures(EDGES)}
    assert table.loc["radiation.gdp.0-20km", "value"] > 0.0
    unexplained = table[table["value"].isna() & (table["remark"] == "")]
    assert list(unexplained.index) == []
    values = headline_values(run, "no_new_zones")
    assert values["radiation.total"] == table.loc["radiation.total", "value"]


def test_headline_numbers_are_what_was_put_in() -> None:
    table = headline_of(Answers(twins(Recipe(line_map(), profile=decaying), 3), (0.0, 10.0))).set_index("name")
    assert table.loc["radiation.gdp.0-10km", "value"] == pytest.approx(0.05)
    assert table.loc["inside.gdp", "value"] == pytest.approx(0.3)
    assert table.loc["links.median_km", "value"] == 27.0


def test_each_shipped_fact_has_a_verdict_or_a_reason(world: Memory) -> None:
    table = hold_against_facts([world, world], host=Number(0.2, 0.1, 0.3))
    assert list(table["id"]) == list(read_facts()["id"])
    assert set(table["verdict"]) <= {"inside", "below", "above", "not judged here"}
    missing = table["found"].isna()
    assert (table.loc[missing, "verdict"] == "not judged here").all()
    assert (table.loc[missing, "remark"].str.len() > 0).all()
    found = table.set_index("id")
    assert found.loc["C6", "verdict"] == "inside"
    assert found.loc["C12", "verdict"] == "inside"
    assert found.loc["C5", "found"] == pytest.approx(0.65)
    assert found.loc["C18", "verdict"] == "below"


def test_few_zones_have_no_spread_to_judge() -> None:
    table = hold_against_facts([Memory(panels(Recipe(line_map()), arm="base"))]).set_index("id")
    assert math.isnan(table.loc["C4", "found"])
    assert "fewer than" in table.loc["C4", "remark"]


def test_a_verdict_names_the_side() -> None:
    assert [verdict(value, 0.1, 0.2) for value in (0.05, 0.1, 0.2, 0.3)] == ["below", "inside", "inside", "above"]


def test_the_facts_ship_with_the_package() -> None:
    assert FACTS.is_file()
    assert (read_facts()["source"].str.len() > 0).all()


def test_shares_and_quotients_are_those_of_the_panels(world: Memory) -> None:
    shares = zone_shares(world)
    np.testing.assert_allclose(shares["trade_quotient"], 2.0)
    np.testing.assert_allclose(shares["foreign_quotient"], 2.1)
    lots = world.table("zones").groupby("step")["foreign_births"].sum()
    regions = world.table("regions")
    whole = regions[regions["part"] == "all"].groupby("step")["foreign_births"].sum()
    np.testing.assert_allclose(shares["foreign_births_share"], lots / whole)
    means = mean_zone_shares([world, world])
    assert (means["low"] == means["high"]).all()


def test_the_host_effect_is_of_whole_host_regions() -> None:
    pairs = twins(Recipe(plane_map(), years=10, inside=0.3), 2)
    table = host_effect_after(pairs, lay_twin_rings(pairs, EDGES))
    assert list(table["year"]) == [5, 10]
    ends = []
    for side in ("base", "other"):
        regions = getattr(pairs[0], side).table("regions")
        host = regions[(regions["part"] == "all") & (regions["region"] == plane_map().host[0])]
        ends.append(host["real_gdp"].iloc[-1])
    one = host_effect_after(pairs[:1], lay_twin_rings(pairs[:1], EDGES))
    assert one["effect"].iloc[-1] == pytest.approx(np.log(ends[0] / ends[1]))


def test_links_shares_add_up_to_one(world: Memory) -> None:
    table = link_distances([world, world])
    assert table["share"].sum() == pytest.approx(1.0)
    assert (median_link_km([world])["value"] == 27.0).all()


def test_maturity_is_told_of_zones_hosts_and_others(world: Memory) -> None:
    table = maturity_over_time([world, world])
    end = table[(table["year"] == 10) & (table["domain"] == "mean")].set_index("group")["value"]
    assert end["zones"] > end["hosts"] > end["other regions"]
    assert len(region_maturity([world])) == len(globe_map().region_names)
    assert (zone_maturity([world], 0)["maturity"] > 0.5).all()


def test_the_fork_is_held_against_the_data(world: Memory) -> None:
    found = calibration(world)
    assert found.largest_deviation == pytest.approx(0.005)
    worst = found.worst.set_index("quantity")
    assert worst.loc["gdp", "name"] in {"region 0", "region 1"}
    assert worst.loc["population", "deviation"] == 0.0
