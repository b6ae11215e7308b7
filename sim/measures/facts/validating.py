"""Validation: every fact with what the simulation says of it, its interval over replicates, and a verdict."""

import math
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from sim.measures.facts.measuring import Measured
from sim.measures.facts.readings import FACTS
from sim.measures.facts.register import measurement_of
from sim.measures.facts.table import Fact
from sim.measures.intervals import Number, as_number, mean_interval
from sim.measures.tables import column, numbers, rows

NEAR, FAR, NOT_MEASURABLE = "near", "far", "not measurable"
VERDICTS = (NEAR, FAR, NOT_MEASURABLE)

MISSED = FACTS.with_name("facts_missed.csv")
"""Why shipped scenarios miss facts: scenario, id, reason in a sentence; told only of a fact that is missed."""


def validation(
    measured: Measured, facts: Sequence[Fact], *, calibrated: Collection[str] = (), missed: Path = MISSED
) -> pd.DataFrame:
    """Give one row a fact, in the order of the facts.

    Args:
        measured: What each replicate says.
        facts: The facts that were measured.
        calibrated: Ids of the facts that parameters were fitted to.
        missed: Table of reasons for misses.

    Returns:
        Columns id, theme, fact, unit, value (the study's, as text), low, high (the band), found, found_low, found_high
        (mean and 95 % interval over replicates), verdict, why (it is not measurable, or is missed where a reason is
        known), remark (how it was measured), beside_name, beside, used_in_calibration.
    """
    reasons = reasons_for(measured.run.name, missed)
    return pd.DataFrame([_row(fact, measured.readings, calibrated, reasons) for fact in facts])


def _row(fact: Fact, readings: pd.DataFrame, calibrated: Collection[str], reasons: dict[str, str]) -> dict[str, object]:
    mine = rows(readings, column(readings, "id") == fact.id)
    measurement = measurement_of(fact)
    found = _found(mine, needs_clear=measurement.clear is not None)
    verdict, why = fact.verdict(found.value), found.remark
    if verdict == NOT_MEASURABLE and not why:
        why = "the fact states no band"
    if verdict == FAR:
        why = reasons.get(fact.id, "")
    beside = numbers(mine, "beside")
    known = beside[np.isfinite(beside)]
    return {
        "id": fact.id,
        "theme": fact.theme,
        "fact": fact.fact,
        "unit": fact.unit,
        "value": fact.value,
        "low": fact.low,
        "high": fact.high,
        "found": found.value,
        "found_low": found.low,
        "found_high": found.high,
        "verdict": verdict,
        "why": why,
        "remark": measurement.remark,
        "beside_name": measurement.beside.name if measurement.beside and len(known) else "",
        "beside": float(known.mean()) if len(known) else math.nan,
        "used_in_calibration": fact.id in calibrated,
    }


def _found(mine: pd.DataFrame, *, needs_clear: bool) -> Number:
    """Give the mean over replicates; missing, with the reason, where any replicate lacks it or it means nothing."""
    values = numbers(mine, "value")
    lacking = ~np.isfinite(values)
    if lacking.any():
        why = str(column(mine, "why")[lacking][0])
        where = "" if lacking.all() else f" (in {lacking.sum()} of {len(mine)} replicates)"
        return Number(math.nan, remark=why + where)
    if needs_clear and not as_number(mean_interval(numbers(mine, "clear"))).clear_of_zero:
        few = "one replicate cannot tell whether" if len(mine) < 2 else "over the replicates it is not clear that"
        return Number(math.nan, remark=f"{few} the total it is a share of differs from zero")
    return as_number(mean_interval(values))


def reasons_for(scenario: str, missed: Path = MISSED) -> dict[str, str]:
    """Give why a scenario misses facts, by their ids."""
    table = pd.read_csv(missed, dtype=str, keep_default_na=False)
    mine = rows(table, column(table, "scenario") == scenario)
    return dict(zip(column(mine, "id"), column(mine, "reason"), strict=True))


def counts(table: pd.DataFrame) -> dict[str, int]:
    """Count the facts by verdict."""
    return {verdict: int((column(table, "verdict") == verdict).sum()) for verdict in VERDICTS}


def normalised(table: pd.DataFrame) -> pd.DataFrame:
    """Bring every measured fact to one axis: its band from 0 to 1; a band with one end is as wide as its end is large.

    Returns:
        Rows of near and far facts: id, fact, unit, position, position_low, position_high, verdict, used_in_calibration,
        and the numbers they come from.
    """
    shown = rows(table, column(table, "verdict") != NOT_MEASURABLE)
    low, high = numbers(shown, "low"), numbers(shown, "high")
    width = np.where(np.isnan(low) | np.isnan(high), np.abs(np.where(np.isnan(low), high, low)), high - low)
    width = np.where(width > 0.0, width, 1.0)
    start = np.where(np.isnan(low), high - width, low)
    moved = {
        name: (numbers(shown, told) - start) / width
        for name, told in (("position", "found"), ("position_low", "found_low"), ("position_high", "found_high"))
    }
    kept = ["id", "fact", "unit", "low", "high", "found", "found_low", "found_high", "verdict", "used_in_calibration"]
    return pd.DataFrame(shown[kept]).assign(**moved)
