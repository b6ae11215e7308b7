"""Staggered difference-in-differences: effects by year since treatment, against those who are never treated.

Source: Callaway & Sant'Anna (2021), J. Econometrics 225(2), without covariates, never-treated as comparison.
"""

import numpy as np

from sim.basis.arrays import Floats, Integers
from sim.measures.facts.cases import NotMeasurableError

FEWEST_NEVER = 5
"""Units that are never treated from which on their mean is a comparison (assumption)."""


def event_study(outcome: Floats, first: Integers) -> Floats:
    """Give (T,) the mean effect on the treated in the year of treatment and each later one that any cohort reaches.

    A cohort's effect is its mean rise since the year before treatment less that of the never-treated; cohorts are
    weighted by their units.

    Args:
        outcome: (Y, R) by year and unit.
        first: (R,) year of treatment; -1 for never, 0 for treated before the first year, which says nothing, Y or later
            for not yet.

    Raises:
        NotMeasurableError: Where too few are never treated, or nobody is treated in the years.
    """
    never = first < 0
    if never.sum() < FEWEST_NEVER:
        raise NotMeasurableError(f"{never.sum()} regions never host a zone; a comparison needs {FEWEST_NEVER}")
    years = len(outcome)
    cohorts = [int(year) for year in np.unique(first) if 0 < year < years]
    if not cohorts:
        raise NotMeasurableError("no region becomes a host in the recorded years")
    sums, units = np.zeros(years), np.zeros(years)
    for start in cohorts:
        treated = first == start
        rise = outcome[start:] - outcome[start - 1]
        effect = rise[:, treated].mean(axis=1) - rise[:, never].mean(axis=1)
        sums[: years - start] += treated.sum() * effect
        units[: years - start] += treated.sum()
    return sums[units > 0.0] / units[units > 0.0]
