"""Laws of a firm as a view of one row."""

import gc
import weakref

import mesa
import numpy as np
import pytest

from sim.model.attributes import Attribute
from sim.model.firm import Firm
from sim.model.mesa_errors import AgentError, FirmExitedError
from sim.model.region_model import RegionModel
from tests.model.mesa_worlds import small_model, with_some_exits


@pytest.fixture
def model() -> RegionModel:
    return small_model()


def test_a_view_is_a_mesa_agent_and_the_same_object_while_somebody_holds_it(model: RegionModel) -> None:
    firm = next(iter(model.firms))
    assert isinstance(firm, mesa.Agent)
    assert next(iter(model.agents_by_type[Firm])) is firm
    assert next(iter(model.firms.select(lambda each: each.unique_id == firm.unique_id))) is firm
    model.step()
    assert not firm.alive or firm in model.firms.to_list()


def test_views_that_nobody_holds_are_gone(model: RegionModel) -> None:
    seen = weakref.ref(next(iter(model.firms)))
    gc.collect()
    assert seen() is None
    assert len(model.firm_views) == 0


def test_an_attribute_of_a_firm_is_its_entry_in_the_column(model: RegionModel) -> None:
    model.step()
    firms = model.firms
    views = firms.to_list()
    for name in (name for name, value in vars(Firm).items() if isinstance(value, Attribute)):
        values = [getattr(firm, name) for firm in views]
        column = firms.get(name).tolist()
        # Values that are no number are equal as texts.
        assert [str(value) for value in values] == [str(value) for value in column], name


def test_a_firm_knows_where_it_stands_and_from_whom_it_buys(model: RegionModel) -> None:
    world = model.simulation.world
    firm = next(iter(model.firms))
    cell = int(world.geography.site_cell[firm.site])
    assert firm.region.number == world.geography.cell_region[cell]
    assert firm.pos == (world.geography.cell_row[cell], world.geography.cell_column[cell])
    assert firm.cell.coordinate == firm.pos
    rows = world.firms.suppliers[firm.row]
    assert [supplier.row for supplier in firm.suppliers] == rows[rows >= 0].tolist()
    assert all(isinstance(supplier, Firm) and supplier.alive for supplier in firm.suppliers)


def test_processes_may_put_new_columns_in_the_place_of_old_ones(model: RegionModel) -> None:
    firm = next(iter(model.firms))
    model.simulation.world.firms.price = model.simulation.world.firms.price + 1.0
    assert firm.price == model.simulation.world.firms.price[firm.row]


def test_writing_to_a_view_writes_to_its_row_alone(model: RegionModel) -> None:
    before = model.simulation.world.firms.productivity.copy()
    firm = next(iter(model.firms))
    firm.productivity = 9.0
    after = model.simulation.world.firms.productivity
    assert firm.productivity == after[firm.row] == 9.0
    assert (np.flatnonzero(after != before) == [firm.row]).all()


def test_a_view_of_a_firm_that_has_exited_says_so(model: RegionModel) -> None:
    held = model.firms.to_list()
    number = {firm: firm.unique_id for firm in held}
    with_some_exits(model)
    gone = [firm for firm in held if not firm.alive]
    assert gone
    for firm in gone:
        with pytest.raises(FirmExitedError, match="has exited"):
            _ = firm.price
        with pytest.raises(FirmExitedError, match="has exited"):
            firm.productivity = 1.0
        assert firm.unique_id == number[firm]
        assert firm not in model.agents
        assert "exited" in repr(firm)


def test_a_row_that_passed_to_a_newborn_is_another_firm(model: RegionModel) -> None:
    held = {firm.row: firm for firm in model.firms}
    with_some_exits(model, steps=8)
    heirs = [firm for firm in model.firms if firm.row in held and not held[firm.row].alive]
    assert heirs
    for heir in heirs:
        assert heir is not held[heir.row]
        assert heir.unique_id != held[heir.row].unique_id
        assert heir.age <= 2.0


def test_what_cannot_be_done_with_a_firm_is_said(model: RegionModel) -> None:
    firm = next(iter(model.firms))
    with pytest.raises(AgentError, match="born in a step"):
        Firm(model)
    with pytest.raises(AgentError, match="exit in a step"):
        firm.remove()
    with pytest.raises(AgentError, match="cannot be set"):
        firm.industry = "light"
    with pytest.raises(AgentError, match="must be a finite number"):
        firm.productivity = float("nan")
    with pytest.raises(AgentError, match="must be yes or no"):
        firm.foreign = 3.0
    with pytest.raises(AgentError, match="dictionary by"):
        firm.mood = 1.0
    with pytest.raises(AgentError, match="dictionary by"):
        firm.step = print
    with pytest.raises(AttributeError, match="Did you mean `productivity`"):
        _ = firm.productivty
    assert not hasattr(firm, "mood")
