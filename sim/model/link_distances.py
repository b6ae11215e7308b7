"""Distances of links, from counts in fine bins: bands and the median."""

from itertools import pairwise

import numpy as np

from sim.basis.arrays import Floats, PerCell
from sim.kernels.linking import COUNT, SQUARES, bin_edges

LINK_EDGES = (0.0, 1.0, 5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 320.0, 640.0, np.inf)
"""Edges of the bands of link distances in km, each an edge of a bin; the first band holds links within a cell."""


def links_by_band(apart: Floats) -> Floats:
    """Give number and orders of links between two cells by band, from the second band on.

    However near to one another two cells are, their links do not belong to the first band.

    Args:
        apart: (BINS, 3) number, orders and sum of squared distances by bin.
    """
    edges = np.searchsorted(bin_edges(), LINK_EDGES[2:-1])
    return np.array([apart[first:stop, :SQUARES].sum(axis=0) for first, stop in pairwise([0, *edges, len(apart)])])


def median_km(apart: Floats, within: PerCell, within_km: PerCell) -> float:
    """Give the median distance of links in km; NaN where there are none.

    A bin stands for the root of its mean squared distance: exact where all links of the bin are as long, as on maps of
    equal cells they mostly are, and otherwise within the width of a bin, 0.4 %.

    Args:
        apart: (BINS, 3) number, orders and sum of squared distances by bin.
        within: (C,) links within each cell.
        within_km: (C,) the distance at which those count.
    """
    number = np.concatenate([apart[:, COUNT], within])
    km = np.concatenate([np.sqrt(apart[:, SQUARES] / np.maximum(apart[:, COUNT], 1.0)), within_km])
    order = np.argsort(km, kind="stable")
    below = np.cumsum(number[order])
    if below[-1] == 0.0:
        return float("nan")
    # The middle link, or the two in the middle, counted from 1.
    middle = np.array([np.floor((below[-1] + 1.0) / 2.0), np.ceil((below[-1] + 1.0) / 2.0)])
    return float(km[order][np.searchsorted(below, middle)].mean())
