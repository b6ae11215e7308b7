"""The tornado: how far a number moves when one parameter goes to either end of its range, all others as they are."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats
from sim.experiments.sweeps.factors import Factor
from sim.measures.intervals import mean_interval

ENDS = ("low", "high")
COLUMNS = ("parameter", "end", "setting", "value", "change", "change_low", "change_high")


def swings(values: Floats, factors: Sequence[Factor]) -> pd.DataFrame:
    """Give the change of a number at either end of each parameter's range.

    Args:
        values: (1 + 2 D, K): the scenario itself, then low and high end of each parameter, by replicate.
        factors: (D,) what varies.

    Returns:
        Two rows for each parameter, the widest first: where it is set, the number there, how far that lies from the
        scenario's own with the 95 % interval over replicates, which share their luck.
    """
    change = mean_interval((values[1:] - values[0]).T)
    settings = [value for factor in factors for value in factor.at(np.array([0.0, 1.0]))]
    table = pd.DataFrame(
        {
            "parameter": np.repeat([factor.key for factor in factors], len(ENDS)),
            "end": ENDS * len(factors),
            "setting": settings,
            "value": values[1:].mean(axis=1),
            "change": change.value,
            "change_low": change.low,
            "change_high": change.high,
        }
    )
    width = np.repeat(np.ptp(np.c_[change.value.reshape(-1, len(ENDS)), np.zeros(len(factors))], axis=1), len(ENDS))
    order = np.argsort(-width, kind="stable")
    return table.iloc[order].reset_index(drop=True)[list(COLUMNS)]
