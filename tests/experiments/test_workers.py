"""Laws of workers: every task is done once, whoever does it, and what a dead worker lost is done again."""

import os
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from sim.basis.errors import HinterlandError, IdentityError, ScenarioError
from sim.experiments import crew
from sim.experiments.crew import Crew, crew_of
from sim.experiments.noticeboard import Notice, Noticeboard, Report
from sim.experiments.tasks import TaskError, WorkersLostError
from sim.experiments.workers import carry_out


class Heard:
    def __init__(self) -> None:
        self.notices: list[tuple[int, Notice]] = []
        self.done: list[int] = []
        self.died: list[int] = []

    def advanced(self, task: int, notice: Notice) -> None:
        self.notices.append((task, notice))

    def finished(self, task: int) -> None:
        self.done.append(task)

    def lost(self, task: int) -> None:
        self.died.append(task)


def write_down(name: str, report: Report, *, folder: Path) -> None:
    report("writing", 1, 2)
    with (folder / name).open("a") as file:
        file.write(f"{os.environ.get('NUMBA_NUM_THREADS')} {os.getpid()}\n")
    time.sleep(0.05)


def die_once(name: str, report: Report, *, folder: Path) -> None:
    report("dying", 0, 1)
    first = not (folder / f"{name}.tried").exists()
    (folder / f"{name}.tried").touch()
    if name == "b" and first:
        os._exit(9)
    write_down(name, report, folder=folder)


def always_die(_name: str, _report: Report) -> None:
    os._exit(9)


def raise_it(name: str, _report: Report, *, make: Callable[[], Exception]) -> None:
    if name == "b":
        raise make()


@pytest.mark.parametrize("workers", [1, 2])
def test_every_task_is_done_exactly_once(tmp_path: Path, workers: int) -> None:
    heard = Heard()
    carry_out(partial(write_down, folder=tmp_path), list("abc"), workers=workers, threads=1, watcher=heard)
    assert {path.name: len(path.read_text().splitlines()) for path in tmp_path.iterdir()} == {"a": 1, "b": 1, "c": 1}
    assert sorted(heard.done) == [0, 1, 2]
    assert heard.died == []


def test_workers_use_no_more_threads_than_they_are_given_and_are_processes_of_their_own(tmp_path: Path) -> None:
    carry_out(partial(write_down, folder=tmp_path), list("ab"), workers=2, threads=1, watcher=Heard())
    lines = [path.read_text().split() for path in tmp_path.iterdir()]
    assert {threads for threads, _ in lines} == {"1"}
    assert str(os.getpid()) not in {process for _, process in lines}


def test_what_a_dead_worker_lost_is_done_again(tmp_path: Path) -> None:
    heard = Heard()
    carry_out(partial(die_once, folder=tmp_path), list("abc"), workers=2, threads=1, watcher=heard)
    assert sorted(heard.done) == [0, 1, 2]
    assert 1 in heard.died


def test_workers_are_replaced_after_a_number_of_tasks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "TASKS_OF_A_WORKER", 1)
    monkeypatch.setattr(crew, "SECONDS_OF_A_WORKER", 0.0)
    carry_out(partial(write_down, folder=tmp_path), list("abcd"), workers=2, threads=1, watcher=Heard())
    processes = {path.read_text().split()[1] for path in tmp_path.iterdir()}
    assert 3 <= len(processes) <= 4


def test_a_crew_stays_from_one_list_of_tasks_to_the_next_and_prepares_once(tmp_path: Path) -> None:
    work = partial(write_down, folder=tmp_path)
    with crew_of(2, threads=1, prepare=prepare) as hands:
        assert hands is not None
        assert hands.ask(how_often_prepared) == 1
        for names in ("abcd", "efgh"):
            carry_out(work, list(names), workers=2, threads=1, watcher=Heard(), crew=hands)
        assert hands.ask(how_often_prepared) == 1
    assert len({path.read_text().split()[1] for path in tmp_path.iterdir()}) <= 2
    with crew_of(1, threads=1) as hands:
        assert hands is None


def prepare() -> None:
    PREPARED.append(os.getpid())


def how_often_prepared() -> int:
    return len(PREPARED)


PREPARED: list[int] = []


