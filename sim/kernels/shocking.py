"""Shocks to productivity and appeal."""

import numpy as np

from sim.kernels.compiling import kernel
from sim.kernels.draws import fraction, philox
from sim.kernels.elementary import turn_into_normals

u64 = np.uint64
BLOCK = 1024
"""Rows whose luck is drawn at once."""


@kernel
def shock(
    start, stop, alive, identity, productivity, appeal, key, drift, spread, highest, appeal_drift, appeal_spread,
    ceiling,
):  # fmt: skip
    """Shock productivity and appeal of rows start to stop.

    Args:
        start: First row.
        stop: Row after the last.
        drift: Growth of log productivity in the step.
        spread: Standard deviation of its shock over the step.
        highest: Log productivity that nobody passes.
        appeal_drift: Fall of log appeal in the step; it is reflected at 0.
        appeal_spread: Standard deviation of its shock over the step.
        ceiling: Log appeal at which it stops.
    """
    one, two, tail = np.empty(BLOCK), np.empty(BLOCK), np.empty((3, BLOCK))
    for block in range(start, stop, BLOCK):
        size = min(BLOCK, stop - block)
        for t in range(size):
            a, b, c, d = philox(key, identity[block + t], u64(0))
            one[t] = fraction(a, b)
            two[t] = fraction(c, d)
        turn_into_normals(one, tail, size)
        turn_into_normals(two, tail, size)
        for t in range(size):
            i = block + t
            risen = min(productivity[i] + (drift + spread * one[t]), highest)
            productivity[i] = risen if alive[i] else productivity[i]
            moved = min(abs(appeal[i] - appeal_drift + appeal_spread * two[t]), ceiling)
            appeal[i] = moved if alive[i] else appeal[i]
