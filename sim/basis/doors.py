"""Doors: what a thing can do that a floor above does for it, such as drawing itself or showing itself in a notebook.

A class of a lower floor has the door (`plot = Door("plot")`) and knows nothing of who stands behind it. The public
surface says who does (`sim/__init__.py`), by name, so that nothing is loaded until somebody goes through.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

_BEHIND: dict[str, str] = {}


def open_doors(behind: Mapping[str, str]) -> None:
    """Say who stands behind doors: `module:name` by `Class.door`; what it names is called with the instance."""
    _BEHIND.update(behind)


class Door:
    """An attribute of a class that a floor above gives."""

    def __init__(self, name: str, doc: str) -> None:
        self.name = name
        self.__doc__ = doc

    def __get__(self, instance: Any, owner: type) -> Any:
        """Give what stands behind the door for an instance; on the class, the door itself."""
        if instance is None:
            return self
        return through(owner, self.name)(instance)


def through(owner: type, name: str) -> Any:
    """Give what stands behind a door of a class, or of the nearest class above it that has one.

    Raises:
        AttributeError: Nobody stands there.
    """
    for kind in owner.__mro__:
        behind = _BEHIND.get(f"{kind.__name__}.{name}")
        if behind is not None:
            module, _, factory = behind.partition(":")
            return getattr(import_module(module), factory)
    raise AttributeError(f"{owner.__name__} has no `{name}`: nobody stands behind that door")


class Shown:
    """A thing that shows itself in a notebook: a small table, a small figure, where it is stored."""

    def _repr_html_(self) -> str:
        return through(type(self), "shown")(self)

    def __repr__(self) -> str:
        """Say in one line what it is, where no page can be shown."""
        return f"<{type(self).__name__} {getattr(self, 'name', '')}>"
