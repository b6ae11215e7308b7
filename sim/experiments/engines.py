"""Engines: what can live through a replicate, by name; each is loaded when it is asked for."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sim.basis.errors import HinterlandError, ScheduleError

if TYPE_CHECKING:
    from sim.model.replicate import WorldRecord
    from sim.model.schedule import Schedule

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


def check_engine(name: str, schedule: "Schedule | None" = None) -> None:
    """Refuse an engine that is not there, and a schedule that the engine cannot follow.

    Raises:
        UnknownEngineError: There is no engine of the name.
        ScheduleError: Another engine than the default one is to follow a schedule.
    """
    if name not in ENGINES:
        known = ", ".join(f"`{engine}` ({what})" for engine, (_, what) in ENGINES.items())
        raise UnknownEngineError(f"There is no engine `{name}`. Give one of {known}.")
    if schedule is not None and name != DEFAULT_ENGINE:
        raise ScheduleError(
            f"A schedule of your own has processes that change columns, which the engine `{name}` does not have. Leave "
            f"`engine` out, or give `{DEFAULT_ENGINE}`; to change a rule of the plain engine, derive from `PlainModel`."
        )


def founded_by(schedule: "Schedule | None") -> dict[str, Any]:
    """Give what `run_replicate` must be told besides, so that its worlds follow a schedule of one's own."""
    if schedule is None:
        return {}
    simulation = import_module("sim.model.simulation").Simulation
    return {"found": partial(simulation.found, schedule=schedule)}
