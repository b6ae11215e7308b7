"""Where firms stand in a step, for those who look for one: sorted by cell and industry, and in the drums of cells."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sim.basis.arrays import Integers
from sim.basis.team import Team
from sim.kernels.buckets import Buckets, sort_firms
from sim.kernels.drums import EMPTY, FEWEST_NUMBERS, TICKETS_PER_APPEAL, Drums, fill_drums
from sim.kernels.elementary import exponentials
from sim.world.firms import Firms


@dataclass(frozen=True)
class DrumSizes:
    """How many numbers the drums hold: fixed when a world is founded, so that twins draw from drums of one size."""

    appeal_start: Integers
    """(C * S + 1,) where the drum of cell * S + industry begins."""
    each_start: Integers
    """(C + 1,) where the drum of a cell begins."""


class Crowd(NamedTuple):
    """Living firms as they stand when supplier slots begin to look."""

    buckets: Buckets
    drums: Drums


def drum_sizes(*, firms: Firms, site_cell: Integers, cells: int, industries: int) -> DrumSizes:
    """Make drums as large as the tickets to expect of the firms that stand there now."""
    cell = site_cell[firms.site]
    tickets = TICKETS_PER_APPEAL * exponentials(firms.appeal) * firms.alive
    by_appeal = np.bincount(cell * industries + firms.industry, weights=tickets, minlength=cells * industries)
    by_cell = np.bincount(cell, weights=firms.alive, minlength=cells)
    return DrumSizes(appeal_start=_starts(np.rint(by_appeal)), each_start=_starts(by_cell))


def _starts(sizes: np.ndarray) -> Integers:
    return np.concatenate([[0], np.cumsum(np.maximum(sizes, FEWEST_NUMBERS))]).astype(np.int64)


def gather(
    *, firms: Firms, site_cell: Integers, cells: int, industries: int, sizes: DrumSizes, key: np.uint64, team: Team
) -> Crowd:
    """Sort living firms and fill the drums; changes nothing.

    Args:
        firms: Where they stand and how they appeal.
        site_cell: (sites,) cell of each site.
        cells: Number of cells, C.
        industries: Number of industries, S.
        sizes: How many numbers the drums hold.
        key: Key of the tickets in this step.
        team: Threads.
    """
    buckets = Buckets(*sort_firms(firms.alive, firms.site, firms.industry, site_cell, cells, industries))
    drums = Drums(
        by_appeal=np.full(sizes.appeal_start[-1], EMPTY),
        appeal_start=sizes.appeal_start,
        one_each=np.full(sizes.each_start[-1], EMPTY),
        each_start=sizes.each_start,
    )
    team.each(
        fill_drums, len(buckets.row), buckets.start, buckets.row, firms.identity, firms.appeal, key, drums, industries
    )
    return Crowd(buckets, drums)
