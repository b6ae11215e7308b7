"""What share of the map is the zones': GDP, trade, foreign capital, firms, and location quotients."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Integers
from sim.measures.intervals import mean_interval
from sim.measures.tables import Tables, calendar, column, each_year, matrix, numbers, places_of, rows

SHARES = ("gdp_share", "trade_share", "foreign_share", "firms_share", "foreign_births_share")
"""Shares of active zones in the regions of the map; foreign capital is counted in firms, and in newborn firms."""


def zone_shares(world: Tables) -> pd.DataFrame:
    """Give the active zones' shares of the map by year, and their location quotients (a share over that of GDP)."""
    nation = world.table("nation")
    shares = {name: numbers(nation, f"zones_{name}") for name in SHARES[:4]}
    shares["foreign_births_share"] = _share_of_foreign_births(world)
    quotients = {name.replace("_share", "_quotient"): _over(shares[name], shares["gdp_share"]) for name in SHARES[1:]}
    return calendar(nation).assign(**shares, **quotients)


def mean_zone_shares(worlds: Sequence[Tables]) -> pd.DataFrame:
    """Give shares and quotients of one arm's worlds, mean and interval over replicates, in long form.

    Returns:
        A row for each year and measure.
    """
    tables = [zone_shares(world) for world in worlds]
    names = list(tables[0].columns[3:])
    found = mean_interval(np.stack([np.asarray(table[names], dtype=np.float64) for table in tables]))
    years = each_year(calendar(tables[0]), len(names))
    return years.assign(
        measure=names * len(tables[0]), value=found.value.ravel(), low=found.low.ravel(), high=found.high.ravel()
    )


def regions_on_map(world: Tables) -> Integers:
    """Give the numbers of the regions on the map: all but the rest of the country."""
    places = world.table("places", ["kind", "place", "rest_of_country"])
    on_map = (column(places, "kind") == "region") & ~column(places, "rest_of_country").astype(bool)
    return column(rows(places, on_map), "place")


def _share_of_foreign_births(world: Tables) -> Floats:
    zones = world.table("zones", ["step", "zone", "active", "foreign_births"])
    regions = world.table("regions", ["step", "region", "part", "foreign_births"])
    whole = rows(regions, column(regions, "part") == "all")
    on_map = np.isin(places_of(whole, "region"), regions_on_map(world))
    in_zones = matrix(zones, "zone", "foreign_births") * matrix(zones, "zone", "active")
    return _over(in_zones.sum(axis=1), matrix(whole, "region", "foreign_births")[:, on_map].sum(axis=1))


def _over(numerator: Floats, denominator: Floats) -> Floats:
    return np.divide(numerator, denominator, out=np.full_like(numerator, np.nan), where=denominator > 0.0)
