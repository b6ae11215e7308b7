"""Laws of how far learning reaches: the input is a whole region's, and a known elasticity comes back."""

import math
from dataclasses import replace

import numpy as np
import pytest

from sim.measures.facts.cases import Case, NotMeasurableError
from sim.measures.facts.ideas import ARM, elasticity_of_ideas, learning_input
from sim.scenario.reading import read_scenario
from tests.synthetic import Memory, Recipe, panels, plane_map

SCENARIO = read_scenario("baseline", ["years=10", "openness={zones: 0.6, regions: 0.2}"])
HOST, OUTSIDE, INSIDE = 10, 40.0, 20.0
"""Region of the zone, and firms of the region outside and inside it."""


def world(*, productivity: float = 0.0, inside: float = INSIDE, active: bool = True) -> Memory:
    """Give a world whose zone has so many firms, and whose other regions know so much."""
    recipe = Recipe(replace(plane_map(), zone_names=("center",)), active=lambda _place, _arm: np.full(1, active))
    made = panels(recipe, arm="base")
    made["zones"] = made["zones"].assign(firms=inside, openness=0.6 if active else 0.2)
    outside = (made["regions"]["part"] == "outside") & (made["regions"]["region"] == HOST)
    made["regions"].loc[outside, "firms"] = OUTSIDE
    away = np.tile(recipe.place.grid["region"].to_numpy() != HOST, made["cells"]["year"].nunique())
    made["cells"].loc[away, "productivity"] += productivity
    return Memory(made)


def test_a_known_elasticity_to_the_input_of_the_region_comes_back() -> None:
    # 20 firms at an openness of 0.6 are 12 of the region's 20; twice as often makes 32.
    rise = 0.025 * math.log(32.0 / 20.0)
    assert elasticity_of_ideas(Case({"base": world(), ARM: world(productivity=rise)}, SCENARIO)) == pytest.approx(0.025)


def test_firms_that_the_zone_draws_are_input_of_its_region_too() -> None:
    rise = 0.025 * math.log((40.0 * 0.2 + 2.0 * 30.0 * 0.6) / 20.0)
    case = Case({"base": world(), ARM: world(productivity=rise, inside=30.0)}, SCENARIO)
    assert elasticity_of_ideas(case) == pytest.approx(0.025)


def test_a_zone_of_which_the_scenario_says_more_visits_doubles_these() -> None:
    visiting = read_scenario("baseline", ["years=10", "frontier_visits={center: 3}"])
    rise = 0.025 * math.log((8.0 + 72.0) / (8.0 + 36.0))
    case = Case({"base": world(), ARM: world(productivity=rise)}, visiting)
    assert elasticity_of_ideas(case) == pytest.approx(0.025)


def test_a_zone_without_status_or_without_firms_adds_nothing() -> None:
    hosted, twice = np.array([0]), np.array([2.0])
    assert learning_input(world(active=False), SCENARIO, HOST, hosted, twice) == pytest.approx(10 * (8.0 + 4.0))
    nobody = Case({"base": world(inside=0.0), ARM: world(inside=0.0)}, SCENARIO)
    with pytest.raises(NotMeasurableError, match="no input to double"):
        elasticity_of_ideas(nobody)
