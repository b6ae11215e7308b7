"""What `counterfactual` asks for: named arms, `without: ZONE`, and differences of one's own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sim.scenario.described import Key
from sim.scenario.schema import Scenario
from sim.scenario.wording import as_written, nearest

BASE = "base"
"""Name of the arm that is the scenario itself."""

NAMED = {
    "no_zones": "every zone loses its status at the policy date, old ones too",
    "no_new_zones": "zones not designated before the policy date never get their status",
    "g0": "coordination stays as it was before the policy date",
    "zones_not_opened": "openness stays as it was before the policy date",
    "uncoordinated": "coordination is 0 from the policy date on",
    "fully_coordinated": "coordination is 1 from the policy date on",
}
"""Counterfactuals that have a name, and what they mean."""

WITHOUT = "without"

SHARED = frozenset(
    {
        "name",
        "title",
        "extends",
        "years",
        "seed",
        "replicates",
        "steps_per_year",
        "policy_date",
        "geography",
        "rings",
        "census_years",
        "decision_years",
        "counterfactual",
    }
)
"""Keys in which the twins of one experiment cannot differ."""


@dataclass(frozen=True)
class ArmRequest:
    """One arm that a scenario asks for besides itself."""

    name: str
    key: Key
    """Where in the scenario it is asked for."""
    without: tuple[str, ...] = ()
    """Zones that are withheld."""
    differences: Mapping[str, Any] | None = None
    """Settings that differ, or None for a named arm."""


class WrongArmError(ValueError):
    """A counterfactual cannot be read; says why."""

    def __init__(self, key: Key, problem: str) -> None:
        self.key, self.problem = key, problem
        super().__init__(problem)


def default_counterfactual(scenario: Scenario) -> tuple[str, ...]:
    """Give the counterfactual of a scenario that names none: by the kind of its map."""
    return ("no_new_zones",) if scenario.geography.kind == "china" else ("no_zones",)


def requested_arms(scenario: Scenario) -> tuple[list[ArmRequest], list[tuple[Key, str]]]:
    """List the arms that a scenario asks for, and what is wrong with the way it asks."""
    asked = scenario.counterfactual
    given: Any = default_counterfactual(scenario) if asked is None else asked
    requests: dict[str, ArmRequest] = {}
    problems = []
    for key, item in _items(given):
        try:
            for request in _requests(item, key):
                if request.name in requests or request.name == BASE:
                    problems.append((key, f"`counterfactual` has two arms named '{request.name}': rename one"))
                requests[request.name] = request
        except WrongArmError as error:
            problems.append((error.key, error.problem))
    return list(requests.values()), problems


def _items(given: Any) -> Iterator[tuple[Key, Any]]:
    if isinstance(given, list | tuple):
        yield from ((("counterfactual", position), item) for position, item in enumerate(given))
    else:
        yield ("counterfactual",), given


def _requests(item: Any, key: Key) -> Iterator[ArmRequest]:
    if isinstance(item, str):
        yield _named(item, key)
    elif not item:
        raise WrongArmError(key, "`counterfactual` has an empty entry: name an arm, or write what differs")
    elif _is_differences(item):
        yield _own("counterfactual", item, key)
    else:
        for name, value in item.items():
            yield _without(value, (*key, name)) if name == WITHOUT else _own(name, value, (*key, name))


def _is_differences(item: Mapping[str, Any]) -> bool:
    """Tell settings from arms by name: a key of the scenario's root, or a value that is no mapping, is a setting."""
    others = {name: value for name, value in item.items() if name != WITHOUT}
    return any(name in Scenario.model_fields or not isinstance(value, Mapping) for name, value in others.items())


def _named(text: str, key: Key) -> ArmRequest:
    word, colon, zone = (part.strip() for part in text.partition(":"))
    if colon and word == WITHOUT:
        return _without(zone, key)
    if text not in NAMED:
        known = ", ".join([*NAMED, "`without: ZONE`"])
        hint = nearest(text, NAMED)
        raise WrongArmError(
            key, f"`counterfactual`: '{text}' is no counterfactual. Known: {known}, or differences.{hint}"
        )
    return ArmRequest(text, key)


def _without(value: Any, key: Key) -> ArmRequest:
    zones = [value] if isinstance(value, str) else value
    if not isinstance(zones, list | tuple) or not zones or not all(isinstance(zone, str) and zone for zone in zones):
        raise WrongArmError(key, f"`counterfactual`: without {as_written(value)}: name a zone, or list some")
    return ArmRequest(f"{WITHOUT} {', '.join(zones)}", key, without=tuple(zones))


def _own(name: str, differences: Mapping[str, Any], key: Key) -> ArmRequest:
    for shared in sorted(SHARED & set(differences)):
        raise WrongArmError(
            (*key, shared), f"`counterfactual`: `{shared}` cannot differ between twins: write a scenario of its own"
        )
    return ArmRequest(name, key, differences=differences)
