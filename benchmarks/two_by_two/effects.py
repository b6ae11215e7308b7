"""Effects: twin differences of the four cells, and differences of those between cells."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from benchmarks.two_by_two.design import COORDINATION, OPENNESS
from sim.measures.intervals import mean_interval

IN_LOGS = (
    "value_added", "real_gdp", "firms", "workers", "exports", "foreign_firms", "orders_placed", "orders_received",
    "orders_to_zone", "orders_from_zone",
)  # fmt: skip
"""Columns whose logs are compared; all others are in logs already, or are rules' maturity, a share."""

KEYS = ("friction", "replicate", "coordination", "year", "group")
CELL = ("friction", "openness", "coordination", "year", "group", "column")
LEAST, MOST = 0, 1


def twin_effects(numbers: pd.DataFrame) -> pd.DataFrame:
    """Give the difference that the zone makes, in each cell of the design.

    Args:
        numbers: A row for each friction, replicate, arm, year and group.

    Returns:
        Rows of friction, replicate, openness, coordination, year, group, column, effect.
    """
    columns = [name for name in numbers.columns if name not in {*KEYS, "openness"}]
    known = [name for name in IN_LOGS if name in columns]
    logs = numbers.assign(**{name: np.log(numbers[name].where(numbers[name] > 0.0)) for name in known})
    zone, none = logs[logs["openness"].notna()], logs[logs["openness"].isna()].drop(columns="openness")
    both = zone.merge(none, on=list(KEYS), suffixes=("", "_without"))
    effects = both[[*KEYS, "openness"]].assign(**{name: both[name] - both[f"{name}_without"] for name in columns})
    return effects.melt([*KEYS, "openness"], columns, "column", "effect")


def contrasts(effects: pd.DataFrame) -> pd.DataFrame:
    """Give differences of twin differences: what coordination and openness change, and what they change together.

    Returns:
        Rows of friction, replicate, year, group, column, contrast, effect. Contrasts are named for what rises and
        where the other stands: `coordination, at openness 0.9`.
    """
    wide = effects.pivot(
        index=["friction", "replicate", "year", "group", "column"], columns=["openness", "coordination"],
        values="effect",
    )  # fmt: skip
    found = {name: wide[more] - wide[less] for name, more, less in _pairs()}
    (low, high), (without, with_) = OPENNESS, COORDINATION
    found["both together"] = wide[high, with_] - wide[high, without] - wide[low, with_] + wide[low, without]
    table = pd.DataFrame(found).reset_index()
    return table.melt(["friction", "replicate", "year", "group", "column"], list(found), "contrast", "effect")


def _pairs() -> list[tuple[str, tuple[float, float], tuple[float, float]]]:
    less, more = COORDINATION
    closed, wide = OPENNESS
    by_openness = [(f"coordination, at openness {o:g}", (o, more), (o, less)) for o in OPENNESS]
    return by_openness + [(f"openness, at coordination {c:g}", (wide, c), (closed, c)) for c in COORDINATION]


def over_replicates(samples: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Give the mean over replicates and its t interval of each group of effects."""
    rows = []
    for key, each in samples.groupby(list(by), sort=False):
        found = mean_interval(each["effect"].to_numpy(dtype=np.float64))
        rows.append((*key, float(found.value), float(found.low), float(found.high), len(each)))
    return pd.DataFrame(rows, columns=[*by, "effect", "low", "high", "replicates"])
