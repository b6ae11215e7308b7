"""What radiates of one column of the outside economy: the whole, its radii, and its ratio to what is gained inside."""

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats
from sim.measures.headline import Answers, Measure, list_measures
from sim.measures.intervals import Number, as_number, mean_interval
from sim.measures.outside import ADDED, PUBLIC_NAMES, effects
from sim.measures.radiation import totals

ALSO_INSIDE = tuple(name for name in ADDED if name != "workers")
"""Columns that the panel of zones has too, so that what is gained inside is known."""


def column_numbers(found: Answers, short: str) -> pd.DataFrame:
    """Sum up what radiates of a column in the last year.

    Args:
        found: What the twins say.
        short: Short name of the column: `gdp`, `firms`, `productivity` ...

    Returns:
        A row for each number: name (`radiation.firms.total` ...), value, low, high, unit, remark.
    """
    rows = [(f"radiation.{short}.{name}", each, unit) for name, each, unit in _numbers(found, short)]
    return pd.DataFrame(
        [(name, each.value, each.low, each.high, unit, each.remark) for name, each, unit in rows],
        columns=["name", "value", "low", "high", "unit", "remark"],
    )


def list_column_measures() -> tuple[Measure, ...]:
    """List the numbers that `hinterland radiation` gives of a column, in the order in which measures are listed."""
    of = "of the column named by --of (`hinterland radiation`)"
    return (
        Measure("radiation.<column>.total", "log points", f"Twin difference outside all zones, last year, {of}"),
        Measure("radiation.<column>.inside", "log points", f"Twin difference on the treated zones' lots, {of}"),
        Measure("radiation.<column>.ratio", "ratio", f"Gained outside for each unit gained on treated lots, {of}"),
        Measure("radiation.<column>.half_distance", "km or order", f"Where the effect has halved, {of}"),
        Measure("radiation.<column>.sign_change", "km or order", f"Where the effect changes its sign, {of}"),
    )


def every_measure() -> tuple[Measure, ...]:
    """List every number that has a dotted name."""
    return (*list_measures(), *list_column_measures())


def _numbers(found: Answers, short: str) -> Iterator[tuple[str, Number, str]]:
    column, curve = PUBLIC_NAMES[short], found.curve_of(short)
    whole = [_everything] * len(found.pairs)
    total = mean_interval(effects(found.pairs, column, whole)[:, -1, 0])
    yield "total", as_number(total), "log points"
    if column in ALSO_INSIDE:
        sums = totals(found.pairs, found.rings, column)
        yield "inside", sums.inside_effect(), "log points"
        yield "ratio", sums.ratio(), "ratio"
    else:
        unknown = Number(math.nan, remark="not recorded of zones")
        yield "inside", unknown, "log points"
        yield "ratio", unknown, "ratio"
    yield "half_distance", curve.half_distance(), curve.unit
    yield "sign_change", curve.sign_change(), curve.unit


def _everything(values: Floats) -> Floats:
    return np.nansum(values, axis=-1, keepdims=True)
