"""The JSON Schema of scenario files, from which editors complete and check keys."""

import json
from typing import Any

from sim.basis.parameters import Parameters, Source, Unit
from sim.scenario.lookup import FOLDER
from sim.scenario.schema import Scenario

FILE = "scenario.schema.json"

HEADER = f"# yaml-language-server: $schema=./{FILE}"
"""First line of a scenario that lies beside the schema."""


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema of a scenario file; descriptions carry unit and source."""
    schema = Scenario.model_json_schema(mode="validation")
    by_name = {block.__name__: block for block in _blocks(Parameters)}
    for name, definition in {**schema.get("$defs", {}), Scenario.__name__: schema}.items():
        if name in by_name:
            _describe(definition, by_name[name])
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Hinterland scenario"
    schema["required"] = []
    # `kind` tells the two maps apart; a file that extends another need not repeat it.
    schema["properties"]["geography"] = _either_map(schema["properties"]["geography"])
    return schema


def schema_text() -> str:
    """Give the JSON Schema as text, the same on every machine."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _blocks(block: type[Parameters]) -> list[type[Parameters]]:
    return [each for sub in block.__subclasses__() for each in (sub, *_blocks(sub))]


def _either_map(geography: dict[str, Any]) -> dict[str, Any]:
    options = geography.pop("oneOf")
    geography.pop("discriminator", None)
    return geography | {"anyOf": options}


def _describe(definition: dict[str, Any], block: type[Parameters]) -> None:
    for key, declared in block.model_fields.items():
        entry = definition["properties"][key]
        unit = next((item.name for item in declared.metadata if isinstance(item, Unit)), "")
        source = next((item.name for item in declared.metadata if isinstance(item, Source)), "")
        entry["description"] = f"{declared.description or ''} Unit: {unit}. Source: {source}."
        entry.pop("title", None)
        _allow_unit(entry, unit)
        _allow_taking_back(entry)


def _allow_unit(entry: dict[str, Any], unit: str) -> None:
    """Let a number carry its unit, `20 km`, also where it may be left out."""
    if not unit:
        return
    if _is_number(entry):
        bounds = ("type", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
        entry["anyOf"] = [{name: entry.pop(name) for name in bounds if name in entry}]
    options = entry.get("anyOf", [])
    # Where any text may stand, a date for example, a number has no unit to carry.
    if any(_is_number(option) for option in options) and {"type": "string"} not in options:
        quoted = "".join(f"\\{letter}" if letter in "()/.*+?" else letter for letter in unit)
        options.insert(1, {"type": "string", "pattern": f"^[-+0-9._eE]+ *{quoted}$"})


def _is_number(entry: dict[str, Any]) -> bool:
    return entry.get("type") in {"number", "integer"}


def _allow_taking_back(entry: dict[str, Any]) -> None:
    """Let a key be empty, which takes back what a parent has set."""
    if "anyOf" in entry and {"type": "null"} not in entry["anyOf"]:
        entry["anyOf"].append({"type": "null"})


__all__ = ["FILE", "FOLDER", "HEADER", "json_schema", "schema_text"]
