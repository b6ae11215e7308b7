"""The one file that knows how Mesa's grid and the model's arrays share memory.

A property layer owns one value for each cell of the full rectangle. The model works on a flat view of the same
memory; `land_index` says where in it the cells of the map stand. Views are made anew whenever the grid is: after a
fork, a copy or an unpickle. Measured layers cannot be written to through the grid; ready land can, and the next step
works with it.
"""

import copyreg
import weakref
from collections.abc import Collection, Mapping
from dataclasses import replace
from random import Random  # noqa: TID251  # Mesa's own grid wants one; nothing is drawn from it
from typing import Any

import numpy as np
from mesa.discrete_space import Cell, CellCollection, OrthogonalMooreGrid, PropertyLayer

from sim.basis.arrays import Floats, Integers, PerCell
from sim.model.mesa_errors import AgentError
from sim.world.geography import Geography
from sim.world.world import World, site_sums

LARGEST_GRID = 40_000
"""Cells beyond which Mesa's grid takes seconds and hundreds of megabytes."""

LAYERS: Mapping[str, tuple[type, Any]] = {
    "region": (np.int64, -1),
    "lot_share": (np.float64, 0.0),
    "land": (np.float64, 0.0),
    "firms": (np.int64, 0),
    "foreign_firms": (np.int64, 0),
    "activity": (np.float64, 0.0),
    "value_added": (np.float64, 0.0),
    "price_index": (np.float64, 0.0),
}
"""Layers, their types and what stands where there is no land.

region: number of the region. lot_share: share of the cell that belongs to lots of zones. land: land that is ready for
firms in km2, lots included. firms, foreign_firms: agents. activity: workers in 1e4. value_added: 1e8 CNY a year.
price_index: of final demand in the cell's region, as a level.
"""

WRITABLE = frozenset({"land"})
"""Layers through which a user changes the world."""


class MapCell(Cell):
    """A cell that is copied and pickled as a place on its grid, and that is forgotten with it.

    Mesa 3.5 remembers every neighbourhood that was ever asked for, its agents and their model with it, in one place
    for all cells; here it is found anew.
    """

    __slots__ = ("home",)

    home: "weakref.ref[MapGrid]"

    def get_neighborhood(  # pyright: ignore[reportIncompatibleVariableOverride]  # in Mesa a function that remembers
        self,
        radius: int = 1,
        include_center: bool = False,  # noqa: FBT001, FBT002  # as in Mesa
    ) -> CellCollection[Cell]:
        """Give the cells that are at most so many steps away.

        Args:
            radius: Steps, at least 1.
            include_center: Whether the cell itself is among them.
        """
        if radius < 1:
            raise AgentError(f"The radius of a neighbourhood is {radius}, but must be at least 1 [cells].")
        near: dict[Cell, None] = {self: None}
        edge: list[Cell] = [self]
        for _ in range(radius):
            beyond = (other for cell in edge for other in cell.connections.values() if other not in near)
            edge = list(dict.fromkeys(beyond))
            near.update(dict.fromkeys(edge))
        if not include_center:
            del near[self]
        return CellCollection(list(near), random=self.random)

    def _clear_cache(self) -> None:
        """Forget nothing, since nothing is remembered; Mesa calls this whenever cells are connected."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _cell_at, (self.home(), self.coordinate)


class MapGrid(OrthogonalMooreGrid[MapCell]):
    """Mesa's grid over the rectangle of the map, which can be copied, pickled and forgotten.

    Mesa 3.5 registers the class that it makes for the cells of each grid for good, with all layers behind it, and
    gives every unpickled cell a class of its own, without layers. Here a grid is restored by making it anew.
    """

    def __init__(self, dimensions: tuple[int, int], *, torus: bool, random: Random) -> None:
        super().__init__(dimensions, torus=torus, capacity=None, random=random, cell_klass=MapCell)
        copyreg.dispatch_table.pop(self.cell_klass, None)
        for cell in self:
            cell.home = weakref.ref(self)
        self.restored = False

    @property
    def layers(self) -> dict[str, PropertyLayer]:
        """Property layers by name: the model's, the user's, and Mesa's own `empty`."""
        return self.__dict__.setdefault("named_layers", {})

    def add_property_layer(self, layer: PropertyLayer) -> None:
        """Add a layer."""
        super().add_property_layer(layer)
        self.layers[layer.name] = layer

    def remove_property_layer(self, property_name: str) -> None:
        """Take a layer away."""
        super().remove_property_layer(property_name)
        del self.layers[property_name]

    def __reduce__(self) -> tuple[Any, ...]:
        layers = {name: layer.data for name, layer in self.layers.items() if name != "empty"}
        agents = {cell.coordinate: cell.agents for cell in self if not cell.is_empty}
        return _grid_of, (self.dimensions, self.torus, self.random), {"layers": layers, "agents": agents}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.restored = True
        for name, values in state["layers"].items():
            kind = values.dtype.type
            self.create_property_layer(name, default_value=kind(), dtype=kind).data[...] = values
        for coordinate, agents in state["agents"].items():
            for agent in agents:
                self[coordinate].add_agent(agent)


