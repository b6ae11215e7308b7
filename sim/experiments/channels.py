"""Channels: the 32 worlds a replicate that take the radiation of zones apart, under the same luck.

All fork from one burn-in. The worlds without the zones are lived through first, since where nobody moves across the
gates people move as they do there. Worlds are stored one by one, so what is interrupted goes on where it stopped; the
two worlds with all channels open are those of `hinterland run`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sim.experiments.progress import Progress
from sim.experiments.requests import Request
from sim.experiments.twins import run_request
from sim.results.run import BASE, Run
from sim.scenario.channel_arms import channel_arms
from sim.scenario.schema import Scenario

CHANNELS_OF = "channels_of"
"""Key of the manifest that names the counterfactual whose channels were taken apart."""


@dataclass(frozen=True)
class ChannelRequest(Request):
    """Every set of open channels, with the zones and without, in a number of replicates."""

    against: str | None = None
    """Counterfactual; by default the scenario's first."""

    @cached_property
    def arms(self) -> Mapping[str, Scenario]:
        """Scenario of each arm, `base` first."""
        return channel_arms(self.scenario, self.against)

    def lacking(self, replicate: int, stored: frozenset[tuple[str, int]]) -> Mapping[str, Scenario]:
        """Give the arms that must be run to complete a replicate, those without the zones first."""
        found = super().lacking(replicate, stored)
        return dict(sorted(found.items(), key=lambda item: item[0].split()[0] == BASE))

    def write_run(self, worlds: Iterable[tuple[str, int]], facts: Mapping[str, Any]) -> Run:
        """Write the manifest of the run, which says what was taken apart."""
        against = next(arm for arm in self.arms if arm.split(" closed ")[0] != BASE).split(" closed ")[0]
        return super().write_run(worlds, {**facts, CHANNELS_OF: against})


def run_channels(
    scenario: Scenario,
    *,
    against: str | None = None,
    replicates: int | None = None,
    workers: int | None = None,
    out: str | Path = "results",
    threads: int = 1,
    check: bool = False,
    progress: Progress | None = None,
) -> Run:
    """Run the worlds that take the radiation of a scenario's zones apart by channel; `channels` reads them.

    Args:
        scenario: What is taken apart; it closes no channel itself.
        against: Counterfactual that it is held against; by default the scenario's first.
        replicates: How many replicates; by default the scenario's.
        workers: Processes side by side; by default one a core, at most one a replicate. They change no result.
        out: Folder of all results.
        threads: Threads of each worker; they change no result.
        check: Whether the accounting identities are checked in every step.
        progress: Is told how the run fares.

    Raises:
        RunInterrupted: On Ctrl-C; its `run` lists what was finished.
        HinterlandError: Where something the user can mend stands in the way.
    """
    request = ChannelRequest(scenario, tuple(range(replicates or scenario.replicates)), Path(out), against=against)
    return run_request(request, workers=workers, threads=threads, check=check, progress=progress)
