"""What lives through a scenario, whichever engine moves it: the tables of its world, and its clock."""

from collections.abc import Callable
from typing import Protocol, Self

from sim.basis.clock import Clock
from sim.economy.settling import Fit
from sim.scenario.schema import Scenario
from sim.world.world import World

type Progress = Callable[[int, int], None]
"""Called with steps done and steps in all."""


class Living(Protocol):
    """A world on its way through time."""

    check: bool
    """Whether the accounting identities are checked in every step."""

    @property
    def scenario(self) -> Scenario:
        """What it lives through."""
        ...

    @property
    def world(self) -> World:
        """Its state."""
        ...

    @property
    def clock(self) -> Clock:
        """Its clock; step 0 is the first after the policy date."""
        ...

    @property
    def fit(self) -> Fit | None:
        """How near the economy was to its data at the fork."""
        ...

    def step(self) -> None:
        """Advance by one step."""
        ...

    def burn_in(self, progress: Progress | None = None, *, settling: Progress | None = None) -> None:
        """Run the burn-in up to the fork, and settle there, telling of every step and of every extra search there."""
        ...

    def fork(self, scenario: Scenario) -> Self:
        """Copy the world, to go on under another scenario of the same map and the same luck."""
        ...
