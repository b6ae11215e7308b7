"""A team of threads for loops over rows that write only to their own rows."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any


class Team:
    """Threads that share out rows; results do not depend on how many there are.

    A kernel for a team takes (start, stop, *arguments), lets the interpreter go (`nogil`) and writes only to rows
    from start to stop.
    """

    def __init__(self, threads: int = 1) -> None:
        self.threads = max(1, threads)
        self._pool = ThreadPoolExecutor(self.threads) if self.threads > 1 else None

    def each(self, kernel: Callable[..., Any], rows: int, *arguments: Any) -> None:
        """Run a kernel over all rows, a block for each thread."""
        if self._pool is None or rows < SMALLEST_SHARE * self.threads:
            kernel(0, rows, *arguments)
            return
        edges = [rows * part // self.threads for part in range(self.threads + 1)]
        jobs = [self._pool.submit(kernel, start, stop, *arguments) for start, stop in pairwise(edges)]
        for job in jobs:
            job.result()

    def __deepcopy__(self, memo: dict[int, Any]) -> "Team":
        return Team(self.threads)

    def __reduce__(self) -> tuple[type["Team"], tuple[int]]:
        return (Team, (self.threads,))


SMALLEST_SHARE = 256
"""Rows below which a thread of its own is not worth its start."""