def test_short_tasks_do_not_wear_a_crew_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "TASKS_OF_A_WORKER", 1)
    hands = Crew(2, threads=1)
    first = hands.executor(2)
    for _ in range(5):
        hands.take()
    assert hands.executor(2) is first, "they were only just started"
    monkeypatch.setattr(crew, "SECONDS_OF_A_WORKER", 0.0)
    assert hands.spent
    assert hands.executor(2) is not first
    hands.dismiss()


def test_a_crew_that_lost_a_worker_goes_on_with_fresh_ones(tmp_path: Path) -> None:
    heard = Heard()
    with crew_of(2, threads=1) as hands:
        assert hands is not None
        work = partial(die_once, folder=tmp_path)
        carry_out(work, list("abc"), workers=2, threads=1, watcher=heard, crew=hands)
        assert sorted(heard.done) == [0, 1, 2]
        assert hands.ask(os.getpid) != os.getpid()


def wait_for_the_first(name: str, _report: Report, *, folder: Path) -> None:
    if name != "a":
        assert (folder / "a").exists()
    else:
        time.sleep(0.5)
    (folder / name).touch()


@pytest.mark.parametrize("side_by_side", [1, 2])
def test_a_task_that_waits_for_another_begins_after_it(tmp_path: Path, side_by_side: int) -> None:
    heard = Heard()
    work = partial(wait_for_the_first, folder=tmp_path)
    carry_out(work, list("abc"), workers=side_by_side, threads=1, watcher=heard, after={1: 0, 2: 0})
    assert sorted(heard.done) == [0, 1, 2]


@pytest.mark.parametrize("side_by_side", [1, 2])
def test_failures_are_told_one_by_one_and_the_rest_go_on(tmp_path: Path, side_by_side: int) -> None:
    heard, failures = Heard(), {}
    work = partial(fail_and_write, folder=tmp_path)
    carry_out(
        work, list("abc"), workers=side_by_side, threads=1, watcher=heard, failed=failures.__setitem__, after={2: 1}
    )
    assert sorted(heard.done) == [0, 2]
    assert list(failures) == [1]
    assert failures[1].kind is TaskError
    assert "ZeroDivisionError: one by none" in failures[1].message


def fail_and_write(name: str, report: Report, *, folder: Path) -> None:
    if name == "b":
        raise ZeroDivisionError("one by none")
    write_down(name, report, folder=folder)


def test_a_task_that_kills_every_worker_is_given_up_with_advice() -> None:
    with pytest.raises(WorkersLostError, match=r"want of memory.*--workers 1"):
        carry_out(always_die, list("ab"), workers=2, threads=1, watcher=Heard())


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(
    ("make", "kind", "words"),
    [
        (lambda: ScenarioError("here.yaml", ["first", "second"]), HinterlandError, "here.yaml cannot be run:"),
        (lambda: IdentityError("orders placed differ"), IdentityError, "orders placed differ"),
    ],
)
def test_an_error_keeps_its_message_and_its_kind_on_the_way_from_a_worker(
    workers: int, make: Callable[[], Exception], kind: type[Exception], words: str
) -> None:
    with pytest.raises(kind, match=words):
        carry_out(partial(raise_it, make=make), list("ab"), workers=workers, threads=1, watcher=Heard())


def test_a_defect_in_a_worker_is_told_with_its_traceback() -> None:
    with pytest.raises(TaskError, match="ZeroDivisionError"):
        carry_out(
            partial(raise_it, make=lambda: ZeroDivisionError("one by none")),
            list("ab"),
            workers=2,
            threads=1,
            watcher=Heard(),
        )


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="needs POSIX signals")
def test_an_interruption_ends_the_workers_and_comes_through() -> None:
    def interrupt() -> None:
        time.sleep(1.5)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=interrupt, daemon=True).start()
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        carry_out(sleep_long, list("ab"), workers=2, threads=1, watcher=Heard())
    assert time.monotonic() - began < 30


def sleep_long(_name: str, _report: Report) -> None:
    time.sleep(60)


def test_a_notice_is_read_whole_or_not_at_all(tmp_path: Path) -> None:
    board = Noticeboard(tmp_path)
    assert board.read(0) is None
    report = board.reporter(0)
    report("burn-in", 1, 10)
    assert board.read(0) == Notice("burn-in", 1, 10)
    report("burn-in", 2, 10)
    assert board.read(0) == Notice("burn-in", 1, 10), "the second comes too soon after the first"
    report("recorded years", 10, 10)
    assert board.read(0) == Notice("recorded years", 10, 10)
