"""Measuring facts: the worlds that they need, run where the store lacks them, and read replicate by replicate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments.progress import Progress
from sim.experiments.twins import run_twins
from sim.measures.facts.cases import Case, census_years
from sim.measures.facts.register import MEASUREMENTS, measurement_of, read_case
from sim.measures.facts.table import Fact
from sim.results.run import Run
from sim.scenario.arm_names import BASE, requested_arms
from sim.scenario.reading import vary
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Measured:
    """What a scenario says of facts."""

    run: Run
    """Every world that was needed."""
    readings: pd.DataFrame
    """A row for each fact and replicate: id, replicate, value, why (there is none), beside, clear."""


def measure(
    scenario: Scenario,
    facts: Sequence[Fact],
    *,
    replicates: int | None = None,
    workers: int | None = None,
    out: str | Path = "results",
    threads: int = 1,
    check: bool = False,
    progress: Progress | None = None,
) -> Measured:
    """Measure facts in a scenario; worlds that are stored are not run again.

    Args:
        scenario: What is measured.
        facts: Which facts; they say what counterfactual worlds are run.
        replicates: How many replicates; by default the scenario's. They share their luck whatever the scenario.
        workers: Processes side by side; by default one a core, at most one a replicate. They change no result.
        out: Folder of all results.
        threads: Threads of each worker; they change no result.
        check: Whether the accounting identities are checked in every step.
        progress: Is told how the run fares.

    Raises:
        RunInterrupted: On Ctrl-C; its `run` lists what was finished.
        HinterlandError: Where something the user can mend stands in the way.
    """
    wanted = worlds_wanted(scenario, facts)
    run = run_twins(
        wanted, replicates=replicates, workers=workers, out=out, threads=threads, check=check, progress=progress
    )
    return Measured(run, readings(run, scenario, facts))


def worlds_wanted(scenario: Scenario, facts: Sequence[Fact]) -> Scenario:
    """Give the scenario with the counterfactuals, and the census, that some facts need, and no others."""
    showing = [measurement_of(fact) for fact in facts if not measurement_of(fact).obstacle(scenario)]
    arms: dict[str, Any] = {}
    for measurement in showing:
        arms |= measurement.arms(scenario)
    asked = [_as_asked(scenario, name) for name in compared_in(scenario, facts)]
    wanted = [*asked, *(entry for name, entry in arms.items() if name not in compared_in(scenario, facts))]
    census = census_years(scenario) if any(measurement.census for measurement in showing) else ()
    differences = {"counterfactual": wanted, "census_years": sorted({*scenario.census_years, *census})}
    return vary(scenario, differences)


def compared_in(scenario: Scenario, facts: Sequence[Fact]) -> tuple[str, ...]:
    """Name the scenario's own first counterfactual where a headline number is asked for; otherwise none."""
    dotted = any(fact.measure not in MEASUREMENTS for fact in facts)
    return tuple(request.name for request in requested_arms(scenario)[0][:1]) if dotted else ()


def _as_asked(scenario: Scenario, name: str) -> Any:
    """Write a counterfactual of the scenario as `counterfactual` takes it."""
    request = next(each for each in requested_arms(scenario)[0] if each.name == name)
    if request.without:
        return {"without": list(request.without)}
    return name if request.differences is None else {name: dict(request.differences)}


def readings(run: Run, scenario: Scenario, facts: Sequence[Fact]) -> pd.DataFrame:
    """Measure facts on the worlds of a run, a row for each fact and replicate.

    Args:
        run: Worlds of `worlds_wanted(scenario, facts)`, or of more arms.
        scenario: The scenario as it was before counterfactuals were added.
        facts: What to measure.
    """
    rows, compared = [], compared_in(scenario, facts)
    for replicate in run.replicates:
        worlds: Mapping[str, Any] = {arm: run.world(arm, replicate) for arm in (BASE, *run.counterfactuals)}
        found = read_case(facts, Case(worlds, scenario, compared))
        rows += [(name, replicate, each.value, each.why, each.beside, each.clear) for name, each in found.items()]
    return pd.DataFrame(rows, columns=["id", "replicate", "value", "why", "beside", "clear"])
