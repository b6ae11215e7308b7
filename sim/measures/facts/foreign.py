"""What foreign customers do to the productivity of their suppliers: fact C13."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Integers
from sim.measures.facts.cases import Case, Measurement, NotMeasurableError
from sim.measures.tables import column, numbers, rows
from sim.world.industries import read_industries

TEN_POINTS = 0.1
"""The unit of foreign presence in which the study states its effect."""
LEAST_SPREAD = 1e-4
"""Spread of the change of presence below which there is nothing to regress on (assumption)."""


def customers_of(domestic: Floats, output: Floats) -> Floats:
    """Give (S, S) the share of industry j's sales to other industries that k buys, at [j, k]; its own use left out."""
    sold = domestic * output
    np.fill_diagonal(sold := sold.copy(), 0.0)
    return sold / np.maximum(sold.sum(axis=1, keepdims=True), 1e-300)


def presence_downstream(presence: Floats, customers: Floats) -> Floats:
    """Give (..., S) the foreign share of the industries that each industry sells to, weighted by its sales."""
    return presence @ customers.T


def slope_within(y: Floats, x: Floats, weight: Floats, groups: Sequence[Integers]) -> float:
    """Give the slope of a weighted regression of y on x with an effect for every value of each group."""
    dummies = [(group[:, None] == np.unique(group)).astype(np.float64) for group in groups]
    design = np.concatenate([x[:, None], *dummies], axis=1)
    root = np.sqrt(weight)
    return float(np.linalg.lstsq(design * root[:, None], y * root, rcond=None)[0][0])


def effect_on_suppliers(case: Case) -> float:
    """C13: rise of log productivity of home-owned firms for 10 points more foreign presence among their customers.

    Firms that live through five years are put together by region and industry; their mean change of log productivity
    is regressed, weighted by their number, on the change of the foreign share in the revenue of the industries that
    buy from them in the region, weighted by the input-output table (Javorcik 2004), with effects of region and period
    and of industry and period. The studies that the fact sums up measure presence mostly by nation and year.
    """
    census = case.base.table("census")
    steps = np.unique(column(census, "step"))
    if len(steps) < 2:
        raise NotMeasurableError("firms were recorded in a single year")
    industries = read_industries(case.scenario.start.industries)
    customers = customers_of(industries.domestic, industries.output)
    parts = [_changes(census, early, late, customers).assign(period=early) for early, late in pairwise(steps)]
    table = pd.concat(parts, ignore_index=True)
    x, y, weight = (numbers(table, name) for name in ("presence", "productivity", "firms"))
    region, industry = (
        column(table, name) * len(steps) + np.searchsorted(steps, column(table, "period"))
        for name in ("region", "industry")
    )
    if not len(x) or x.std() < LEAST_SPREAD:
        raise NotMeasurableError("foreign presence hardly changes in any region and industry")
    return TEN_POINTS * slope_within(y, x, weight, (region, industry))


def _changes(census: pd.DataFrame, early: int, late: int, customers: Floats) -> pd.DataFrame:
    """Give a row for each region and industry with home-owned firms that stay: change of both, number of firms."""
    first, second = (rows(census, column(census, "step") == step) for step in (early, late))
    regions = int(column(census, "region").max()) + 1
    change = presence_downstream(
        _foreign_share(second, regions, len(customers)) - _foreign_share(first, regions, len(customers)), customers
    )
    same = first[~first["foreign"].astype(bool)].merge(second, on="identity", suffixes=("", "_late"))
    same = same[~same["foreign_late"].astype(bool) & (same["region"] == same["region_late"])]
    same = same.assign(rise=same["productivity_late"] - same["productivity"])
    by_cell = same.groupby(["region", "industry"], as_index=False)
    found = by_cell.agg(productivity=("rise", "mean"), firms=("rise", "size"))
    return found.assign(presence=change[column(found, "region"), column(found, "industry")])


def _foreign_share(census: pd.DataFrame, regions: int, industries: int) -> Floats:
    """Give (R, S) the foreign share in the revenue of an industry in a region; none where there is none."""
    cell = column(census, "region") * industries + column(census, "industry")
    revenue = numbers(census, "revenue") * numbers(census, "weight")
    foreign = column(census, "foreign").astype(bool)
    whole = np.bincount(cell, weights=revenue, minlength=regions * industries)
    part = np.bincount(cell[foreign], weights=revenue[foreign], minlength=regions * industries)
    return (part / np.maximum(whole, 1e-300)).reshape(regions, industries)


FOREIGN_FACTS: dict[str, Measurement] = {
    "C13": Measurement(effect_on_suppliers, census=True, remark="changes over five years, region by industry"),
}
"""How this fact is measured."""
