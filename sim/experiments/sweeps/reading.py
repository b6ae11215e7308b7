"""Read a sweep file; every problem in one message, with its place, as for scenarios."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from sim.basis.errors import ScenarioError
from sim.experiments.sweeps.designs import DESIGNS, Settings, grid, latin_hypercube, sobol_sequence
from sim.experiments.sweeps.factor_reading import read_factor
from sim.experiments.sweeps.factors import Factor
from sim.experiments.sweeps.sobol import MOST_DIMENSIONS
from sim.experiments.sweeps.sweep import Sweep, in_words
from sim.results.swept import nested
from sim.scenario.described import Key, dotted
from sim.scenario.lookup import FOLDER, shipped_folder, shown
from sim.scenario.reading import read_scenario, vary
from sim.scenario.schema import Scenario
from sim.scenario.wording import as_written, nearest
from sim.scenario.yaml_text import Text, read_yaml

SWEEPS = "sweeps"
"""Folder of sweeps among scenarios."""

KEYS = {
    "title": "what the sweep is, in one line",
    "base": "the scenario that every point starts from",
    "set": "settings of every point, as a scenario file would have them",
    "replicates": "replicates of each point; by default the scenario's",
    "twins": "what each point is compared with, as `counterfactual` in a scenario; by default the scenario's",
    "design": "how the points are placed",
    "factors": "what varies: a mapping of dotted keys to values or ranges",
    "points": "how many points, or a list of them",
}
"""Keys of a sweep file, and what they say."""

NO_FACTORS = {
    "seed": "all points share their luck; set `replicates` for more of it",
    "replicates": "all points have as many replicates: set `replicates` at the root",
    "counterfactual": "all points have the same twins: set `twins` at the root",
    "name": "it changes nothing in a world",
    "title": "it changes nothing in a world",
    "extends": "set `base`, or write a sweep for each",
    "years": "then the points would end at different times; set it under `set`",
}
"""Keys of a scenario that cannot be varied, and why."""


def find_sweep(name: str) -> Path | None:
    """Find a sweep: a path, or a name in `./scenarios/sweeps` or among those that ship with the package."""
    given = Path(name).expanduser()
    if given.suffix in {".yaml", ".yml"}:
        return given if given.is_file() else None
    folders = (Path(FOLDER) / SWEEPS, shipped_folder() / SWEEPS)
    return next((path for folder in folders if (path := folder / f"{name}.yaml").is_file()), None)


def known_sweeps() -> list[str]:
    """List the names under which a sweep is found, in alphabetical order."""
    folders = (Path(FOLDER) / SWEEPS, shipped_folder() / SWEEPS)
    return sorted({path.stem for folder in folders if folder.is_dir() for path in folder.glob("*.yaml")})


def read_sweep(name_or_path: str | Path) -> Sweep:
    """Read a sweep file, and check every point.

    Raises:
        ScenarioError: If the sweep cannot be run; names every problem.
    """
    path = find_sweep(str(name_or_path))
    if path is None:
        hint = nearest(str(name_or_path), known_sweeps())
        known = ", ".join(known_sweeps()) or "none"
        raise ScenarioError(str(name_or_path), [f"there is no such sweep.{hint} Known here: {known}; or give a path"])
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ScenarioError(shown(path), [f"the file cannot be read: {error}"]) from error
    return _Reader(where=shown(path), name=path.stem, text=read_yaml(text)).read()


def read_sweep_text(text: str, *, name: str = "sweep") -> Sweep:
    """Read a sweep from YAML text, such as one typed in a notebook.

    Raises:
        ScenarioError: If the sweep cannot be run; names every problem.
    """
    return _Reader(where=name, name=name, text=read_yaml(text)).read()


@dataclass
class _Reader:
    """Reads one text and gathers what is wrong with it."""

    where: str
    name: str
    text: Text
    problems: list[tuple[int, str]] = field(default_factory=list)
    """Pairs (line, problem), line 0 for the file as a whole."""

    def read(self) -> Sweep:
        """Give the sweep."""
        values = self.text.values
        self.problems += [(line or 0, problem) for line, problem in self.text.problems]
        for key in values:
            if key not in KEYS:
                known = ", ".join(f"`{each}`" for each in KEYS)
                self._wrong((key,), f"`{key}` is not a key of a sweep.{nearest(key, KEYS) or f' Known here: {known}.'}")
        base = self._base()
        design = self._design()
        factors = self._factors(base, design)
        points = [] if self.problems else self._points(design, factors, base)
        sweep = self._sweep(base, design, factors, points)
        if self.problems:
            said = dict.fromkeys(sorted(self.problems, key=lambda each: each[0]))
            raise ScenarioError(self.where, [f"{self.where}:{line}: {text}" if line else text for line, text in said])
        return sweep

    def _wrong(self, key: Key, problem: str) -> None:
        lines = (self.text.lines.get(key[:length]) for length in range(len(key), 0, -1))
        self.problems.append((next((line for line in lines if line), 0), problem))

    def _base(self) -> Scenario:
        values = self.text.values
        if not isinstance(values.get("base"), str):
            self._wrong(("base",), f"`base` must name a scenario: {KEYS['base']}")
            return Scenario()
        try:
            scenario = read_scenario(values["base"])
        except ScenarioError as error:
            for problem in error.problems:
                self._wrong(("base",), f"`base`: {problem}")
            return Scenario()
        return self._varied(scenario)

    def _varied(self, scenario: Scenario) -> Scenario:
        """Apply what the sweep says of every point."""
        values = self.text.values
        given = values.get("set") or {}
        if not isinstance(given, Mapping):
            self._wrong(("set",), f"`set` is {as_written(given)}, but must be a mapping: {KEYS['set']}")
            given = {}
        roots = {"replicates": "replicates", "twins": "counterfactual"}
        for name, key in roots.items():
            if key in given:
                self._wrong(("set", key), f"`set.{key}`: write `{name}` at the root of the sweep instead")
            if name in values:
                scenario = self._with(scenario, {key: values[name]}, (name,), name)
        settings = nested({key: value for key, value in given.items() if key not in roots.values()})
        return self._with(scenario, settings, ("set",), "set") if settings else scenario

    def _with(self, scenario: Scenario, differences: Mapping[str, Any], key: Key, said: str) -> Scenario:
        try:
            return vary(scenario, differences)
        except ScenarioError as error:
            for problem in error.problems:
                self._wrong(key, f"`{said}`: {_plain(problem)}")
            return scenario

    def _design(self) -> str:
        design = self.text.values.get("design", "grid")
        if design not in DESIGNS:
            known = ", ".join(DESIGNS)
            hint = nearest(str(design), DESIGNS)
            self._wrong(("design",), f"`design` is {as_written(design)}, but must be one of {known}.{hint}")
            return "grid"
        return design

    def _factors(self, base: Scenario, design: str) -> tuple[Factor, ...]:
        given = self.text.values.get("factors")
        if design == "list":
            if given is not None:
                self._wrong(("factors",), "`factors` says nothing in a list: each of `points` says what it sets")
            return ()
        if not isinstance(given, Mapping) or not given:
            self._wrong(("factors",), f"`factors` must name at least one: {KEYS['factors']}")
            return ()
        if design == "sobol" and len(given) > MOST_DIMENSIONS:
            self._wrong(("factors",), f"`factors` are {len(given)}, but a Sobol sequence has at most {MOST_DIMENSIONS}")
        return tuple(factor for key in given if (factor := self._factor(key, given[key], base, design)))

    def _factor(self, key: str, given: Any, base: Scenario, design: str) -> Factor | None:
        here = ("factors", key)
        if key in NO_FACTORS:
            self._wrong(here, f"`factors.{key}`: `{key}` cannot vary within a sweep: {NO_FACTORS[key]}")
            return None
        factor, problems = read_factor(key, given, design)
        for problem in problems:
            self._wrong(here, problem)
        if factor is None:
            return None
        before = len(self.problems)
        for value in factor.values or factor.at(np.array([0.0, 1.0])):
            self._with(base, nested({key: value}), here, dotted(here))
        return factor if len(self.problems) == before else None

    def _points(self, design: str, factors: tuple[Factor, ...], base: Scenario) -> list[Settings]:
        given = self.text.values.get("points")
        if design == "list":
            return self._listed(given)
        if design == "grid":
            if given is not None:
                self._wrong(("points",), "`points` says nothing in a grid: its points are all combinations of values")
            return grid(factors)
        if isinstance(given, bool) or not isinstance(given, int) or given < 1:
            self._wrong(("points",), f"`points` is {as_written(given)}, but must be a whole number of at least 1")
            return []
        place = latin_hypercube if design == "latin_hypercube" else sobol_sequence
        return place(factors, given, base.seed)

    def _listed(self, given: Any) -> list[Settings]:
        if not isinstance(given, list) or not given:
            self._wrong(("points",), "`points` must list at least one point, such as `- {openness: 0.9}`")
            return []
        found = []
        for number, settings in enumerate(given):
            here = ("points", number)
            if not isinstance(settings, Mapping):
                self._wrong(here, f"`{dotted(here)}` is {as_written(settings)}, but must be a mapping of settings")
                continue
            for key in settings:
                if key in NO_FACTORS:
                    self._wrong(here, f"`{dotted(here)}`: `{key}` cannot vary within a sweep: {NO_FACTORS[key]}")
            if settings in found:
                self._wrong(here, f"`{dotted(here)}` is the same as an earlier point: keep one of them")
            found.append(dict(settings))
        return found

    def _sweep(self, base: Scenario, design: str, factors: tuple[Factor, ...], points: list[Settings]) -> Sweep:
        title = self.text.values.get("title", "")
        if not isinstance(title, str):
            self._wrong(("title",), f"`title` is {as_written(title)}, but must be a text: {KEYS['title']}")
        sweep = Sweep(self.name, str(title), base, design, factors, tuple(points))
        if not self.problems:
            self._check_points(sweep)
        return sweep

    def _check_points(self, sweep: Sweep) -> None:
        """Read every point; what single values do right, they may do wrong together."""
        scenarios = []
        for number, settings in enumerate(sweep.points):
            here: Key = ("points", number) if sweep.design == "list" else ("factors",)
            try:
                scenarios.append(vary(sweep.base, nested(settings)))
            except ScenarioError as error:
                for problem in error.problems:
                    self._wrong(here, f"point {number} ({in_words(settings)}): {_plain(problem)}")
        if not self.problems:
            # They are read once; a thousand points take a while.
            sweep.__dict__["scenarios"] = tuple(scenarios)


def _plain(problem: str) -> str:
    """Take the place off a problem of a varied scenario, which has none of its own."""
    return problem.removeprefix("differences: ")
