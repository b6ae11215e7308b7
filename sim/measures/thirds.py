"""Thirds: what a factor of a design is worth, as the points with its highest values less those with its lowest.

    worth[replicate] = mean effect over points in the highest third of values - the same in the lowest third

All points of a design have the same luck, so the difference is taken within replicates. In a full grid, and on average
in designs that fill space, the other factors are the same in both thirds and drop out.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.measures.intervals import Number, as_number, mean_interval
from sim.measures.tables import column, rows

LEAST_LEVELS = 2


@dataclass(frozen=True)
class Worth:
    """What a factor is worth."""

    key: str
    """Dotted key of the factor."""
    lowest: tuple[float, float]
    """Smallest and largest value of the lowest third."""
    highest: tuple[float, float]
    """Smallest and largest value of the highest third."""
    number: Number
    """Effect in the highest third less that in the lowest, with its interval over replicates."""


def worth_of(samples: pd.DataFrame, key: str, counterfactual: str, name: str) -> Worth | None:
    """Measure what a factor is worth, or give none where its values are no numbers or all the same.

    Args:
        samples: A row for each point, counterfactual, replicate and name, as a sweep's `tables/samples.csv` has them.
        key: Dotted key of the factor.
        counterfactual: What the points are held against.
        name: Effect that is measured, such as `radiation.gdp.0-60km`.
    """
    own = rows(samples, (column(samples, "counterfactual") == counterfactual) & (column(samples, "name") == name))
    values = pd.to_numeric(own[key], errors="coerce").to_numpy(dtype=np.float64)
    levels = np.unique(values)
    if not np.isfinite(levels).all() or len(levels) < LEAST_LEVELS or own[key].dtype == bool:
        return None
    count = max(len(levels) // 3, 1)
    low, high = levels[:count], levels[-count:]
    upper, lower = (_by_replicate(rows(own, np.isin(values, side))) for side in (high, low))
    both = [replicate for replicate in upper if replicate in lower]
    if not both:
        return None
    found = as_number(mean_interval(np.array([upper[replicate] - lower[replicate] for replicate in both])))
    return Worth(key, (float(low[0]), float(low[-1])), (float(high[0]), float(high[-1])), found)


def _by_replicate(own: pd.DataFrame) -> dict[int, float]:
    """Give the mean over points of each replicate that every one of these points has."""
    points = len(np.unique(column(own, "point")))
    of_replicate = own.groupby("replicate")["value"]
    return {int(name): float(values.mean()) for name, values in of_replicate if len(values) == points}  # type: ignore[arg-type]
