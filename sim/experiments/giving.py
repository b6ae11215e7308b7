"""Giving: the worlds that say who radiates to whom, one zone left out at a time, under the same luck.

Each world is a task of its own and is stored as soon as it is finished, so whatever ends the program, the same request
goes on where it was. Worlds of one replicate fork from one burn-in.
"""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sim.basis.errors import ResultsError
from sim.experiments.requests import Request
from sim.experiments.sweeps.carrying import make_worlds
from sim.experiments.sweeps.planning import Orders, orders_of
from sim.experiments.sweeps.telling import Quiet, SweepPlan, SweepProgress
from sim.experiments.twins import RunInterrupted, Simulate, default_workers
from sim.results.run import Run
from sim.scenario.giving_arms import CLOSED, giving_arms, zones_to_leave_out
from sim.scenario.schema import Scenario

GIVERS = "giving_of"
"""Key of the manifest that names the zones left out, in the order of their arms."""

OLD_ZONES_ARE = "old_zones"
"""Key of the manifest that says what leaving out a zone older than the policy date means."""


@dataclass(frozen=True)
class GivingRequest(Request):
    """A scenario, and the worlds without each of some zones, in a number of replicates."""

    zones: tuple[str, ...] = ()
    """Zones that are left out; by default all that have their status in some recorded year."""
    old_zones: str = CLOSED

    @cached_property
    def arms(self) -> Mapping[str, Scenario]:
        """Scenario of each arm, `base` first."""
        return giving_arms(self.scenario, self.zones, self.old_zones)

    def write_run(self, worlds: Iterable[tuple[str, int]], facts: Mapping[str, Any]) -> Run:
        """Write the manifest of the run, which says what zones were left out and how."""
        zones = list(zones_to_leave_out(self.scenario, self.zones))
        return super().write_run(worlds, {**facts, GIVERS: zones, OLD_ZONES_ARE: self.old_zones})


def giving_request(
    scenario: Scenario,
    *,
    zones: Sequence[str] = (),
    old_zones: str = CLOSED,
    replicates: int | None = None,
    out: str | Path = "results",
) -> GivingRequest:
    """Ask for the worlds that say who radiates to whom.

    Args:
        scenario: What zones are left out of.
        zones: Zones to leave out; by default all that have their status in some recorded year.
        old_zones: What leaving out a zone older than the policy date means: it is `closed` then, or `never` was there.
        replicates: How many replicates; by default the scenario's.
        out: Folder of all results.
    """
    numbers = tuple(range(replicates or scenario.replicates))
    return GivingRequest(scenario, numbers, Path(out), zones=tuple(zones), old_zones=old_zones)


def run_giving(
    request: GivingRequest,
    *,
    workers: int | None = None,
    threads: int = 1,
    check: bool = False,
    progress: SweepProgress | None = None,
    simulate: Simulate | None = None,
) -> Run:
    """Run every world of the request that is not stored yet; `giving` reads them.

    Args:
        request: What is asked for, by `giving_request`.
        workers: Processes side by side; by default one a core. They change no result.
        threads: Threads of each worker; they change no result.
        check: Whether the accounting identities are checked in every step.
        progress: Is told how the worlds fare.
        simulate: What lives through worlds; by default what the engine has for it.

    Raises:
        RunInterrupted: On Ctrl-C; its `run` lists what was finished.
        HinterlandError: Where something the user can mend stands in the way.
    """
    began = time.monotonic()
    orders = orders_of([request])
    workers = workers or default_workers(len(orders.lacking), threads)
    heard = progress or Quiet()
    heard.planned(_plan(request, orders, workers))
    facts = {"workers": workers, "threads": threads, "checked": check}
    facts["worlds_found"] = orders.distinct - len(orders.lacking)
    request.write_run(request.stored(), facts | {"status": "running"})
    try:
        failures = make_worlds(
            [request], orders, workers=workers, threads=threads, check=check, progress=heard, simulate=simulate
        )
    except KeyboardInterrupt as interruption:
        run = request.write_run(request.stored(), facts | {"status": "interrupted"})
        raise RunInterrupted(run) from interruption
    status = "stopped by an error" if failures else "finished"
    seconds = round(time.monotonic() - began, 1)
    run = request.write_run(request.stored(), facts | {"status": status, "seconds": seconds})
    if failures:
        raise ResultsError(_of_failures(run, [failure.message for failure in failures.values()]))
    return run


def _plan(request: Request, orders: Orders, workers: int) -> SweepPlan:
    return SweepPlan(
        points=len(request.arms) - 1,
        replicates=len(request.replicates),
        asked=orders.asked,
        distinct=orders.distinct,
        lacking=len(orders.lacking),
        burn_ins=orders.burn_ins,
        workers=workers,
    )


def _of_failures(run: Run, messages: Sequence[str]) -> str:
    worlds = "1 world" if len(messages) == 1 else f"{len(messages)} worlds"
    return (
        f"{worlds} of {run.folder} cannot be made; all others are kept, and the same command tries again. The first "
        f"ends with:\n{messages[0].strip()}"
    )
