"""Radiation by dose: how much zone there is around a cell, since the nearest zone is not the only one.

dose[cell] = sum over treated lots of area[lot] * exp(-distance / 50 km)
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Integers
from sim.measures.bands import simultaneous_interval
from sim.measures.intervals import mean_interval
from sim.measures.outside import cells_of, effects
from sim.measures.rings import Rings, grid_of, lot_distances
from sim.measures.tables import Pair, Pairs, calendar, column, matrix, numbers, rows

DECAY_KM = 50.0
"""Distance over which a lot's dose falls by a factor of e (model.md 5)."""

GROUPS = 5
"""Groups of cells by dose, each with as much of the outside economy at the fork."""


def zone_dose(
    grid: pd.DataFrame, lots: pd.DataFrame, decay_km: float = DECAY_KM, extent_km: Floats | None = None
) -> Floats:
    """Give each cell's dose of zone in km2.

    Args:
        grid: (C,) cells.
        lots: Lots that count.
        decay_km: Distance over which the dose of a lot falls by a factor of e.
        extent_km: (2,) width and height of a torus; none for a map with edges.
    """
    area = numbers(grid, "area_km2")
    dose = np.zeros(len(grid))
    for (row, distance), share in zip(lot_distances(grid, lots, extent_km), numbers(lots, "share"), strict=True):
        dose += area[row] * share * np.exp(-distance / decay_km)
    return dose


def quantile_groups(dose: Floats, weight: Floats, groups: int = GROUPS) -> Integers:
    """Cut cells into groups of equal weight by dose, 0 the least.

    Args:
        dose: (C,) what the cells are ordered by.
        weight: (C,) real GDP at the fork.
        groups: How many groups.
    """
    order = np.argsort(dose, kind="stable")
    middle = np.cumsum(weight[order]) - 0.5 * weight[order]
    group = np.empty(len(dose), dtype=np.int64)
    group[order] = np.minimum((middle / weight.sum() * groups).astype(np.int64), groups - 1)
    return group


def radiation_by_dose(
    pairs: Pairs, rings: Sequence[Rings], quantity: str = "real_gdp", groups: int = GROUPS
) -> pd.DataFrame:
    """Measure how a column of the outside economy differs between twins by dose of zone, year by year.

    Args:
        pairs: K twins.
        rings: Rings of each twin, which say what zones are treated.
        quantity: Column of the panel of cells.
        groups: How many groups, each with as much of the outside economy at the fork.

    Returns:
        A row for each year and group: mean dose in km2, effect in log points, interval of its own and of a band.
    """
    members, doses = zip(*(_members(pair, each, groups) for pair, each in zip(pairs, rings, strict=True)), strict=True)
    adders = [lambda values, member=member: np.nan_to_num(values) @ member for member in members]
    samples = effects(pairs, quantity, adders)
    band, pointwise = simultaneous_interval(samples), mean_interval(samples)
    years = calendar(cells_of(pairs[0].base))
    return (
        years.loc[years.index.repeat(groups)]
        .reset_index(drop=True)
        .assign(
            column=quantity,
            group=np.tile(np.arange(1, groups + 1), len(years)),
            mean_dose_km2=np.tile(np.mean(doses, axis=0), len(years)),
            effect=band.value.ravel(),
            low=pointwise.low.ravel(),
            high=pointwise.high.ravel(),
            band_low=band.low.ravel(),
            band_high=band.high.ravel(),
            replicates=len(samples),
        )
    )


def _members(pair: Pair, rings: Rings, groups: int) -> tuple[Floats, Floats]:
    """Give which cells are in each group, (C, G), and the groups' mean dose, (G,)."""
    lots = pair.base.table("lots")
    dose = zone_dose(
        grid_of(pair.base), rows(lots, np.isin(column(lots, "zone"), rings.zones)), extent_km=rings.extent_km
    )
    weight = np.nan_to_num(matrix(cells_of(pair.other, "real_gdp"), "cell", "real_gdp")[0])
    member = (quantile_groups(dose, weight, groups)[:, None] == np.arange(groups)).astype(np.float64)
    total = (weight @ member).clip(min=np.finfo(float).tiny)
    return member, (weight * dose) @ member / total
