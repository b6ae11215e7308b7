"""Laws of durability: content is on the disk before its name is, and the name before anybody is told."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.results import Store
from sim.results.manifests import write_json
from tests.synthetic import Recipe, line_map, panels


class Witness:
    """Writes down in which order files are settled and renamed, by what tells a file whatever its name."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.seen: list[tuple[str, int]] = []
        for name in ("rename", "replace"):
            patch.setattr(Path, name, self._renaming(getattr(Path, name)))
        patch.setattr(os, "fsync", self._settling(os.fsync))

    def _renaming(self, really: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        def rename(path: Path, target: Path) -> Path:
            self.seen.append(("renamed", path.stat().st_ino))
            return really(path, target)

        return rename

    def _settling(self, really: Callable[[int], None]) -> Callable[[int], None]:
        def fsync(descriptor: int) -> None:
            self.seen.append(("settled", os.fstat(descriptor).st_ino))
            really(descriptor)

        return fsync

    def first(self, what: str, path: Path) -> int:
        return self.seen.index((what, path.stat().st_ino))

    def last(self, what: str, path: Path) -> int:
        return len(self.seen) - 1 - self.seen[::-1].index((what, path.stat().st_ino))


pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows settles no folders")


def test_a_world_gets_its_name_when_all_of_it_is_on_the_disk_and_the_name_is_settled_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    witness = Witness(monkeypatch)
    world = store.write("k", panels(Recipe(line_map(), years=2), arm="base"), {})
    named = witness.first("renamed", world.folder)
    files = sorted(world.folder.iterdir())
    assert {file.name for file in files} == {"manifest.json", *(f"{table}.parquet" for table in world.tables)}
    assert all(witness.first("settled", file) < named for file in files)
    assert witness.first("settled", world.folder) < named
    assert max(witness.last("settled", file) for file in files) < witness.last("settled", world.folder)
    assert witness.seen[-1] == ("settled", tmp_path.stat().st_ino)


def test_a_world_from_another_machine_is_as_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Store(tmp_path / "there").write("k", panels(Recipe(line_map(), years=2), arm="base"), {})
    home = Store(tmp_path / "here")
    witness = Witness(monkeypatch)
    world = home.adopt("k", made.files())
    named = witness.first("renamed", world.folder)
    assert all(witness.first("settled", file) < named for file in world.folder.iterdir())
    assert witness.seen[-1] == ("settled", home.root.stat().st_ino)


def test_a_manifest_is_on_the_disk_before_it_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_json(tmp_path / "manifest.json", {"old": 1})
    witness = Witness(monkeypatch)
    write_json(tmp_path / "manifest.json", {"new": 2})
    told = [what for what, _ in witness.seen]
    assert told == ["settled", "renamed", "settled"]
    assert witness.seen[0][1] == (tmp_path / "manifest.json").stat().st_ino
    assert witness.seen[-1][1] == tmp_path.stat().st_ino
