"""Planning: from what many requests ask for to the tasks that make what lacks, each world once.

A task is one or a few worlds of one replicate that share a burn-in. Where many worlds share one, the first of them is a
task by itself that keeps the burn-in, and the others are tasks that wait for it and fork from what it kept. Where only
a few do, they are one task together, and nothing is kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sim.experiments.burning_in import burn_in_key
from sim.experiments.requests import Request
from sim.experiments.twins import ReplicateTask
from sim.scenario.schema import Scenario

FEW = 4
"""Worlds that are lived through one after another in one task, rather than from a kept burn-in."""


@dataclass(frozen=True)
class Order:
    """One world that is to be made."""

    key: str
    label: str
    """Point and arm: `12/no_zones`."""
    scenario: Scenario
    replicate: int
    parts: Mapping[str, Any]
    burn_in: str
    """Key of its burn-in."""


@dataclass(frozen=True)
class Orders:
    """Everything that some requests ask for."""

    asked: int
    """Worlds asked for, one counted as often as it is asked for."""
    distinct: int
    """Worlds that these are, many of them asked for several times."""
    lacking: tuple[Order, ...]
    """Worlds that the store does not hold."""

    @property
    def burn_ins(self) -> int:
        """How many different burn-ins the lacking worlds have."""
        return len({order.burn_in for order in self.lacking})


def orders_of(requests: Sequence[Request]) -> Orders:
    """List the worlds that requests ask for and that the store does not hold, in the order of their replicates."""
    keys: dict[str, Order | None] = {}
    asked = 0
    for number, request in enumerate(requests):
        for arm, scenario in request.worlds.items():
            for replicate in request.replicates:
                key = request.keys[arm, replicate]
                asked += 1
                if key not in keys:
                    keys[key] = None
                    if not request.store.has(key):
                        parts, burn_in = request.parts(arm, replicate), burn_in_key(scenario, replicate)
                        keys[key] = Order(key, f"{number}/{arm}", scenario, replicate, parts, burn_in)
    lacking = [order for order in keys.values() if order is not None]
    return Orders(asked, len(keys), tuple(sorted(lacking, key=lambda order: order.replicate)))


@dataclass(frozen=True)
class Batch:
    """What a task is made of."""

    orders: tuple[Order, ...]
    keep_burn_in: bool = False

    def task(self, request: Request, *, threads: int, check: bool) -> ReplicateTask:
        """Give the task; the request says where the store is."""
        return ReplicateTask(
            arms={order.label: order.scenario for order in self.orders},
            keys={order.label: order.key for order in self.orders},
            parts={order.label: order.parts for order in self.orders},
            replicate=self.orders[0].replicate,
            store=request.store.root,
            threads=threads,
            check=check,
            keep_burn_in=self.keep_burn_in,
        )


def batches_of(orders: Sequence[Order]) -> tuple[list[Batch], dict[int, int]]:
    """Lay out tasks: burn-ins with their first worlds, small groups whole, then all worlds that fork.

    Returns:
        The batches, and for each that waits the earlier one that it waits for, by position.
    """
    groups: dict[str, list[Order]] = {}
    for order in orders:
        groups.setdefault(order.burn_in, []).append(order)
    # What others wait for comes first.
    by_size = sorted(groups.values(), key=len, reverse=True)
    batches = [
        Batch(tuple(group)) if len(group) <= FEW else Batch((group[0],), keep_burn_in=True) for group in by_size
    ]  # fmt: skip
    after: dict[int, int] = {}
    for number, group in enumerate(by_size):
        if len(group) > FEW:
            for order in group[1:]:
                after[len(batches)] = number
                batches.append(Batch((order,), keep_burn_in=True))
    return batches, after


def singles(batch: Batch) -> Iterator[Batch]:
    """Take a batch apart, so that each world stands for itself."""
    for order in batch.orders:
        yield Batch((order,), keep_burn_in=batch.keep_burn_in)
