"""Profiles: how near the facts one can come with a parameter held and all others free; and a word on each.

A band is read as a 95 % interval and the distance is about the sum of squared deviations in half-widths, so values
whose profile lies within 1 of the lowest make up a 95 % interval of their own (a likelihood ratio of 3.84 / 1.96^2).
"""

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats
from sim.measures.calibrating.emulator import Emulator

WITHIN = 1.0
"""Rise of the distance above its lowest up to which a value goes with the facts."""

STOPS = 21
"""Values at which each parameter is held."""

PINNED, PARTLY = 0.4, 0.75
"""Spread of the posterior over that of the prior up to which a parameter is pinned down, or partly so."""

PRIOR_SPREAD = 1.0 / np.sqrt(12.0)
"""Standard deviation of a place that may be anywhere between its bounds."""

WORDS = ("pinned down", "partly pinned down", "not pinned down")


def verdict(ratio: float) -> str:
    """Say in words how well the facts pin a parameter down.

    Args:
        ratio: Spread of its posterior over that of its prior.
    """
    if ratio <= PINNED:
        return WORDS[0]
    return WORDS[1] if ratio <= PARTLY else WORDS[2]


def profiles(emulator: Emulator, dimensions: int) -> Floats:
    """Give (D, STOPS) the least distance with each parameter held at evenly spread places in [0, 1]."""
    stops = np.linspace(0.0, 1.0, STOPS)
    found = np.empty((dimensions, STOPS))
    for held in range(dimensions):
        places = np.stack([emulator.least(dimensions, (held, float(stop))) for stop in stops])
        found[held] = emulator.distance(places)
    return found


def profile_table(keys: tuple[str, ...], values: Floats, distances: Floats) -> pd.DataFrame:
    """Lay profiles out, a row for each parameter and value.

    Args:
        keys: (D,) names of the parameters.
        values: (D, STOPS) values at which they were held.
        distances: (D, STOPS) least distance there.
    """
    rise = distances - distances.min()
    return pd.DataFrame(
        {
            "parameter": np.repeat(np.asarray(keys, dtype=object), STOPS),
            "value": values.ravel(),
            "distance": distances.ravel(),
            "rise": rise.ravel(),
            "goes_with_the_facts": (rise <= WITHIN).ravel(),
        }
    )
