"""Laws of the grid: layers own the rectangle, the model's arrays are views of it."""

from dataclasses import replace

import numpy as np
import pytest
from mesa.discrete_space import OrthogonalMooreGrid

from sim.model import grid as door
from sim.model.firm import Firm
from sim.model.grid import LAYERS, CellValues, build_grid, values_by_cell
from sim.model.mesa_errors import AgentError
from sim.model.region_model import RegionModel
from sim.world.geography import Geography
from tests.model.mesa_worlds import small_model


@pytest.fixture
def model() -> RegionModel:
    return small_model()


def test_the_models_arrays_share_memory_with_the_layers(model: RegionModel) -> None:
    grid = model.grid
    values = model._cell_values
    assert grid is not None
    assert values is not None
    for name in LAYERS:
        layer = getattr(grid, name)
        assert np.shares_memory(layer.data, values.flat[name])
        assert layer.data.shape == grid.dimensions
        position = divmod(int(values.land_index[7]), grid.dimensions[1])
        assert getattr(grid[position], name) == values.flat[name][values.land_index[7]]


def test_layers_hold_what_the_world_holds_after_every_step(model: RegionModel) -> None:
    layer = model.grid.value_added
    for _ in range(2):
        model.step()
        world = model.simulation.world
        assert layer is model.grid.value_added
        assert layer.data.sum() == pytest.approx(world.books.value_added.sum())
        assert model.grid.firms.data.sum() == len(model.firms)
        at = {position: len(firms) for position, firms in model.firms.groupby("pos")}
        assert all(model.grid.firms.data[position] == count for position, count in at.items())
        region = model.regions[model.grid[1, 4].region]
        assert model.grid[1, 4].price_index == pytest.approx(region.price_index)


def test_a_firm_stands_in_a_cell_of_the_grid(model: RegionModel) -> None:
    for firm in model.agents_by_type[Firm].select(at_most=20):
        assert firm.cell is model.grid[firm.pos]
        assert firm.cell.region == firm.region.number
        assert len(firm.cell.neighborhood) >= 3


def test_what_is_measured_cannot_be_written_to(model: RegionModel) -> None:
    with pytest.raises(ValueError, match="read-only"):
        model.grid.value_added.data[0, 0] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        model.grid[0, 0].firms = 3


def test_land_written_to_the_layer_is_ready_for_firms_from_the_next_step(model: RegionModel) -> None:
    twin = model.fork({})
    cell = int(model.simulation.world.firms.site[0])
    position = model.position_of(cell)
    model.grid[position].land *= 4.0
    wanted = float(model.grid[position].land)
    for each in (model, twin):
        each.step()
    assert model.grid[position].land == pytest.approx(wanted)
    sites = np.flatnonzero(model.site_cell == cell)
    elsewhere = np.flatnonzero(model.site_cell != cell)
    ours, theirs = model.simulation.world, twin.simulation.world
    np.testing.assert_allclose(ours.land_base[sites], 4.0 * theirs.land_base[sites])
    np.testing.assert_array_equal(ours.land_base[elsewhere], theirs.land_base[elsewhere])
    ours_here = ours.firms.alive & (ours.firms.site == cell)
    theirs_here = theirs.firms.alive & (theirs.firms.site == cell)
    assert set(ours.firms.price[ours_here]).isdisjoint(theirs.firms.price[theirs_here])


def test_a_cell_without_land_is_refused_by_its_position(model: RegionModel) -> None:
    model.grid[2, 3].land = 0.0
    with pytest.raises(AgentError, match=r"`land` is 0.0 at \(2, 3\), but must be above 0 \[km2\]"):
        model.step()


def test_a_map_that_is_too_large_has_no_grid_and_says_so(
    model: RegionModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "LARGEST_GRID", 35)
    with pytest.warns(UserWarning, match="6 x 6 cells"):
        assert model.grid is None
    firm = next(iter(model.firms))
    assert firm.cell is None
    assert firm.pos is not None
    model.step()


def test_neighbourhoods_are_mesas(model: RegionModel) -> None:
    mesas = OrthogonalMooreGrid((6, 6), torus=False, random=model.random)
    for cell in model.grid:
        for radius, include_center in ((1, False), (2, True), (9, False)):
            ours = cell.get_neighborhood(radius, include_center=include_center)
            theirs = mesas[cell.coordinate].get_neighborhood(radius, include_center=include_center)
            assert {near.coordinate for near in ours} == {near.coordinate for near in theirs}
    with pytest.raises(AgentError, match="at least 1"):
        model.grid[0, 0].get_neighborhood(0)


def test_the_sea_and_the_rest_of_the_country_are_no_cells_of_the_map(model: RegionModel) -> None:
    world = model.simulation.world
    world.geography = _with_a_cell_off_the_map(world.geography)
    grid = build_grid(world.geography, model.random)
    values = CellValues(grid, world)
    assert len(values.land_index) == world.geography.cells - 1
    assert grid.region.data[-1, -1] == -1
    assert grid.firms.data.sum() == values_by_cell(world)["firms"][:-1].sum()


def _with_a_cell_off_the_map(geography: Geography) -> Geography:
    row, column = geography.cell_row.copy(), geography.cell_column.copy()
    row[-1] = column[-1] = -1
    return replace(geography, cell_row=row, cell_column=column)
