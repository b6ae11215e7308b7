"""The five dimensions and the evaluation of zones on the screen."""

import math
from typing import Any

import pandas as pd
from rich.markup import escape
from rich.table import Table

from sim.cli.numbers import ABSENT, percent, plain
from sim.cli.screen import answers
from sim.cli.summary import Contrast
from sim.measures.dimensions import DIMENSIONS
from sim.measures.evaluation import HEADS
from sim.measures.intervals import Number

MOST_ZONES = 6
"""Zones of either end that are shown; the table has all of them."""


def print_dimensions(contrast: Contrast) -> None:
    """Print the five dimensions of the last year: the scenario, the counterfactual, and the difference."""
    found = contrast.dimensions
    year = int(found.years["year"].iloc[-1])
    table = _table(f"Five dimensions, against {contrast.counterfactual}, after {year} years", "dimension", "number")
    for head in ("scenario", contrast.counterfactual, "difference (95 % interval)"):
        table.add_column(escape(head), justify="right")
    before = ""
    for each in DIMENSIONS:
        base, other, difference = (found.number(each, side) for side in ("base", "other", "difference"))
        words = "" if each.dimension == before else each.dimension
        told = f"{each.name.replace('_', ' ')}, {each.unit}"
        table.add_row(words, escape(told), _level(base.value), _level(other.value), _with_ends(difference))
        before = each.dimension
    answers().print()
    answers().print(table)


def _level(value: float) -> str:
    return ABSENT if math.isnan(value) else f"{value:.4g}"


def _with_ends(number: Number) -> str:
    if math.isnan(number.value):
        return ABSENT
    ends = "" if math.isnan(number.low) else f" ({number.low:+.3g} to {number.high:+.3g})"
    return f"{number.value:+.3g}{ends}"


def print_evaluation(zones: pd.DataFrame) -> None:
    """Print zones by score: the poorest, the best, and all who lost their status."""
    table = _table("Zones by their score, all years; heads in standard deviations", "zone")
    for head in ("score", *HEADS, "years warned", "left"):
        table.add_column(head, justify="right")
    last = len(zones) - MOST_ZONES
    for place, row in enumerate(zones.to_dict("records")):
        told = {str(key): value for key, value in row.items()}
        if place < MOST_ZONES or place >= last or told["left"] > 0.0:
            table.add_row(*_of_zone(told))
    answers().print()
    answers().print(table)
    gone = float(zones["left"].sum())
    answers().print(
        f"  {len(zones)} zones were scored; {gone:.3g} of them lost their status, mean of replicates. The average zone "
        "has 0 points. Every zone: tables/evaluation.csv"
    )


def _of_zone(told: dict[str, Any]) -> list[str]:
    heads = [f"{told[f'head_{head}']:+.2f}" for head in HEADS]
    left = "" if told["left"] == 0.0 else f"{percent(told['left'], digits=0)}, year {told['left_in']:.0f}"
    return [escape(str(told["name"])), f"{told['score']:+.0f}", *heads, plain(told["years_warned"]), left]


def _table(title: str, *words: str) -> Table:
    table = Table(title=escape(title), title_justify="left", title_style="bold")
    for head in words:
        table.add_column(head)
    return table
