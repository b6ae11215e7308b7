"""A firm as a Mesa agent: a light view of one row of the firm table, made when somebody asks."""

from typing import TYPE_CHECKING, Any, NoReturn
from weakref import WeakValueDictionary

import numpy as np
from mesa import Agent

from sim.economy.start import FOUNDED
from sim.model.attributes import Attribute, Column, Label, Lasting
from sim.model.mesa_errors import AgentError, FirmExitedError, unknown_attribute

if TYPE_CHECKING:
    from sim.model.region_model import RegionModel

FIRST_ID = 2**64
"""A firm's `unique_id` is its 64-bit identity plus this, above every number that Mesa gives to ordinary agents."""


def _cell(model: "RegionModel", rows: Any) -> Any:
    world = model.simulation.world
    return model.site_cell[world.firms.site[rows]]


def _region(model: "RegionModel", rows: Any) -> Any:
    return model.simulation.world.geography.cell_region[_cell(model, rows)]


def _zone(model: "RegionModel", rows: Any) -> Any:
    """Give the zone as whose place the site counts, or -1."""
    world = model.simulation.world
    place = world.places.site_place[world.firms.site[rows]]
    return np.maximum(place - world.geography.regions, -1)


def _age(model: "RegionModel", rows: Any) -> Any:
    clock = model.simulation.clock
    born = model.simulation.world.firms.birth_step[rows]
    return np.where(born == FOUNDED, np.nan, (clock.step - born) / clock.steps_per_year)


def _supplier(model: "RegionModel", row: int) -> "Firm":
    firms = model.simulation.world.firms
    return model.firm_views.of(model, row, int(firms.generation[row]), int(firms.identity[row]))


class Firm(Agent):
    """A firm. Reading an attribute reads its column; setting one writes there; the view itself keeps nothing."""

    model: "RegionModel"

    unique_id = Lasting(
        "Number of the agent, its identity plus 2 ** 64.",
        lambda model, rows: model.simulation.world.firms.identity[rows],
        lambda _, identity: FIRST_ID + identity,
        lambda firm: FIRST_ID + firm.kept_identity,
    )
    identity = Lasting(
        "64-bit identity, never given to another firm.",
        lambda model, rows: model.simulation.world.firms.identity[rows],
        lambda _, identity: identity,
        lambda firm: firm.kept_identity,
    )
    industry = Label(
        "Name of the industry.",
        lambda model, rows: model.simulation.world.firms.industry[rows],
        lambda model, number: model.simulation.world.industries.names[number],
    )
    region = Label("Region in which the firm stands.", _region, lambda model, number: model.regions[number])
    zone = Label(
        "Zone in whose lot the firm stands while that has its status, otherwise none.",
        _zone,
        lambda model, number: model.zones[number] if number >= 0 else None,
    )
    cell = Label(
        "Cell of the grid; none off the map, or where the model has no grid.",
        _cell,
        lambda model, number: model.grid_cell(number),
    )
    pos = Label(  # pyright: ignore[reportAssignmentType]  # a descriptor of what Mesa keeps in each agent
        "Row and column of the cell from the north-west corner; none off the map.",
        _cell,
        lambda model, number: model.position_of(number),
    )
    site = Column("site", "Number of the site: the open part of a cell, or a lot.")
    productivity = Column("productivity", "Log productivity.", settable=True)
    appeal = Column("appeal", "Log appeal to customers.", settable=True)
    price = Column("price", "Log price at the firm's gate.", settable=True)
    revenue = Column("revenue", "Revenue of the last step in 1e8 CNY a year.", settable=True)
    foreign = Column("foreign", "Whether the firm is foreign.", settable=True)
    age = Attribute("Years since the firm was born; not a number for the first firms, who were there before.", _age)

    def __init__(self, model: "RegionModel", *_args: Any, **_kwargs: Any) -> None:  # noqa: ARG002  # as in Mesa
        """Refuse: firms are born by the entry of the model."""
        raise AgentError(
            "A firm cannot be made by hand: firms are born in a step of the model. "
            "Take them from model.agents_by_type[Firm]."
        )

    @property
    def standing_row(self) -> int:
        """Row of the firm table.

        Raises:
            FirmExitedError: If the firm has left the economy.
        """
        if not self.alive:
            raise FirmExitedError(
                f"Firm {self.kept_identity:016x} has exited the economy, so it has no attributes any more. "
                "Ask `firm.alive` first, or take living firms from model.agents_by_type[Firm]."
            )
        return self.row

    @property
    def alive(self) -> bool:
        """Whether the firm is still in the economy."""
        firms = self.model.simulation.world.firms
        return bool(firms.alive[self.row]) and int(firms.generation[self.row]) == self.generation

    @property
    def suppliers(self) -> list["Firm"]:
        """Suppliers, one for each input for which the firm keeps a slot."""
        rows = self.model.simulation.world.firms.suppliers[self.standing_row]
        return [_supplier(self.model, row) for row in rows[rows >= 0].tolist()]

    def remove(self) -> NoReturn:
        """Refuse: firms exit by the model."""
        raise AgentError("A firm cannot be removed by hand: firms exit in a step of the model, by `exit`.")

    def __setattr__(self, name: str, value: Any) -> None:
        if not isinstance(getattr(type(self), name, None), Attribute | property):
            raise AgentError(
                f"{name!r} cannot be kept on a firm, which is a view made anew when somebody asks. "
                "Keep it in a dictionary by firm.unique_id."
            )
        object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> NoReturn:
        raise unknown_attribute(name, names_of_attributes())

    def __repr__(self) -> str:
        if not self.alive:
            return f"<Firm {self.kept_identity:016x}, exited>"
        return f"<Firm {self.kept_identity:016x}, {self.industry} in {self.region.name}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return view_of, (self.model, self.row, self.generation, self.kept_identity)

    def __deepcopy__(self, memo: dict[int, Any]) -> "Firm":
        # Alone, a view is copied as what it is, a way to look at a model; with its model, it looks at the copy.
        model = memo.get(id(self.model))
        return self if model is None else view_of(model, self.row, self.generation, self.kept_identity)


def names_of_attributes() -> list[str]:
    """Give the names of what can be asked of a firm."""
    return [name for name, value in vars(Firm).items() if isinstance(value, Attribute)] + ["alive", "suppliers"]


class FirmViews:
    """The views of a model that somebody holds: who asks twice for a firm gets the same object."""

    def __init__(self) -> None:
        self._held: WeakValueDictionary[tuple[int, int], Firm] = WeakValueDictionary()

    def __len__(self) -> int:
        return len(self._held)

    def of(self, model: "RegionModel", row: int, generation: int, identity: int) -> Firm:
        """Give the view of the firm that holds or held a row.

        Args:
            model: The model.
            row: Row of the firm table.
            generation: How many firms had held the row when this one did, itself included.
            identity: The firm's identity.
        """
        firm = self._held.get((row, generation))
        if firm is None:
            firm = object.__new__(Firm)
            firm.__dict__.update(model=model, row=row, generation=generation, kept_identity=identity)
            self._held[row, generation] = firm
        return firm


def view_of(model: "RegionModel", row: int, generation: int, identity: int) -> Firm:
    """Give a model's view of a firm; reads nothing of the model, which may be half restored."""
    return model.firm_views.of(model, row, generation, identity)
