"""What a Mesa user is told when a model, a set or a firm cannot do what was asked."""

from collections.abc import Iterable

from sim.basis.errors import HinterlandError
from sim.world.nearest_name import did_you_mean


class AgentError(HinterlandError):
    """Something that agents of the model cannot do, and what to do instead."""


class FirmExitedError(HinterlandError):
    """A view stands for a firm that has left the economy."""


class UnknownAttributeError(HinterlandError, AttributeError):
    """An attribute that firms do not have; an `AttributeError` too, so that `hasattr` and `getattr` work as ever."""


def unknown_attribute(name: str, known: Iterable[str]) -> UnknownAttributeError:
    """Say that firms have no such attribute, and which they have."""
    names = sorted(known)
    return UnknownAttributeError(
        f"A firm has no attribute {name!r}.{did_you_mean(name, names)} A firm has: {', '.join(names)}."
    )
