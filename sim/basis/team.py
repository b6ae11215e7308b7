"""A team of threads for loops over rows that write only to their own rows, or to the lane that they have in hand."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np

from sim.kernels.lanes import LANES


class Team:
    """Threads that share out rows or lanes; results do not depend on how many there are.

    A kernel for a team lets the interpreter go (`nogil`) and takes (start, stop, *arguments), writing only to rows from
    start to stop; or (lane, *arguments), adding only to what belongs to its lane.
    """

    def __init__(self, threads: int = 1) -> None:
        self.threads = max(1, threads)

    def each(self, kernel: Callable[..., Any], rows: int, *arguments: Any) -> list[Any]:
        """Run a kernel over all rows, a share for each thread; give what it returns, share by share."""
        if self.threads == 1 or rows < SMALLEST_SHARE * self.threads:
            return [kernel(0, rows, *arguments)]
        edges = [rows * part // self.threads for part in range(self.threads + 1)]
        jobs = [_pool(self.threads).submit(kernel, start, stop, *arguments) for start, stop in pairwise(edges)]
        return [job.result() for job in jobs]

    def listed(self, kernel: Callable[..., Any], rows: int, *arguments: Any) -> tuple[np.ndarray, ...]:
        """Run a kernel over all rows that returns lists in the order of rows; give each list whole."""
        return tuple(np.concatenate(parts) for parts in zip(*self.each(kernel, rows, *arguments), strict=True))

    def each_lane(self, kernel: Callable[..., Any], *arguments: Any) -> None:
        """Run a kernel for every lane of rows, each on a thread of its own where there are several."""
        if self.threads == 1:
            for lane in range(LANES):
                kernel(lane, *arguments)
            return
        jobs = [_pool(self.threads).submit(kernel, lane, *arguments) for lane in range(LANES)]
        for job in jobs:
            job.result()


@cache
def _pool(threads: int) -> ThreadPoolExecutor:
    """Keep one pool of each size for the life of the process: worlds come and go, threads stay."""
    return ThreadPoolExecutor(threads)


SMALLEST_SHARE = 256
"""Rows below which a thread of its own is not worth its start."""
