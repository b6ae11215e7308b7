"""Factors: what a sweep varies, by dotted key, and the values or the range that each may take."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.basis.arrays import Floats

SCALES = ("linear", "log")


@dataclass(frozen=True)
class Factor:
    """One thing that a sweep varies: listed values, or a range."""

    key: str
    """Dotted key of the scenario, such as `prices.friction`."""
    values: tuple[Any, ...] = ()
    """Values of a grid, in order; empty where there is only a range."""
    low: float = math.nan
    high: float = math.nan
    scale: str = "linear"
    whole: bool = False
    """Whether the parameter is a whole number."""

    @property
    def ranged(self) -> bool:
        """Whether the factor has a range, which designs that fill a space need."""
        return math.isfinite(self.low)

    def at(self, share: Floats) -> list[float | int]:
        """Give the values at some shares of the way through the range.

        Args:
            share: (N,) numbers in [0, 1].
        """
        if self.whole:
            # Every whole number has an equal share of the way.
            steps = np.floor(share * (self.high - self.low + 1.0)).clip(max=self.high - self.low)
            return [int(value) for value in self.low + steps]
        if self.scale == "log":
            return [_rounded(value) for value in self.low * (self.high / self.low) ** share]
        return [_rounded(value) for value in self.low + share * (self.high - self.low)]


def _rounded(value: float) -> float:
    """Drop digits below the tenth, so that 0.1 + 0.2 is 0.3 in a table and in a key."""
    return float(f"{value:.10g}")
