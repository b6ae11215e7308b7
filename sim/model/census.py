"""The census: every living firm by its identity, for those who follow firms from one twin to the other."""

import numpy as np

from sim.basis.arrays import PerFirm, Rows
from sim.economy.start import FOUNDED
from sim.world.world import World

type Columns = dict[str, np.ndarray]


def census(world: World) -> Columns:
    """Tabulate every living firm in the order of identities: where it stands, whose it is, what it has."""
    firms, geography = world.firms, world.geography
    rows = np.flatnonzero(firms.alive).astype(np.int32)
    rows = rows[np.argsort(firms.identity[rows])]
    site = firms.site[rows]
    return {
        "identity": firms.identity[rows],
        "cell": geography.site_cell[site],
        "zone": geography.site_zone[site],
        "region": world.site_region[site],
        "industry": firms.industry[rows].astype(np.int64),
        "foreign": firms.foreign[rows],
        "weight": world.site_weight[site],
        "workers": _workers(world, rows),
        "orders": orders_received(world)[rows],
        "revenue": firms.revenue[rows],
        "productivity": firms.productivity[rows],
    }


def cohorts(world: World, steps_per_year: int) -> Columns:
    """Count living firms by the year of their birth; those that the map began with have no birth and are left out.

    A cohort only ever loses firms, and only by death, so the counts of two years say how many of it have died.
    """
    firms = world.firms
    born = firms.birth_step[firms.alive & (firms.birth_step != FOUNDED)].astype(np.int64)
    # With four steps a year, steps 0 to 3 make up year 1, the first after the policy date, and steps -4 to -1 year 0.
    years, counts = np.unique(born // steps_per_year + 1, return_counts=True)
    return {"born": years, "firms": counts}


def orders_received(world: World) -> PerFirm:
    """Give (n,) orders that each firm has from the firms that buy from it, 1e8 CNY a year, at the rate of the step."""
    firms, shares = world.firms, world.shares
    received = np.zeros(firms.rows)
    row, slot = np.nonzero((firms.suppliers >= 0) & firms.alive[:, None])
    order = shares.slot_share[firms.industry[row], slot] * firms.revenue[row] / world.markup
    np.add.at(received, firms.suppliers[row, slot], order)
    return received


def _workers(world: World, rows: Rows) -> PerFirm:
    """Give workers by firm, 1e4 persons: each region's labour, by its firms' shares of the wage bill."""
    firms = world.firms
    region = world.site_region[firms.site[rows]]
    bill = firms.revenue[rows] * world.shares.labour[firms.industry[rows]]
    by_region = np.bincount(region, weights=bill, minlength=len(world.regions.labour))
    return bill * (world.regions.labour / np.maximum(by_region, 1e-300))[region]
