"""Blocks of rows, so that what is worked out for all rows takes little memory besides its result."""

from collections.abc import Iterator

BLOCK = 1 << 18
"""Rows of a block."""


def blocks(rows: int) -> Iterator[slice]:
    """Cut rows into blocks, in ascending order."""
    for first in range(0, rows, BLOCK):
        yield slice(first, min(first + BLOCK, rows))
