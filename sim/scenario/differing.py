"""What differs between two arms, in words; nothing where the twins are one and the same."""

from typing import Any

from sim.scenario.arms import AFTER, NOT_THE_WORLD, plain
from sim.scenario.described import dotted
from sim.scenario.levels import policy_path_by_name
from sim.scenario.same_levels import same_levels
from sim.scenario.schema import Scenario
from sim.scenario.wording import as_written

type Leaves = dict[tuple[str | int, ...], Any]

ABSENT = object()


def differences(base: Scenario, arm: Scenario) -> list[str]:
    """List what differs between two arms, one line a key; an empty list means a twin without any difference.

    Two arms that say different things and put the same policy in force, in every step, do not differ: to withhold a
    zone that does not exist yet, or to close one that is closed.
    """
    one, other = _leaves(_world(base)), _leaves(_world(arm))
    keys = [key for key in dict.fromkeys((*one, *other)) if one.get(key, ABSENT) != other.get(key, ABSENT)]
    in_policy = all(key[0] in {*AFTER, "zones"} for key in keys)
    if keys and in_policy and same_levels(policy_path_by_name(base), policy_path_by_name(arm)):
        return []
    return [f"`{dotted(key)}`: {_shown(one, key)} -> {_shown(other, key)}" for key in keys]


def _world(scenario: Scenario) -> dict[str, Any]:
    return {key: value for key, value in plain(scenario).items() if key not in NOT_THE_WORLD}


def _leaves(value: Any, key: tuple[str | int, ...] = ()) -> Leaves:
    if isinstance(value, dict) and value:
        return {leaf: each for name, inner in value.items() for leaf, each in _leaves(inner, (*key, name)).items()}
    return {key: value} if value not in ({}, []) else {}


def _shown(leaves: Leaves, key: tuple[str | int, ...]) -> str:
    return as_written(leaves[key]) if key in leaves else "not set"
