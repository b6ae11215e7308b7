"""Adopt what was calibrated: write values into a scenario file, and leave everything else in it as it stands.

A key that the file has keeps its place and its comment. A key whose block the file has goes to that block's end. What
is left goes into blocks of their own at the end of the file, below a line that says where they come from.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.basis.errors import ScenarioError
from sim.results.manifests import replace_text
from sim.scenario.lookup import find_scenario, not_found, shipped_folder, shown
from sim.scenario.reading import read_scenario
from sim.scenario.yaml_text import read_yaml

MARK = "# Calibrated: see docs/calibration.md."

LINE = re.compile(r"^(?P<head>\s*[\w.]+:[ ]+)(?P<value>[^#{}\[\]]*?)(?P<tail>\s*(?:#.*)?)$")
"""A key with a plain value and perhaps a comment."""


def adopt(scenario: str, values: Mapping[str, Any]) -> Path:
    """Write values by dotted key into the file of a scenario; give the file.

    Raises:
        ScenarioError: There is no such file of one's own, it cannot be edited, or it would say something else.
    """
    path = file_to_adopt(scenario)
    before = path.read_text(encoding="utf-8")
    after = with_values(before, values, where=shown(path))
    replace_text(path, after)
    try:
        _check(scenario, values, shown(path))
    except ScenarioError:
        replace_text(path, before)
        raise
    return path


def file_to_adopt(scenario: str) -> Path:
    """Find the file that `adopt` would write.

    Raises:
        ScenarioError: There is none, or it is a part of the installed package.
    """
    path = find_scenario(scenario)
    if path is None:
        raise ScenarioError(scenario, [not_found(scenario)])
    installed = shipped_folder().resolve()
    if installed.name == "shipped_scenarios" and path.resolve().is_relative_to(installed):
        raise ScenarioError(
            shown(path),
            [f"it is part of the installed package, which --adopt leaves alone: copy it to scenarios/{path.name}"],
        )
    return path


def with_values(text: str, values: Mapping[str, Any], *, where: str = "scenario") -> str:
    """Give the text of a scenario with values by dotted key.

    Raises:
        ScenarioError: A key stands in braces or over several lines, where it cannot be edited.
    """
    found = _Edit(text.splitlines(), where)
    for key, value in values.items():
        found.put(tuple(key.split(".")), value)
    return "\n".join(found.lines) + "\n"


@dataclass
class _Edit:
    lines: list[str]
    where: str

    def put(self, key: tuple[str, ...], value: Any) -> None:
        """Put one value where it belongs."""
        read = read_yaml("\n".join(self.lines))
        if key in read.lines:
            self._replace(read.lines[key] - 1, key, value)
            return
        depth = next((length for length in range(len(key) - 1, 0, -1) if key[:length] in read.lines), 0)
        new = [f"{'  ' * level}{part}:" for level, part in enumerate(key)][depth:]
        new[-1] += f" {_written(value)}"
        if depth:
            self._append_to_block(read.lines[key[:depth]] - 1, key, new)
            return
        if MARK not in self.lines:
            self.lines += ["", MARK]
        self.lines += new

    def _replace(self, number: int, key: tuple[str, ...], value: Any) -> None:
        match = LINE.match(self.lines[number])
        if match is None or not match["head"].strip().startswith(key[-1]) or not match["value"]:
            raise ScenarioError(self.where, [self._braces(key)])
        written = _written(value)
        # A comment stays in its column where the value leaves room.
        tail = match["tail"]
        gap = len(tail) - len(tail.lstrip())
        kept = max(gap - (len(written) - len(match["value"])), 2) if tail.strip() else 0
        self.lines[number] = f"{match['head']}{written}{' ' * kept}{tail.strip()}"

    def _append_to_block(self, number: int, key: tuple[str, ...], new: list[str]) -> None:
        head = self.lines[number]
        if not re.match(r"^\s*[\w.]+:\s*(#.*)?$", head):
            raise ScenarioError(self.where, [self._braces(key)])
        indent = len(head) - len(head.lstrip())
        end = number + 1
        for place in range(number + 1, len(self.lines)):
            line = self.lines[place]
            if line.strip() and len(line) - len(line.lstrip()) <= indent:
                break
            if line.strip():
                end = place + 1
        self.lines[end:end] = new

    def _braces(self, key: tuple[str, ...]) -> str:
        return (
            f"`{'.'.join(key)}` cannot be written, since it or its block stands in braces or over several lines: "
            "write the block as `key: value` lines"
        )


def _written(value: Any) -> str:
    """Write a number as a scenario file has it."""
    return f"{value:g}" if isinstance(value, float) and float(f"{value:g}") == value else str(value)


def _check(scenario: str, values: Mapping[str, Any], where: str) -> None:
    """Read the scenario back and see that it says what was written."""
    resolved = read_scenario(scenario)
    for key, value in values.items():
        here: Any = resolved
        for part in key.split("."):
            here = getattr(here, part)
        if here != value:
            raise ScenarioError(where, [f"`{key}` would be {here} and not {value}: another key goes before it"])
