"""Firms by cell and industry: a counting sort, and what is left of it after deaths and moves."""

from typing import NamedTuple

import numpy as np

from sim.kernels.compiling import kernel


class Buckets(NamedTuple):
    """Firms sorted by (cell, industry), rows ascending within; n firms, C cells, S industries."""

    counts: np.ndarray
    """(C, S) firms."""
    start: np.ndarray
    """(C * S + 1,) where the bucket cell * S + industry begins."""
    row: np.ndarray
    """(n,) row of the firm."""


@kernel
def sort_firms(alive, site, industry, site_cell, cells, industries):
    """Sort living firms into buckets."""
    counts = count_firms(alive, site, industry, site_cell, cells, industries)
    start = np.empty(cells * industries + 1, np.int64)
    start[0] = 0
    for b in range(cells * industries):
        start[b + 1] = start[b] + counts[b // industries, b % industries]
    cursor = start[:-1].copy()
    row = np.empty(start[-1], np.int32)
    for i in range(alive.size):
        if alive[i]:
            b = site_cell[site[i]] * industries + industry[i]
            row[cursor[b]] = i
            cursor[b] += 1
    return counts, start, row


@kernel
def count_firms(alive, site, industry, site_cell, cells, industries):
    """Count living firms: (C, S) by cell and industry."""
    counts = np.zeros((cells, industries), np.int32)
    for i in range(alive.size):
        if alive[i]:
            counts[site_cell[site[i]], industry[i]] += 1
    return counts


@kernel
def count_stayers(heads, members, stays, cells, industries):
    """Count (C, S) those of the sorted firms who have neither died nor moved since: who `stays` (n,)."""
    counts = np.empty((cells, industries), np.int32)
    for b in range(cells * industries):
        stayed = 0
        for k in range(heads[b], heads[b + 1]):
            stayed += 1 if stays[members[k]] else 0
        counts[b // industries, b % industries] = stayed
    return counts
