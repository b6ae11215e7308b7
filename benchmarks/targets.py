"""Figures and targets: what was found, and beside it what was promised, met or missed."""

from dataclasses import asdict, dataclass
from typing import Any

NEAR = 1.25
"""How many times beyond a goal is still near it."""


@dataclass(frozen=True)
class Figure:
    """A number that nothing was promised of."""

    name: str
    unit: str
    found: float

    @property
    def promise(self) -> str:
        """What was promised, in words."""
        return ""

    @property
    def verdict(self) -> str:
        """What became of it, in a word."""
        return ""

    def sentence(self) -> str:
        """Say what was found."""
        return f"{self.name}: {amount(self.found, self.unit)}"

    def plain(self) -> dict[str, Any]:
        """Give everything as plain values."""
        return asdict(self) | {"promise": self.promise, "verdict": self.verdict}


@dataclass(frozen=True)
class Target(Figure):
    """A number, and the bound that it should keep."""

    bound: float
    at_least: bool = False
    """Whether the bound is the least that it should be, not the most."""

    @property
    def met(self) -> bool:
        """Whether the target is met."""
        return self.found >= self.bound if self.at_least else self.found <= self.bound

    @property
    def promise(self) -> str:
        """The bound, in words."""
        return f"at {'least' if self.at_least else 'most'} {self.bound:g} {self.unit}"

    @property
    def verdict(self) -> str:
        """Met or missed."""
        return "met" if self.met else "MISSED"

    def sentence(self) -> str:
        """Say what was found, what was promised, and how far apart they are."""
        return f"{super().sentence()} ({self.promise}): {self.verdict}, {self.found / self.bound:.2f} of the target"


@dataclass(frozen=True)
class Goal(Target):
    """A bound to come near to."""

    @property
    def promise(self) -> str:
        """The bound, in words."""
        return f"goal: {super().promise}"

    @property
    def verdict(self) -> str:
        """Met, near or far."""
        beyond = self.bound / self.found if self.at_least else self.found / self.bound
        return "met" if self.met else ("near" if beyond <= NEAR else "far")


def amount(found: float, unit: str) -> str:
    """Write a number of three digits with its unit."""
    digits = f"{found:.3g}"
    return f"{found:,.0f} {unit}" if "e" in digits and abs(found) >= 1.0 else f"{digits} {unit}"
