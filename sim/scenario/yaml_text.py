"""YAML text to plain values, with the line of every key and every duplicate found.

Dates stay text, so that `2010-05-01` is answered by a message of ours. Anchors and aliases work.
"""

from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sim.scenario.described import Key, dotted

DEEPEST = 20
"""Mappings within mappings beyond which a text is not a scenario (an alias that contains itself, mostly)."""


@dataclass
class Text:
    """What a YAML text says."""

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[Key, int] = field(default_factory=dict)
    """Line, from 1, of every key and list item."""
    problems: list[tuple[int | None, str]] = field(default_factory=list)
    """Pairs (line, problem)."""


def read_yaml(text: str) -> Text:
    """Read a YAML text; what is wrong with it is listed in the result, not raised."""
    result = Text()
    root = _compose(text, result)
    if root is None:
        return result
    if not isinstance(root, MappingNode):
        result.problems.append((root.start_mark.line + 1, "is not a mapping: write `key: value` lines"))
        return result
    result.values = _value(root, (), result)
    return result


def read_value(text: str) -> Any:
    """Read one value as written after `--set key=`; a text that is no YAML stays a text."""
    read = Text()
    root = _compose(text, read)
    return text if root is None and text.strip() else None if root is None else _value(root, (), read)


def _compose(text: str, result: Text) -> Node | None:
    try:
        return YAML().compose(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark is not None else None
        result.problems.append((line, f"is not YAML: {error.problem or error.context}. {_hint(error)}"))
    except (YAMLError, ValueError) as error:
        result.problems.append((None, f"is not YAML: {' '.join(str(error).split())}"))
    return None


def _hint(error: MarkedYAMLError) -> str:
    if "\\t" in str(error.problem):
        return "Indent with spaces, not with tabs"
    return "Check the indentation, colons and brackets just above"


def _value(node: Node, key: Key, result: Text) -> Any:
    if len(key) > DEEPEST:
        result.problems.append((node.start_mark.line + 1, f"`{dotted(key[:3])}` is nested too deeply"))
        return None
    if isinstance(node, MappingNode):
        return _mapping(node, key, result)
    if isinstance(node, SequenceNode):
        for position, item in enumerate(node.value):
            result.lines[*key, position] = item.start_mark.line + 1
        return [_value(item, (*key, position), result) for position, item in enumerate(node.value)]
    assert isinstance(node, ScalarNode)
    return _scalar(node)


def _mapping(node: MappingNode, key: Key, result: Text) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name_node, value_node in node.value:
        name = str(name_node.value) if isinstance(name_node, ScalarNode) else "?"
        line = name_node.start_mark.line + 1
        here = (*key, name)
        if name in values:
            first = result.lines[here]
            result.problems.append((line, f"`{dotted(here)}` is set twice, first in line {first}: keep one of them"))
            continue
        result.lines[here] = line
        values[name] = _value(value_node, here, result)
    return values


def _scalar(node: ScalarNode) -> Any:
    """Read a scalar by YAML 1.2: numbers, true and false, null; anything else is text."""
    text = node.value
    kind = str(node.tag).rpartition(":")[2]
    try:
        match kind:
            case "int":
                return int(text.replace("_", ""), 0) if text.strip("+-0") else 0
            case "float":
                return float(text.replace("_", "").replace(".inf", "inf").replace(".nan", "nan").lower())
            case "bool":
                return text.lower() == "true"
            case "null":
                return None
    except ValueError:
        return text
    return text
