"""Supplier links by distance: how many lie in each band, and how far the median link reaches."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats
from sim.measures.intervals import mean_interval
from sim.measures.tables import Tables, at_year, calendar, column, numbers, rows


def link_distances(worlds: Sequence[Tables], year: int | None = None) -> pd.DataFrame:
    """Give the share of links and of orders in each band of distance, mean and interval over replicates.

    Args:
        worlds: Worlds of one arm, a replicate each.
        year: Recorded year, by default the last.

    Returns:
        A row for each band: edges in km, share of links with interval, density per km, share of orders.
    """
    tables = [_links_of(world, year) for world in worlds]
    links, orders = (np.stack([_shares(table, name) for table in tables]) for name in ("links", "orders"))
    found = mean_interval(links)
    low, high = (numbers(tables[0], f"band_{side}_km") for side in ("from", "to"))
    return pd.DataFrame(
        {
            "band_from_km": low,
            "band_to_km": high,
            "share": found.value,
            "low": found.low,
            "high": found.high,
            "share_per_km": found.value / (high - low),
            "orders_share": orders.mean(axis=0),
        }
    )


def median_link_km(worlds: Sequence[Tables]) -> pd.DataFrame:
    """Give the median distance of live links by year, mean and interval over replicates, in km."""
    tables = [world.table("nation", ["step", "date", "median_link_km"]) for world in worlds]
    found = mean_interval(np.stack([numbers(table, "median_link_km") for table in tables]))
    return calendar(tables[0]).assign(value=found.value, low=found.low, high=found.high)


def _links_of(world: Tables, year: int | None) -> pd.DataFrame:
    links = world.table("links")
    years = calendar(links)
    return rows(links, column(links, "step") == column(years, "step")[at_year(years, year)])


def _shares(table: pd.DataFrame, name: str) -> Floats:
    values = numbers(table, name)
    total = values.sum()
    return values / total if total > 0.0 else np.full_like(values, np.nan)
