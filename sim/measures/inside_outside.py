"""Inside and outside over time: real GDP on the treated zones' lots and outside all lots, in both worlds."""

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats
from sim.measures.intervals import mean_interval
from sim.measures.radiation import Totals
from sim.measures.tables import log_ratio

PARTS = ("inside", "outside")


def inside_outside(totals: Totals) -> pd.DataFrame:
    """Follow real GDP inside and outside the treated zones, a row for each year and part.

    Args:
        totals: Real GDP inside and outside by replicate, year and world.

    Returns:
        Levels (means over replicates), growth since the fork in logs, and the twin difference with its interval.
    """
    return pd.concat([_part(totals, part, getattr(totals, part)) for part in PARTS], ignore_index=True)


def _part(totals: Totals, part: str, levels: Floats) -> pd.DataFrame:
    grown = mean_interval(log_ratio(levels, np.broadcast_to(levels[:, :1], levels.shape))).value
    effect = mean_interval(log_ratio(levels[..., 0], levels[..., 1]))
    return totals.years.assign(
        part=part,
        base=levels[..., 0].mean(axis=0),
        counterfactual=levels[..., 1].mean(axis=0),
        base_growth=grown[:, 0],
        counterfactual_growth=grown[:, 1],
        effect=effect.value,
        low=effect.low,
        high=effect.high,
        replicates=len(levels),
    )
