"""A set of agents over columns: what it selects, orders and groups are arrays of keys; agents are made when seen.

A set is either *live*, and then follows births and exits as Mesa's own sets do, or *chosen*: some of the agents in
some order, of whom those that have left the economy since are passed over.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Self

import numpy as np
from mesa import Agent
from mesa.agentset import AbstractAgentSet, GroupBy

from sim.basis.arrays import Integers, Mask
from sim.model.members import Members, as_mask, isin, numbered, ordered
from sim.model.mesa_errors import AgentError

if TYPE_CHECKING:
    from sim.model.region_model import RegionModel

type Asked = str | list[str]


class Groups(GroupBy):
    """Groups of agents, each a set; aggregates columns instead of asking agent by agent."""

    def agg(self, attr_name: str, func: Callable[..., Any]) -> dict[Any, Any]:
        """Apply a function to an attribute of each group."""
        return {
            label: func(group.get(attr_name) if isinstance(group, ColumnarSet) else _one_by_one(group, attr_name))
            for label, group in self.groups.items()
        }


def _one_by_one(agents: Iterable[Agent], name: str) -> list[Any]:
    return [getattr(agent, name) for agent in agents]


class ColumnarSet[A: Agent](AbstractAgentSet[A]):
    """What sets of firms and sets of all agents have in common."""

    def __init__(self, model: "RegionModel", chosen: Members | None = None) -> None:
        self.model = model
        self._chosen = chosen

    @abstractmethod
    def _everyone(self) -> Members:
        """Give all agents that there are now."""

    @abstractmethod
    def _standing(self, members: Members) -> Mask:
        """Tell which members are still in the economy."""

    @abstractmethod
    def _agents(self, members: Members) -> Iterator[A]:
        """Give agents one by one."""

    @abstractmethod
    def _as_members(self, agents: Iterable[Any]) -> Members:
        """Give agents of this model as members, without those that the set cannot hold."""

    @abstractmethod
    def _values(self, name: str, handle_missing: str, default_value: Any) -> Any:
        """Give an attribute of every member, as an array or a list."""

    @abstractmethod
    def _grouped(self, name: str) -> tuple[Integers, list[Any]]:
        """Number an attribute's values in the order in which they first appear; give numbers and values."""

    @abstractmethod
    def set(self, attr_name: str, value: Any) -> Self:  # pyright: ignore[reportIncompatibleMethodOverride]  # wider
        """Set an attribute, to one value for all or to one for each."""

    def members(self) -> Members:
        """Give the members that are in the economy now."""
        if self._chosen is None:
            return self._everyone()
        return self._chosen.take(self._standing(self._chosen))

    def __len__(self) -> int:
        return len(self.members().keys)

    def __iter__(self) -> Iterator[A]:
        return self._agents(self.members())

    def __contains__(self, agent: object) -> bool:
        asked = self._as_members([agent])
        if not len(asked.keys):
            return False
        return bool(isin(asked, self.members())[0])

    def __copy__(self) -> Self:
        return self._with(self.members())

    def copy(self) -> Self:
        """Give the agents of now as a set of their own."""
        return self._with(self.members())

    def to_list(self) -> list[A]:
        """Give the agents as a list."""
        return list(self)

    def select(
        self,
        filter_func: Callable[[A], bool] | Mask | None = None,
        at_most: float = float("inf"),
        inplace: bool = False,  # noqa: FBT001, FBT002  # as in Mesa
        agent_type: type[Agent] | None = None,
    ) -> Self:
        """Select agents.

        Args:
            filter_func: A mask, one yes or no for each agent in the order of the set, which is quick; or a function
                of an agent, as in Mesa.
            at_most: Keep the first so many, or that share of the set where it is a float up to 1.
            inplace: Whether to change this set rather than to give another one.
            agent_type: Keep agents of this class only.
        """
        members = self.members()
        limit = int(len(members.keys) * at_most) if isinstance(at_most, float) and at_most <= 1.0 else at_most
        keep = np.ones(len(members.keys), np.bool_) if agent_type is None else self._of_type(members, agent_type)
        if callable(filter_func):
            keep[keep] = [bool(filter_func(agent)) for agent in self._agents(members.take(keep))]
        elif filter_func is not None:
            keep &= as_mask(filter_func, len(keep))
        positions = np.flatnonzero(keep)
        if limit < len(positions):
            positions = positions[: int(limit)]
        return self._give(members.take(positions), inplace=inplace)

    def get(
        self, attr_names: Asked, handle_missing: Literal["error", "default"] = "error", default_value: Any = None
    ) -> Any:
        """Give one attribute as a column, or several as one list for each agent, in the order of the set.

        Args:
            attr_names: Name of an attribute, or names.
            handle_missing: `error`, or `default` to put a value in where an agent has no such attribute.
            default_value: That value.
        """
        if handle_missing not in {"error", "default"}:
            raise AgentError(f"handle_missing is {handle_missing!r}, but must be 'error' or 'default'.")
        if isinstance(attr_names, str):
            return self._values(attr_names, handle_missing, default_value)
        columns = [self._values(name, handle_missing, default_value) for name in attr_names]
        plain = [column.tolist() if isinstance(column, np.ndarray) else column for column in columns]
        return [list(values) for values in zip(*plain, strict=True)]

    def agg(self, attribute: str, func: Callable[..., Any] | Iterable[Callable[..., Any]]) -> Any:
        """Apply a function, or several, to the column of an attribute."""
        values = self.get(attribute)
        return func(values) if callable(func) else [each(values) for each in func]

    def groupby(self, by: Callable[[A], Any] | str, result_type: Literal["agentset", "list"] = "agentset") -> Groups:
        """Group agents by an attribute, or by what a function says of each."""
        members = self.members()
        numbers, labels = self._grouped(by) if isinstance(by, str) else numbered([by(agent) for agent in self])
        order = np.argsort(numbers, kind="stable")
        parts = np.split(order, np.cumsum(np.bincount(numbers, minlength=len(labels)))[:-1]) if labels else []
        sets = [self._with(members.take(part)) for part in parts]
        return Groups(dict(zip(labels, sets if result_type == "agentset" else map(list, sets), strict=True)))

    def sort(
        self,
        key: Callable[[A], Any] | str,
        ascending: bool = False,  # noqa: FBT001, FBT002  # as in Mesa
        inplace: bool = False,  # noqa: FBT001, FBT002  # as in Mesa
    ) -> Self:
        """Order the agents by an attribute or a function; equals keep their order."""
        values = self.get(key) if isinstance(key, str) else [key(agent) for agent in self]
        return self._give(self.members().take(ordered(values, ascending=ascending)), inplace=inplace)

    def shuffle(self, inplace: bool = False) -> Self:  # noqa: FBT001, FBT002  # as in Mesa
        """Order the agents by `model.rng`, which is the user's and no part of the economy's luck."""
        members = self.members()
        return self._give(members.take(self.model.rng.permutation(len(members.keys))), inplace=inplace)

    def do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Self:
        """Call a method or a function with every agent, one by one."""
        self.map(method, *args, **kwargs)
        return self

    def shuffle_do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Self:
        """Call a method or a function with every agent in an order by `model.rng`."""
        self.shuffle().map(method, *args, **kwargs)
        return self

    def map(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Call a method or a function with every agent, one by one; give the results."""
        if isinstance(method, str):
            return [getattr(agent, method)(*args, **kwargs) for agent in self]
        return [method(agent, *args, **kwargs) for agent in self]

    def add(self, agent: A) -> NoReturn:
        """Refuse: who is in a set follows from the economy."""
        _refuse(f"{agent!r} cannot be added")

    def discard(self, agent: A) -> NoReturn:
        """Refuse: who is in a set follows from the economy."""
        _refuse(f"{agent!r} cannot be taken out")

    def remove(self, agent: A) -> NoReturn:
        """Refuse: who is in a set follows from the economy."""
        _refuse(f"{agent!r} cannot be taken out")

    def __and__(self, other: Iterable[Any]) -> Self:
        members = self.members()
        return self._with(members.take(isin(members, self._as_members(other))))

    def __sub__(self, other: Iterable[Any]) -> Self:
        members = self.members()
        return self._with(members.take(~isin(members, self._as_members(other))))

    def __or__(self, other: Iterable[Any]) -> Self:
        members, more = self.members(), self._as_members(other)
        more = more.take(~isin(more, members))
        keys = np.concatenate([members.keys, more.keys])
        generations = np.concatenate([members.generations, more.generations])
        return self._with(Members(keys, generations, {**members.others, **more.others}))

    def __xor__(self, other: Iterable[Any]) -> Self:
        agents = list(other)
        return (self | agents) - (self & agents)

    def _update(self, agents: Iterable[A]) -> Self:
        return self._give(self._as_members(agents), inplace=True)

    def _of_type(self, members: Members, agent_type: type[Agent]) -> Mask:
        return np.fromiter((isinstance(agent, agent_type) for agent in self._agents(members)), np.bool_)

    def _with(self, members: Members) -> Self:
        return type(self)(self.model, members)

    def _give(self, members: Members, *, inplace: bool) -> Self:
        if not inplace:
            return self._with(members)
        if self._chosen is None:
            _refuse("A set of all agents cannot be changed in place")
        self._chosen = members
        return self


def _refuse(what: str) -> NoReturn:
    raise AgentError(
        f"{what}: firms are born, move and exit in the steps of the model. "
        "Use select, or set algebra (& | -), to make a set of your own."
    )
