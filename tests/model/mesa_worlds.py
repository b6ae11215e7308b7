"""A small world for the laws of Mesa's door, burnt in once and copied for every test."""

import copy
from functools import cache

import numpy as np

from sim.model.region_model import RegionModel
from sim.scenario.reading import read_scenario
from sim.scenario.schema import Scenario

SMALL = (
    "geography.rows=6",
    "geography.columns=6",
    "geography.region_rows=2",
    "geography.region_columns=2",
    "geography.ports=[[3, 5]]",
    "zones.center.at=[2, 2]",
    "start.firms=400",
    "start.burn_in_years=2",
    "years=2",
)


@cache
def small_scenario() -> Scenario:
    return read_scenario("tiny", SMALL)


@cache
def _first() -> RegionModel:
    return RegionModel(small_scenario())


def small_model() -> RegionModel:
    return copy.deepcopy(_first())


def assert_same_economy(one: RegionModel, other: RegionModel) -> None:
    for name, column in vars(one.simulation.world.firms).items():
        np.testing.assert_array_equal(column, getattr(other.simulation.world.firms, name), err_msg=name)
    for name, column in vars(one.simulation.world.regions).items():
        np.testing.assert_array_equal(column, getattr(other.simulation.world.regions, name), err_msg=name)
    np.testing.assert_array_equal(one.simulation.world.maturity, other.simulation.world.maturity)


def with_some_exits(model: RegionModel, steps: int = 4) -> RegionModel:
    for _ in range(steps):
        model.step()
    return model
