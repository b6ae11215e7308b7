"""Read one factor of a sweep file: a list of values, or a range; and everything that is wrong with it."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from sim.experiments.sweeps.factors import SCALES, Factor
from sim.scenario.described import describe
from sim.scenario.wording import as_written, nearest

RANGE_KEYS = ("from", "to", "steps", "scale")


def read_factor(key: str, given: Any, design: str) -> tuple[Factor | None, list[str]]:
    """Read a factor as it is written.

    Args:
        key: Dotted key of the parameter that varies.
        given: What the file says of it.
        design: Name of the design; a grid needs values, all others need ranges.

    Returns:
        The factor, or None where something is wrong; and what is wrong.
    """
    described = describe(tuple(key.split(".")))
    whole = described is not None and int in described.types and float not in described.types
    said = f"factors.{key}"
    if isinstance(given, Mapping):
        problems = list(_range_problems(given, said, design))
        return (None if problems else _range(key, given, design, whole=whole)), problems
    problems = list(_list_problems(given, said, design))
    return (None if problems else _values(key, given, design, whole=whole)), problems


def _values(key: str, given: list[Any], design: str, *, whole: bool) -> Factor:
    if design == "grid":
        return Factor(key, values=tuple(given), whole=whole)
    return Factor(key, low=float(given[0]), high=float(given[1]), whole=whole)


def _list_problems(given: Any, said: str, design: str) -> Iterator[str]:
    if not isinstance(given, list) or not given:
        yield (
            f"`{said}` is {as_written(given)}, but must be a list of values, or a range such as "
            "{from: 0.1, to: 0.9, steps: 5}"
        )
        return
    for number, value in enumerate(given):
        if value in given[:number]:
            yield f"`{said}` lists {as_written(value)} twice: keep one of them"
    if design != "grid" and not _is_range(given):
        yield f"`{said}` needs a range for the design {design}: write {{from: LOW, to: HIGH}}"


def _is_range(given: list[Any]) -> bool:
    return len(given) == 2 and all(map(_is_number, given)) and given[0] < given[1]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _range(key: str, given: Mapping[str, Any], design: str, *, whole: bool) -> Factor:
    ends = {"low": float(given["from"]), "high": float(given["to"]), "scale": given.get("scale", "linear")}
    if design != "grid":
        return Factor(key, **ends, whole=whole)
    values = Factor(key, **ends).at(np.linspace(0.0, 1.0, given["steps"]))
    told = tuple(int(each) if whole and float(each).is_integer() else each for each in values)
    return Factor(key, values=told, **ends, whole=whole)


def _range_problems(given: Mapping[str, Any], said: str, design: str) -> Iterator[str]:
    for key in given:
        if key not in RANGE_KEYS:
            hint = nearest(key, RANGE_KEYS)
            yield f"`{said}.{key}` is not a key of a range.{hint} A range has {', '.join(RANGE_KEYS)}"
    low, high = given.get("from"), given.get("to")
    if not _is_number(low) or not _is_number(high):
        yield f"`{said}` must have numbers `from` and `to`, and has {as_written(dict(given))}"
    else:
        yield from _end_problems(float(low), float(high), given.get("scale", "linear"), said)  # type: ignore[arg-type]
    steps = given.get("steps")
    if design == "grid" and (isinstance(steps, bool) or not isinstance(steps, int) or steps < 2):
        yield f"`{said}.steps` is {as_written(steps)}, but a grid needs a whole number of at least 2"
    if design != "grid" and steps is not None:
        yield f"`{said}.steps` says nothing in the design {design}: `points` says how many there are"


def _end_problems(low: float, high: float, scale: Any, said: str) -> Iterator[str]:
    if high <= low:
        yield f"`{said}` goes from {low:g} to {high:g}, but `to` must lie above `from`"
    if scale not in SCALES:
        yield f"`{said}.scale` is {as_written(scale)}, but must be one of {', '.join(SCALES)}"
    if scale == "log" and low <= 0.0:
        yield f"`{said}` starts at {low:g}, but a log scale needs numbers above 0"
