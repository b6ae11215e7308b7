"""A development zone: its lots, and its administration while it has its status."""

import math
from typing import TYPE_CHECKING

from sim.reference.evaluation import HEADS
from sim.reference.place import Place

if TYPE_CHECKING:
    from sim.reference.map import Site
    from sim.reference.model import PlainModel
    from sim.reference.region import Region


class Zone(Place):
    """An area inside one host region."""

    def __init__(self, model: "PlainModel", number: int, name: str, *, index: int, host: "Region") -> None:
        """Make a zone.

        Args:
            model: The model.
            number: Number among jurisdictions.
            name: Its name.
            index: Number among zones.
            host: Region in which it lies.
        """
        super().__init__(model, number, name)
        self.index = index
        self.host = host
        self.lots: list[Site] = []
        self.leading: list[bool] = []
        """By industry: whether it is one of the zone's leading ones."""
        self.active = False
        """Whether the zone has its status."""
        self.serviced = False
        """Whether it ever had, so that its land is serviced; that stays on withdrawal."""
        self.expelled = False
        """Whether evaluation has taken its status away."""
        self.warnings = 0
        """Years running at the bottom."""
        self.evaluated = False
        """Whether it was evaluated at the last evaluation."""
        self.indicators = [math.nan] * sum(count for _, count in HEADS)
        """What was measured then; not a number before."""
        self.followed = 0
        """Rules that regions have adopted from it since."""
        self.heads = [math.nan] * len(HEADS)
        """What it had in each head, in standard deviations; not a number where it was not scored."""
        self.score = math.nan
        """Its score in points; not a number where it was not scored."""

    @property
    def region(self) -> "Region":
        """Region in which the zone lies."""
        return self.host

    @property
    def is_zone(self) -> bool:
        """A zone is one."""
        return True

    @property
    def exists(self) -> bool:
        """Whether the zone has its status."""
        return self.active

    @property
    def hurry(self) -> float:
        """Warned zones hurry; one without status does not pilot."""
        if not self.active:
            return 0.0
        return self.model.settings.evaluation.urgency if self.warnings > 0 else 1.0

    def gain_status(self, maturity: float) -> None:
        """Begin as a zone: its own administration, and serviced land if it never was one before."""
        if not self.serviced:
            self.maturity = [max(of_host, maturity) for of_host in self.host.maturity]
        self.serviced = True

    def wait(self) -> None:
        """Share the host's rules as long as it has never been a zone."""
        if not self.serviced:
            self.maturity = list(self.host.maturity)

    def teach(self) -> None:
        """Count a rule that a region has taken over."""
        self.followed += 1

    def lapse(self) -> None:
        """Let the maturity of a zone without status decay to its host's."""
        if self.active:
            return
        share = self.model.clock.chance(self.model.settings.policy.lapse) if self.serviced else 1.0
        self.maturity = [
            own + share * (of_host - own) for own, of_host in zip(self.maturity, self.host.maturity, strict=True)
        ]
