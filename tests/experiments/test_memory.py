"""Memory: many twins in one process take no more than a few."""

import subprocess
import sys

import pytest

LIVES = """
import resource
import sys
import threading

from sim.model.replicate import run_replicate
from sim.scenario.arms import arms
from sim.scenario.reading import read_scenario

twins, overrides = int(sys.argv[1]), sys.argv[2:]
both = arms(read_scenario("tiny", tuple(overrides)))
for replicate in range(twins):
    for _ in run_replicate(both, replicate=replicate, threads=2):
        pass
    if replicate + 1 in (20, twins):
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, threading.active_count())
"""
TINIEST = ("years=1", "start.firms=600", "start.burn_in_years=2", "start.industries=three")
MEBIBYTE = (1 << 20) if sys.platform == "darwin" else (1 << 10)
"""Units of the peak in a mebibyte."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the peak of a process is asked of POSIX")
def test_two_hundred_twins_in_one_process_take_no_more_memory_than_twenty() -> None:
    done = subprocess.run([sys.executable, "-c", LIVES, "200", *TINIEST], capture_output=True, text=True, check=True)
    (early, _), (late, threads) = (map(int, line.split()) for line in done.stdout.splitlines())
    assert late - early < 3 * MEBIBYTE
    assert threads <= 3
