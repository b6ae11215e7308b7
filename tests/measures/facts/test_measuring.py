"""Laws of measuring: which worlds a fact asks for, and what it reads off real and made-up ones."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from sim.measures.facts.cases import Case, NotMeasurableError
from sim.measures.facts.drawn_zones import closed_zones, drawn, early_zones, left_out_arms, old_and_new
from sim.measures.facts.hosts import indirect_share, level_effect, total_gain
from sim.measures.facts.ideas import ARM
from sim.measures.facts.measuring import worlds_wanted
from sim.measures.facts.park import PARK_FACTS
from sim.measures.facts.register import MEASUREMENTS, read_case
from sim.measures.facts.status import loss_of_status, loss_on_the_lots
from sim.measures.facts.zones import east_share
from sim.scenario.arms import arms
from sim.scenario.reading import read_scenario
from tests.measures.facts.worlds import every_arm, fact, shipped
from tests.synthetic import Memory, Recipe, panels, plane_map

DELTA = read_scenario("yangtze_delta")


def made_up(inside: float = 0.3) -> Case:
    """A world with one zone that lifts its own lot only, and its twin."""
    recipe = Recipe(replace(plane_map(), zone_names=("center",)), inside=inside)
    scenario = read_scenario("baseline", ["years=10"])
    worlds = {
        arm: Memory(panels(replace(recipe, active=lambda _place, _arm, on=arm == "base": np.full(1, on)), arm="base"))
        for arm in ("base", "no_zones")
    }
    return Case(worlds, scenario)


def test_only_the_worlds_that_the_facts_need_are_asked_for() -> None:
    assert set(arms(worlds_wanted(DELTA, [fact("C12"), fact("C17")]))) == {"base"}
    assert worlds_wanted(DELTA, [fact("C12")]).census_years == ()
    assert worlds_wanted(DELTA, [fact("C8")]).census_years == (0, 5, 10)
    stylised = worlds_wanted(read_scenario("baseline"), shipped())
    doubled = {ARM, "foreign births doubled"}
    assert set(arms(stylised)) == {"base", "no_zones", "fully_coordinated", "uncoordinated"} | doubled
    assert set(arms(worlds_wanted(DELTA, [fact("C6"), fact("C10")]))) == {"base", *left_out_arms(DELTA)}


def test_zones_are_drawn_by_luck_the_same_each_time_and_otherwise_by_another_seed() -> None:
    old, new = old_and_new(DELTA)
    assert (len(old), len(new)) == (17, 51)
    assert set(early_zones(DELTA)) <= set(new)
    assert len(closed_zones(DELTA)) == 9
    assert set(closed_zones(DELTA)) <= set(old)
    assert drawn(DELTA, new, 3) == drawn(DELTA, new, 3) != drawn(read_scenario("yangtze_delta", ["seed=2"]), new, 3)
    assert set(drawn(DELTA, new, 2)) < set(drawn(DELTA, new, 3))


def test_every_fact_of_a_real_world_has_a_number_or_a_reason() -> None:
    found = read_case(shipped(), every_arm())
    assert list(found) == [each.id for each in shipped()]
    for name, reading in found.items():
        assert math.isfinite(reading.value) != bool(reading.why), name
    assert {name for name, reading in found.items() if reading.why} == {"C1", "C3", "C4", "C9", "C9b", "C9c", "C18"}
    assert found["C6"].value > 0.0 > found["C7"].value
    assert 0.3 < found["C16"].value < 1.0
    assert found["C16b"].value < 0.1


def test_a_host_gains_what_its_zone_gains_where_nothing_radiates() -> None:
    case = made_up()
    # Nothing arises elsewhere, so all of the gain is the host's.
    assert indirect_share(case) == pytest.approx(0.0, abs=1e-12)
    with_zone, without = (
        each.table("regions").query("part == 'all' and region == 10")["real_gdp"].to_numpy()
        for each in (case.base, case.worlds["no_zones"])
    )
    assert level_effect(case) == pytest.approx(np.log(with_zone / without)[1:].mean())
    assert total_gain(case) == pytest.approx(with_zone[-1] - without[-1])
    assert loss_on_the_lots(case) == 0.0
    with pytest.raises(NotMeasurableError, match="no difference"):
        indirect_share(made_up(inside=0.0))


def test_losing_status_is_told_of_the_firms_that_stood_on_the_lots_and_live_in_both_twins() -> None:
    def world(*late: tuple[int, int, float]) -> Memory:
        early = [(0, who, zone, 1.0) for who, zone in ((1, 0), (2, 0), (3, -1), (4, 0))]
        later = [(20, who, zone, known) for who, zone, known in late]
        census = pd.DataFrame([*early, *later], columns=["step", "identity", "zone", "productivity"])
        places = pd.DataFrame({"kind": ["region", "zone"], "place": [0, 1], "name": ["r", "center"]})
        return Memory({"census": census, "places": places})

    # Firm 2 has left the lot and counts, firm 3 never stood there, firm 4 has died in one twin, firm 5 came later.
    base = world((1, 0, 1.3), (2, -1, 1.5), (3, -1, 9.0), (4, 0, 9.0), (5, 0, 9.0))
    without = world((1, 0, 1.2), (2, 0, 1.3), (3, -1, 2.0), (5, 0, 3.0))
    case = Case({"base": base, "no_zones": without}, read_scenario("baseline"))
    assert loss_of_status(case) == pytest.approx(-(0.1 + 0.2) / 2)
    nobody = Case({"base": base, "no_zones": world((3, -1, 2.0))}, read_scenario("baseline"))
    with pytest.raises(NotMeasurableError, match="no firm"):
        loss_of_status(nobody)


def beside_a_park(rows: int = 24) -> tuple[Case, dict[str, pd.DataFrame], np.ndarray]:
    """A fine map with a park in a corner, its twin, the park's panels to be changed, and how far each cell is."""
    recipe = Recipe(plane_map(rows=rows, columns=6, cell_km=1.0, region_columns=2, at=((3, 3),)))
    base, other = (panels(recipe, arm="base") for _ in range(2))
    away = np.hypot(*(recipe.place.grid[["row", "column"]].to_numpy() - 3).T)
    scenario = read_scenario("park")
    return Case({"base": Memory(base), "no_zones": Memory(other)}, scenario), base, away


