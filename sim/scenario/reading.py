"""Read a scenario: its file, what it extends, the command line; every problem in one message.

What wins, from strongest to weakest: the command line, the scenario, what it extends, the defaults.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sim.basis.errors import ScenarioError
from sim.scenario.arm_names import requested_arms
from sim.scenario.checks import check
from sim.scenario.described import Key
from sim.scenario.inheritance import Family
from sim.scenario.layers import DEFAULT, Layer, Merged
from sim.scenario.lookup import find_scenario, not_found, shown
from sim.scenario.overrides import read_overrides
from sim.scenario.schema import Scenario
from sim.scenario.values import Problems, validate, value_at, with_plain_numbers

_BY_PLACE = ("openness", "coordination", "benchmark", "before")


def _defaults() -> Layer:
    """Give the defaults onto which mappings of a scenario merge."""
    values = Scenario().model_dump(mode="json", exclude_none=True)
    below: dict[str, Any] = {key: _without_empty(values[key]) for key in _BY_PLACE}
    return Layer(DEFAULT, below | {"geography": {"kind": "stylised"}})


def _without_empty(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: _without_empty(each) for key, each in value.items() if each != {}}


def read_scenario(name_or_path: str | Path, overrides: Sequence[str] = ()) -> Scenario:
    """Read a scenario and resolve it.

    Args:
        name_or_path: Path of a file, or a name in `./scenarios` or among the shipped scenarios.
        overrides: Settings `key=value` that go before everything else.

    Raises:
        ScenarioError: If the scenario cannot be run; names every problem.
    """
    path = find_scenario(str(name_or_path))
    if path is None:
        raise ScenarioError(str(name_or_path), [not_found(str(name_or_path))])
    family = Family()
    family.add(path)
    below = frozenset({DEFAULT, *(layer.label for layer in family.layers)})
    top, problems = read_overrides(overrides, below=below)
    return _resolve([_defaults(), *family.layers, top], family.problems + problems, where=shown(path))


def read_text(text: str, overrides: Sequence[str] = (), *, name: str = "scenario") -> Scenario:
    """Read a scenario from YAML text, such as one typed into a page or a test.

    Raises:
        ScenarioError: If the scenario cannot be run; names every problem.
    """
    family = Family()
    family.add_text(text, name=name)
    below = frozenset({DEFAULT, *(layer.label for layer in family.layers)})
    top, problems = read_overrides(overrides, below=below)
    return _resolve([_defaults(), *family.layers, top], family.problems + problems, where=name)


def vary(scenario: Scenario, differences: Mapping[str, Any]) -> Scenario:
    """Give a scenario with some settings changed; mappings merge by key.

    Args:
        scenario: What to start from.
        differences: Nested settings as in a file, for example `{"coordination": 0.9}`.

    Raises:
        ScenarioError: If the result cannot be run; names every problem.
    """
    base = Layer("scenario", scenario.model_dump(mode="json", exclude_none=True))
    changes = Layer("differences", differences, below=frozenset({base.label}))
    changed = _resolve([base, changes], [], where=scenario.name or "the scenario")
    inherited = {key: place for key, place in changed.origins.items() if place == base.label}
    for key in inherited:
        del changed.origins[key]
    changed.origins.update({key: place for key, place in scenario.origins.items() if key in inherited})
    return changed


def _resolve(layers: Sequence[Layer], problems: list[tuple[str, str]], *, where: str) -> Scenario:
    merged = Merged()
    for layer in layers:
        merged.lay(layer)
    merged.settle()
    found = problems + merged.problems
    scenario, wrong = _checked(merged.values)
    found += [(_place(key, merged), problem) for key, problem in wrong]
    found += _arm_problems(scenario, merged, wrong)
    if found:
        raise ScenarioError(where, [f"{place}: {problem}" if place else problem for place, problem in _in_order(found)])
    scenario.origins.update({key: place for key, place in merged.origins().items() if place != DEFAULT})
    return scenario


def _in_order(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give each problem once, file by file and line by line, those without a place first."""
    files = list(dict.fromkeys(place.rpartition(":")[0] for place, _ in found))

    def order(problem: tuple[str, str]) -> tuple[int, int]:
        file, _, line = problem[0].rpartition(":")
        return files.index(file), int(line) if line.isdigit() else 0

    return sorted(dict.fromkeys(found), key=order)


def _checked(values: Mapping[str, Any]) -> tuple[Scenario, Problems]:
    """Validate values and check that they fit together."""
    problems: Problems = []
    scenario = validate(with_plain_numbers(values, problems), problems)
    return scenario, problems + check(scenario, wrong=[key for key, _ in problems])


def _arm_problems(scenario: Scenario, merged: Merged, known: Problems) -> list[tuple[str, str]]:
    """Check the counterfactuals as scenarios of their own; what is wrong with the scenario itself is said once."""
    requests, wrong = requested_arms(scenario)
    found = [(_place(key, merged), problem) for key, problem in wrong]
    if any(key[:1] == ("counterfactual",) for key, _ in known):
        return []
    said = {problem for _, problem in known}
    for request in requests:
        arm = Merged()
        arm.lay(Layer(DEFAULT, merged.values))
        differences = {"withheld": list(request.without)} if request.without else request.differences or {}
        arm.lay(Layer(request.name, differences, below=frozenset({DEFAULT})))
        here = _place(request.key, merged)
        arm_wrong = [problem for _, problem in arm.problems]
        arm_wrong += [
            problem
            for key, problem in _checked(arm.values)[1]
            if problem not in said or value_at(differences, key) is not None
        ]
        found += [(here, f"counterfactual '{request.name}': {each}") for each in arm_wrong]
    return found


def _place(key: Key, merged: Merged) -> str:
    """Say in which file and line a key was set; nothing where it was not."""
    owner = _owner(key, merged.owners)
    if owner is None or owner.label == DEFAULT:
        return ""
    return owner.place(key)


def _owner(key: Key, owners: Mapping[Key, Layer]) -> Layer | None:
    for length in range(len(key), 0, -1):
        inside = [layer for each, layer in owners.items() if each[:length] == key[:length] and layer.label != DEFAULT]
        if inside:
            return inside[-1]
    return None
