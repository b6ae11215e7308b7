"""A jurisdiction: a region, or a zone in its host region."""

import math
from typing import TYPE_CHECKING

from mesa import Agent

from sim.basis.singly import Draws
from sim.world.levels import DOMAINS

if TYPE_CHECKING:
    from sim.reference.model import PlainModel
    from sim.reference.region import Region


class Place(Agent):
    """A jurisdiction with its openness and the maturity of its rules."""

    model: "PlainModel"

    def __init__(self, model: "PlainModel", number: int, name: str) -> None:
        """Make a jurisdiction.

        Args:
            model: The model.
            number: Number among jurisdictions: regions first, then zones.
            name: Its name.
        """
        super().__init__(model)
        self.number = number
        self.name = name
        self.openness = 0.0
        """theta, in [0, 1]."""
        self.benchmark = [0.0] * len(DOMAINS)
        """Maturity by domain that it pilots towards."""
        self.maturity = [model.settings.policy.region_maturity] * len(DOMAINS)

    @property
    def region(self) -> "Region":
        """The region itself, or the host of a zone."""
        raise NotImplementedError

    @property
    def is_zone(self) -> bool:
        """Whether it is a zone rather than a region."""
        return False

    @property
    def exists(self) -> bool:
        """Whether it has an administration of its own now."""
        return True

    @property
    def hurry(self) -> float:
        """How many times faster than others it pilots; 0 where it does not exist."""
        return 1.0

    @property
    def friction(self) -> float:
        """What the place burdens its firms with, in log points: friction * (1 - mean maturity)."""
        return self.model.settings.prices.friction * (1.0 - sum(self.maturity) / len(DOMAINS))

    def pilot(self, luck: Draws) -> None:
        """Pilot a higher standard, domain by domain: one notch a time, up to the benchmark."""
        policy = self.model.settings.policy
        rate = policy.pilot_rate * self.openness * self.hurry
        chance = -math.expm1(-rate * self.model.clock.years)
        for domain, maturity in enumerate(self.maturity):
            if luck.uniform(self.number, domain) < chance:
                raised = min(maturity + policy.notch, max(self.benchmark[domain], maturity))
                self.maturity[domain] = raised
                if raised > maturity:
                    self.model.adoptions.note(self, domain, self, self.benchmark[domain] - maturity, raised - maturity)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"
