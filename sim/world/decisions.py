"""Decisions of one step: who decided what by its own luck, for those who compare the decisions of two worlds.

A decision is named by its process, by who takes it, and by the slot or domain it is about. So one decision has one name
in both worlds of a twin, and one draw, for every draw is a function of just these and the step.
"""

from dataclasses import dataclass, field

import numpy as np

from sim.basis.arrays import Identities

type Columns = dict[str, np.ndarray]

PROCESSES = ("search", "meeting", "frontier", "teaching", "pilot", "adoption", "exit", "relocation", "entry")
"""Processes in which somebody decides, in the order of a step; their numbers are their places here."""

NOTHING = np.uint64(0)
"""Outcome of a decision that changes nothing: no other supplier, nobody met, no move, no entry."""


@dataclass
class Decisions:
    """A log of decisions; it is kept only in steps that somebody wants to compare."""

    parts: list[Columns] = field(default_factory=list)

    def add(
        self, process: str, *, who: np.ndarray, site: np.ndarray, outcome: Identities, slot: np.ndarray | int = 0,
        alternatives: np.ndarray | int = 1,
    ) -> None:  # fmt: skip
        """Note decisions of one process.

        Args:
            process: One of `PROCESSES`.
            who: (m,) identities of firms, or numbers of jurisdictions.
            site: (m,) where each stood when it decided.
            outcome: (m,) what came of it, 0 where nothing did; the same number in both worlds for the same outcome.
            slot: (m,) what it was about: a supplier slot, a domain of rules.
            alternatives: (m,) how many alternatives were drawn for.
        """
        size = len(who)
        self.parts.append(
            {
                "process": np.full(size, PROCESSES.index(process), np.int8),
                "who": np.asarray(who).astype(np.uint64),
                "slot": np.broadcast_to(np.asarray(slot, np.int16), (size,)),
                "alternatives": np.broadcast_to(np.asarray(alternatives, np.int16), (size,)),
                "site": np.asarray(site).astype(np.int64),
                "outcome": np.asarray(outcome).astype(np.uint64),
            }
        )

    def columns(self) -> Columns:
        """Give all decisions of the step as columns."""
        return {name: np.concatenate([part[name] for part in self.parts]) for name in self.parts[0]}


def yes_or_no(happens: np.ndarray) -> Identities:
    """Give 1 where something happens and 0 where it does not."""
    return np.asarray(happens).astype(np.uint64)


def place_or_nothing(number: np.ndarray, happens: np.ndarray) -> Identities:
    """Give a number counted from 1 where something happens, so that none of them means nothing."""
    return np.where(happens, np.asarray(number, np.int64) + 1, 0).astype(np.uint64)
