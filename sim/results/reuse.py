"""Reuse: why a world was not found in the store, by what it differs from the nearest that is there."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sim.basis.errors import ResultsError
from sim.results.programs import files_that_differ
from sim.results.store import Store

type Parts = Mapping[str, Any]
"""Everything that a world is made from, of which its key is the hash."""

MOST_NAMED = 12
OF_THE_PLAIN_ENGINE = "reference/"
ABSENT = "not set"


def nearest_world(parts: Parts, stored: Iterable[Parts]) -> Parts | None:
    """Give the stored world from which the fewest things differ; None where none says what it was made from."""
    known = [each for each in stored if each]
    return min(known, key=lambda each: _distance(each, parts), default=None)


def _distance(one: Parts, other: Parts) -> tuple[int, int]:
    """Count what differs, an other scenario before an other program: of one scenario, the version is the question."""
    settings = _settings_that_differ(one.get("scenario", {}), other.get("scenario", {}))
    rest = [name for name in ("seed", "replicate", "engine", "shared") if one.get(name) != other.get(name)]
    program = [name for name in ("code", "data", "versions") if one.get(name) != other.get(name)]
    return len(settings) + len(rest), len(program)


def what_differs(store: Store, old: Parts, new: Parts) -> list[str]:
    """Say line by line in what two worlds differ.

    Args:
        store: Where the programs that made them were noted.
        old: What the stored world is made from.
        new: What the world that was asked for is made from.
    """
    return [*_program(store, old, new), *_plain(old, new), *_scenario(old, new)]


def _program(store: Store, old: Parts, new: Parts) -> Iterator[str]:
    for name, what in (("code", "code of the model"), ("data", "data tables")):
        if old.get(name) != new.get(name):
            files = files_that_differ(store, str(old.get(name)), str(new.get(name)))
            if files is not None and old.get("engine") != new.get("engine"):
                # One engine has these files and the other does not, which its name says already.
                files = [file for file in files if not file.startswith(OF_THE_PLAIN_ENGINE)]
                if not files:
                    continue
            yield f"{what}: {_some(files) if files is not None else 'another version, which did not list its files'}"
    before, after = old.get("versions", {}), new.get("versions", {})
    for library in sorted({*before, *after}):
        if before.get(library) != after.get(library):
            yield f"version of {library}: {before.get(library, ABSENT)} -> {after.get(library, ABSENT)}"


def _some(files: list[str]) -> str:
    more = f" and {len(files) - MOST_NAMED} more" if len(files) > MOST_NAMED else ""
    return "sim/" + ", sim/".join(files[:MOST_NAMED]) + more + (" differs" if len(files) == 1 else " differ")


def _plain(old: Parts, new: Parts) -> Iterator[str]:
    for name in ("seed", "replicate", "engine", "shared"):
        if old.get(name) != new.get(name):
            yield f"{name}: {old.get(name, ABSENT)} -> {new.get(name, ABSENT)}"


def _scenario(old: Parts, new: Parts) -> Iterator[str]:
    differing = _settings_that_differ(old.get("scenario", {}), new.get("scenario", {}))
    for key, (before, after) in list(differing.items())[:MOST_NAMED]:
        yield f"{key}: {before} -> {after}"
    if len(differing) > MOST_NAMED:
        yield f"and {len(differing) - MOST_NAMED} more settings"


def _settings_that_differ(old: Any, new: Any) -> dict[str, tuple[Any, Any]]:
    before, after = (dict(_leaves(each, "")) for each in (old, new))
    keys = dict.fromkeys([*before, *after])
    return {key: (before.get(key, ABSENT), after.get(key, ABSENT)) for key in keys if before.get(key) != after.get(key)}


def _leaves(value: Any, key: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping) and value:
        for name, each in value.items():
            yield from _leaves(each, f"{key}.{name}" if key else str(name))
    elif _is_listed_mapping(value):
        # Zones and events stand as pairs, since their order counts.
        yield from _leaves({"order of " + key: [name for name, _ in value]}, "")
        yield from _leaves(dict(value), key)
    else:
        yield key, value


def _is_listed_mapping(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(
        isinstance(each, list) and len(each) == 2 and isinstance(each[0], str) and isinstance(each[1], Mapping)
        for each in value
    )  # fmt: skip


def stored_parts(store: Store) -> list[Parts]:
    """Give what each world of a store is made from; damaged worlds and those that do not say are left out."""
    found, keys = [], store.keys()
    for key in keys:
        try:
            found.append(store.read(key).made_from)
        except ResultsError:
            continue
    return [each for each in found if each]
