"""What rings are laid by: straight distance, travel over the grid, or how many regions lie between."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from sim.basis.parameters import NonNegative, Parameters, Source, Unit

type RingKind = Literal["distance", "travel", "contiguity"]

RING_KINDS: tuple[str, ...] = get_args(RingKind.__value__)

ORDERS = (0.0, 1.0, 2.0, 3.0)
"""Edges of rings by contiguity where a scenario gives none: the host, its neighbours, theirs, and beyond."""


class RingsBy(Parameters):
    """What the rings of a measurement are laid by; no world depends on it."""

    kind: Annotated[Literal["distance", "travel", "contiguity"], Unit("word"), Source("model design")] = "distance"
    """What rings are laid by: `distance` as the crow flies, `travel` over the grid, `contiguity` of regions."""
    edges: Annotated[tuple[NonNegative, ...], Unit("km, or orders by contiguity"), Source("model design")] = ()
    """Edges of these rings, ascending; if empty those of `rings`, and by contiguity the orders 0, 1, 2 and 3."""
    water: Annotated[float | None, Field(ge=1.0, le=1000.0), Unit("ratio"), Source("assumption")] = None
    """How many times as long travel counts where the map has no land; nobody crosses there if not given."""


def edges_by_kind(scenario: Mapping[str, Any], kind: str | None = None) -> tuple[float, ...]:
    """Give the edges of the rings of a resolved scenario, as plain values.

    Args:
        scenario: Resolved scenario as its run tells it.
        kind: What rings are laid by, where not what the scenario says.
    """
    said = scenario.get("rings_by") or {}
    own = said.get("kind", RING_KINDS[0])
    if said.get("edges") and kind in {None, own}:
        return tuple(float(edge) for edge in said["edges"])
    return ORDERS if (kind or own) == "contiguity" else tuple(float(edge) for edge in scenario["rings"])
