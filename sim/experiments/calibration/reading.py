"""Read a calibration file; every problem in one message, with its place, as for scenarios and sweeps."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from sim.basis.errors import ScenarioError
from sim.experiments.calibration.free_reading import is_number, read_free
from sim.experiments.calibration.request import Budget, CalibrationRequest, Free, Wanted
from sim.results.swept import nested
from sim.scenario.described import Key, dotted
from sim.scenario.lookup import FOLDER, shipped_folder, shown
from sim.scenario.reading import read_scenario, vary
from sim.scenario.schema import Scenario
from sim.scenario.wording import as_written, nearest
from sim.scenario.yaml_text import Text, read_yaml

CALIBRATIONS = "calibration"
"""Folder of calibration files among scenarios."""

BUDGET = {
    "replicates": "replicates of each trial, the same luck for all of them",
    "trials": "trials of the search",
    "start": "trials that fill the bounds evenly before the search learns",
    "together": "trials that are asked for at once",
    "around": "points around the best, from which the posterior is made",
    "confirm": "replicates in which the best is held against the scenario as it stands",
}
"""Keys that say how much is simulated, and what they say; each has a default."""

LEAST = {"replicates": 1, "trials": 2, "start": 1, "together": 1, "around": 0, "confirm": 1}

KEYS = {
    "title": "what the calibration is, in one line",
    "scenario": "name of the scenario that is calibrated",
    "set": "settings that hold only while calibrating, as a scenario file would have them",
    **BUDGET,
    "free": "what may move: a mapping of dotted keys to bounds with a reason",
    "facts": "what is to be reached: a mapping of facts to weights",
}
"""Keys of a calibration file, and what they say."""

FACT_KEYS = ("weight", "reason")

NOT_SET = ("replicates", "counterfactual", "seed", "name", "title", "extends")
"""Keys of a scenario that `set` may not have."""

type Bands = Mapping[str, tuple[float, float]]
"""Ends of each fact's band by the fact's name; missing where a fact has none."""


def find_calibration(scenario: str) -> Path | None:
    """Find the calibration file of a scenario by name, in `./scenarios/calibration` or among the shipped ones."""
    folders = (Path(FOLDER) / CALIBRATIONS, shipped_folder() / CALIBRATIONS)
    return next((path for folder in folders if (path := folder / f"{scenario}.yaml").is_file()), None)


def read_calibration(scenario: str, bands: Bands, file: Path | None = None) -> CalibrationRequest:
    """Read what is to be calibrated of a scenario, and check it.

    Args:
        scenario: Name or path of the scenario.
        bands: What is known of facts.
        file: Calibration file; by default the one of the scenario's name.

    Raises:
        ScenarioError: If it cannot be carried out; names every problem.
    """
    path = file or find_calibration(Path(scenario).stem)
    if path is None:
        where = f"{FOLDER}/{CALIBRATIONS}/{Path(scenario).stem}.yaml"
        raise ScenarioError(scenario, [f"there is no calibration file {where}; write one, or name yours by --file"])
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(shown(path), [f"the file cannot be read: {error}"]) from error
    return read_calibration_text(text, bands, scenario=scenario, where=shown(path))


def read_calibration_text(
    text: str, bands: Bands, *, scenario: str, where: str = "calibration", base: Scenario | None = None
) -> CalibrationRequest:
    """Read a calibration from YAML text; `base` is the scenario where it has no file.

    Raises:
        ScenarioError: If it cannot be carried out; names every problem.
    """
    return _Reader(where, read_yaml(text), bands, base or read_scenario(scenario)).read()


@dataclass
class _Reader:
    """Reads one text and gathers what is wrong with it."""

    where: str
    text: Text
    bands: Bands
    stands: Scenario
    problems: list[tuple[int, str]] = field(default_factory=list)

    def read(self) -> CalibrationRequest:
        """Give what the text asks for."""
        values = self.text.values
        self.problems += [(line or 0, problem) for line, problem in self.text.problems]
        for key in values:
            if key not in KEYS:
                known = ", ".join(f"`{each}`" for each in KEYS)
                self._wrong(
                    (key,), f"`{key}` is not a key of a calibration.{nearest(key, KEYS) or f' Known here: {known}.'}"
                )
        self._check_words()
        settings, base = self._set()
        request = CalibrationRequest(
            self.stands.name, base, self._free(base), self._wanted(), self._budget(), settings
        )  # fmt: skip
        if not self.problems:
            self._check_corners(request)
        if self.problems:
            said = dict.fromkeys(sorted(self.problems, key=lambda each: each[0]))
            raise ScenarioError(self.where, [f"{self.where}:{line}: {text}" if line else text for line, text in said])
        return request

    def _wrong(self, key: Key, problem: str) -> None:
        lines = (self.text.lines.get(key[:length]) for length in range(len(key), 0, -1))
        self.problems.append((next((line for line in lines if line), 0), problem))

    def _check_words(self) -> None:
        values = self.text.values
        if not isinstance(values.get("title", ""), str):
            self._wrong(("title",), f"`title` is {as_written(values['title'])}, but must be a text: {KEYS['title']}")
        name = values.get("scenario", self.stands.name)
        if name != self.stands.name:
            self._wrong(
                ("scenario",),
                f"`scenario` is {as_written(name)}, but `{self.stands.name}` is to be calibrated: name the same "
                "scenario in both places",
            )

    def _set(self) -> tuple[dict[str, Any], Scenario]:
        given = self.text.values.get("set") or {}
        if not isinstance(given, Mapping):
            self._wrong(("set",), f"`set` is {as_written(given)}, but must be a mapping: {KEYS['set']}")
            return {}, self.stands
        for key in NOT_SET:
            if key in given:
                self._wrong(("set", key), f"`set.{key}`: a calibration has {KEYS.get(key, 'no such setting')}")
        settings = {key: value for key, value in given.items() if key not in NOT_SET}
        try:
            return settings, vary(self.stands, nested(settings))
        except ScenarioError as error:
            for problem in error.problems:
                self._wrong(("set",), f"`set`: {_plain(problem)}")
            return {}, self.stands

    def _free(self, base: Scenario) -> tuple[Free, ...]:
        given = self.text.values.get("free")
        if not isinstance(given, Mapping) or not given:
            self._wrong(("free",), f"`free` must name at least one parameter: {KEYS['free']}")
            return ()
        found = []
        for key in given:
            here: Key = ("free", key)
            free, problems = read_free(key, given[key])
            for problem in problems:
                self._wrong(here, problem)
            if free is not None:
                before = len(self.problems)
                for value in (free.low, free.high):
                    self._try(base, {key: free.tidy(value)}, here)
                if len(self.problems) == before:
                    found.append(free)
        return tuple(found)

    def _try(self, base: Scenario, point: Mapping[str, Any], here: Key) -> None:
        try:
            vary(base, nested(point))
        except ScenarioError as error:
            for problem in error.problems:
                self._wrong(here, f"`{dotted(here)}`: {_plain(problem)}")

    def _check_corners(self, request: CalibrationRequest) -> None:
        """Read the corners; what single values do right, they may do wrong together."""
        for ends in ("low", "high"):
            point = {each.key: each.tidy(getattr(each, ends)) for each in request.free}
            self._try(request.base, point, ("free",))
        for each in request.free:
            now = request.as_it_stands[each.key]
            if not each.low <= now <= each.high:
                self._wrong(
                    ("free", each.key),
                    f"`free.{each.key}` goes from {each.low:g} to {each.high:g} [{each.unit}], but the scenario has "
                    f"{now:g}: the bounds must hold what is there now",
                )

    def _wanted(self) -> tuple[Wanted, ...]:
        given = self.text.values.get("facts")
        if not isinstance(given, Mapping) or not given:
            self._wrong(("facts",), f"`facts` must name at least one fact: {KEYS['facts']}")
            return ()
        return tuple(wanted for fact in given if (wanted := self._one_fact(str(fact), given[fact])) is not None)

    def _one_fact(self, fact: str, given: Any) -> Wanted | None:
        here: Key = ("facts", fact)
        if fact not in self.bands:
            self._wrong(here, f"`facts.{fact}`: there is no fact `{fact}`.{nearest(fact, self.bands)}")
            return None
        low, high = self.bands[fact]
        if not (is_number(low) and is_number(high) and low < high):
            self._wrong(here, f"`facts.{fact}`: the fact has no band with two ends, so leave it out")
            return None
        told = given if isinstance(given, Mapping) else {"weight": given}
        for key in told:
            if key not in FACT_KEYS:
                self._wrong(here, f"`facts.{fact}.{key}` is not a key of a fact; it has {', '.join(FACT_KEYS)}")
        weight, reason = told.get("weight", 1), told.get("reason", "")
        if not is_number(weight) or weight <= 0.0:
            self._wrong(here, f"`facts.{fact}` has the weight {as_written(weight)}, but must have a number above 0")
            return None
        if not isinstance(reason, str):
            self._wrong(here, f"`facts.{fact}.reason` is {as_written(reason)}, but must be a text")
            return None
        return Wanted(fact, low, high, float(weight), " ".join(reason.split()))

    def _budget(self) -> Budget:
        given = {each.name: self.text.values[each.name] for each in fields(Budget) if each.name in self.text.values}
        for key, value in given.items():
            if isinstance(value, bool) or not isinstance(value, int) or value < LEAST[key]:
                self._wrong(
                    (key,), f"`{key}` is {as_written(value)}, but must be a whole number of at least {LEAST[key]}: "
                    f"{BUDGET[key]}"
                )  # fmt: skip
        wrong = {key for key, value in given.items() if isinstance(value, bool) or not isinstance(value, int)}
        return Budget(**{key: value for key, value in given.items() if key not in wrong})


def _plain(problem: str) -> str:
    """Take the place off a problem of a varied scenario, which has none of its own."""
    return problem.removeprefix("differences: ")
