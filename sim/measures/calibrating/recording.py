"""The record of a calibration: everything that a reader needs to judge it, and a program to do it again."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from sim.measures.calibrating.outcome import Outcome
from sim.measures.tables import column
from sim.results.keys import program_parts

FIGURES = 6
"""Digits of what was measured."""

PROGRAM_DIGITS = 10


def record_of(outcome: Outcome, facts: Mapping[str, str]) -> dict[str, Any]:
    """Give the record of a calibration.

    Args:
        outcome: What was found.
        facts: What each fact says, with its unit, by name.
    """
    request = outcome.request
    budget = request.budget
    return {
        "scenario": request.name,
        "command": f"hinterland calibrate {request.name} --adopt",
        "program": program_parts()["code"][:PROGRAM_DIGITS],
        "seed": request.base.seed,
        "years": request.base.years,
        "set": dict(request.settings),
        "simulated": {
            "trials": budget.trials, "replicates": budget.replicates, "start": budget.start,
            "together": budget.together, "around": budget.around, "confirm": budget.confirm,
        },
        "distance": {"before": _number(outcome.distance_before), "after": _number(outcome.distance_after)},
        "parameters": [_told(row) for row in _rows(outcome.parameters)],
        "facts": [
            {"id": row["fact"], "says": facts.get(str(row["fact"]), ""), **_told(row, leave=("fact",))}
            for row in _rows(outcome.facts)
        ],
    }  # fmt: skip


def values_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """Give the calibrated values of a record by dotted key."""
    return {str(row["parameter"]): row["best"] for row in record["parameters"]}


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{name: column(table, name)[place] for name in table.columns} for place in range(len(table))]


def _told(row: Mapping[str, Any], leave: tuple[str, ...] = ()) -> dict[str, Any]:
    return {key: _number(value) for key, value in row.items() if key not in leave}


def _number(value: Any) -> Any:
    """Write a number in a few digits, a missing one as nothing; words stay."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | np.integer):
        return int(value)
    return None if math.isnan(float(value)) else float(f"{float(value):.{FIGURES}g}")
