"""All agents of a model: the ordinary ones first, then the firms."""

from collections.abc import Iterable, Iterator
from typing import Any, Self

import numpy as np
from mesa import Agent

from sim.basis.arrays import Integers, Mask
from sim.model.columnar_set import ColumnarSet
from sim.model.firm import Firm
from sim.model.firm_set import FirmSet
from sim.model.members import NO_OTHERS, Members, numbered


class Everybody(ColumnarSet[Agent]):
    """A columnar set beside ordinary ones: `model.agents`, and what is selected from it."""

    @property
    def firms(self) -> FirmSet:
        """The firms among these agents, in their order."""
        members = self.members()
        return FirmSet(self.model, members.take(members.keys >= 0)._replace(others=NO_OTHERS))

    @property
    def others(self) -> list[Agent]:
        """The ordinary agents among these, in their order."""
        members = self.members()
        return [members.others[key] for key in members.keys[members.keys < 0].tolist()]

    def set(self, attr_name: str, value: Any) -> Self:
        """Set an attribute of every agent to one value."""
        self.firms.set(attr_name, value)
        for agent in self.others:
            setattr(agent, attr_name, value)
        return self

    def _everyone(self) -> Members:
        others = {-agent.unique_id: agent for agent in self.model.ordinary_agents}
        firms = self.model.firms.members()
        keys = np.concatenate([np.array(list(others), dtype=np.int64), firms.keys])
        return Members(keys, np.concatenate([np.zeros(len(others), np.int32), firms.generations]), others)

    def _standing(self, members: Members) -> Mask:
        firm = members.keys >= 0
        here = self.model.ordinary_agents
        standing = np.zeros(len(firm), np.bool_)
        standing[firm] = self.model.firms._standing(members.take(firm))
        standing[~firm] = [members.others[key] in here for key in members.keys[~firm].tolist()]
        return standing

    def _agents(self, members: Members) -> Iterator[Agent]:
        firms = self.model.firms._agents(members.take(members.keys >= 0))
        for key in members.keys.tolist():
            yield next(firms) if key >= 0 else members.others[key]

    def _as_members(self, agents: Iterable[Any]) -> Members:
        if isinstance(agents, FirmSet) and agents.model is self.model:
            return agents.members()
        here = self.model.ordinary_agents
        mine = [a for a in agents if a in here or (isinstance(a, Firm) and a.model is self.model and a.alive)]
        keys = [agent.row if isinstance(agent, Firm) else -agent.unique_id for agent in mine]
        generations = [agent.generation if isinstance(agent, Firm) else 0 for agent in mine]
        others = {-agent.unique_id: agent for agent in mine if not isinstance(agent, Firm)}
        return Members(np.array(keys, dtype=np.int64), np.array(generations, dtype=np.int32), others)

    def _of_type(self, members: Members, agent_type: type[Agent]) -> Mask:
        keep = np.full(len(members.keys), issubclass(Firm, agent_type))
        other = members.keys < 0
        keep[other] = [isinstance(members.others[key], agent_type) for key in members.keys[other].tolist()]
        return keep

    def _values(self, name: str, handle_missing: str, default_value: Any) -> list[Any]:
        firms = iter(self.firms._values(name, handle_missing, default_value).tolist())
        if handle_missing == "error":
            others = iter([getattr(agent, name) for agent in self.others])
        else:
            others = iter([getattr(agent, name, default_value) for agent in self.others])
        return [next(firms) if key >= 0 else next(others) for key in self.members().keys.tolist()]

    def _grouped(self, name: str) -> tuple[Integers, list[Any]]:
        return numbered(self.get(name))
