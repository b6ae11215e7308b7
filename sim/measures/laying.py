"""Laying rings: by what, with what names, and in what unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

DISTANCE, TRAVEL, CONTIGUITY = "distance", "travel", "contiguity"


@dataclass(frozen=True)
class Laying:
    """What rings are laid by."""

    kind: str = DISTANCE
    """`distance` as the crow flies, `travel` over the grid, or `contiguity` of regions."""
    water: float | None = None
    """How many times as long travel counts where the map has no land; nobody crosses there if not given."""

    @property
    def unit(self) -> str:
        """Unit of edges and distances: `km`, or `order` by contiguity."""
        return "order" if self.kind == CONTIGUITY else "km"


AS_THE_CROW_FLIES = Laying()


def laying_of(scenario: Mapping[str, Any], kind: str | None = None) -> Laying:
    """Read what rings are laid by from a resolved scenario, as plain values; `kind` goes before what it says."""
    said = scenario.get("rings_by") or {}
    chosen = kind or said.get("kind", DISTANCE)
    return Laying(chosen, said.get("water") if chosen == TRAVEL else None)


def ring_names(edges: Sequence[float], kind: str = DISTANCE) -> tuple[str, ...]:
    """Name each ring by its edges: `0-20km` and `80km+`, `travel-0-20km`, `order-1`.

    Args:
        edges: (B,) inner edges in km, or in orders by contiguity.
        kind: What the rings are laid by.
    """
    if kind == CONTIGUITY:
        ends = [f"{low:g}" if high == low + 1 else f"{low:g}-{high - 1:g}" for low, high in pairwise(edges)]
        return tuple(f"order-{each}" for each in (*ends, f"{edges[-1]:g}+"))
    before = "travel-" if kind == TRAVEL else ""
    closed = [f"{before}{low:g}-{high:g}km" for low, high in pairwise(edges)]
    return (*closed, f"{before}{edges[-1]:g}km+")
