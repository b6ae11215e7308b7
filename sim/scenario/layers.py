"""Layers of settings: files, parents before children, and the command line on top.

Mappings merge by key; lists and plain values replace; an empty value (`key:` or `key: ~`) takes back what a parent
has set. A mapping by place merges onto a plain value as if that had been written as a mapping. Two files of which
neither extends the other must not set one key to different values, unless a file that extends both settles it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sim.scenario.by_place import PLAIN_MEANS
from sim.scenario.described import Key, dotted
from sim.scenario.wording import as_written

DEFAULT = "default"
"""Label of the layer beneath all others."""


@dataclass(frozen=True)
class Layer:
    """Settings of one file or of the command line."""

    label: str
    """Name of the file as in messages, or `command line`."""
    values: Mapping[str, Any]
    places: Mapping[Key, str] = field(default_factory=dict)
    """Where each key was set, as in messages: `scenarios/open.yaml:12`."""
    below: frozenset[str] = frozenset()
    """Labels of all layers that this one extends, directly or not."""

    def place(self, key: Key) -> str:
        """Say where a key was set, or the nearest key above it."""
        for length in range(len(key), 0, -1):
            if key[:length] in self.places:
                return self.places[key[:length]]
        return self.label


@dataclass
class Merged:
    """Settings of several layers, one on the other."""

    values: dict[str, Any] = field(default_factory=dict)
    owners: dict[Key, Layer] = field(default_factory=dict)
    """The layer that set each leaf."""
    problems: list[tuple[str, str]] = field(default_factory=list)
    """Pairs (place, problem)."""
    _conflicts: dict[Key, list[tuple[Layer, Any, Layer, Any]]] = field(default_factory=dict)

    def origins(self) -> dict[Key, str]:
        """Say where each leaf was set."""
        return {key: layer.place(key) for key, layer in self.owners.items()}

    def lay(self, layer: Layer) -> None:
        """Put a layer on top."""
        self._lay(self.values, layer.values, (), layer)

    def settle(self) -> None:
        """List the conflicts that no later layer settles."""
        for key, conflicts in self._conflicts.items():
            for lower, lower_value, upper, upper_value in conflicts:
                owner = self.owners.get(key)
                if owner is None or {lower.label, upper.label} <= owner.below:
                    continue
                self.problems.append(
                    (
                        upper.place(key),
                        f"`{dotted(key)}` is {as_written(upper_value)}, but {as_written(lower_value)} in "
                        f"{lower.place(key)}: two parents set one key to different values. "
                        f"Set `{dotted(key)}` in the scenario that extends both",
                    )
                )

    def _lay(self, here: dict[str, Any], upper: Mapping[str, Any], above: Key, layer: Layer) -> None:
        for name, value in upper.items():
            key = (*above, name)
            if value is None:
                self._take_back(here, name, key, layer)
            elif isinstance(value, Mapping):
                self._lay_mapping(here, name, value, key, layer)
            else:
                self._note_conflict(here, name, value, key, layer)
                self._forget(key)
                here[name] = value
                self.owners[key] = layer

    def _lay_mapping(self, here: dict[str, Any], name: str, value: Mapping[str, Any], key: Key, layer: Layer) -> None:
        lower = here.get(name)
        if lower is not None and not isinstance(lower, dict):
            self._note_conflict(here, name, value, key, layer)
            owner = self.owners.pop(key, None)
            lower = {PLAIN_MEANS[name]: lower} if name in PLAIN_MEANS else None
            if lower and owner is not None:
                self.owners[*key, PLAIN_MEANS[name]] = owner
        here[name] = lower if lower is not None else {}
        if value.get("all") is not None:
            self._drop_defaults(here[name], key)
        if not value:
            self.owners[key] = layer
        self._lay(here[name], value, key, layer)

    def _drop_defaults(self, here: dict[str, Any], key: Key) -> None:
        """Let `all` go before defaults that are more specific but that nobody has written."""
        for name in list(here):
            owner = self.owners.get((*key, name))
            if owner is not None and owner.label == DEFAULT:
                del here[name]
                self._forget((*key, name))

    def _take_back(self, here: dict[str, Any], name: str, key: Key, layer: Layer) -> None:
        if here.pop(name, None) is None:
            self.problems.append(
                (
                    layer.place(key),
                    f"`{dotted(key)}` is empty: give it a value, or {{}} for a mapping with nothing in it "
                    "(an empty value takes back what a parent has set, and none has)",
                )
            )
        self._forget(key)

    def _note_conflict(self, here: dict[str, Any], name: str, value: Any, key: Key, layer: Layer) -> None:
        if name not in here or here[name] == value:
            return
        for below, owner in self.owners.items():
            if below[: len(key)] == key and owner.label not in layer.below and owner.label != layer.label:
                self._conflicts.setdefault(key, []).append((owner, here[name], layer, value))
                return

    def _forget(self, key: Key) -> None:
        for below in [each for each in self.owners if each[: len(key)] == key]:
            del self.owners[below]


def merge(lower: Mapping[str, Any], upper: Mapping[str, Any]) -> dict[str, Any]:
    """Merge settings onto others; an empty value takes back."""
    merged = Merged()
    merged.lay(Layer("lower", lower))
    merged.lay(Layer("upper", upper, below=frozenset({"lower"})))
    return merged.values
