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
        end = min(block + BLOCK, stop)
        size = end - block
        # Slices counted from 0 become vector code.
        names, living = identity[block:end], alive[block:end]
        known, liked = productivity[block:end], appeal[block:end]
        for t in range(names.size):
            a, b, c, d = philox(key, names[t], u64(0))
            one[t] = fraction(a, b)
            two[t] = fraction(c, d)
        turn_into_normals(one, tail, size)
        turn_into_normals(two, tail, size)
        for t in range(names.size):
            risen = min(known[t] + (drift + spread * one[t]), highest)
            known[t] = risen if living[t] else known[t]
            moved = min(abs(liked[t] - appeal_drift + appeal_spread * two[t]), ceiling)
            liked[t] = moved if living[t] else liked[t]
