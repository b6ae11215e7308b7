"""From the name of a scenario to its layers: its file, what that extends, and so on, each file once."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sim.scenario.layers import DEFAULT, Layer
from sim.scenario.lookup import find_scenario, not_found, shown
from sim.scenario.wording import as_written
from sim.scenario.yaml_text import read_yaml


@dataclass
class Family:
    """A scenario's file and all files that it extends."""

    layers: list[Layer] = field(default_factory=list)
    """Parents before children."""
    problems: list[tuple[str, str]] = field(default_factory=list)
    """Pairs (place, problem)."""
    _done: dict[Path, Layer | None] = field(default_factory=dict)
    _open: list[Path] = field(default_factory=list)

    def add(self, path: Path) -> Layer | None:
        """Add a file after everything that it extends; None where it cannot be read."""
        path = path.resolve()
        if path in self._done:
            return self._done[path]
        self._open.append(path)
        self._done[path] = self._layer(path)
        self._open.pop()
        layer = self._done[path]
        if layer is not None:
            self.layers.append(layer)
        return layer

    def _layer(self, path: Path) -> Layer | None:
        label = shown(path)
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = "is not text in UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
            self.problems.append((label, f"the file cannot be read: {reason}"))
            return None
        return self._layer_of_text(text, label, path)

    def add_text(self, text: str, *, name: str) -> None:
        """Add a scenario that is a text and no file; what it extends is looked up from here."""
        self.layers.append(self._layer_of_text(text, name, Path(f"{name}.yaml")))

    def _layer_of_text(self, text: str, label: str, path: Path) -> Layer:
        read = read_yaml(text)
        self.problems += [(f"{label}:{line}" if line else label, problem) for line, problem in read.problems]
        places = {key: f"{label}:{line}" for key, line in read.lines.items()}
        own = {key: value for key, value in read.values.items() if key != "extends"}
        parents = self._parents(read.values.get("extends", []), path, places.get(("extends",), label))
        below = frozenset({DEFAULT, *(parent.label for parent in parents)}).union(*(each.below for each in parents))
        # The name and title of a parent are its own.
        own = {"name": path.stem, "title": ""} | own
        return Layer(label, own, places, below)

    def _parents(self, extends: Any, path: Path, place: str) -> list[Layer]:
        names = [extends] if isinstance(extends, str) else extends
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self.problems.append(
                (place, f"`extends` is {as_written(extends)}, but must be a name, a path, or a list of them")
            )
            return []
        found = [self._parent(name, path, place) for name in names]
        return [layer for layer in found if layer is not None]

    def _parent(self, name: str, path: Path, place: str) -> Layer | None:
        parent = find_scenario(name, asked_by=path)
        if parent is None:
            self.problems.append((place, f"`extends`: {not_found(name)}"))
            return None
        if parent.resolve() in self._open:
            circle = [each.stem for each in self._open[self._open.index(parent.resolve()) :]]
            chain = " -> ".join([*circle, circle[0]])
            self.problems.append((place, f"`extends` goes round in a circle ({chain}): take one of them out"))
            return None
        return self.add(parent)
