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

UNREAD_DATA = ("facts.csv", "README.md")
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
    """Give the key of a world.

    Args:
        canonical_scenario: The arm's resolved scenario in canonical JSON.
        seed: Root seed.
        replicate: Number of the replicate.
        engine: Engine that runs it; the plain engine's code counts only for its own worlds.
        shared: Whatever else the arms of an experiment share and the scenario does not say (the union of zones).
        home: Folder of the package; this one's by default.
    """
    scenario = {key: value for key, value in json.loads(canonical_scenario).items() if key not in IDLE_KEYS}
    floors = FLOORS if engine == "numba" else (*FLOORS, "reference")
    parts = {
        "code": code_hash(floors, home or _HOME),
        "data": data_hash(home or _HOME),
        "scenario": scenario,
        "seed": seed,
        "replicate": replicate,
        "engine": engine,
        "shared": shared,
        "versions": versions(),
    }
    return _digest(_canonical(parts))


def run_key(arms: Mapping[str, str], *, replicates: Iterable[int], engine: str = "numba") -> str:
    """Give the short hash that names a run's folder: the same request has the same path.

    Args:
        arms: Canonical scenario of each arm, by name.
        replicates: Numbers of the replicates asked for.
        engine: Engine asked for.
    """
    request = {"arms": {arm: json.loads(text) for arm, text in arms.items()}, "engine": engine}
    return _digest(_canonical({**request, "replicates": sorted(replicates)}))[:10]


@cache
def code_hash(floors: Sequence[str] = FLOORS, home: Path = _HOME) -> str:
    """Hash the parsed code of packages; comments, docstrings and layout do not count."""
    files = (path for floor in floors for path in sorted((home / floor).rglob("*.py")))
    return _digest("".join(f"{path.relative_to(home).as_posix()}\n{_meaning(path)}\n" for path in files))


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
    total = hashlib.sha256()
    for path in sorted((home / "data").rglob("*")):
        if path.is_file() and path.name not in UNREAD_DATA and "__pycache__" not in path.parts:
            total.update(path.relative_to(home).as_posix().encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def versions() -> dict[str, str]:
    """Give the versions that enter a key."""
    return {name: metadata.version(name) for name in VERSIONED}


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
