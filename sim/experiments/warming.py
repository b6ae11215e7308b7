"""Warming: compile every kernel by living through a small world once, with a second process from the other end."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sim.experiments.compiling import KernelCache, settle_cache


def warm(threads: int = 1) -> KernelCache:
    """Compile all kernels into the cache, unless they are there already; say where they are kept.

    Args:
        threads: Threads to live the small world with.
    """
    cache = settle_cache()
    if not cache.compiled():
        with somebody_at_the_other_end():
            live_through_a_small_world(threads)
        cache.mark_compiled()
    return cache


@contextmanager
def somebody_at_the_other_end() -> Iterator["subprocess.Popen[bytes] | None"]:
    """Let a process compile from the last kernel on, where a second core is there for it; end it when all is done."""
    if (os.cpu_count() or 1) < CORES:
        yield None
        return
    helper = subprocess.Popen(
        [sys.executable, "-c", BACKWARDS],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield helper
    finally:
        helper.kill()
        helper.wait()


def compile_backwards() -> None:
    """Compile the larger kernels, those first that a run comes to last."""
    settle_cache()
    from sim.model.rehearsal import rehearse
    from sim.scenario.reading import read_scenario

    rehearse(read_scenario("tiny"))


def warm_before(threads: int, announce: Callable[[str], None]) -> None:
    """Compile before workers start, so that they do not all compile the same; say so where it takes a while."""
    cache = settle_cache()
    if not cache.compiled():
        announce(cache.sentence())
        warm(threads)


def live_through_a_small_world(threads: int) -> None:
    """Live through everything that the model does, at the smallest scale: afterwards all kernels are loaded."""
    # Loads numba, which must not happen before the cache is settled.
    from sim.model.replicate import run_replicate
    from sim.scenario.arms import arms
    from sim.scenario.reading import read_scenario

    small = read_scenario("tiny", overrides=("years=1",))
    for _ in run_replicate(arms(small), replicate=0, threads=threads, check=True):
        pass


def load() -> None:
    """Load the model and its compiled kernels into this process, by living through next to nothing."""
    settle_cache()
    from sim.model.replicate import run_replicate
    from sim.scenario.reading import read_scenario

    least = read_scenario("tiny", overrides=LEAST)
    for _ in run_replicate({"base": least}, replicate=0):
        pass


LEAST = ("years=1", "start.burn_in_years=1", "start.firms=400")
"""The least of a world that calls every kernel."""

CORES = 2
"""Cores from which on a second process shortens the wait."""

BACKWARDS = "from sim.experiments.warming import compile_backwards; compile_backwards()"
