"""The worlds that take radiation apart: with the zones and without them, each behind every set of closed gates."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from sim.basis.errors import ScenarioError
from sim.scenario.arm_names import BASE
from sim.scenario.arms import arms
from sim.scenario.jurisdictions import jurisdictions_by_name
from sim.scenario.levels import policy_path_by_name
from sim.scenario.schema import Scenario
from sim.world.levels import CHANNELS, Levels


def channel_arms(scenario: Scenario, counterfactual: str | None = None) -> dict[str, Scenario]:
    """Give 32 arms by name, `base` first: for each set of open channels the scenario and its counterfactual.

    Args:
        scenario: What is taken apart.
        counterfactual: The arm that it is held against; by default the first.

    Raises:
        ScenarioError: The scenario closes channels itself, or has no such counterfactual.
    """
    known = arms(scenario)
    others = [name for name in known if name != BASE]
    against = others[0] if counterfactual is None else counterfactual
    problems = _problems(scenario, others, against)
    if problems:
        raise ScenarioError(scenario.name or "the scenario", problems)
    around = treated_zones(known[BASE], known[against])
    return {
        arm_name(arm, open_): _gated(known[arm], open_, around)
        for arm in (BASE, against)
        for open_ in reversed(list(sets_of_channels()))
    }


def _problems(scenario: Scenario, others: list[str], against: str) -> list[str]:
    problems = []
    if scenario.closed_channels:
        listed = ", ".join(scenario.closed_channels)
        problems.append(
            f"`closed_channels` is [{listed}], but taking channels apart closes each of them in turn: leave the key out"
        )
    if against not in others:
        problems.append(f"it has no counterfactual '{against}'; it has {', '.join(others)}")
    return problems


def sets_of_channels() -> Iterator[tuple[str, ...]]:
    """Give every set of open channels, smaller sets first."""
    for size in range(len(CHANNELS) + 1):
        yield from combinations(CHANNELS, size)


def arm_name(arm: str, open_: tuple[str, ...]) -> str:
    """Name an arm behind gates through which only some channels pass; with all of them open it is the arm itself."""
    closed = [channel for channel in CHANNELS if channel not in open_]
    return f"{arm} closed {'+'.join(closed)}" if closed else arm


def treated_zones(base: Scenario, other: Scenario) -> tuple[str, ...]:
    """Name the zones that differ between two arms in status or openness at any date; else all that are ever active."""
    names = jurisdictions_by_name(base).zones
    one, two = policy_path_by_name(base), policy_path_by_name(other)
    steps = sorted({0, *(step for step, _ in (*one.changes, *two.changes))})
    differs = np.zeros(len(names), dtype=np.bool_)
    active = np.zeros(len(names), dtype=np.bool_)
    for step in steps:
        differs |= _standing(one.at(step)) != _standing(two.at(step))
        active |= one.at(step).zone_active | two.at(step).zone_active
    chosen = differs if differs.any() else active
    return tuple(name for name, is_one in zip(names, chosen, strict=True) if is_one)


def _standing(levels: Levels) -> np.ndarray:
    """Give (Z,) openness of zones with status, -1 for those without."""
    return np.where(levels.zone_active, levels.zone_openness, -1.0)


def _gated(arm: Scenario, open_: tuple[str, ...], around: tuple[str, ...]) -> Scenario:
    closed = [channel for channel in CHANNELS if channel not in open_]
    return arm.model_copy(update={"closed_channels": tuple(closed), "closed_around": around}) if closed else arm
