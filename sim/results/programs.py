"""Programs: which code and data made the worlds of a store, file by file, so that a difference can be named.

A world's manifest keeps one hash of all code and one of all data; beside the worlds, in `<store>/.programs/`, lies for
each of these hashes the list of files behind it.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from sim.basis.errors import ResultsError
from sim.results.keys import code_files, code_hash, data_files, data_hash, floors_of
from sim.results.manifests import read_json, write_json
from sim.results.store import Store

FOLDER = ".programs"

ENGINES = ("numba", "plain")


def note_program(store: Store, engine: str = "numba") -> None:
    """Write down the files of the program as it stands, unless they are written down already.

    Args:
        store: Where the program is about to leave worlds.
        engine: Which engine makes them; the plain one's worlds are made by its own code too.
    """
    for digest, list_files in _as_it_stands(engine).items():
        path = _path(store, digest)
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_json(path, list_files())


def files_that_differ(store: Store, one: str, other: str) -> list[str] | None:
    """List the files in which two programs differ, or None where the store does not know one of them.

    Args:
        store: Where both were noted.
        one: Hash of code or of data.
        other: Another of the same kind, of the same engine or the other.
    """
    first, second = (_files(store, digest) for digest in (one, other))
    if first is None or second is None:
        return None
    return sorted(name for name in {*first, *second} if first.get(name) != second.get(name))


def _files(store: Store, digest: str) -> Mapping[str, str] | None:
    try:
        return read_json(_path(store, digest), what="list of a program's files")
    except ResultsError:
        # The program as it stands may have made nothing yet: that is when somebody asks why.
        known = {key: files for engine in ENGINES for key, files in _as_it_stands(engine).items()}
        return known[digest]() if digest in known else None


def _as_it_stands(engine: str) -> Mapping[str, Callable[[], Mapping[str, str]]]:
    """Give what lists the files of this program, by the hash of its code and of its data."""
    floors = floors_of(engine)
    return {code_hash(floors): partial(code_files, floors), data_hash(): data_files}


def _path(store: Store, digest: str) -> Path:
    return store.root / FOLDER / f"{digest}.json"
