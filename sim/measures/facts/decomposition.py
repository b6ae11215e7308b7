"""Where productivity growth comes from: the dynamic Olley-Pakes decomposition.

Source: Melitz & Polanec (2015), RAND J. Economics 46(2).
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Mask
from sim.measures.facts.cases import Case, NotMeasurableError
from sim.measures.tables import column, numbers, rows


class Growth(NamedTuple):
    """Growth of aggregate productivity between two years, in log points; the parts add up to the total."""

    within: float
    """Change of the unweighted mean of those who stay."""
    between: float
    """Change of the covariance of share and productivity among those who stay."""
    entry: float
    exit: float
    total: float


def decompose(
    *, first: Floats, first_weight: Floats, stays: Mask, second: Floats, second_weight: Floats, stayed: Mask
) -> Growth:
    """Decompose the growth of weighted mean log productivity.

    Args:
        first: (n,) log productivity in the first year.
        first_weight: (n,) weight, such as revenue.
        stays: (n,) whether the firm lives in the second year too.
        second: (m,) log productivity in the second year.
        second_weight: (m,) weight.
        stayed: (m,) whether the firm lived in the first year.
    """
    before, after = _mean(first, first_weight, stays), _mean(second, second_weight, stayed)
    within = float(second[stayed].mean() - first[stays].mean())
    entrants, leavers = (float(weight[~same].sum() / weight.sum()) for weight, same in (
        (second_weight, stayed), (first_weight, stays)
    ))  # fmt: skip
    entry = entrants * (_mean(second, second_weight, ~stayed) - after) if entrants > 0.0 else 0.0
    leaving = leavers * (before - _mean(first, first_weight, ~stays)) if leavers > 0.0 else 0.0
    everybody = np.ones(len(second), bool), np.ones(len(first), bool)
    total = _mean(second, second_weight, everybody[0]) - _mean(first, first_weight, everybody[1])
    return Growth(within, after - before - within, entry, leaving, total)


def _mean(values: Floats, weight: Floats, chosen: Mask) -> float:
    return float(np.average(values[chosen], weights=weight[chosen]))


def net_entry_share(case: Case) -> float:
    """C8: share of ten years' productivity growth that entry and exit make up, firms weighted by revenue.

    The study has manufacturing over nine years and another decomposition (Baily, Hulten & Campbell), which counts
    entrants against the mean of the first year and so gives entry more where everybody grows; here all industries and
    firms of the nation over the ten years after the fork, or as many as are recorded.
    """
    growth = growth_of(case.base.table("census"))
    if growth.total <= 0.0:
        raise NotMeasurableError("aggregate productivity did not grow over the years compared")
    return (growth.entry + growth.exit) / growth.total


def growth_of(census: pd.DataFrame) -> Growth:
    """Decompose the growth between the first and the last census of a world."""
    steps = np.unique(column(census, "step"))
    if len(steps) < 2:
        raise NotMeasurableError("firms were recorded in a single year")
    early, late = (rows(census, column(census, "step") == step) for step in (steps[0], steps[-1]))
    return decompose(
        first=numbers(early, "productivity"),
        first_weight=numbers(early, "revenue") * numbers(early, "weight"),
        stays=np.isin(column(early, "identity"), column(late, "identity")),
        second=numbers(late, "productivity"),
        second_weight=numbers(late, "revenue") * numbers(late, "weight"),
        stayed=np.isin(column(late, "identity"), column(early, "identity")),
    )
