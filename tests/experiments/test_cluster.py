"""Laws of clusters: the same worlds whoever makes them, and no world of another program."""

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sim.basis.errors import HinterlandError
from sim.experiments import cluster as clusters
from sim.experiments.cluster import Probe, _attempt_there, _stranger, carrier_for
from sim.experiments.sweeps.reading import read_sweep_text
from sim.measures.sweeping import sweep
from sim.results.keys import program_parts
from sim.results.swept import Swept
from sim.scenario.schema import Scenario
from tests.made_up import Record, simulate, sweep_text

pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.slow,
    # What Dask says of its own sockets and clocks is not for us to mend.
    pytest.mark.filterwarnings("default::DeprecationWarning", "default::ResourceWarning", "default::RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as local:
        yield local


def swept(out: Path, **how: Any) -> Swept:
    return sweep(read_sweep_text(sweep_text(), name="made_up"), out=out, **({"workers": 1, "simulate": simulate} | how))


def tables(found: Swept) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((found.folder / "tables").iterdir())}


def worlds(found: Swept) -> dict[str, Any]:
    keys = found.store.keys()
    return {key: found.store.read(key).manifest["tables"] for key in keys}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Swept:
    return swept(tmp_path_factory.mktemp("here"))


def test_a_cluster_makes_the_same_worlds_bit_for_bit(cluster: Any, here: Swept, tmp_path: Path) -> None:
    there = swept(tmp_path, cluster=cluster)
    assert worlds(there) == worlds(here)
    assert tables(there) == tables(here)
    assert not list(there.store.root.glob(".probe-*"))


def test_an_address_and_a_client_do_as_well(cluster: Any, here: Swept, tmp_path: Path) -> None:
    from distributed import Client

    assert tables(swept(tmp_path / "address", cluster=cluster.scheduler_address)) == tables(here)
    with Client(cluster) as client:
        assert tables(swept(tmp_path / "client", cluster=client)) == tables(here)
        assert client.status == "running", "a client that was lent stays open"


def test_workers_that_cannot_see_the_store_send_their_worlds_home(
    cluster: Any, here: Swept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unseen = tmp_path / "unseen"
    monkeypatch.setattr(clusters, "Probe", partial(_hidden, unseen))
    there = swept(tmp_path, cluster=cluster)
    assert not unseen.exists()
    assert worlds(there) == worlds(here)
    assert tables(there) == tables(here)
    there.store.read(there.store.keys()[0]).verify()


def _hidden(unseen: Path, file: Path, token: str, program: Mapping[str, Any]) -> "HiddenProbe":
    return HiddenProbe(unseen / file.name, token, program, file)


class HiddenProbe(Probe):
    """A probe that lies where the worker looks for it in vain."""

    def __init__(self, file: Path, token: str, program: Mapping[str, Any], written: Path) -> None:
        super().__init__(_Elsewhere(file, written), token, program)  # type: ignore[arg-type]

    def __reduce__(self) -> tuple[Any, ...]:
        return Probe, (self.file.unseen, self.token, self.program)  # type: ignore[attr-defined]


class _Elsewhere:
    """Is written at one place and looked for at another."""

    def __init__(self, unseen: Path, written: Path) -> None:
        self.unseen, self.written = unseen, written

    def write_text(self, text: str, encoding: str) -> None:
        self.written.write_text(text, encoding=encoding)

    def unlink(self, *, missing_ok: bool) -> None:
        self.written.unlink(missing_ok=missing_ok)


def die_once(arms: Mapping[str, Scenario], *, notes: Path, **how: Any) -> Iterator[tuple[str, Record]]:
    for number, (arm, scenario) in enumerate(arms.items()):
        died = notes / f"{how['replicate']}"
        if arm == "2/base" and number == 0 and not died.exists():
            died.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        yield from simulate({arm: scenario}, **how)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_worker_that_is_killed_is_replaced_and_the_tables_are_the_same(
    cluster: Any, here: Swept, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    there = swept(tmp_path, cluster=cluster, simulate=partial(die_once, notes=notes))
    assert {path.name for path in notes.iterdir()} == {"0", "1"}
    assert tables(there) == tables(here)
    assert worlds(there) == worlds(here)


def fail_at_one(arms: Mapping[str, Scenario], **how: Any) -> Iterator[tuple[str, Record]]:
    for arm, scenario in arms.items():
        if arm == "3/base" and how["replicate"] == 0:
            raise ZeroDivisionError("one by none")
        yield from simulate({arm: scenario}, **how)


def test_a_world_that_fails_on_a_cluster_is_a_row_there_too(cluster: Any, tmp_path: Path) -> None:
    there = swept(tmp_path, cluster=cluster, simulate=fail_at_one)
    text = (there.folder / "tables" / "failures.csv").read_text()
    assert text.count("ZeroDivisionError: one by none") == 1
    assert len(there.store.keys()) == 17


def test_a_worker_with_another_program_is_refused_by_name(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clusters, "program_parts", lambda: {**program_parts(), "code": "0123456789abcdef"})
    with pytest.raises(HinterlandError, match="another version of the program") as refused:
        swept(tmp_path, cluster=cluster)
    told = str(refused.value)
    for address in cluster.scheduler_info["workers"]:
        assert address in told
    assert f"code {program_parts()['code'][:10]} instead of 0123456789" in told


def test_a_worker_that_joins_later_with_another_program_is_refused_at_its_first_task(tmp_path: Path) -> None:
    probe = Probe(tmp_path / "probe", "token", {**program_parts(), "versions": {"numpy": "1.0"}})
    assert "versions" in _stranger(probe)
    assert _attempt_there(raise_it, None, probe).refused == _stranger(probe)  # type: ignore[arg-type]


def raise_it(*_: Any) -> None:
    raise AssertionError("a stranger has begun to work")


def test_where_no_scheduler_answers_the_message_says_what_to_give(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "SECONDS_TO_ANSWER", 1)
    with (
        pytest.raises(HinterlandError, match="No Dask scheduler answers at tcp"),
        carrier_for("tcp://127.0.0.1:9"),
    ):
        pass


def test_without_dask_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(HinterlandError, match=r"hinterland\[lab\]"), carrier_for("tcp://127.0.0.1:8786"):
        pass
