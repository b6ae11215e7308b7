"""Keys: what a world depends on, as one hash; what was asked for, as another.

The key of a world is the sha256 of everything that can change a number in it: the parsed code of the floors that make
it (comments and docstrings apart), the data files, the scenario, seed and replicate, the engine, and the versions of
what the numbers go through. What cannot change a number (name, title, how many replicates, which other arms there
are) stays out, so that runs share worlds.
"""

import ast
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

FLOORS = ("kernels", "basis", "world", "economy", "scenario", "model")
"""Packages whose code makes a world."""

VERSIONED = ("numpy", "numba", "llvmlite")
"""Distributions whose version may change a bit of a world."""

UNREAD_DATA = ("facts.csv", "facts_missed.csv", "README.md")
"""Data files that no world reads: what runs are judged against, and where tables come from."""

IDLE_KEYS = ("name", "title", "extends", "counterfactual", "replicates", "seed")
"""Root keys of a scenario that change no number of a world (the seed enters the key by itself)."""

_HOME = Path(__file__).resolve().parents[1]


def world_key(
    canonical_scenario: str,
    *,
    seed: int,
    replicate: int,
    engine: str = "numba",
    shared: str = "",
    home: Path | None = None,
) -> str:
    """Give the key of a world: the hash of its `world_parts`."""
    parts = world_parts(
        canonical_scenario, seed=seed, replicate=replicate, engine=engine, shared=shared, home=home
    )  # fmt: skip
    return key_of(parts)


def world_parts(
    canonical_scenario: str,
    *,
    seed: int,
    replicate: int,
    engine: str = "numba",
    shared: str = "",
    home: Path | None = None,
) -> dict[str, Any]:
    """Give everything that a world is made from, as plain values.

    Args:
        canonical_scenario: The arm's resolved scenario in canonical JSON.
        seed: Root seed.
        replicate: Number of the replicate.
        engine: Engine that runs it; the plain engine's code counts only for its own worlds.
        shared: Whatever else the arms of an experiment share and the scenario does not say: a schedule of one's own.
        home: Folder of the package; this one's by default.
    """
    scenario = {key: value for key, value in json.loads(canonical_scenario).items() if key not in IDLE_KEYS}
    made_by = program_parts(engine, home=home)
    return {**made_by, "scenario": scenario, "seed": seed, "replicate": replicate, "engine": engine, "shared": shared}


def program_parts(engine: str = "numba", *, home: Path | None = None) -> dict[str, Any]:
    """Give what of the program itself a world is made from: its code, its data, the versions of its libraries."""
    return {
        "code": code_hash(floors_of(engine), home or _HOME),
        "data": data_hash(home or _HOME),
        "versions": versions(),
    }


def floors_of(engine: str = "numba") -> tuple[str, ...]:
    """Give the packages whose code makes the worlds of an engine."""
    return FLOORS if engine == "numba" else (*FLOORS, "reference")


def key_of(parts: Mapping[str, Any]) -> str:
    """Give the hash of what a world, or a burn-in, is made from."""
    return _digest(_canonical(parts))


def run_key(
    arms: Mapping[str, str], *, replicates: Iterable[int], engine: str = "numba", shared: str = ""
) -> str:
    """Give the short hash that names a run's folder: the same request has the same path.

    Args:
        arms: Canonical scenario of each arm, by name.
        replicates: Numbers of the replicates asked for.
        engine: Engine asked for.
        shared: What all worlds are made from besides their scenarios, where there is any such thing.
    """
    request = {"arms": {arm: json.loads(text) for arm, text in arms.items()}, "engine": engine}
    if shared:
        request["shared"] = shared
    return _digest(_canonical({**request, "replicates": sorted(replicates)}))[:10]


@cache
def code_hash(floors: Sequence[str] = FLOORS, home: Path = _HOME) -> str:
    """Hash the parsed code of packages; comments, docstrings and layout do not count."""
    return _digest("".join(f"{name} {each}\n" for name, each in code_files(floors, home).items()))


def code_files(floors: Sequence[str] = FLOORS, home: Path = _HOME) -> Mapping[str, str]:
    """Hash the parsed code of each file of some packages, by its path within the package."""
    files = (path for floor in floors for path in sorted((home / floor).rglob("*.py")))
    return {path.relative_to(home).as_posix(): _digest(_meaning(path)) for path in files}


def _meaning(path: Path) -> str:
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=path.name)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [line for line in body if not _is_text(line)]  # type: ignore[attr-defined]
    return ast.dump(tree)


def _is_text(line: ast.AST) -> bool:
    """Say whether a statement is a bare text: a docstring, of whatever stands above it."""
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) and isinstance(line.value.value, str)


@cache
def data_hash(home: Path = _HOME) -> str:
    """Hash the names and bytes of the data files that worlds are built from."""
    return _digest("".join(f"{name} {each}\n" for name, each in data_files(home).items()))


def data_files(home: Path = _HOME) -> Mapping[str, str]:
    """Hash the bytes of each data file that worlds are built from, by its path within the package."""
    files = (path for path in sorted((home / "data").rglob("*")) if path.is_file() and path.name not in UNREAD_DATA)
    return {
        path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if "__pycache__" not in path.parts
    }


def versions() -> dict[str, str]:
    """Give the versions that enter a key."""
    return {name: metadata.version(name) for name in VERSIONED}


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
