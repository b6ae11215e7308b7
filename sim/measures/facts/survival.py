"""Survival of firms: Kaplan-Meier by age, from how many firms of each cohort live at the end of each year."""

import math

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats
from sim.measures.facts.cases import Case, NotMeasurableError
from sim.measures.tables import numbers


def kaplan_meier(at_risk: Floats, deaths: Floats) -> Floats:
    """Give (A + 1,) the share that lives to each age, one at the first.

    Args:
        at_risk: (A,) how many live at each age and are seen a year later, dead or alive.
        deaths: (A,) how many of them are dead by then.
    """
    return np.concatenate([[1.0], np.cumprod(1.0 - deaths / at_risk)])


def by_age(cohorts: pd.DataFrame) -> tuple[Floats, Floats]:
    """Give firms at risk and deaths by age in whole years, ages seen at all, from the panel `cohorts`.

    A cohort enters at the age it has at the fork and is censored at the age it has in the last year.
    """
    counts = cohorts.pivot_table(index="born", columns="year", values="firms", fill_value=0)
    years, born = (np.asarray(axis, dtype=np.int64) for axis in (counts.columns, counts.index))
    living = counts.to_numpy(dtype=np.float64)
    age = years[:-1] - born[:, None]
    seen = age >= 0
    at_risk = np.bincount(age[seen], weights=living[:, :-1][seen])
    deaths = np.bincount(age[seen], weights=(living[:, :-1] - living[:, 1:])[seen])
    # Ages that nobody at risk has end the curve.
    ages = int(np.argmin(at_risk > 0.0)) if (at_risk <= 0.0).any() else len(at_risk)
    return at_risk[:ages], deaths[:ages]


def hazard_of_median(survival: Floats) -> float:
    """Give the constant hazard with the curve's median: log 2 over the age at which half are dead, interpolated.

    Where more than half live at the last age, the hazard is that with which as many live by then.
    """
    below = np.flatnonzero(survival <= 0.5)
    if not len(below):
        return -math.log(survival[-1]) / (len(survival) - 1)
    after = int(below[0])
    high, low = (math.log(each) for each in (survival[after - 1], max(survival[after], 1e-300)))
    median = after - 1 + (high - math.log(0.5)) / (high - low)
    return math.log(2.0) / median


def exit_hazard(case: Case) -> float:
    """C17: hazard of exit, 1/year, from the median life of firms by Kaplan-Meier.

    As the study, which derives the hazard from the median of registered firms. Age counts from the end of the year of
    birth, so who dies within it is not seen; cohorts older than the fork enter late. Firms that move live on.
    """
    at_risk, deaths = by_age(case.base.table("cohorts", ["year", "born", "firms"]))
    if len(at_risk) < 1:
        raise NotMeasurableError("the run records a single year")
    return hazard_of_median(kaplan_meier(at_risk, deaths))


def flow_hazard(case: Case) -> float:
    """Deaths a year over firms at the year's start, mean over the recorded years."""
    nation = case.base.table("nation", ["firms", "deaths"])
    return float(np.mean(numbers(nation, "deaths")[1:] / numbers(nation, "firms")[:-1]))
