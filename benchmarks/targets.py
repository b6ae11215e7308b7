"""Targets: what was found beside what was promised, met or missed."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Target:
    """A number, and the most that it should be."""

    name: str
    unit: str
    found: float
    most: float

    @property
    def met(self) -> bool:
        """Whether the target is met."""
        return self.found <= self.most

    def sentence(self) -> str:
        """Say what was found, what was promised, and how far apart they are."""
        verdict = "met" if self.met else "MISSED"
        beside = f"{self.name}: {self.found:.3g} {self.unit} (at most {self.most:g} {self.unit})"
        return f"{beside}: {verdict}, {self.found / self.most:.2f} of the target"

    def plain(self) -> dict[str, Any]:
        """Give everything as plain values."""
        return asdict(self) | {"met": self.met}
