"""Policy maturity over time: in zones, in the regions that host them, in the other regions; by domain."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Integers
from sim.measures.intervals import mean_interval
from sim.measures.shares import regions_on_map
from sim.measures.tables import Tables, at_year, calendar, column, each_year, matrix, numbers, places_of, rows
from sim.world.levels import DOMAINS

COLUMNS = tuple(f"maturity_{domain}" for domain in DOMAINS)

GROUPS: tuple[str, ...] = ("zones", "hosts", "other regions")
"""Zones with their status, regions that have any zone of the map, the other regions of the map."""


def maturity_over_time(worlds: Sequence[Tables]) -> pd.DataFrame:
    """Give mean maturity by year, group of places and domain, mean and interval over replicates.

    Args:
        worlds: Worlds of one arm, a replicate each.

    Returns:
        A row for each year, group and domain, `mean` of all seven among them; a group without places is left out.
    """
    samples = np.stack([_by_group(world) for world in worlds])
    found = mean_interval(samples)
    years, domains = calendar(worlds[0].table("zones", ["step", "date"])), (*DOMAINS, "mean")
    cells = [(group, domain) for group in GROUPS for domain in domains]
    group, domain = zip(*cells * len(years), strict=True)
    table = each_year(years, len(cells)).assign(
        group=group, domain=domain, value=found.value.ravel(), low=found.low.ravel(), high=found.high.ravel()
    )
    return rows(table, np.isfinite(numbers(table, "value")))


def region_maturity(worlds: Sequence[Tables], year: int | None = None) -> pd.DataFrame:
    """Give each region's maturity, mean over domains and replicates, in a recorded year (by default the last)."""
    return _place_maturity(worlds, "regions", "region", year)


def zone_maturity(worlds: Sequence[Tables], year: int | None = None) -> pd.DataFrame:
    """Give each zone's maturity, mean over domains and replicates, in a recorded year (by default the last)."""
    return _place_maturity(worlds, "zones", "zone", year)


def _place_maturity(worlds: Sequence[Tables], table: str, key: str, year: int | None) -> pd.DataFrame:
    frames = [_frame(world, table) for world in worlds]
    row = at_year(calendar(frames[0]), year)
    found = [_maturity(frame, key)[row].mean(axis=-1) for frame in frames]
    return pd.DataFrame({key: places_of(frames[0], key), "maturity": np.mean(found, axis=0)})


def _frame(world: Tables, table: str) -> pd.DataFrame:
    frame = world.table(table)
    if table == "regions":
        frame = rows(frame, column(frame, "part") == "all")
    return frame


def _maturity(frame: pd.DataFrame, key: str) -> Floats:
    """Lay maturity out by year, place and domain, (Y, P, 7)."""
    return np.stack([matrix(frame, key, column) for column in COLUMNS], axis=-1)


def _by_group(world: Tables) -> Floats:
    """Give mean maturity by year, group and domain, the mean of domains last, (Y, 3 * 8)."""
    regions, zones = _frame(world, "regions"), _frame(world, "zones")
    number = places_of(regions, "region")
    host = _hosts(world)
    on_map = np.isin(number, regions_on_map(world))
    in_regions = _maturity(regions, "region")
    in_zones = np.where(matrix(zones, "zone", "active")[..., None] > 0.0, _maturity(zones, "zone"), np.nan)
    groups = [
        in_zones,
        in_regions[:, on_map & np.isin(number, host)],
        in_regions[:, on_map & ~np.isin(number, host)],
    ]
    means = np.stack([_mean_over_places(group) for group in groups], axis=1)
    with_mean = np.concatenate([means, means.mean(axis=-1, keepdims=True)], axis=-1)
    return with_mean.reshape(len(with_mean), -1)


def _hosts(world: Tables) -> Integers:
    places = world.table("places", ["kind", "place", "host"])
    return column(rows(places, column(places, "kind") == "zone"), "host")


def _mean_over_places(values: Floats) -> Floats:
    """Average over places, missing ones left out: (Y, P, 7) to (Y, 7)."""
    known = np.isfinite(values)
    count = known.sum(axis=1)
    total = np.where(known, values, 0.0).sum(axis=1)
    return np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
