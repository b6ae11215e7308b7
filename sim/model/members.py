"""Who is in a set of agents, and in which order, as arrays."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from mesa import Agent

from sim.basis.arrays import Integers, Mask, Rows
from sim.model.mesa_errors import AgentError

NO_OTHERS: Mapping[int, Agent] = MappingProxyType({})


class Members(NamedTuple):
    """Agents in an order."""

    keys: Integers
    """(n,) row of a firm, or the negative of an ordinary agent's `unique_id`."""
    generations: Rows
    """(n,) how many firms had held the row, this one included; 0 for others."""
    others: Mapping[int, Agent] = NO_OTHERS
    """Ordinary agents by their keys."""

    def take(self, which: Mask | Integers) -> "Members":
        """Give some of the members, by a mask or by positions."""
        return Members(self.keys[which], self.generations[which], self.others)


def numbered(values: list[Any]) -> tuple[Integers, list[Any]]:
    """Number values in the order in which they first appear; give numbers and values."""
    seen: dict[Any, int] = {}
    numbers = np.array([seen.setdefault(value, len(seen)) for value in values], dtype=np.int64)
    return numbers, list(seen)


def ordered(values: Any, *, ascending: bool) -> Integers:
    """Give positions in the order of values; equals keep their order, whichever way it goes."""
    if isinstance(values, np.ndarray) and values.dtype != object:
        if ascending:
            return np.argsort(values, kind="stable")
        return len(values) - 1 - np.argsort(values[::-1], kind="stable")[::-1]
    return np.array(sorted(range(len(values)), key=lambda i: values[i], reverse=not ascending), dtype=np.int64)


def isin(members: Members, others: Members) -> Mask:
    """Tell which members are among others."""
    return np.isin(members.keys, others.keys)


def as_mask(mask: Any, length: int) -> Mask:
    """Take a mask for a set of a length, or say what is wrong with it."""
    found = np.asarray(mask)
    if found.dtype != np.bool_ or found.shape != (length,):
        raise AgentError(
            f"A selection was {found.dtype} of shape {found.shape}, but must be a function of an agent or a mask: "
            f"one yes or no for each of the {length} agents, in the order of the set."
        )
    return found
