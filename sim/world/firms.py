"""The table of firms: columns, one row a firm; a row is a position and says nothing, the identity names the firm.

A row whose firm has died stays, marked not alive, until a newborn takes it; so suppliers can be kept as rows.
"""

from dataclasses import dataclass, fields

import numpy as np

from sim.basis.arrays import Floats, Identities, Kinds, Mask, PerFirm, Rows, Singles
from sim.basis.team import Team
from sim.kernels.lanes import LANES
from sim.kernels.turnover import add_by_industry


@dataclass
class Firms:
    """Columns of firms; n rows, K supplier slots."""

    identity: Identities
    """(n,) 64-bit identity, made of (step, parent's identity, number of the birth); never reused."""
    alive: Mask
    """(n,) whether the row holds a firm; other rows are free for newborns."""
    industry: Kinds
    """(n,) number of the industry, in the order of the input-output table."""
    site: Rows
    """Site on which the firm stands: open part of a cell, or a lot."""
    productivity: PerFirm
    """Log productivity."""
    appeal: PerFirm
    """Log appeal; the floor is 0."""
    price: PerFirm
    """Log price at the gate of the firm."""
    revenue: PerFirm
    """Revenue of the last step, 1e8 CNY a year."""
    foreign: Mask
    """(n,) whether the firm is in foreign ownership."""
    birth_step: Rows
    """(n,) step in which the firm was born, negative in the burn-in."""
    suppliers: Rows
    """(n, K) row of the supplier in each slot."""
    delivery: Singles
    """(n, K) log cost of delivery from that supplier, as of the last change of link, place or policy; in single
    precision, which is a ten-millionth of a per cent of a price."""
    generation: Rows
    """How many firms have held this row, so that a view can tell its firm from a later one."""

    @classmethod
    def empty(cls, rows: int, slots: int) -> "Firms":
        """Make a table of rows without firms."""
        return cls(
            identity=np.zeros(rows, np.uint64),
            alive=np.zeros(rows, np.bool_),
            industry=np.zeros(rows, np.int8),
            site=np.zeros(rows, np.int32),
            productivity=np.zeros(rows),
            appeal=np.zeros(rows),
            price=np.zeros(rows),
            revenue=np.zeros(rows),
            foreign=np.zeros(rows, np.bool_),
            birth_step=np.zeros(rows, np.int32),
            suppliers=np.full((rows, slots), -1, np.int32),
            delivery=np.zeros((rows, slots), np.float32),
            generation=np.zeros(rows, np.int32),
        )

    @property
    def rows(self) -> int:
        """Number of rows, those without a firm included."""
        return len(self.identity)

    def copy(self) -> "Firms":
        """Copy every column."""
        return Firms(**{field.name: getattr(self, field.name).copy() for field in fields(self)})

    def taken(self, rows: np.ndarray) -> "Firms":
        """Take some rows in a given order; suppliers must not be known yet, because they are rows."""
        return Firms(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    def grow(self, rows: int) -> None:
        """Append rows without firms, so that the table has at least `rows`."""
        more = Firms.empty(max(rows - self.rows, 0), self.suppliers.shape[1])
        for field in fields(self):
            setattr(self, field.name, np.concatenate([getattr(self, field.name), getattr(more, field.name)]))

    def free_rows(self, wanted: int) -> Rows:
        """Give rows for newborns, in ascending order, growing the table by an eighth when it is full."""
        free = np.flatnonzero(~self.alive)
        if len(free) < wanted:
            self.grow(self.rows + max(self.rows // 8, wanted))
            free = np.flatnonzero(~self.alive)
        return free[:wanted].astype(np.int32)


def sums_by_industry(*, firms: Firms, column: PerFirm, industries: int, team: Team) -> Floats:
    """Give (S, 2) the sum of a column over the living firms of each industry, and how many they are."""
    sums = np.zeros((LANES, industries, 2))
    team.each_lane(add_by_industry, firms.alive, firms.industry, column, sums)
    return sums.sum(axis=0)
