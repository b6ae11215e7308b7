"""Stages: the sweeps that a sensitivity study is made of, each of them carried out, stored and resumed as any sweep."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sim.basis.arrays import Floats
from sim.basis.errors import HinterlandError, ScenarioError
from sim.experiments.sensitivity.designs import MOST_PARAMETERS, one_at_a_time, radial, settings_at, trajectories
from sim.experiments.sweeps.designs import Settings
from sim.experiments.sweeps.factors import Factor
from sim.experiments.sweeps.sweep import Sweep, in_words
from sim.results.run import BASE
from sim.results.swept import nested
from sim.scenario.arm_names import WITHOUT, requested_arms
from sim.scenario.arms import arms
from sim.scenario.reading import vary
from sim.scenario.schema import Scenario
from sim.scenario.wording import nearest

TORNADO, SCREENING, INDICES = "one_at_a_time", "screening", "indices"


@dataclass(frozen=True)
class Stage:
    """A sweep, and where its points lie."""

    sweep: Sweep
    shares: Floats
    """Shares of the way through each range, (..., D); empty for the stage that goes one at a time."""

    @property
    def factors(self) -> tuple[Factor, ...]:
        """What varies."""
        return self.sweep.factors


def base_of(scenario: Scenario, *, against: str | None, replicates: int | None) -> Scenario:
    """Give the scenario that every point starts from: one counterfactual, and replicates enough to see luck.

    Raises:
        HinterlandError: Where the scenario has no such counterfactual, or there are fewer than two replicates.
    """
    known = [arm for arm in arms(scenario) if arm != BASE]
    if not known or (against is not None and against not in known):
        found = ", ".join(known) or "none"
        hint = nearest(against or "", known)
        raise HinterlandError(f"The scenario has no counterfactual '{against or ''}'.{hint} It has: {found}.")
    count = replicates or scenario.replicates
    if count < 2:
        raise HinterlandError(
            f"A study with {count} replicate cannot tell luck from parameters: ask for at least 2 (--replicates)."
        )
    return vary(scenario, {"replicates": count, "counterfactual": _only(scenario, against or known[0])})


def _only(scenario: Scenario, arm: str) -> list[object]:
    """Give the one counterfactual as a scenario would write it; a list replaces whatever the scenario has."""
    request = next(each for each in requested_arms(scenario)[0] if each.name == arm)
    if request.without:
        return [{WITHOUT: list(request.without)}]
    return [arm if request.differences is None else {arm: dict(request.differences)}]


def tornado(base: Scenario, factors: Sequence[Factor]) -> Stage:
    """Give the stage that moves one parameter at a time to either end of its range."""
    return _stage(base, factors, TORNADO, one_at_a_time(factors), np.empty((0, len(factors))))


def screening(base: Scenario, factors: Sequence[Factor], count: int) -> Stage:
    """Give the stage of Morris's trajectories."""
    shares = trajectories(factors, count, base.seed)
    return _stage(base, factors, SCREENING, settings_at(factors, shares), shares)


def indices(base: Scenario, factors: Sequence[Factor], samples: int) -> Stage:
    """Give the stage of Saltelli's matrices.

    Raises:
        HinterlandError: Where there are more parameters than a Sobol sequence has pairs of dimensions.
    """
    if len(factors) > MOST_PARAMETERS:
        raise HinterlandError(
            f"Sobol' indices of {len(factors)} parameters are asked for, but at most {MOST_PARAMETERS} can be had at "
            "once: screen them first (--trajectories), keep fewer (--keep), or name fewer (--parameter)."
        )
    shares = radial(factors, samples, base.seed)
    return _stage(base, factors, INDICES, settings_at(factors, shares), shares)


def _stage(base: Scenario, factors: Sequence[Factor], kind: str, points: Sequence[Settings], shares: Floats) -> Stage:
    name = f"{base.name or 'scenario'}_{kind}"
    title = f"{base.title or base.name}: sensitivity, {kind.replace('_', ' ')}"
    sweep = Sweep(name, title, base, kind, tuple(factors), tuple(points))
    return Stage(_checked(sweep), shares)


def _checked(sweep: Sweep) -> Sweep:
    """Read every point; what single values do right, they may do wrong together."""
    scenarios, problems = [], []
    for settings in sweep.points:
        try:
            scenarios.append(vary(sweep.base, nested(settings)))
        except ScenarioError as error:
            problems += [f"{in_words(settings)}: {problem.removeprefix('differences: ')}" for problem in error.problems]
    if problems:
        shown = [*problems[:5], f"and {len(problems) - 5} more"] if len(problems) > 5 else problems
        raise ScenarioError("The sensitivity study", [*shown, "narrow the ranges until all combinations can be run"])
    checked = replace(sweep)
    checked.__dict__["scenarios"] = tuple(scenarios)
    return checked
