"""Values as written to values as meant: `20 km` where a parameter is in km, and every key and value that is wrong.

Whatever is wrong is taken out after it is reported, so that what is left can be checked further.
"""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from sim.scenario.described import Described, Key, below, describe, dotted, expected
from sim.scenario.schema import Scenario
from sim.scenario.wording import as_written, nearest, some_of

NUMBER_AND_UNIT = re.compile(r"^\s*([-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*(\D.*)?$")

type Problems = list[tuple[Key, str]]


def with_plain_numbers(values: Mapping[str, Any], problems: Problems, above: Key = ()) -> dict[str, Any]:
    """Copy values with numbers freed of their units; what has another unit or is no number is reported and left out."""
    plain: dict[str, Any] = {}
    for name, value in values.items():
        key = (*above, name)
        if isinstance(value, Mapping) and key[:1] != ("counterfactual",):
            plain[name] = with_plain_numbers(value, problems, key)
            continue
        described = describe(key)
        try:
            plain[name] = _plain(value, described) if described is not None else value
        except _NotPlainError as error:
            problems.append((key, f"`{dotted(key)}` is {as_written(value)}, {error}"))
    return plain


class _NotPlainError(ValueError):
    """A value is no number, or has another unit."""


def _plain(value: Any, described: Described) -> Any:
    if isinstance(value, list):
        inner = below(described, 0) if list in described.types else None
        return value if inner is None else [_plain(item, inner) for item in value]
    if not described.number:
        return value
    if isinstance(value, bool):
        raise _NotPlainError(f"but must be {expected(described)}: {described.meaning}")
    if not isinstance(value, str) or value in described.choices:
        return value
    match = NUMBER_AND_UNIT.match(value)
    if match is None:
        return value
    number, unit = match.groups()
    if unit is not None and unit.strip() != described.unit:
        raise _NotPlainError(_other_unit(float(number), unit.strip(), described))
    return float(number) if float in described.types else _whole(number)


def _whole(number: str) -> float | int:
    return int(float(number)) if float(number).is_integer() else float(number)


def _other_unit(number: float, unit: str, described: Described) -> str:
    own = f"write a number, or a number and `{described.unit}`"
    advice = f"write {number / 100:g} for {number:g} %" if unit == "%" else own
    return f"but its unit is [{described.unit}]: {advice}. It must be {expected(described)}: {described.meaning}"


def validate(values: Mapping[str, Any], problems: Problems) -> Scenario:
    """Turn values into a scenario; what is wrong is reported, left out, and replaced by its default."""
    remaining = dict(values)
    for _ in range(10):
        try:
            return Scenario.model_validate(remaining)
        except ValidationError as error:
            wrong = {
                _key_of(each["loc"], remaining): each
                for each in reversed(error.errors(include_url=False, include_context=False))
            }
        for key, each in reversed(wrong.items()):
            at = (*key, "kind") if each["type"].startswith("union_tag") else key
            # A value that was wrong has been taken out; that it is missing now is no news.
            if (*key, each["loc"][-1]) not in {reported for reported, _ in problems}:
                problems.append((key, _message(at, each["type"], each["loc"], remaining)))
        for key in wrong:
            _take_out(remaining, key)
    return Scenario()


def _key_of(location: Key, values: Any) -> Key:
    """Give the key at which a value stands in the file; the schema's own steps between are left out."""
    key: list[int | str] = []
    here = values
    for part in location:
        if isinstance(here, Mapping) and part in here:  # noqa: SIM114 (each branch narrows its own type)
            here = here[part]
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        else:
            continue
        key.append(part)
    return tuple(key)


def _message(key: Key, kind: str, location: Key, values: Mapping[str, Any]) -> str:
    if kind == "extra_forbidden":
        return _unknown(key, values)
    if kind == "missing" and isinstance(location[-1], str):
        return _missing((*key, location[-1]))
    described = describe(key)
    found = as_written(value_at(values, key))
    if described is None:
        return f"`{dotted(key)}` is {found}, which cannot be"
    found = "an empty list" if found == "[]" else found
    hint = nearest(str(value_at(values, key)), [str(choice) for choice in described.choices])
    return f"`{dotted(key)}` is {found}, but must be {expected(described)}: {described.meaning}{hint}"


def _missing(key: Key) -> str:
    described = describe(key)
    if described is None:
        return f"`{dotted(key)}` is missing"
    return f"`{dotted(key)}` is missing, and must be {expected(described)}: {described.meaning}"


def _unknown(key: Key, values: Mapping[str, Any]) -> str:
    """Say that there is no such key, and which is meant."""
    *above, name = key
    beside = describe(tuple(above))
    keys = beside.keys if beside is not None else ()
    block = f"{dotted(tuple(above))}." if above else ""
    if beside is not None and name in keys:
        kind = value_at(values, (*above, "kind")) or "stylised"
        other = "china" if kind == "stylised" else "stylised"
        return f"`{dotted(key)}` belongs to maps of kind {other}, but this map is {kind}: take it out or set `kind`"
    hint = nearest(str(name), keys, before=block) or _elsewhere(str(name))
    known = "" if hint else f" Known here: {some_of(keys, 30)}."
    return f"`{dotted(key)}` is not a parameter.{hint}{known}"


def _elsewhere(name: str) -> str:
    """Look for a parameter of the same name in other blocks."""
    root = describe(())
    blocks = root.keys if root is not None else ()
    for block in blocks:
        inside = describe((block,))
        if inside is not None and name in inside.keys:
            return f" Did you mean `{block}.{name}`?"
    return ""


def value_at(values: Any, key: Key) -> Any:
    """Give the value at a key, or None where there is none."""
    for part in key:
        try:
            values = values[part]
        except (KeyError, IndexError, TypeError):
            return None
    return values


def _take_out(values: dict[str, Any], key: Key) -> None:
    """Take out what stands at a key; of a list, the whole list. Mappings on the way are copied, not changed."""
    here: Any = values
    for part in key[:-1]:
        if not isinstance(here.get(part), dict):
            here.pop(part, None)
            return
        here[part] = dict(here[part])
        here = here[part]
    here.pop(key[-1], None) if key else values.clear()
