"""The firms of a model as a Mesa agent set over the columns of the firm table."""

from collections.abc import Iterable, Iterator
from typing import Any, Self

import numpy as np
import pandas as pd
from mesa import Agent

from sim.basis.arrays import Integers, Mask
from sim.model.attributes import Attribute, Column, as_objects
from sim.model.columnar_set import ColumnarSet
from sim.model.firm import Firm, names_of_attributes
from sim.model.members import Members, numbered
from sim.model.mesa_errors import unknown_attribute


class FirmSet(ColumnarSet[Firm]):
    """Firms: all that there are, or some of them in some order."""

    @property
    def rows(self) -> Integers:
        """(n,) rows of the firm table."""
        return self.members().keys

    @property
    def settable(self) -> tuple[str, ...]:
        """Names of the attributes that `set` may write."""
        return tuple(name for name, value in vars(Firm).items() if isinstance(value, Column) and value.settable)

    def set(self, attr_name: str, value: Any) -> Self:
        """Write a column.

        Args:
            attr_name: Name of the attribute.
            value: One value for all firms, or one for each in the order of the set.
        """
        attribute = getattr(Firm, attr_name, None)
        if not isinstance(attribute, Attribute):
            raise unknown_attribute(attr_name, self.settable)
        attribute.write(self.model, self.rows, value)
        return self

    def table(self, *names: str) -> pd.DataFrame:
        """Give attributes as a table, one row a firm, by `unique_id`.

        Args:
            names: Names of attributes; all columns of the firm table where there are none.
        """
        wanted = names or ("industry", "site", *self.settable, "age")
        columns = {name: self.get(name) for name in wanted}
        return pd.DataFrame(columns, index=pd.Index(self.get("unique_id"), name="unique_id"))

    def _everyone(self) -> Members:
        firms = self.model.simulation.world.firms
        rows = np.flatnonzero(firms.alive)
        return Members(rows, firms.generation[rows])

    def _standing(self, members: Members) -> Mask:
        firms = self.model.simulation.world.firms
        return firms.alive[members.keys] & (firms.generation[members.keys] == members.generations)

    def _agents(self, members: Members) -> Iterator[Firm]:
        model, views = self.model, self.model.firm_views
        identities = model.simulation.world.firms.identity[members.keys]
        for row, generation, identity in zip(
            members.keys.tolist(), members.generations.tolist(), identities.tolist(), strict=True
        ):
            yield views.of(model, row, generation, identity)

    def _as_members(self, agents: Iterable[Any]) -> Members:
        if isinstance(agents, FirmSet) and agents.model is self.model:
            return agents.members()
        mine = [a for a in agents if isinstance(a, Firm) and a.model is self.model and a.alive]
        keys = np.array([firm.row for firm in mine], dtype=np.int64)
        return Members(keys, np.array([firm.generation for firm in mine], dtype=np.int32))

    def _of_type(self, members: Members, agent_type: type[Agent]) -> Mask:
        return np.full(len(members.keys), issubclass(Firm, agent_type))

    def _values(self, name: str, handle_missing: str, default_value: Any) -> np.ndarray:
        attribute = getattr(Firm, name, None)
        if isinstance(attribute, Attribute):
            return attribute.column(self.model, self.rows)
        if attribute is not None or name == "model":
            return as_objects([getattr(firm, name) for firm in self])
        if handle_missing == "error":
            raise unknown_attribute(name, names_of_attributes())
        return as_objects([default_value] * len(self))

    def _grouped(self, name: str) -> tuple[Integers, list[Any]]:
        attribute = getattr(Firm, name, None)
        if isinstance(attribute, Attribute):
            return attribute.groups(self.model, self.rows)
        return numbered(self.get(name).tolist())
