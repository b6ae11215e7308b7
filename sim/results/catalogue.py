"""The catalogue: every run that lies in a folder of results, what it is and whether the present program made it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.basis.errors import ResultsError
from sim.results.keys import program_parts
from sim.results.manifests import read_json
from sim.results.store import Store

STORE = "store"


@dataclass(frozen=True)
class Entry:
    """A run, a sweep or a comparison, as its manifest tells it."""

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def kind(self) -> str:
        """What it is: `run`, `sweep` or `comparison`."""
        return str(self.manifest.get("kind", "run"))

    @property
    def name(self) -> str:
        """Name of the scenario or of the sweep."""
        return str(self.manifest.get("name", self.folder.parent.name))

    @property
    def status(self) -> str:
        """How it ended: `finished`, `running` where it goes on or was killed, `interrupted` ..."""
        return str(self.manifest.get("status", "unknown"))

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the worlds that it asked for, finished or not."""
        finished = [row["key"] for row in self.manifest.get("worlds", ())]
        return tuple(dict.fromkeys([*finished, *self.manifest.get("asked", ())]))

    @property
    def program(self) -> str:
        """Whose worlds these are: `this` program's, an `other`'s, or `unknown` where nobody wrote it down."""
        said = {name: self.manifest.get(name) for name in ("code", "data", "versions")}
        if said["code"] is None:
            return "unknown"
        return "this" if said == program_parts(str(self.manifest.get("engine", "numba"))) else "other"


def list_runs(out: Path) -> list[Entry]:
    """List what lies in a folder of results, by name and folder; what cannot be read is left out.

    Raises:
        ResultsError: Where there is no such folder.
    """
    if not out.is_dir():
        raise ResultsError(f"There is no folder {out}. Make one by `hinterland run SCENARIO`, or name it by --out.")
    manifests = (path for path in sorted(out.glob("*/*/manifest.json")) if path.parent.parent.name != STORE)
    return [entry for path in manifests if (entry := _entry(path)) is not None]


def _entry(path: Path) -> Entry | None:
    try:
        return Entry(path.parent, read_json(path, what="manifest of a run"))
    except ResultsError:
        return None


def find_run(out: Path, name: str) -> Entry:
    """Find a run by its folder, by its short hash or the beginning of that, or by its scenario where that has one.

    Raises:
        ResultsError: Where none or several are meant.
    """
    given = Path(name)
    if (given / "manifest.json").is_file():
        return Entry(given, read_json(given / "manifest.json", what="manifest of a run"))
    entries = list_runs(out)
    found = [each for each in entries if each.folder.name.startswith(name)] if len(name) >= LEAST else []
    found = found or [each for each in entries if each.name == name]
    if len(found) == 1:
        return found[0]
    lines = "\n".join(f"  * {each.folder.as_posix()}" for each in found or entries)
    if found:
        raise ResultsError(f"'{name}' means {len(found)} runs; name one of them by its folder:\n{lines}")
    there = f" There are:\n{lines}" if entries else " There is none."
    raise ResultsError(f"{out} has no run '{name}': give a folder, its short hash, or the name of a scenario.{there}")


LEAST = 4
"""Letters of a short hash by which a run can be meant."""


def size_of(out: Path, entry: Entry) -> int:
    """Give the bytes that a run's worlds take in the store; worlds are shared, so sizes do not add up."""
    store = Store(out / STORE)
    folders = (store.root / key for key in entry.keys)
    return sum(path.stat().st_size for folder in folders if folder.is_dir() for path in folder.iterdir())
