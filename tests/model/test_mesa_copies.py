"""Laws of copies: a copy, or what a pickle gives back, is an independent twin; and nothing leaks."""

import copy
import gc
import pickle
import tracemalloc
import weakref

import numpy as np
import pytest
from mesa.discrete_space import CellAgent

from sim.model.firm import Firm
from sim.model.region_model import RegionModel
from tests.model.mesa_worlds import assert_same_economy, small_model, small_scenario


@pytest.fixture
def model() -> RegionModel:
    model = small_model()
    model.step()
    _ = model.grid
    return model


def pickled(model: RegionModel) -> RegionModel:
    return pickle.loads(pickle.dumps(model))


@pytest.mark.parametrize("copied", [copy.deepcopy, copy.copy, pickled, lambda model: pickled(pickled(model))])
def test_a_copy_goes_the_same_way_bit_for_bit_and_apart(model: RegionModel, copied) -> None:
    twin = copied(model)
    for each in (model, twin):
        each.step()
        each.step()
    assert_same_economy(model, twin)
    assert twin.time == model.time == 3
    for name in ("value_added", "firms", "land", "region"):
        np.testing.assert_array_equal(getattr(twin.grid, name).data, getattr(model.grid, name).data)
    twin.firms.set("productivity", 0.0)
    twin.step()
    assert model.simulation.clock.step == 3
    assert (model.firms.get("productivity") != 0.0).any()
    assert all(agent.model is twin for agent in twin.agents)


def test_a_copied_grid_is_whole_and_shares_memory_with_its_own_model(model: RegionModel) -> None:
    model.grid.create_property_layer("shade", default_value=0, dtype=int).data[2, 3] = 7
    for twin in (copy.deepcopy(model), pickled(model)):
        assert len({type(cell) for cell in twin.grid}) == 1
        assert twin.grid[2, 3].shade == 7
        assert twin.grid[2, 3].value_added == model.grid[2, 3].value_added
        assert len(twin.grid[2, 3].neighborhood) == 8
        assert np.shares_memory(twin._cell_values.flat["land"], twin.grid.land.data)
        assert not np.shares_memory(twin.grid.land.data, model.grid.land.data)
        with pytest.raises(ValueError, match="read-only"):
            twin.grid.value_added.data[0, 0] = 1.0


def test_land_written_before_a_copy_is_not_lost(model: RegionModel) -> None:
    model.grid.land.data *= 2.0
    twin = pickled(model)
    for each in (model, twin):
        each.step()
    assert_same_economy(model, twin)
    np.testing.assert_array_equal(model.simulation.world.land_base, twin.simulation.world.land_base)


class Visitor(CellAgent):
    """An agent of the user's, which stands in a cell and knows a firm."""

    def __init__(self, model: RegionModel, friend: Firm) -> None:
        super().__init__(model)
        self.friend = friend
        self.cell = model.grid[1, 1]


def test_agents_of_the_users_are_copied_with_the_model(model: RegionModel) -> None:
    visitor = Visitor(model, next(iter(model.firms)))
    for twin in (copy.deepcopy(model), pickled(model), pickle.loads(pickle.dumps(visitor)).model):
        (copied,) = twin.agents_by_type[Visitor]
        assert copied.cell is twin.grid[1, 1]
        assert twin.grid[1, 1].agents == [copied]
        assert not twin.grid.empty.data[1, 1]
        assert copied.friend.model is twin
        assert copied.friend in twin.firms.to_list()
        assert copied.friend.identity == visitor.friend.identity


def test_a_view_or_a_place_copied_alone_is_itself(model: RegionModel) -> None:
    firm = next(iter(model.firms))
    assert copy.deepcopy(firm) is firm
    assert copy.deepcopy(model.zones[0]) is model.zones[0]


def test_many_models_in_one_process_do_not_leak() -> None:
    def live() -> list[weakref.ref]:
        models = [RegionModel(small_scenario(), burn_in=False) for _ in range(5)]
        held = []
        for model in models:
            model.step()
            _ = model.grid[2, 2].neighborhood.agents
            firm = next(iter(model.firms))
            chosen = model.firms.select(at_most=3)
            Visitor(model, firm)
            held += [model, model.grid, model.grid[2, 2].__class__, firm, model.zones[0], chosen, model.simulation]
        return [weakref.ref(each) for each in held]

    for _ in range(4):
        alive = live()
        gc.collect()
        assert [each() for each in alive if each() is not None] == []


def test_memory_stays_flat_over_many_models() -> None:
    first = small_model()
    _ = first.grid

    def one() -> None:
        model = pickled(copy.deepcopy(first))
        model.step()
        model.firms.do(repr)
        _ = model.grid[0, 0].value_added

    one()
    gc.collect()
    tracemalloc.start()
    try:
        one()
        gc.collect()
        before, _ = tracemalloc.get_traced_memory()
        for _ in range(20):
            one()
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert after - before < 200_000
