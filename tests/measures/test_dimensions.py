"""Laws of the five dimensions: the hand's numbers on two regions, and that the parts of inequality add up."""

import math

import numpy as np
import pandas as pd
import pytest

from sim.measures.dimensions import DIMENSIONS, NAMES, FiveDimensions, dimensions_of, dispersion, five_dimensions, theil
from sim.measures.headline import Answers, headline_of, list_measures
from tests.synthetic import Memory, MemoryTwin, Recipe, decaying, globe_map, panels, twins


def two_regions(*, wage: float = 2.0, gdp: float = 30.0) -> Memory:
    """A world of two regions on the map and a rest of the country that counts nowhere; the first has the zone.

    Args:
        wage: Real wage of the first region; that of the second is 1.
        gdp: Real GDP of the first region; that of the second is 10.
    """
    whole = {
        "real_gdp": [gdp, 10.0, 999.0], "value_added": [40.0, 10.0, 999.0], "labour": [4.0, 4.0, 999.0],
        "wage": [3.0, 1.5, 9.0], "real_wage": [wage, 1.0, 9.0], "exports": [6.0, 1.0, 99.0],
        "imports": [2.0, 1.0, 99.0], "foreign_firms": [5.0, 0.0, 99.0], "emissions": [16.0, 4.0, 99.0],
        "firms": [20.0, 10.0, 99.0], "productivity_mean": [9.0, 9.0, 9.0],
    }  # fmt: skip
    outside = whole | {
        "labour": [3.0, 1.0, 999.0], "value_added": [16.0, 5.0, 999.0], "firms": [15.0, 5.0, 99.0],
        "productivity_mean": [0.4, 0.8, 9.0],
    }  # fmt: skip
    head = {"step": 0, "date": "2010-01", "region": [0, 1, 2]}
    regions = pd.concat(
        [pd.DataFrame({**head, "part": part, **told}) for part, told in (("all", whole), ("outside", outside))],
        ignore_index=True,
    )
    places = pd.DataFrame(
        {
            "kind": ["region"] * 3 + ["zone"], "place": [0, 1, 2, 0], "host": [-1, -1, -1, 0],
            "rest_of_country": [False, False, True, False],
        }
    )  # fmt: skip
    return Memory({"regions": regions, "places": places})


def found(world: Memory) -> dict[str, float]:
    return {each.dotted: float(value) for each, value in zip(DIMENSIONS, dimensions_of(world)[0], strict=True)}


def test_on_two_regions_solved_by_hand_each_number_is_the_hands() -> None:
    numbers = found(two_regions())
    # Three quarters of GDP for half of the people: 3/4 ln(3/2) + 1/4 ln(1/2); one region each, so all lies between.
    unequal = 0.75 * math.log(1.5) + 0.25 * math.log(0.5)
    assert numbers["dimensions.coordination.theil"] == pytest.approx(unequal)
    assert numbers["dimensions.coordination.theil_between"] == pytest.approx(unequal)
    assert numbers["dimensions.coordination.theil_core"] == pytest.approx(0.0, abs=1e-15)
    assert numbers["dimensions.coordination.theil_hinterland"] == pytest.approx(0.0, abs=1e-15)
    assert numbers["dimensions.innovation.productivity"] == pytest.approx((15 * 0.4 + 5 * 0.8) / 20)
    assert numbers["dimensions.green.intensity"] == pytest.approx(20.0 / 40.0)
    assert numbers["dimensions.openness.trade"] == pytest.approx(10.0 / 50.0)
    assert numbers["dimensions.openness.foreign_capital"] == pytest.approx(5.0 / 50.0)
    assert numbers["dimensions.sharing.real_wage"] == pytest.approx(0.75 * math.log(2.0))
    # Three workers at ln 2, one at 0: sqrt(3/4 * 1/4) ln 2.
    assert numbers["dimensions.sharing.wage_dispersion"] == pytest.approx(math.sqrt(3.0 / 16.0) * math.log(2.0))
    assert numbers["dimensions.sharing.labour_share"] == pytest.approx((3 * 3.0 + 1 * 1.5) / 21.0)


def test_the_difference_is_paired_and_has_the_hands_interval() -> None:
    pairs = [
        MemoryTwin(two_regions(wage=wage), two_regions(wage=1.0)) for wage in (math.exp(0.4), math.exp(0.8))
    ]
    told = five_dimensions(pairs)
    measure = next(each for each in DIMENSIONS if each.name == "real_wage")
    number = told.number(measure, "difference")
    assert number.value == pytest.approx(0.75 * 0.6)
    # Two replicates, 0.3 and 0.6: their standard error is 0.15, and t with one degree of freedom is 12.706.
    assert number.high - number.value == pytest.approx(0.15 * 12.7062, rel=1e-4)
    assert told.number(measure, "other").value == pytest.approx(0.0)


def test_the_parts_of_inequality_add_up_and_equal_regions_have_none() -> None:
    rng = np.random.default_rng(3)
    gdp, people = rng.lognormal(size=(4, 9)), rng.lognormal(size=(4, 9))
    core = np.arange(9) < 4
    apart = theil(gdp, people, core)
    np.testing.assert_allclose(apart.between + apart.core + apart.hinterland, apart.total, rtol=1e-12)
    assert (apart.total > 0.0).all()
    assert (np.minimum(apart.core, apart.hinterland) > 0.0).all()
    equal = theil(3.0 * people, people, core)
    np.testing.assert_allclose(equal.total, 0.0, atol=1e-15)
    # All of it lies within where everybody belongs to one group.
    alone = theil(gdp, people, np.ones(9, np.bool_))
    np.testing.assert_allclose(alone.core, alone.total, rtol=1e-12)


def test_inequality_and_dispersion_do_not_depend_on_units() -> None:
    rng = np.random.default_rng(4)
    gdp, people = rng.lognormal(size=(2, 5)), rng.lognormal(size=(2, 5))
    core = np.arange(5) < 2
    np.testing.assert_allclose(theil(7.0 * gdp, 0.1 * people, core).total, theil(gdp, people, core).total)
    np.testing.assert_allclose(dispersion(7.0 * gdp, 0.1 * people), dispersion(gdp, people))


def test_every_dimension_has_numbers_with_names_units_and_meanings() -> None:
    assert NAMES == ("innovation", "coordination", "green", "openness", "sharing")
    names = {measure.name for measure in list_measures()}
    for each in DIMENSIONS:
        assert {each.dotted, f"{each.dotted}.difference"} <= names
        assert each.unit
        assert each.meaning


def test_a_world_held_against_itself_differs_in_nothing() -> None:
    world = Memory(panels(Recipe(globe_map()), arm="base"))
    told = five_dimensions([MemoryTwin(world, world)] * 2)
    np.testing.assert_array_equal(told.difference.value, 0.0)


def test_headlines_are_those_of_the_table() -> None:
    pairs = twins(Recipe(globe_map(), profile=decaying, spread=0.2), 3)
    told: FiveDimensions = five_dimensions(pairs)
    table = told.table()
    last = table[table["step"] == table["step"].max()].set_index("name")
    headlines = headline_of(Answers(pairs, (0.0, 50.0))).set_index("name")
    for each in DIMENSIONS:
        assert headlines.loc[each.dotted, "value"] == last.loc[each.dotted, "scenario"]
        assert headlines.loc[f"{each.dotted}.difference", "value"] == last.loc[each.dotted, "difference"]
    assert len(table) == 11 * len(DIMENSIONS)
