"""A sweep that is killed again and again: the same tables as an undisturbed one, and no finished world made twice."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from sim.experiments.sweeps.reading import read_sweep_text
from sim.measures.sweeping import sweep
from sim.results.store import Store
from tests.made_up import simulate, sweep_text

ROOT = Path(__file__).parents[2]
TEXT = sweep_text(replicates=4, openness=(0.2, 0.4, 0.6, 0.8), coordination=(0.1, 0.5, 0.9))
WORLDS = 4 * (12 + 3)

PROGRAM = """
import sys
from functools import partial
from pathlib import Path
from sim.experiments.sweeps.reading import read_sweep_text
from sim.experiments.sweeps.telling import Quiet
from sim.measures.sweeping import sweep
from tests.made_up import simulate_slowly


class Begun(Quiet):
    def planned(self, plan):
        print("begun", flush=True)


if __name__ == "__main__":
    out, notes, text = (Path(word) for word in sys.argv[1:4])
    slowly = partial(simulate_slowly, notes=notes, seconds=0.15)
    asked = read_sweep_text(text.read_text(), name="killed")
    sweep(asked, out=out, workers=2, progress=Begun(), simulate=slowly)
    print("finished", flush=True)
"""


def finished_worlds(store: Store) -> set[str]:
    """Give the keys of the worlds that are whole."""
    keys = store.keys()
    return {key for key in keys if store.has(key)}


def processes_below(parent: int) -> set[int]:
    """Give the processes that a process has started, and those that these have."""
    children: dict[int, set[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, _, rest = stat.read_text().partition(" (")
            children.setdefault(int(rest.rpartition(") ")[2].split()[1]), set()).add(int(pid))
        except OSError:
            continue
    found, new = set(), {parent}
    while new:
        new = set().union(*(children.get(each, set()) for each in new)) - found
        found |= new
    return found


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes the way Linux shows them")
def test_ten_kills_at_random_moments_cost_nothing_but_time(tmp_path: Path) -> None:
    chance, notes, text = random.Random(20), tmp_path / "notes", tmp_path / "sweep.yaml"
    text.write_text(TEXT)
    notes.touch()
    (tmp_path / "program.py").write_text(PROGRAM)
    store = Store(tmp_path / "results" / "store")
    command = [sys.executable, str(tmp_path / "program.py"), str(tmp_path / "results"), str(notes), str(text)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    kills = 0
    for attempt in range(40):
        before, begun = finished_worlds(store), len(notes.read_text().split())
        with subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout is not None
            assert running.stdout.readline() == "begun\n"
            if kills < 10:
                # From before the workers are there until they have made some worlds; every time some are left.
                moment = time.monotonic() + chance.uniform(0.0, 0.4)
                wanted = len(before) + (chance.randint(0, 5) if attempt % 3 else 0)
                while running.poll() is None and (
                    time.monotonic() < moment or len(finished_worlds(store)) < min(wanted, WORLDS - 4)
                ):
                    time.sleep(0.01)
                orphans = processes_below(running.pid)
                running.send_signal(signal.SIGKILL)
                running.wait()
                kills += 1
                wait_until_gone(orphans)
                done = False
            else:
                done = "finished\n" in running.communicate()[0]
        again = notes.read_text().split()[begun:]
        assert not before & set(again), "a finished world is begun again"
        if done:
            break
    assert kills == 10
    whole = sweep(read_sweep_text(TEXT, name="killed"), out=tmp_path / "whole", workers=1, simulate=simulate)
    (folder,) = (tmp_path / "results" / "killed").iterdir()
    assert folder.name == whole.folder.name
    for path in (whole.folder / "tables").iterdir():
        assert (folder / "tables" / path.name).read_bytes() == path.read_bytes(), path.name
    assert finished_worlds(store) == set(whole.store.keys())
    assert len(finished_worlds(store)) == WORLDS
    # A world that was on its way when its worker was killed is begun again; of these there are two a kill at most.
    counts = Counter(notes.read_text().split())
    assert sum(counts.values()) <= WORLDS + 2 * kills


def wait_until_gone(processes: set[int]) -> None:
    """Wait for workers to follow the program that was killed; they notice within a second."""
    deadline = time.monotonic() + 20.0
    while any(Path(f"/proc/{each}/stat").exists() and alive(each) for each in processes):
        assert time.monotonic() < deadline, "workers outlive the program that started them"
        time.sleep(0.05)


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False
