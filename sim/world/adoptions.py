"""Adoptions: which jurisdictions raised their rules in one step, from whom, and which regions might have."""

from dataclasses import dataclass

import numpy as np

from sim.basis.arrays import Floats, Integers, Mask


@dataclass
class Adoptions:
    """Rules raised in one step, one entry an event, pilots first; R regions, D domains, e events."""

    taker: Integers
    """(e,) jurisdiction whose rules rose: regions first, then zones."""
    domain: Integers
    """(e,) domain of rules."""
    source: Integers
    """(e,) jurisdiction that was copied; the taker itself where it piloted."""
    gap: Floats
    """(e,) how far the taker was below what it could take over, or below its benchmark where it piloted; maturity."""
    gained: Floats
    """(e,) by how much its maturity rose."""
    at_risk: Mask
    """(R, D) whether a region saw more than it had, so that it might have adopted."""
    integration: Floats
    """(R, D) policy integration between a region and the one of whom it saw most."""

    @classmethod
    def none(cls, regions: int, domains: int) -> "Adoptions":
        """Nothing rose and nobody saw anything."""
        return cls(
            taker=np.zeros(0, np.int64),
            domain=np.zeros(0, np.int64),
            source=np.zeros(0, np.int64),
            gap=np.zeros(0),
            gained=np.zeros(0),
            at_risk=np.zeros((regions, domains), np.bool_),
            integration=np.zeros((regions, domains)),
        )

    def add(self, *, taker: Integers, domain: Integers, source: Integers, gap: Floats, gained: Floats) -> None:
        """Append events."""
        self.taker = np.concatenate([self.taker, taker])
        self.domain = np.concatenate([self.domain, domain])
        self.source = np.concatenate([self.source, source])
        self.gap = np.concatenate([self.gap, gap])
        self.gained = np.concatenate([self.gained, gained])

    @property
    def piloted(self) -> Mask:
        """(e,) whether the taker raised its own standard rather than copied another's."""
        return self.source == self.taker
