"""Collecting garbage: what lies in a folder of results and serves nobody, and taking it away."""

import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sim.basis.errors import ResultsError
from sim.results import burn_ins, programs
from sim.results.catalogue import STORE, list_runs
from sim.results.manifests import DRAFT
from sim.results.store import UNFINISHED, Store

SECONDS_OF_A_WRITER = 600.0
"""Age at which a draft belongs to nobody any more; a world is written within seconds."""


@dataclass(frozen=True)
class Garbage:
    """A file or folder that serves nobody, and why."""

    path: Path
    why: str

    @property
    def bytes(self) -> int:
        """What it takes on the disk."""
        files = self.path.rglob("*") if self.path.is_dir() else (self.path,)
        return sum(file.stat().st_size for file in files if file.is_file())

    def take_away(self) -> None:
        """Delete it."""
        if self.path.is_dir():
            shutil.rmtree(self.path, ignore_errors=True)
        else:
            self.path.unlink(missing_ok=True)


def find_garbage(
    out: Path, *, unlisted: bool = False, kept_burn_ins: bool = False, verify: bool = False
) -> list[Garbage]:
    """Find what can be taken away without loss: what a crash left half done, and damaged worlds.

    Args:
        out: Folder of all results.
        unlisted: Also worlds that no run and no sweep asks for.
        kept_burn_ins: Also all burn-ins, which are made again when they are needed.
        verify: Compare every world with its checksums; without it a world is damaged if a file is missing or cut short.
    """
    listed = {key for entry in list_runs(out) for key in entry.keys}
    store = Store(out / STORE)
    worlds = store.keys()
    found = [*_drafts(out, store), *_damaged(store, worlds, verify=verify)]
    if unlisted:
        bad = {garbage.path.name for garbage in found}
        found += [
            Garbage(store.root / key, "no run asks for this world")
            for key in worlds
            if key not in listed and key not in bad
        ]
    found += _burn_ins(store, everything=kept_burn_ins)
    return found


def _drafts(out: Path, store: Store) -> Iterator[Garbage]:
    beside = (store.root / programs.FOLDER, *sorted((store.root / burn_ins.FOLDER).glob("*")))
    for place in (store.root, *beside, *(each.folder for each in list_runs(out))):
        for path in sorted(place.iterdir()) if place.is_dir() else ():
            if path.name.startswith((UNFINISHED, DRAFT)) and _age(path) > SECONDS_OF_A_WRITER:
                yield Garbage(path, "left half written")


def _age(path: Path) -> float:
    return time.time() - max(each.stat().st_mtime for each in (path, *path.glob("*")))


def _damaged(store: Store, worlds: Iterable[str], *, verify: bool) -> Iterator[Garbage]:
    for key in worlds:
        try:
            world = store.read(key)
            if verify:
                world.verify()
        except ResultsError:
            yield Garbage(store.root / key, "damaged, so it would be made anew")


def _burn_ins(store: Store, *, everything: bool) -> Iterator[Garbage]:
    """Give the burn-ins from which no world of the present program can fork, or all."""
    for folder in sorted((store.root / burn_ins.FOLDER).glob("*")):
        if everything:
            yield Garbage(folder, "burn-ins, made again when they are needed")
        elif folder.name != burn_ins.version():
            yield Garbage(folder, "burn-ins of another version of the model")
