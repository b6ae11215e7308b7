"""Explain a scenario: every value it resolves to, and where that comes from."""

from dataclasses import dataclass
from io import StringIO
from typing import Any

from ruamel.yaml import YAML

from sim.scenario.arms import plain
from sim.scenario.described import Key, describe, dotted
from sim.scenario.layers import DEFAULT
from sim.scenario.schema import Scenario
from sim.scenario.wording import as_written


@dataclass(frozen=True)
class Explained:
    """One resolved value."""

    key: str
    value: str
    unit: str
    origin: str
    """A file and line, `command line`, or `default`."""
    meaning: str


def explain(scenario: Scenario) -> list[Explained]:
    """List every value of a scenario with its unit, where it comes from and what it means."""
    return [_explained(key, value, scenario) for key, value in _leaves(plain(scenario), ())]


def _leaves(value: Any, key: Key) -> list[tuple[Key, Any]]:
    if isinstance(value, dict) and key != ("counterfactual",):
        return [leaf for name, each in value.items() for leaf in _leaves(each, (*key, name))]
    return [(key, value)]


def _explained(key: Key, value: Any, scenario: Scenario) -> Explained:
    described = describe(key)
    return Explained(
        key=dotted(key),
        value=as_written(value),
        unit=described.unit if described is not None else "",
        origin=origin_of(key, scenario),
        meaning=described.meaning if described is not None else "",
    )


def origin_of(key: Key, scenario: Scenario) -> str:
    """Say where a value was set."""
    return next((scenario.origins[key[:n]] for n in range(len(key), 0, -1) if key[:n] in scenario.origins), DEFAULT)


def resolved_yaml(scenario: Scenario) -> str:
    """Write a scenario with every value resolved, as a file that reads back to the same scenario."""
    yaml = YAML()
    yaml.default_flow_style = None
    yaml.allow_unicode = True
    yaml.width = 110
    text = StringIO()
    values = {key: value for key, value in plain(scenario).items() if key != "extends" and value != {}}
    yaml.dump(_without_nothing(values), text)
    return text.getvalue()


def _without_nothing(value: Any) -> Any:
    """Leave out empty mappings; a scenario is the same without them."""
    if not isinstance(value, dict):
        return value
    return {key: _without_nothing(each) for key, each in value.items() if each != {} or key not in _OPTIONAL}


_OPTIONAL = {"clusters", "zones", "regions", "twin", "timeline", "benchmarks"}
