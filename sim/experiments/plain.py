"""The plain engine as an experiment sees it: its worlds are recorded by the same recorder as those of the fast one."""

from collections.abc import Iterator, Mapping
from typing import Any

from sim.basis.clock import Clock
from sim.basis.luck import Luck
from sim.economy.settling import Fit
from sim.model import replicate as replicates
from sim.model.accounts import check_accounts
from sim.model.living import Progress
from sim.model.replicate import WorldRecord
from sim.reference.model import PlainModel
from sim.scenario.schema import Scenario
from sim.world.geography import Geography
from sim.world.world import World


class PlainSimulation:
    """A plain model, seen as tables after every step."""

    def __init__(self, model: PlainModel) -> None:
        self.model = model
        self.check = False
        """Whether the accounting identities are checked in every step."""
        self._world: World | None = None

    @classmethod
    def found(
        cls,
        scenario: Scenario,
        *,
        replicate: int = 0,
        threads: int = 1,  # noqa: ARG003  # the plain engine has one, as threads change no result
        geography: Geography | None = None,
    ) -> "PlainSimulation":
        """Found the world of a scenario, at the beginning of its burn-in; as `Simulation.found`."""
        return cls(PlainModel(scenario, replicate=replicate, geography=geography, burn_in=False))

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self.model.settings

    @property
    def clock(self) -> Clock:
        """The clock."""
        return self.model.clock

    @property
    def luck(self) -> Luck:
        """The luck."""
        return self.model.luck

    @property
    def fit(self) -> Fit | None:
        """How near the economy was to its data at the fork."""
        gap = self.model.gap_at_fork
        return None if gap is None else Fit(gap, self.model.exchange_rate)

    @property
    def world(self) -> World:
        """The state after the last step, as tables."""
        if self._world is None:
            self._world = self.model.as_world()
        return self._world

    def step(self) -> None:
        """Advance by one step."""
        self.model.step()
        self._world = None
        if self.check:
            check_accounts(self.world)

    def burn_in(self, progress: Progress | None = None, *, settling: Progress | None = None) -> None:
        """Run the burn-in up to the fork, and settle there."""
        total = -self.model.clock.step
        while self.model.settling:
            self.step()
            if progress:
                progress(total + self.model.clock.step, total)
        if settling:
            settling(1, 1)

    def fork(self, scenario: Scenario) -> "PlainSimulation":
        """Copy the world, to go on under another scenario of the same map and the same luck."""
        twin = PlainSimulation(self.model.fork(scenario))
        twin.check = self.check
        return twin


def run_replicate(arms: Mapping[str, Scenario], **settings: Any) -> Iterator[tuple[str, WorldRecord]]:
    """Live through the arms of a replicate, as `sim.model.replicate.run_replicate` does."""
    return replicates.run_replicate(arms, found=PlainSimulation.found, **settings)
