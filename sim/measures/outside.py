"""The outside economy by groups of cells: sums of flows and stocks, means of prices and productivity, in logs."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats
from sim.measures.tables import Pairs, Tables, log_ratio, matrix

ADDED = ("value_added", "real_gdp", "firms", "workers", "exports", "foreign_firms", "emissions")
"""Columns of cells that add up."""

AVERAGED = ("price_index", "productivity")
"""Columns of cells that are averaged: prices with the GDP weights of the fork, productivity over firms."""

PUBLIC_NAMES = {"gdp": "real_gdp"} | {name: name for name in (*ADDED, *AVERAGED) if name != "real_gdp"}
"""Column of the panel of cells behind each short name of a headline: `radiation.gdp...` is about `real_gdp`."""

type Grouping = Callable[[Floats], Floats]
"""Adds up cells by group: (..., C) to (..., B)."""


def cells_of(world: Tables, *columns: str) -> pd.DataFrame:
    """Read some columns of a world's cells."""
    return world.table("cells", list(dict.fromkeys(("step", "date", "cell", *columns))))


def effects(pairs: Pairs, column: str, groups: Sequence[Grouping]) -> Floats:
    """Give the twin difference of a column's log by group of cells.

    Args:
        pairs: K twins.
        column: Column of the panel of cells.
        groups: How the cells of each twin are added up, (K,).

    Returns:
        (K, Y, B) log points; missing where a group has nothing in either twin.
    """
    measure = _averaged if column in AVERAGED else _added
    return np.stack([measure(pair.base, pair.other, column, add) for pair, add in zip(pairs, groups, strict=True)])


def _added(base: Tables, other: Tables, column: str, add: Grouping) -> Floats:
    return log_ratio(*(add(matrix(cells_of(world, column), "cell", column)) for world in (base, other)))


def _averaged(base: Tables, other: Tables, column: str, add: Grouping) -> Floats:
    if column == "productivity":
        return _mean_productivity(base, add) - _mean_productivity(other, add)
    weight = matrix(cells_of(other, "value_added"), "cell", "value_added")[:1]
    return _mean_log_price(base, weight, add) - _mean_log_price(other, weight, add)


def _mean_productivity(world: Tables, add: Grouping) -> Floats:
    frame = cells_of(world, "productivity", "firms")
    firms, productivity = matrix(frame, "cell", "firms"), matrix(frame, "cell", "productivity")
    return _over(add(firms * productivity), add(firms))


def _mean_log_price(world: Tables, weight: Floats, add: Grouping) -> Floats:
    prices = np.log(matrix(cells_of(world, "price_index"), "cell", "price_index"))
    known = np.isfinite(prices)
    return _over(add(np.where(known, prices * weight, 0.0)), add(known * weight))


def _over(numerator: Floats, denominator: Floats) -> Floats:
    return np.divide(numerator, denominator, out=np.full_like(numerator, np.nan), where=denominator > 0.0)
