"""Laws of kept burn-ins: read as written, and absent as soon as a bit is wrong."""

from pathlib import Path

import pytest

from sim.results import burn_ins
from sim.results.burn_ins import BurnIns
from sim.results.store import Store


@pytest.fixture
def kept(tmp_path: Path) -> BurnIns:
    return BurnIns.of(Store(tmp_path / "store"))


def test_a_state_is_read_as_it_was_written(kept: BurnIns) -> None:
    assert kept.read("k") is None
    kept.write("k", b"state" * 1000)
    assert kept.read("k") == b"state" * 1000
    assert (kept.root / "k").stat().st_size < 1000


@pytest.mark.parametrize("at", [0, 70, -1])
def test_a_damaged_state_counts_as_absent(kept: BurnIns, at: int) -> None:
    kept.write("k", b"state")
    content = bytearray((kept.root / "k").read_bytes())
    content[at] ^= 1
    (kept.root / "k").write_bytes(bytes(content))
    assert not kept.has("k")
    (kept.root / "k").write_bytes(b"")
    assert not kept.has("k")


def test_another_version_of_the_model_has_burn_ins_of_its_own(kept: BurnIns, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.write("k", b"state")
    monkeypatch.setattr(burn_ins, "code_hash", lambda: "0" * 64)
    assert not BurnIns.of(Store(kept.root.parents[1])).has("k")
