"""Warming: compile every kernel by living through a small world once."""

from collections.abc import Callable

from sim.experiments.compiling import KernelCache, settle_cache


def warm(threads: int = 1) -> KernelCache:
    """Compile all kernels into the cache, unless they are there already; say where they are kept.

    Args:
        threads: Threads to live the small world with.
    """
    cache = settle_cache()
    if not cache.compiled():
        live_through_a_small_world(threads)
        cache.mark_compiled()
    return cache


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