def _grid_of(dimensions: tuple[int, int], torus: bool, random: Random) -> MapGrid:  # noqa: FBT001  # called by pickle
    return MapGrid(dimensions, torus=torus, random=random)


def _cell_at(grid: MapGrid, coordinate: tuple[int, int]) -> MapCell:
    return grid[coordinate]


def build_grid(geography: Geography, random: Random) -> MapGrid:
    """Make Mesa's grid of a map, with its layers and nothing measured in them yet."""
    ground = geography.grid
    grid = MapGrid((ground.rows, ground.columns), torus=ground.torus, random=random)
    for name, (kind, nothing) in LAYERS.items():
        grid.create_property_layer(name, default_value=kind(nothing), dtype=kind)
    return grid


def too_large(geography: Geography) -> str | None:
    """Say why a map has no Mesa grid, or nothing where it has one."""
    rows, columns = geography.grid.rows, geography.grid.columns
    if rows * columns <= LARGEST_GRID:
        return None
    return (
        f"The map has {rows} x {columns} cells; Mesa's grid is made up to {LARGEST_GRID:,}, so model.grid is None. "
        "Values by cell are in the tables of a run, and every firm knows its position."
    )


class CellValues:
    """The model's arrays by cell: flat views of the memory of the grid's layers."""

    def __init__(self, grid: MapGrid, world: World) -> None:
        geography = world.geography
        self.cells = np.flatnonzero(geography.on_map())
        """Numbers of the cells of the map; those of the rest of the country lie off it."""
        self.land_index = geography.cell_row[self.cells] * geography.grid.columns + geography.cell_column[self.cells]
        """Where in a flat view each of them stands."""
        self.flat = {name: _flat(grid, name, locked=name not in WRITABLE) for name in LAYERS}
        """A flat view of every layer."""
        self._land_before = np.zeros(0)
        self.measure(world, keep=WRITABLE if grid.restored else frozenset())

    def measure(self, world: World, keep: Collection[str] = ()) -> None:
        """Write the state of the world into the layers.

        Args:
            world: What is measured.
            keep: Layers that hold what a user has written since the last step, which is not lost in a copy.
        """
        values = values_by_cell(world)
        for name in values.keys() - set(keep):
            self.flat[name][self.land_index] = values[name][self.cells]
        self._land_before = values["land"][self.cells]

    def take_over(self, world: World) -> None:
        """Give the world the land that a user has written into the layer since it was measured.

        Changes `world.land_base` and `world.places`, in proportion on every site of a cell.

        Raises:
            AgentError: If a cell of the map was left without land.
        """
        land = self.flat["land"][self.land_index]
        if np.array_equal(land, self._land_before):
            return
        for wrong in np.flatnonzero(~(np.isfinite(land) & (land > 0.0))):
            where = divmod(int(self.land_index[wrong]), world.geography.grid.columns)
            raise AgentError(
                f"The layer `land` is {land[wrong]} at {where}, but must be above 0 [km2]: land ready for firms."
            )
        factor = np.ones(world.geography.cells)
        factor[self.cells] = land / self._land_before
        by_site = factor[world.geography.site_cell]
        world.land_base = world.land_base * by_site
        world.places = replace(world.places, land=world.places.land * by_site)


def _flat(grid: MapGrid, name: str, *, locked: bool) -> Floats | Integers:
    """Give a flat view that can be written to, of a layer that then cannot be where it is locked."""
    data = getattr(grid, name).data
    data.flags.writeable = True
    flat = data.reshape(-1)
    data.flags.writeable = not locked
    return flat


def values_by_cell(world: World) -> dict[str, PerCell | Integers]:
    """Give the value of every layer by cell; sites of a cell added up."""
    geography, firms = world.geography, world.firms
    cells, site_cell = geography.cells, geography.site_cell
    cell = site_cell[firms.site]
    added = world.books.value_added.sum(axis=1) if world.has_books else np.zeros(geography.sites)
    return {
        "region": geography.cell_region,
        "lot_share": site_sums(geography.lot_cell, geography.lot_share, cells),
        "land": site_sums(site_cell, world.places.land, cells),
        "firms": np.bincount(cell[firms.alive], minlength=cells),
        "foreign_firms": np.bincount(cell[firms.alive & firms.foreign], minlength=cells),
        "activity": site_sums(site_cell, world.activity, cells),
        "value_added": site_sums(site_cell, added, cells),
        "price_index": np.exp(world.regions.price_index)[geography.cell_region],
    }
