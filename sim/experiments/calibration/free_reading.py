"""Read one free parameter of a calibration file, and everything that is wrong with it."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from annotated_types import Ge, Gt, Le, Lt

from sim.experiments.calibration.request import Free
from sim.experiments.sweeps.factors import SCALES
from sim.scenario.described import Described, describe
from sim.scenario.registering import register_of_parameters
from sim.scenario.wording import as_written, nearest

FREE_KEYS = {
    "low": "lowest value that can be defended",
    "high": "highest value that can be defended",
    "scale": "`linear` or `log`",
    "reason": "why the parameter is free, and why within these bounds",
}
"""Keys of a free parameter, and what they say."""

FEWEST_WORDS = 3
"""A reason of fewer words is none."""


def read_free(key: str, given: Any) -> tuple[Free | None, list[str]]:
    """Read a free parameter as it is written.

    Args:
        key: Dotted key of the parameter.
        given: What the file says of it.

    Returns:
        The parameter, or None where something is wrong; and what is wrong.
    """
    described = describe(tuple(key.split(".")))
    problems = list(_problems(key, given, described))
    if problems or described is None:
        return None, problems
    whole = int in described.types and float not in described.types
    ends = float(given["low"]), float(given["high"])
    scale, reason = given.get("scale", "linear"), " ".join(given["reason"].split())
    return Free(key, *ends, scale=scale, whole=whole, reason=reason, unit=described.unit), []


def _problems(key: str, given: Any, described: Described | None) -> Iterator[str]:
    said = f"free.{key}"
    if described is None or described.blocks:
        known = [record.name for record in register_of_parameters() if isinstance(record.default, int | float)]
        yield f"`{said}`: `{key}` is not a parameter.{nearest(key, known)} `hinterland parameters` lists all of them"
        return
    if not described.number:
        yield f"`{said}`: `{key}` is no number, and only numbers can be calibrated"
        return
    if not isinstance(given, Mapping):
        yield f"`{said}` is {as_written(given)}, but must be a mapping such as {{low: 0.1, high: 0.9, reason: ...}}"
        return
    yield from _key_problems(said, given)
    yield from _end_problems(said, given, described)
    yield from _reason_problems(said, given.get("reason"))


def _key_problems(said: str, given: Mapping[str, Any]) -> Iterator[str]:
    for name in given:
        if name not in FREE_KEYS:
            hint = nearest(str(name), FREE_KEYS)
            yield f"`{said}.{name}` is not a key of a free parameter.{hint} It has {', '.join(FREE_KEYS)}"


def _end_problems(said: str, given: Mapping[str, Any], described: Described) -> Iterator[str]:
    ends = {name: given.get(name) for name in ("low", "high")}
    for name, value in ends.items():
        if not is_number(value):
            yield f"`{said}.{name}` is {as_written(value)}, but must be a number: {FREE_KEYS[name]} [{described.unit}]"
            continue
        for bound in described.bounds:
            if (rule := broken(float(value), bound)) is not None:  # type: ignore[arg-type]
                yield f"`{said}.{name}` is {value:g}, but must be {rule} [{described.unit}]: {described.meaning}"
    low, high, scale = ends["low"], ends["high"], given.get("scale", "linear")
    if scale not in SCALES:
        yield f"`{said}.scale` is {as_written(scale)}, but must be one of {', '.join(SCALES)}"
    if is_number(low) and is_number(high):
        if high <= low:  # type: ignore[operator]
            yield f"`{said}` goes from {low:g} to {high:g}, but `high` must lie above `low`"
        if scale == "log" and low <= 0.0:  # type: ignore[operator]
            yield f"`{said}.low` is {low:g}, but a log scale needs numbers above 0"


def _reason_problems(said: str, reason: Any) -> Iterator[str]:
    if not isinstance(reason, str) or len(reason.split()) < FEWEST_WORDS:
        yield f"`{said}.reason` is {as_written(reason)}, but must say in a sentence {FREE_KEYS['reason']}"


def is_number(value: Any) -> bool:
    """Tell whether a value of a file is a finite number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def broken(value: float, bound: Any) -> str | None:
    """Say which rule a value breaks, in words, or None where it keeps it."""
    limit: Any
    match bound:
        case Ge(ge=limit):
            return f"at least {limit}" if value < limit else None
        case Gt(gt=limit):
            return f"above {limit}" if value <= limit else None
        case Le(le=limit):
            return f"at most {limit}" if value > limit else None
        case Lt(lt=limit):
            return f"below {limit}" if value >= limit else None
    return None
