"""Engines: what can live through a replicate, by name; each is loaded when it is asked for."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from sim.basis.errors import HinterlandError

if TYPE_CHECKING:
    from sim.model.replicate import WorldRecord

type Simulate = Callable[..., "Iterator[tuple[str, WorldRecord]]"]
"""What lives through the arms of a replicate, as `run_replicate` does."""

DEFAULT_ENGINE = "numba"

ENGINES = {
    DEFAULT_ENGINE: ("sim.model.replicate", "columns and compiled kernels, fast"),
    "plain": ("sim.experiments.plain", "a Mesa model of one object a firm, slow and easy to read"),
}
"""Module that lives through a replicate, and what the engine is, by name."""


class UnknownEngineError(HinterlandError):
    """Somebody asked for an engine that is not there."""


def engine_named(name: str) -> Simulate:
    """Give what lives through a replicate.

    Raises:
        UnknownEngineError: There is no engine of the name.
    """
    check_engine(name)
    return import_module(ENGINES[name][0]).run_replicate


def check_engine(name: str) -> None:
    """Refuse an engine that is not there.

    Raises:
        UnknownEngineError: There is no engine of the name.
    """
    if name not in ENGINES:
        known = ", ".join(f"`{engine}` ({what})" for engine, (_, what) in ENGINES.items())
        raise UnknownEngineError(f"There is no engine `{name}`. Give one of {known}.")
