"""The clock: which step it is, and what a yearly rate comes to in a step."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Clock:
    """A step; step 0 is the first after the policy date, the burn-in has negative steps."""

    step: int
    steps_per_year: int

    @property
    def years(self) -> float:
        """Length of a step in years."""
        return 1.0 / self.steps_per_year

    def chance(self, rate: float) -> float:
        """Give the chance that something of a yearly rate happens within the step."""
        return -math.expm1(-rate * self.years)

    def spread(self, yearly_sd: float) -> float:
        """Give the standard deviation over the step of a shock with a yearly one."""
        return yearly_sd * math.sqrt(self.years)

    @property
    def ends_year(self) -> bool:
        """Whether a year after (or before) the policy date ends with this step."""
        return (self.step + 1) % self.steps_per_year == 0
