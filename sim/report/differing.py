"""What differs between two scenarios, in words: a row for each key, with what it means."""

import re
from collections.abc import Mapping
from typing import Any

from sim.figures.labels import Language
from sim.report.page import Paragraph, Part, Table
from sim.report.settings import name_of, scenario_of, unit_of
from sim.report.texts import text
from sim.report.units import unit_in
from sim.scenario.differing import differences

LINE = re.compile(r"^`(?P<key>[^`]+)`: (?P<one>.*) -> (?P<other>.*)$", re.DOTALL)
"""How `differences` writes a line."""

ARMS: dict[str, tuple[str, str]] = {
    "no_zones": (
        "In the twin world every zone loses its status at the policy date, old ones too.",
        "在对照世界中，所有开发区（包括原有的）自政策起始日起失去资格。",
    ),
    "no_new_zones": (
        "In the twin world zones not designated before the policy date never get their status.",
        "在对照世界中，政策起始日之前未设立的开发区始终得不到资格。",
    ),
    "g0": (
        "In the twin world coordination stays as it was before the policy date.",
        "在对照世界中，协同水平保持在政策起始日之前的状态。",
    ),
    "zones_not_opened": (
        "In the twin world openness stays as it was before the policy date.",
        "在对照世界中，开放度保持在政策起始日之前的状态。",
    ),
    "uncoordinated": (
        "In the twin world there is no coordination from the policy date on.",
        "在对照世界中，自政策起始日起没有任何协同。",
    ),
    "fully_coordinated": (
        "In the twin world coordination is complete from the policy date on.",
        "在对照世界中，自政策起始日起完全协同。",
    ),
}
"""What the counterfactuals that have a name mean, English first."""

WITHHELD: dict[str, tuple[str, str]] = {
    "'none'": ("none: every zone has its status", "无：各开发区均有资格"),
    "'all'": ("all: no zone has its status", "全部：各开发区均无资格"),
    "'new'": ("new: zones not designated before have none", "新设：此前未设立的开发区没有资格"),
}
"""Values of `withheld`, English first."""


def arm_in_words(arm: str, language: Language) -> str:
    """Say what a counterfactual that has a name means; nothing of those of a user's own."""
    column = 0 if language == "en" else 1
    if arm.startswith("without "):
        zone = arm.removeprefix("without ")
        return (f"In the twin world {zone} has no status.", f"在对照世界中，{zone}没有开发区资格。")[column]
    return ARMS[arm][column] if arm in ARMS else ""


def differing(
    one: Mapping[str, Any], other: Mapping[str, Any], *, names: tuple[str, str], language: Language
) -> tuple[Part, ...]:
    """Lay the settings side by side in which two scenarios differ.

    Args:
        one: A scenario as a manifest keeps it.
        other: Another.
        names: How readers know the two.
        language: Language of the words.
    """
    left, right = scenario_of(one), scenario_of(other)
    if left is None or right is None:
        return (Paragraph(text("differs_unreadable", language)),)
    lines = differences(left, right)
    if not lines:
        return (Paragraph(text("no_difference", language, one=names[0], other=names[1])),)
    heads = (text("head_setting", language), *names, text("head_unit", language), text("head_key", language))
    rows = tuple(_row(line, language) for line in lines)
    return (Table(text("differs_caption", language, one=names[0], other=names[1]), heads, rows, words=len(heads)),)


def _row(line: str, language: Language) -> tuple[str, ...]:
    """Turn a line of `differences` into cells: meaning, both values, unit, key.

    Raises:
        ValueError: Where `differences` writes lines in another way.
    """
    found = LINE.match(line)
    if found is None:
        raise ValueError(f"differences() wrote a line that is not `key`: one -> other: {line}")
    key = found["key"]
    values = (_value(key, found[side], language) for side in ("one", "other"))
    unit = unit_of(key)
    return (name_of(key, language), *values, "" if key == "withheld" else unit_in(unit, language), key)


def _value(key: str, value: str, language: Language) -> str:
    if value == "not set":
        return text("not_set", language)
    if key == "withheld" and value in WITHHELD:
        return WITHHELD[value][0 if language == "en" else 1]
    return value.strip("'")
