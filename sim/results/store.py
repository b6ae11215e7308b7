"""The store: worlds by key, written whole or not at all.

A world is a folder `<root>/<key>/` with `manifest.json` and one Parquet file a table. It is written under another
name and renamed when it is complete and on the disk, so a folder with a key for a name is a complete world, whatever
ended the program or the machine.
"""

import hashlib
import shutil
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from sim.basis.errors import ResultsError
from sim.results.durable import settle, settle_whole
from sim.results.manifests import read_json, write_json
from sim.results.parquet import check_panels, read_panel, write_panel

UNFINISHED = ".unfinished-"

FORMAT = 1
"""Number of the way in which worlds are laid out; a world without one was written before it was counted."""


@dataclass(frozen=True)
class World:
    """One arm of one replicate, as it lies in the store; tables are read when asked for."""

    key: str
    folder: Path
    manifest: Mapping[str, Any]

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that the world has."""
        return tuple(self.manifest["tables"])

    @property
    def made_from(self) -> Mapping[str, Any]:
        """What the key is the hash of; empty where the world was written before that was kept.

        It is read when it is asked for, since it is large and hardly ever needed.
        """
        return read_json(self.folder / "manifest.json", what="manifest of a world").get("made_from") or {}

    def files(self) -> dict[str, bytes]:
        """Read every file of the world, by name: what another store can `adopt`."""
        names = ("manifest.json", *(f"{table}.parquet" for table in self.tables))
        return {name: (self.folder / name).read_bytes() for name in names}

    def table(self, name: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Read a table, or some of its columns.

        Raises:
            ResultsError: Where the world has no such table, or its file is missing, damaged or lacks a column.
        """
        if name not in self.manifest["tables"]:
            raise ResultsError(f"World {self.key} has no table `{name}`; it has {', '.join(self.tables)}.")
        return read_panel(self.folder / f"{name}.parquet", columns)

    def verify(self) -> None:
        """Compare every file with the checksum that the manifest keeps of it.

        Raises:
            ResultsError: Naming each file that differs.
        """
        damaged = [
            name
            for name, facts in self.manifest["tables"].items()
            if checksum(self.folder / f"{name}.parquet") != facts["sha256"]
        ]
        if damaged:
            raise ResultsError(_mend(self.folder, f"its tables {', '.join(damaged)} differ from what was written"))


@dataclass(frozen=True)
class Store:
    """Worlds by key under one folder, by custom `<out>/store`."""

    root: Path

    def write(self, key: str, panels: Mapping[str, pd.DataFrame], manifest: Mapping[str, Any]) -> World:
        """Store a world whole, or leave no trace of it; a world that is there already stays as it is.

        Args:
            key: Key of the world.
            panels: Tables by name; every column must be registered.
            manifest: What is to be known about the world besides its tables; plain values.

        Raises:
            ResultsError: Where a table or column is not registered.
        """
        check_panels(panels)

        def fill(draft: Path) -> None:
            tables = dict(_write_tables(draft, panels))
            write_json(draft / "manifest.json", {**manifest, "format": FORMAT, "key": key, "tables": tables})

        return self._write_whole(key, fill)

    def adopt(self, key: str, files: Mapping[str, bytes]) -> World:
        """Store a world that another machine has made, whole or not at all.

        Args:
            key: Key of the world.
            files: Its files by name, as `World.files` gives them.
        """

        def fill(draft: Path) -> None:
            for name, content in files.items():
                (draft / name).write_bytes(content)

        return self._write_whole(key, fill)

    def _write_whole(self, key: str, fill: Callable[[Path], None]) -> World:
        self.root.mkdir(parents=True, exist_ok=True)
        # Not `tempfile`, whose folders nobody else may read: a store may be shared.
        draft = self.root / f"{UNFINISHED}{uuid.uuid4().hex}"
        draft.mkdir()
        try:
            fill(draft)
            settle_whole(draft)
            _rename(draft, self.root / key)
            settle(self.root)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        return self.read(key)

    def has(self, key: str) -> bool:
        """Say whether the world is there, complete by size; a damaged one counts as absent, to be made anew."""
        try:
            self.read(key)
        except ResultsError:
            return False
        return True

    def read(self, key: str) -> World:
        """Open a world without reading its tables.

        Raises:
            ResultsError: Where there is no such world, or a file of it is missing or cut short.
        """
        folder = self.root / key
        if not folder.is_dir():
            raise ResultsError(f"The store {self.root} has no world {key}. Run the scenario again to make it.")
        manifest = read_json(folder / "manifest.json", what="manifest of a world")
        if manifest.get("format", FORMAT) > FORMAT:
            raise ResultsError(f"The world in {folder} was written by a newer version of Hinterland: update this one.")
        if not isinstance(manifest.get("tables"), dict):
            raise ResultsError(_mend(folder, "its manifest lists no tables"))
        partial = [name for name, facts in manifest["tables"].items() if _size(folder, name) != facts["bytes"]]
        if partial:
            raise ResultsError(_mend(folder, f"its tables {', '.join(partial)} are missing or cut short"))
        manifest.pop("made_from", None)
        return World(key=key, folder=folder, manifest=manifest)

    def keys(self) -> tuple[str, ...]:
        """List the keys of all worlds that are there, sorted."""
        if not self.root.is_dir():
            return ()
        return tuple(sorted(folder.name for folder in self.root.iterdir() if not folder.name.startswith(".")))


def checksum(path: Path) -> str:
    """Give the sha256 of a file, or an empty text where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _write_tables(folder: Path, panels: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, frame in panels.items():
        path = folder / f"{name}.parquet"
        write_panel(path, name, frame)
        yield name, {"rows": len(frame), "bytes": path.stat().st_size, "sha256": checksum(path)}


def _rename(draft: Path, final: Path) -> None:
    """Give a finished draft its name; where another worker was first its world stays, being the same."""
    if final.is_dir() and not Store(final.parent).has(final.name):
        shutil.rmtree(final, ignore_errors=True)
    try:
        draft.rename(final)
    except OSError:
        if not final.is_dir():
            raise


def _size(folder: Path, table: str) -> int:
    path = folder / f"{table}.parquet"
    return path.stat().st_size if path.is_file() else -1


def _mend(folder: Path, found: str) -> str:
    return f"The world in {folder} is not whole: {found}. Delete the folder and run the scenario again to make it anew."
