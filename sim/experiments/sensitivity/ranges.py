"""Ranges: which parameters a sensitivity study varies, and how far each of them goes.

Without a word from the user these are the parameters whose source names a known fact by which they are judged, or a
calibration, each within a share of its value in the scenario and never beyond its declared bounds.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from sim.basis.errors import ScenarioError
from sim.basis.parameters import ParameterRecord
from sim.experiments.sweeps.factor_reading import read_factor
from sim.experiments.sweeps.factors import Factor
from sim.experiments.sweeps.reading import NO_FACTORS
from sim.results.swept import nested
from sim.scenario.arms import plain
from sim.scenario.described import describe
from sim.scenario.reading import vary
from sim.scenario.registering import register_of_parameters
from sim.scenario.schema import Scenario
from sim.scenario.wording import as_written, nearest
from sim.scenario.yaml_text import read_yaml

JUDGED = re.compile(r"\bfacts? C\d|\bcalibrated\b")
"""What the source of a parameter says where the model's facts speak to its value."""

WORD = re.compile(r"(?P<key>[^=]+?)(?:=(?P<low>[^=]+?)\.\.(?P<high>[^=]+))?")
KEY = "parameters"


@dataclass(frozen=True)
class Asked:
    """What the user asks to vary."""

    words: tuple[str, ...] = ()
    """Words such as `learning.gain` or `learning.gain=0.1..0.4`."""
    file: Path | None = None
    """A YAML file with a mapping `parameters` of dotted keys to ranges, as sweeps write them, or to nothing."""
    around: float | None = 0.5
    """Share of its value by which a parameter without a range of its own goes down and up; None for all that is
    declared."""


def judged_parameters() -> list[str]:
    """List the parameters whose source names a fact or a calibration, in the order of the schema."""
    return [record.name for record in register_of_parameters() if JUDGED.search(record.source) and _numeric(record)]


def read_ranges(scenario: Scenario, asked: Asked) -> tuple[Factor, ...]:
    """Read what varies and how far.

    Args:
        scenario: What the study starts from.
        asked: What the user asks to vary; by default `judged_parameters`.

    Raises:
        ScenarioError: If something cannot vary so; names every problem.
    """
    return _Reader(scenario, asked).read()


