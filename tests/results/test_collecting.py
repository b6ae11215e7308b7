"""Laws of collecting garbage: what serves nobody goes, what somebody may need stays."""

import os
import time
from pathlib import Path

import pytest

from sim.results import burn_ins
from sim.results.burn_ins import BurnIns
from sim.results.collecting import SECONDS_OF_A_WRITER, Garbage, find_garbage
from sim.results.run import Run
from tests.synthetic import Recipe, line_map, panels, stored_run

RECIPE = Recipe(line_map(), years=2)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return stored_run(tmp_path, RECIPE, replicates=1)


def names(garbage: list[Garbage]) -> set[str]:
    return {each.path.name for each in garbage}


def grow_old(path: Path) -> None:
    for each in (path, *path.glob("*")):
        os.utime(each, (0.0, time.time() - 2 * SECONDS_OF_A_WRITER))


def test_a_healthy_folder_has_nothing_to_take_away(run: Run, tmp_path: Path) -> None:
    del run
    assert find_garbage(tmp_path, unlisted=True, verify=True) == []


def test_what_a_crash_left_goes_and_what_is_being_written_stays(run: Run, tmp_path: Path) -> None:
    for name in (".unfinished-old", ".unfinished-new"):
        (run.store.root / name).mkdir()
        (run.store.root / name / "cells.parquet").write_bytes(b"PAR1")
    (run.folder / ".draft-old").write_text("{")
    grow_old(run.store.root / ".unfinished-old")
    grow_old(run.folder / ".draft-old")
    found = find_garbage(tmp_path)
    assert names(found) == {".unfinished-old", ".draft-old"}
    for each in found:
        each.take_away()
    assert not (run.store.root / ".unfinished-old").exists()
    assert len(run.world("base", 0).table("cells"))


def test_a_world_that_no_run_asks_for_goes_only_when_asked(run: Run, tmp_path: Path) -> None:
    run.store.write("nobody", panels(RECIPE, arm="base"), {})
    assert find_garbage(tmp_path) == []
    assert names(find_garbage(tmp_path, unlisted=True)) == {"nobody"}


def test_damaged_worlds_go_those_of_the_right_length_when_they_are_verified(run: Run, tmp_path: Path) -> None:
    path = run.store.root / "base-0" / "cells.parquet"
    path.write_bytes(b"\0" * path.stat().st_size)
    assert find_garbage(tmp_path) == []
    assert names(find_garbage(tmp_path, verify=True)) == {"base-0"}
    path.write_bytes(b"")
    assert names(find_garbage(tmp_path)) == {"base-0"}


def test_burn_ins_of_another_version_go_and_those_of_this_one_when_asked(run: Run, tmp_path: Path) -> None:
    BurnIns.of(run.store).write("k", b"state")
    (run.store.root / burn_ins.FOLDER / "0123456789abcdef").mkdir()
    assert names(find_garbage(tmp_path)) == {"0123456789abcdef"}
    assert names(find_garbage(tmp_path, kept_burn_ins=True)) == {"0123456789abcdef", burn_ins.version()}


def test_garbage_knows_its_size(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"12345")
    assert Garbage(tmp_path, "").bytes == 5
    assert Garbage(tmp_path / "one", "").bytes == 5
