"""Founding: where the first firms stand, and sums over them; one pass over rows each, in ascending order of rows."""

from typing import NamedTuple

import numpy as np

from sim.kernels.compiling import kernel, part
from sim.kernels.draws import mixed, one_uniform
from sim.kernels.terrain import first_at_least

u64 = np.uint64


class Settlement(NamedTuple):
    """Where first firms go; R regions, C cells, S industries."""

    region_start: np.ndarray
    """(R + 1,) where each region's cells begin in `region_cells`."""
    region_cells: np.ndarray
    region_weights: np.ndarray
    """(C,) cumulative activity of a region's cells, ending in 1 for each region."""
    cell_start: np.ndarray
    """(C + 1,) where each cell's lots begin in `cell_lots`."""
    cell_lots: np.ndarray
    lot_share: np.ndarray
    """(lots,) share of the cell's land."""
    host_start: np.ndarray
    """(R + 1,) where the lots of each region's active zones begin in `host_lots`."""
    host_lots: np.ndarray
    host_fit: np.ndarray
    """(host lots, S) cumulative weight of a region's lots for an industry, ending in 1 for each region."""
    host_share: np.ndarray
    """(R, S) share of a region's firms of an industry that stands on the lots of its active zones."""
    site_cell: np.ndarray
    """(sites,) cell of each site; lots follow the open parts of the cells."""
    cell: np.uint64
    """Key of the draw of a cell, and so on."""
    chose: np.uint64
    on_lot: np.uint64
    which: np.uint64


@kernel
def found_firms(counts, settlement):
    """Name the first firms and let each stand on a site.

    Args:
        counts: (R, S) firms by region and industry.
        settlement: Where they go.

    Returns:
        (n,) identities, (n,) industries and (n,) sites, by cell and industry, within them by region and number.
    """
    regions, industries = counts.shape
    n = counts.sum()
    name = np.empty(n, np.uint64)
    site = np.empty(n, np.int32)
    cells = settlement.cell_start.size - 1
    start = np.zeros(cells * industries + 1, np.int64)
    i = 0
    for r in range(regions):
        for s in range(industries):
            for number in range(counts[r, s]):
                name[i] = mixed(u64(0), u64(r * industries + s), u64(number))
                site[i] = _first_site(name[i], r, s, settlement)
                start[settlement.site_cell[site[i]] * industries + s + 1] += 1
                i += 1
    for b in range(cells * industries):
        start[b + 1] += start[b]
    names = np.empty(n, np.uint64)
    industry = np.empty(n, np.int8)
    sites = np.empty(n, np.int32)
    i = 0
    for r in range(regions):
        for s in range(industries):
            for _ in range(counts[r, s]):
                b = settlement.site_cell[site[i]] * industries + s
                k = start[b]
                start[b] = k + 1
                names[k], industry[k], sites[k] = name[i], s, site[i]
                i += 1
    return names, industry, sites


@part
def _first_site(name, region, industry, settlement):
    """Give the site of one first firm: a lot of an active zone of its region, or a cell by activity."""
    none = u64(0)
    if one_uniform(settlement.on_lot, name, none) < settlement.host_share[region, industry]:
        first, stop = settlement.host_start[region], settlement.host_start[region + 1]
        which = one_uniform(settlement.which, name, none)
        fit = settlement.host_fit[first:stop, industry]
        return settlement.cell_start.size - 1 + settlement.host_lots[first + first_at_least(fit, 0, fit.size, which)]
    first, stop = settlement.region_start[region], settlement.region_start[region + 1]
    place = first_at_least(settlement.region_weights, first, stop, one_uniform(settlement.cell, name, none))
    cell = settlement.region_cells[place]
    chance = one_uniform(settlement.chose, name, none)
    for k in range(settlement.cell_start[cell], settlement.cell_start[cell + 1]):
        lot = settlement.cell_lots[k]
        if chance < settlement.lot_share[lot]:
            return settlement.cell_start.size - 1 + lot
        chance -= settlement.lot_share[lot]
    return cell


@kernel
def share_out(site, industry, site_region, revenue, size):
    """Share each region's and industry's revenue out among its firms in proportion to their size. Changes `size`.

    Args:
        site: (n,) and further columns of firms.
        site_region: (sites,) region of each site.
        revenue: (R, S) revenue of all firms of a region and an industry.
        size: (n,) sizes, which become revenues.
    """
    whole = np.zeros(revenue.shape)
    for i in range(site.size):
        whole[site_region[site[i]], industry[i]] += size[i]
    for i in range(site.size):
        r, s = site_region[site[i]], industry[i]
        size[i] = revenue[r, s] * (size[i] / whole[r, s])


@kernel
def sum_by_site(site, industry, values, factor):
    """Sum values by site, each times the (sites, S) factor of its firm's site and industry."""
    total = np.zeros(factor.shape[0])
    for i in range(site.size):
        total[site[i]] += factor[site[i], industry[i]] * values[i]
    return total
