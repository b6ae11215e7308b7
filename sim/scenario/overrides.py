"""Settings from the command line: `key=value`, dotted keys, values as in a scenario file."""

from collections.abc import Sequence
from typing import Any

from sim.scenario.by_place import PLAIN_MEANS
from sim.scenario.layers import Layer
from sim.scenario.yaml_text import read_value

COMMAND_LINE = "command line"


def read_overrides(overrides: Sequence[str], *, below: frozenset[str]) -> tuple[Layer, list[tuple[str, str]]]:
    """Read `key=value` settings as the topmost layer; later ones win.

    Args:
        overrides: Texts such as `openness=0.9` or `zones.center.at=[3, 4]`.
        below: Labels of the layers beneath.
    """
    values: dict[str, Any] = {}
    problems = []
    for override in overrides:
        key, equals, text = override.partition("=")
        parts = key.strip().split(".")
        if not equals or not all(parts):
            problems.append((COMMAND_LINE, f"'{override}' is no setting: write key=value, such as openness=0.9"))
        elif parts == ["extends"]:
            problems.append((COMMAND_LINE, "`extends` cannot be set here: write a scenario file that extends both"))
        else:
            values = _put(values, parts, read_value(text))
    return Layer(COMMAND_LINE, values, below=below), problems


def _put(values: dict[str, Any], parts: list[str], value: Any) -> dict[str, Any]:
    """Put a value in place; an empty one stays, for it takes back what the layers beneath have set."""
    name, *rest = parts
    if not rest:
        return values | {name: value}
    kept = values.get(name)
    if not isinstance(kept, dict):
        kept = {PLAIN_MEANS[name]: kept} if name in PLAIN_MEANS and kept is not None else {}
    return values | {name: _put(kept, rest, value)}
