"""Warming: compile every kernel by living through a small world once."""

from sim.experiments.compiling import KernelCache, settle_cache
from sim.scenario import read_scenario  # adapted below if the floor exports it elsewhere


def warm(threads: int = 1) -> KernelCache:
    """Compile all kernels into the cache, unless they are there already; say where they are kept.

    Args:
        threads: Threads to live the small world with; kernels for several threads compile with more than one.
    """
    cache = settle_cache()
    if not cache.compiled():
        _live_through_a_small_world(threads)
        cache.mark_compiled()
    return cache


def _live_through_a_small_world(threads: int) -> None:
    from sim.model.replicate import run_replicate
    from sim.scenario import arms

    small = read_scenario("tiny", overrides=("years=1",))
    for _ in run_replicate(arms(small), replicate=0, years=1, threads=threads, check=True):
        pass
