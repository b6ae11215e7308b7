"""The answers of a run as one JSON document, for scripts; missing numbers are null."""

import math
from typing import Any

import pandas as pd

from sim.cli.summary import Summary
from sim.cli.telling import document
from sim.results.run import Run


def as_json(run: Run, summary: Summary) -> str:
    """Give the answers of a run as JSON; headline numbers go by their dotted names."""
    shares = summary.shares[summary.shares["year"] == summary.shares["year"].max()]
    told = {
        "scenario": run.name,
        "title": run.title,
        "folder": run.folder.as_posix(),
        "replicates": list(run.replicates),
        "counterfactuals": {
            each.counterfactual: {
                "headlines": _by(each.headlines, "name"),
                "radiation": rows_of(each.last_year),
                "dimensions": _by(_last(each.dimensions.table()), "name"),
                "dose": rows_of(each.dose[each.dose["step"] == each.dose["step"].max()]),
            }
            for each in summary.contrasts
        },
        "zone_shares": _by(shares, "measure"),
        "calibration": {
            "largest_deviation": _plain(summary.calibration.largest_deviation),
            "worst": rows_of(summary.calibration.worst),
        },
        "identity_error": _plain(summary.identity_error),
        "facts": _by(summary.facts, "id"),
    }
    if summary.zones_by_score is not None:
        told["evaluation"] = rows_of(summary.zones_by_score)
    return document(told)


def _last(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["step"] == table["step"].max()]


def _by(table: pd.DataFrame, key: str) -> dict[str, Any]:
    return {row.pop(key): row for row in rows_of(table)}


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Give the rows of a table; missing numbers are null."""
    return [{str(key): _plain(value) for key, value in row.items()} for row in table.to_dict("records")]


def _plain(value: Any) -> Any:
    value = value.item() if hasattr(value, "item") else value
    return None if isinstance(value, float) and not math.isfinite(value) else value
