"""How far a point is from the facts: one number, small where every fact lies in the middle of its band.

    deviation = (value - middle of the band) / half the width of the band
    distance  = sum over facts of weight * 2 b^2 (sqrt(1 + (deviation / b)^2) - 1),  b = 2

Within a band this is about the squared deviation, so the middle is better than the edge; far outside it grows only
linearly, so that one fact that cannot be reached does not drown the others (pseudo-Huber loss; Charbonnier et al. 1997,
IEEE Transactions on Image Processing 6(2)). A band is read as the 95 % interval of what a study found.
"""

import numpy as np

from sim.basis.arrays import Floats

BEND = 2.0
"""Deviation, in half-widths, from which on the distance grows linearly rather than with the square."""

LOST = 10.0
"""Deviation, in half-widths, of a fact that a trial loses: what another trial shows and this one cannot."""


def deviations(values: Floats, bands: Floats) -> Floats:
    """Give how far values lie from the middle of their bands, in half-widths.

    Args:
        values: (..., F) a value for each fact, in the fact's unit.
        bands: (F, 3) middle, half-width and weight.
    """
    return (values - bands[:, 0]) / bands[:, 1]


def distances(values: Floats, bands: Floats) -> Floats:
    """Give (...) the distance of values from the facts; a missing value counts as `LOST`.

    Args:
        values: (..., F) a value for each fact, in the fact's unit.
        bands: (F, 3) middle, half-width and weight.
    """
    off = deviations(values, bands)
    off = np.where(np.isfinite(off), off, LOST)
    return (bands[:, 2] * losses(off)).sum(axis=-1)


def losses(off: Floats) -> Floats:
    """Give what each deviation, in half-widths, adds to the distance."""
    return 2.0 * BEND**2 * (np.sqrt(1.0 + (off / BEND) ** 2) - 1.0)