@dataclass
class _Reader:
    scenario: Scenario
    asked: Asked
    problems: list[str] = field(default_factory=list)

    def read(self) -> tuple[Factor, ...]:
        words = list(self._of_words())
        names = [key for key, _ in words]
        twice = [key for key in dict.fromkeys(names) if names.count(key) > 1]
        self.problems += [f"`{key}` is given twice by --parameter: keep one of them" for key in twice]
        # What is said on the command line wins over the file.
        given = {**self._of_file(), **dict(words)}
        if not given and not self.problems:
            given = dict.fromkeys(judged_parameters())
        factors = [factor for key, told in given.items() if (factor := self._factor(key, told))]
        if self.problems:
            raise ScenarioError("The sensitivity study", self.problems)
        return tuple(factors)

    def _of_words(self) -> Iterator[tuple[str, Any]]:
        for word in self.asked.words:
            found = WORD.fullmatch(word.strip())
            ends = (None, None) if found is None else (found["low"], found["high"])
            numbers = [_number(end) for end in ends if end is not None]
            if found is None or None in numbers:
                self.problems.append(
                    f"`--parameter {word}` is no parameter with a range; write learning.gain, or learning.gain=0.1..0.4"
                )
            else:
                yield found["key"].strip(), {"from": numbers[0], "to": numbers[1]} if numbers else None

    def _of_file(self) -> Mapping[str, Any]:
        path = self.asked.file
        if path is None:
            return {}
        try:
            text = read_yaml(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            self.problems.append(f"{path} cannot be read: {error}")
            return {}
        self.problems += [f"{path}:{line or 1}: {problem}" for line, problem in text.problems]
        unknown = [key for key in text.values if key != KEY]
        self.problems += [f"{path}: `{key}` is not a key of this file; it has one, `{KEY}`" for key in unknown]
        given = text.values.get(KEY)
        if not isinstance(given, Mapping) or not given:
            self.problems.append(
                f"{path}: `{KEY}` is {as_written(given)}, but must be a mapping of dotted keys to ranges, such as "
                "learning.gain: [0.1, 0.4]"
            )
            return {}
        return {str(key): told for key, told in given.items()}

    def _factor(self, key: str, told: Any) -> Factor | None:
        records = {record.name: record for record in register_of_parameters()}
        if key in NO_FACTORS:
            self.problems.append(f"`{key}` cannot vary: {NO_FACTORS[key]}")
            return None
        record = records.get(key)
        described = describe(tuple(key.split(".")))
        if described is None:
            numeric = [name for name, each in records.items() if _numeric(each)]
            hint = nearest(key, numeric) or " `hinterland parameters` lists them."
            self.problems.append(f"`{key}` is not a parameter.{hint}")
            return None
        if not described.number:
            self.problems.append(f"`{key}` is no single number, so it has no range from low to high")
            return None
        if told is None:
            told = self._by_default(key, record)
        return None if told is None else self._checked(key, told)

    def _checked(self, key: str, told: Any) -> Factor | None:
        factor, problems = read_factor(key, told, "sobol")
        self.problems += [text.replace("`factors.", "`").replace(" for the design sobol", "") for text in problems]
        if factor is None:
            return None
        before = len(self.problems)
        for value in factor.at(np.array([0.0, 1.0])):
            try:
                vary(self.scenario, nested({key: value}))
            except ScenarioError as error:
                self.problems += [problem.removeprefix("differences: ") for problem in error.problems]
        return factor if len(self.problems) == before else None

    def _by_default(self, key: str, record: ParameterRecord | None) -> list[float] | None:
        """Give the range of a parameter of which only the name is said."""
        value = _value(self.scenario, key)
        if record is None or not _numeric(record) or not isinstance(value, int | float):
            self.problems.append(f"`{key}` has no range of its own: write {key}=LOW..HIGH")
            return None
        share = self.asked.around
        low, high = _whole_declaration(record) if share is None else _around(value, share, record)
        if not np.isfinite([low, high]).all():
            self.problems.append(
                f"`{key}` is declared without an end ({record.unit}): write {key}=LOW..HIGH, or leave out --declared"
            )
            return None
        if not low < high:
            self.problems.append(f"`{key}` is {value:g}, and a share of that is no range: write {key}=LOW..HIGH")
            return None
        return [low, high]


def _around(value: float, share: float, record: ParameterRecord) -> tuple[float, float]:
    """Give the range around a value, halfway to a bound that is excluded and lies within it."""
    low, high = value - share * abs(value), value + share * abs(value)
    if record.lower is not None and (low < record.lower or (record.lower_open and low == record.lower)):
        low = 0.5 * (value + record.lower) if record.lower_open else float(record.lower)
    if record.upper is not None and (high > record.upper or (record.upper_open and high == record.upper)):
        high = 0.5 * (value + record.upper) if record.upper_open else float(record.upper)
    whole = isinstance(record.default, int)
    return (float(np.ceil(low)), float(np.floor(high))) if whole else (low, high)


def _whole_declaration(record: ParameterRecord) -> tuple[float, float]:
    """Give all that is declared; a bound that is excluded is left by a thousandth of the way."""
    low = -np.inf if record.lower is None else float(record.lower)
    high = np.inf if record.upper is None else float(record.upper)
    inset = 0.001 * (high - low) if np.isfinite(high - low) else 0.0
    return low + inset * record.lower_open, high - inset * record.upper_open


def _numeric(record: ParameterRecord) -> bool:
    number = isinstance(record.default, int | float) and not isinstance(record.default, bool)
    return number and "NAME" not in record.name


def _value(scenario: Scenario, key: str) -> Any:
    here: Any = plain(scenario)
    for part in key.split("."):
        here = here.get(part) if isinstance(here, Mapping) else None
    return here


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
