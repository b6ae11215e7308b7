"""What policy sets, and from when: openness, coordination, benchmarks, designation, the world's terms."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.basis.arrays import Floats, Mask, PerPlace, PerRegion, PerZone

DOMAINS = (
    "property_rights",
    "industrial_subsidies",
    "environment",
    "labour_protection",
    "procurement",
    "e_commerce",
    "finance",
)
"""The seven rule areas that institutional opening aligns with RCEP, CPTPP and DEPA."""

CHANNELS = ("chain", "learning", "policy", "mobility")
"""What passes between a zone and the land around it, apart from goods, whose price is the market."""


@dataclass(frozen=True)
class Levels:
    """Policy levels that hold together over a stretch of steps.

    R regions (the rest of the country, where there is one, last), Z zones, J = R + Z jurisdictions.
    """

    region_openness: PerRegion
    """(R,) openness theta of each region, in [0, 1]."""
    zone_openness: PerZone
    """(Z,) openness theta of each zone while it is active, in [0, 1]."""
    zone_active: Mask
    """(Z,) whether the zone has its status."""
    benchmark: PerPlace
    """(J, 7) target maturity by domain that a jurisdiction pilots towards, in [0, 1]."""
    linkage: PerPlace
    """(J, J) symmetric: industry linkage, the part of coordination that acts on chain search and meetings."""
    docking: PerPlace
    """(J, J) symmetric: mechanism docking, the part that acts on borders, gate, relocation and migration."""
    integration: PerPlace
    """(J, J) symmetric: policy integration, the part that acts on adoption."""
    twinned: Mask
    """(J, Z) whether a zone counts as near to a jurisdiction whatever its distance."""
    tariff: float
    """Log points added to the cost of imports and exports at the national border."""
    world_demand: float
    """Log points by which foreign demand is shifted."""
    reform: Floats
    """(7,) national reform: maturity by domain below which no jurisdiction stays."""
    closed: tuple[str, ...] = ()
    """Channels that are closed at the gates."""
    gated: Mask | None = None
    """(Z,) zones around whose lots the gates stand, whether or not they have their status; none where all are open."""

    visits: PerZone | None = None
    """(Z,) how many times as often as by its openness a zone meets the world frontier; none where once for all."""

    foreign_births: float = 1.0
    """How many times as often as by the openness of its place a newborn is foreign."""

    def behind(self, channel: str) -> Mask:
        """Give the (Z,) zones whose lots lie behind a closed gate, none of them where the channel is open."""
        if self.gated is None or channel not in self.closed:
            return np.zeros(len(self.zone_active), np.bool_)
        return self.gated


@dataclass(frozen=True)
class PolicyPath:
    """Policy levels over time: those of the burn-in, then those that hold from given steps on."""

    before: Levels
    """Levels throughout the burn-in."""
    changes: Sequence[tuple[int, Levels]]
    """Pairs (step, levels) in ascending order; step 0 is the policy date and is always the first."""

    def at(self, step: int) -> Levels:
        """Give the levels in force in a step; steps before 0 belong to the burn-in."""
        if step < 0:
            return self.before
        return next(levels for start, levels in reversed(self.changes) if start <= step)