def test_near_a_park_the_twins_differ_by_what_they_differ_beyond_eight_kilometres_less() -> None:
    case, base, away = beside_a_park()
    cells, regions = base["cells"], base["regions"]
    last = cells["year"] == cells["year"].max()
    near, between = (np.tile(where, cells["year"].nunique()) for where in (away <= 2.0, (away > 2.0) & (away <= 8.0)))
    cells["workers"] *= math.exp(0.1)
    cells.loc[last & near, "workers"] *= math.exp(0.4)
    cells.loc[last & between, "workers"] *= 7.0
    cells["productivity"] += 0.5
    cells.loc[last & near, "productivity"] += 0.08
    regions["wage"] *= math.exp(0.2)
    assert {name: each.read(case) for name, each in PARK_FACTS.items()} == pytest.approx(
        {"C9": 0.4, "C9b": 0.08, "C9c": 0.0}, abs=1e-12
    )


def test_wages_near_a_park_are_told_over_those_far_from_it() -> None:
    case, base, away = beside_a_park()
    of_cell = base["cells"]["cell"].to_numpy()[: len(away)]
    grid = case.base.table("grid").set_index("cell").loc[of_cell]
    regions = base["regions"]
    regions.loc[regions["region"].isin(set(grid["region"].to_numpy()[away <= 2.0])), "wage"] *= math.exp(0.05)
    regions["wage"] *= math.exp(-0.02)
    assert PARK_FACTS["C9c"].read(case) == pytest.approx(0.05)


def test_a_park_is_also_looked_at_after_ten_years_and_a_shorter_run_at_its_end() -> None:
    case, base, away = beside_a_park()
    cells = base["cells"]
    near = np.tile(away <= 2.0, cells["year"].nunique())
    cells.loc[near & (cells["year"] == min(10, cells["year"].max())).to_numpy(), "workers"] *= math.exp(0.3)
    beside = PARK_FACTS["C9"].beside
    assert beside is not None
    assert beside.name == "after 10 years"
    assert beside.read(case) == pytest.approx(0.3)


def test_a_city_that_ends_near_its_park_has_no_rest_to_compare_with() -> None:
    case, _, _ = beside_a_park(rows=8)
    for each in PARK_FACTS.values():
        with pytest.raises(NotMeasurableError, match="beyond 8 km"):
            each.read(case)


def test_only_a_map_of_the_right_scale_shows_a_fact() -> None:
    park, baseline, nation = (read_scenario(name) for name in ("park", "baseline", "china_million"))
    assert {name for name, each in MEASUREMENTS.items() if not each.obstacle(park)} == {
        *("C2", "C2b", "C5", "C7", "C8", "C9", "C9b", "C9c", "C13", "C14", "C16", "C16b", "C17", "C19"),
    }
    assert MEASUREMENTS["C9"].obstacle(baseline).startswith("its cells measure 20 km")
    assert "9 km2" in MEASUREMENTS["C6"].obstacle(park)
    assert "33 km" in MEASUREMENTS["C12"].obstacle(park)
    assert "whole nation" in MEASUREMENTS["C1"].obstacle(DELTA)
    assert not MEASUREMENTS["C1"].obstacle(nation)
    assert not MEASUREMENTS["C3"].obstacle(nation)
    assert "degrees" in MEASUREMENTS["C9"].obstacle(nation)
    assert "no zone" in MEASUREMENTS["C15"].obstacle(read_scenario("tiny", ["zones.center=~"]))


def test_the_east_is_told_by_the_codes_of_its_provinces() -> None:
    world = panels(Recipe(plane_map(rows=4, columns=4, region_columns=2, at=((0, 0), (3, 3)))), arm="base")
    world["places"]["code"] = ["320100", "410100", "420100", "510100", "", ""]
    last = world["zones"]["year"] == world["zones"]["year"].max()
    world["zones"].loc[last, "value_added"] = [3.0, 1.0]
    assert east_share(Case({"base": Memory(world)}, DELTA)) == pytest.approx(0.75)


def test_a_zone_without_value_added_has_no_say_in_the_structure_of_zones() -> None:
    place = plane_map(at=((0, 0), (9, 9)))
    world = panels(Recipe(place, active=lambda _place, _arm: np.ones(2, bool)), arm="base")
    last = world["zones"]["year"] == world["zones"]["year"].max()
    world["zones"].loc[last, "value_added"] = [2.0, -1e-9]
    world["zones"].loc[last, "secondary_share"] = [0.65, 1e298]
    assert MEASUREMENTS["C5"].read(Case({"base": Memory(world)}, DELTA)) == pytest.approx(0.65)
