"""Firms by cell and industry: a counting sort, and the choice of a member by rendezvous."""

from typing import NamedTuple

import numpy as np

from sim.kernels.compiling import kernel, part
from sim.kernels.draws import uniform
from sim.kernels.elementary import exponential, logarithm


class Buckets(NamedTuple):
    """Firms sorted by (cell, industry), rows ascending within; n firms, C cells, S industries."""

    counts: np.ndarray
    """(C, S) firms."""
    start: np.ndarray
    """(C * S + 1,) where the bucket cell * S + industry begins."""
    row: np.ndarray
    """(n,) row of the firm."""
    identity: np.ndarray
    """(n,) identity of the firm."""
    repulsion: np.ndarray
    """(n,) one over the firm's appeal."""
    largest: int
    """Firms in the largest bucket."""


@kernel
def sort_firms(alive, site, industry, identity, appeal, site_cell, cells, industries):
    """Sort living firms into buckets."""
    counts = np.zeros((cells, industries), np.int32)
    for i in range(alive.size):
        if alive[i]:
            counts[site_cell[site[i]], industry[i]] += 1
    start = np.zeros(cells * industries + 1, np.int64)
    largest = 0
    for b in range(cells * industries):
        size = counts[b // industries, b % industries]
        start[b + 1] = start[b] + size
        largest = max(largest, np.int64(size))
    cursor = np.empty(cells * industries, np.int64)
    for b in range(cells * industries):
        cursor[b] = start[b]
    n = start[-1]
    row = np.empty(n, np.int32)
    names = np.empty(n, np.uint64)
    repulsion = np.empty(n)
    for i in range(alive.size):
        if alive[i]:
            b = site_cell[site[i]] * industries + industry[i]
            k = cursor[b]
            cursor[b] = k + 1
            row[k] = i
            names[k] = identity[i]
            repulsion[k] = appeal[i]
    for k in range(n):
        repulsion[k] = exponential(-repulsion[k])
    return counts, start, row, names, repulsion, largest


@part
def member(start, row, identity, repulsion, scratch, key, chooser, bucket, but_row, weighted):
    """Choose a firm of a bucket by rendezvous: the smallest exponential draw over appeal; -1 where none is.

    One draw per (chooser, member), so one member more or less changes only the choices that fall on it.
    """
    first = start[bucket]
    size = start[bucket + 1] - first
    for k in range(size):
        scratch[k] = uniform(key, chooser, identity[first + k])
    best, found = np.inf, -1
    for k in range(size):
        weight = repulsion[first + k] if weighted else 1.0
        # -ln u is at least 1 - u, which spares most logarithms.
        if (1.0 - scratch[k]) * weight < best and row[first + k] != but_row:
            score = -logarithm(scratch[k]) * weight
            if score < best:
                best, found = score, row[first + k]
    return found
