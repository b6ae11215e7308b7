"""Remembering: worlds whose tables are read once, for those who ask for many columns one after another."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from sim.measures.tables import Pair, Tables


@dataclass(frozen=True)
class Remembered:
    """A world that keeps the tables that were read; it is for the length of one measurement."""

    world: Tables
    read: dict[tuple[str, ...], pd.DataFrame] = field(default_factory=dict)
    """Tables by name, and choices of their columns by the name and the columns."""

    def table(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Give a table, or some of its columns."""
        if (name,) not in self.read:
            self.read[name,] = self.world.table(name)
        if columns is None:
            return self.read[name,]
        chosen = name, *columns
        if len(columns) and chosen not in self.read:
            self.read[chosen] = self.read[name,][list(columns)]
        return self.read[chosen] if len(columns) else self.read[name,][[]]


@dataclass(frozen=True)
class RememberedPair:
    """Two worlds of one replicate that keep what was read."""

    base: Remembered
    other: Remembered


MOST = 32
"""Twins whose tables are kept; more of them would take more memory than reading again takes time."""


def remember(pairs: Sequence[Pair]) -> Sequence[Pair]:
    """Give twins that keep what was read, or, where there are many, the twins as they are."""
    if len(pairs) > MOST:
        return pairs
    return tuple(RememberedPair(Remembered(pair.base), Remembered(pair.other)) for pair in pairs)
