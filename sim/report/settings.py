"""Settings: the scenario that a manifest keeps, and the names by which readers know its keys."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from sim.figures.labels import Language
from sim.report.parameters_in_chinese import NAMES
from sim.scenario.described import describe
from sim.scenario.schema import Scenario

BY_NAME = ("zones", "timeline", "benchmarks")
"""Mappings whose keys are names of the user's own."""

PAIRS = ("zones", "timeline")
"""Mappings that manifests keep as lists of pairs, since their order counts."""


def scenario_of(told: Mapping[str, Any]) -> Scenario | None:
    """Read the scenario that a manifest keeps of an arm; none where another version of the model wrote it."""
    values = {**told, **{name: dict(told[name]) for name in PAIRS if name in told}}
    try:
        return Scenario.model_validate(values)
    except ValidationError:
        return None


def name_of(key: str, language: Language) -> str:
    """Give what a key of a scenario file means, in words; a key that nobody knows stays as it is."""
    parts = tuple(key.split("."))
    if language == "zh":
        return _in_chinese(parts) or key
    described = describe(parts)
    if described is None or not described.meaning:
        return key
    # What follows a colon or semicolon says how the key is written, not what it is.
    return re.split(r"[:;] ", described.meaning)[0].replace("`", "").rstrip(".")


def short_name(key: str, language: Language) -> str:
    """Give a key's name for running text: the key itself in English, its Chinese name in Chinese."""
    if language == "zh":
        return _in_chinese(tuple(key.split("."))) or key
    if key.startswith("before."):
        return f"{key.removeprefix('before.').replace('_', ' ')} before the policy date"
    return key.replace("_", " ").replace(".", " ")


def unit_of(key: str) -> str:
    """Give the unit of a key, or nothing where it has none."""
    described = describe(tuple(key.split(".")))
    return described.unit if described is not None else ""


def _in_chinese(parts: tuple[str, ...]) -> str:
    """Find the Chinese name of a key, or of the nearest key above it."""
    if len(parts) > 1 and parts[0] in BY_NAME:
        parts = (parts[0], "NAME", *parts[2:])
    for length in range(len(parts), 0, -1):
        found = NAMES.get(".".join(parts[:length]))
        if found:
            return found
    return ""
