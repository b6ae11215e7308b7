"""What foreign customers do to the productivity of their suppliers: fact C13.

In the studies presence rises in a whole industry of a nation, over hundreds of customers. On a map it changes from
region to region by the luck of a few large firms, each of which buys an input from one firm: a regression on that
change finds next to nothing of an effect that is there, since most suppliers never see it. So presence is raised for
all at once, in a twin; the regression is given beside.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Integers
from sim.measures.facts.cases import ArmsWanted, Beside, Case, Measurement, NotMeasurableError
from sim.measures.tables import column, numbers, rows
from sim.scenario.schema import Scenario
from sim.world.industries import read_industries

TEN_POINTS = 0.1
"""The unit of foreign presence in which the study states its effect."""
ARM = "foreign births doubled"
FACTOR = 2.0
"""By how much foreign births are multiplied."""
LEAST_RISE = 1e-4
"""Rise of foreign presence below which there is nothing to divide by (assumption)."""
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


def doubled_arm(scenario: Scenario) -> ArmsWanted:
    """Ask for the world in which twice as many newborns are foreign from the policy date on."""
    return {ARM: {ARM: {"foreign_births": min(FACTOR * scenario.foreign_births, 10.0)}}}


def has_foreign_births(scenario: Scenario) -> str:
    """Say that nothing is doubled where no newborn is foreign."""
    none = scenario.entry.fdi == 0.0 or scenario.foreign_births == 0.0
    return "no newborn is foreign, so there is no foreign presence to raise" if none else ""


def effect_on_suppliers(case: Case) -> float:
    """C13: rise of log productivity of home-owned firms for 10 points more foreign presence among their customers.

    Twins, in one of which newborns are foreign twice as often everywhere. Of firms that are home-owned and in the same
    region in both, the mean difference of log productivity, over that of the foreign share in the revenue of the
    industries that buy from them in their region, weighted by the input-output table (Javorcik 2004); firms recorded
    five and ten years on together, about as long as the panels of the studies are. The studies measure presence mostly
    by nation, industry and year and compare industries; here industries rise alike, and what firms learn otherwise from
    more foreign ones, or from suppliers that were taught, counts as well.
    """
    customers = _customers(case)
    pairs = [_rises(*found, customers) for found in _censuses(case)]
    rise, presence = (np.concatenate(each) for each in zip(*pairs, strict=True))
    if not len(presence) or presence.mean() < LEAST_RISE:
        raise NotMeasurableError("foreign presence hardly rises where twice as many newborns are foreign")
    return TEN_POINTS * float(rise.mean() / presence.mean())


def _censuses(case: Case) -> list[tuple[pd.DataFrame, pd.DataFrame]]:
    """Give the firms of both worlds in every recorded year after the fork."""
    worlds = [world.table("census") for world in case.twin(ARM)]
    years = [step for step in np.unique(column(worlds[0], "step")) if step > 0]
    if not years:
        raise NotMeasurableError("no firms were recorded after the policy date")
    one, other = ([rows(world, column(world, "step") == step) for step in years] for world in worlds)
    return list(zip(one, other, strict=True))


def _rises(one: pd.DataFrame, other: pd.DataFrame, customers: Floats) -> tuple[Floats, Floats]:
    """Give for each firm that is home-owned in both worlds the difference of its productivity, and of presence."""
    rise = _presence(other, one, customers)
    same = _home_owned_in_both(one, other)
    return (
        numbers(same, "productivity_late") - numbers(same, "productivity"),
        rise[column(same, "region"), column(same, "industry")],
    )


def _presence(second: pd.DataFrame, first: pd.DataFrame, customers: Floats) -> Floats:
    """Give (R, S) how much higher presence downstream is in a second census than in a first."""
    regions = int(max(column(first, "region").max(), column(second, "region").max())) + 1
    one, other = (_foreign_share(each, regions, len(customers)) for each in (first, second))
    return presence_downstream(other - one, customers)


def _home_owned_in_both(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Match firms that are home-owned and in one region in two censuses."""
    same = first[~first["foreign"].astype(bool)].merge(second, on="identity", suffixes=("", "_late"))
    return same[~same["foreign_late"].astype(bool) & (same["region"] == same["region_late"])]


def _customers(case: Case) -> Floats:
    industries = read_industries(case.scenario.start.industries)
    return customers_of(industries.domestic, industries.output)


def effect_on_change(case: Case) -> float:
    """Give C13 as a regression on what luck does: changes over five years by region and industry, in one world.

    Firms that live through five years are put together by region and industry; their mean change of log productivity
    is regressed, weighted by their number, on the change of the foreign share downstream, with effects of region and
    period and of industry and period.
    """
    census = case.base.table("census")
    steps = np.unique(column(census, "step"))
    if len(steps) < 2:
        raise NotMeasurableError("firms were recorded in a single year")
    customers = _customers(case)
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
    change, same = _presence(second, first, customers), _home_owned_in_both(first, second)
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
    "C13": Measurement(
        effect_on_suppliers, doubled_arm, has_foreign_births, census=True,
        remark="twins, in one of which newborns are foreign twice as often; five and ten years on",
        beside=Beside("changes over five years by region and industry", effect_on_change),
    ),
}  # fmt: skip
"""How this fact is measured."""
