"""Simulating points: every world that the facts need at each, through the store and on the workers of sweeps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from sim.basis.arrays import Floats
from sim.basis.errors import HinterlandError
from sim.experiments.calibration.reading import Bands
from sim.experiments.calibration.request import CalibrationRequest
from sim.experiments.calibration.study import Tried
from sim.experiments.requests import Request
from sim.experiments.sweeps.carrying import make_worlds
from sim.experiments.sweeps.planning import orders_of
from sim.experiments.sweeps.telling import Quiet, SweepPlan, SweepProgress
from sim.experiments.twins import Simulate, default_workers
from sim.measures.facts.cases import Case
from sim.measures.facts.measuring import worlds_wanted
from sim.measures.facts.register import MEASUREMENTS, measurement_of, read_case
from sim.measures.facts.table import Fact, read_facts_file
from sim.scenario.schema import Scenario


def shipped_facts() -> Mapping[str, Fact]:
    """Give every shipped fact by name."""
    return {fact.id: fact for fact in read_facts_file(None, known=MEASUREMENTS, dotted=())}


def bands_of(facts: Mapping[str, Fact]) -> Bands:
    """Give the ends of each fact's band."""
    return {name: (fact.low, fact.high) for name, fact in facts.items()}


@dataclass(frozen=True)
class FactSimulator:
    """Simulates points of a calibration and measures its facts."""

    request: CalibrationRequest
    known: Mapping[str, Fact]
    out: Path
    workers: int | None = None
    threads: int = 1
    check: bool = False
    progress: SweepProgress = field(default_factory=Quiet)
    simulate: Simulate | None = None
    asked: set[str] = field(default_factory=set)
    """Keys of all worlds that were needed."""

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of the calibration, in order."""
        return tuple(self.known[name] for name in self.request.facts)

    def refuse_obstacles(self) -> None:
        """Refuse facts that the scenario cannot show, by name, before anything is run.

        Raises:
            HinterlandError: Names each of them and why.
        """
        why = {fact.id: measurement_of(fact).obstacle(self.request.base) for fact in self.facts}
        lines = [f"  * fact {name}: {reason}" for name, reason in why.items() if reason]
        if lines:
            raise HinterlandError(
                f"`{self.request.name}` cannot be calibrated to facts that it cannot show:\n" + "\n".join(lines) +
                "\nTake them out of `facts`."
            )  # fmt: skip

    def requests(self, tried: Tried) -> list[Request]:
        """Give what each point asks for."""
        return [
            Request(worlds_wanted(self.request.scenario(point), self.facts), replicates, self.out)
            for point, replicates in tried
        ]

    def __call__(self, tried: Tried) -> list[Floats]:
        """Make the worlds that lack, and give (replicates, facts) for each point; missing where there is nothing."""
        requests = self.requests(tried)
        orders = orders_of(requests)
        workers = self.workers or default_workers(max(len(orders.lacking), 1), self.threads)
        if orders.lacking:
            self.progress.planned(
                SweepPlan(len(tried), len(tried[0][1]), orders.asked, orders.distinct, len(orders.lacking),
                          orders.burn_ins, workers)
            )  # fmt: skip
        make_worlds(
            requests, orders, workers=workers, threads=self.threads, check=self.check, progress=self.progress,
            simulate=self.simulate,
        )  # fmt: skip
        self.asked.update(key for request in requests for key in request.keys.values())
        scenarios = [self.request.scenario(point) for point, _ in tried]
        return [self._measured(request, scenario) for request, scenario in zip(requests, scenarios, strict=True)]

    def _measured(self, request: Request, scenario: Scenario) -> Floats:
        return np.array([self._one(request, scenario, replicate) for replicate in request.replicates])

    def _one(self, request: Request, scenario: Scenario, replicate: int) -> Sequence[float]:
        """Measure the facts in one replicate; a point one of whose worlds cannot be made shows nothing."""
        keys = {arm: request.keys[arm, replicate] for arm in request.arms}
        if not all(request.store.has(key) for key in keys.values()):
            return [np.nan] * len(self.facts)
        worlds = {arm: request.store.read(key) for arm, key in keys.items()}
        found = read_case(self.facts, Case(worlds, scenario))
        return [found[fact.id].value for fact in self.facts]
