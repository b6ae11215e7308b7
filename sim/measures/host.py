"""The host effect: what zones do to the regions that host them, zones included, over the years."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Integers
from sim.measures.intervals import mean_interval
from sim.measures.rings import Rings
from sim.measures.tables import Pair, Pairs, Tables, calendar, column, log_ratio, matrix, places_of, rows

AFTER = (5, 10, 20, 25)
"""Years after the policy date at which the host effect is told: a level or a path?"""


def host_effect(pairs: Pairs, rings: Sequence[Rings]) -> pd.DataFrame:
    """Give the twin difference of log real GDP of the host regions, zones included, by year.

    Args:
        pairs: K twins.
        rings: Rings of each twin, which say what zones are treated.

    Returns:
        A row for each recorded year: mean over hosts and replicates in log points, interval over replicates.
    """
    found = mean_interval(np.stack([_of_twin(pair, each.zones) for pair, each in zip(pairs, rings, strict=True)]))
    years = calendar(_whole_regions(pairs[0].base))
    return years.assign(effect=found.value, low=found.low, high=found.high, replicates=len(pairs))


def host_effect_after(pairs: Pairs, rings: Sequence[Rings], after: Sequence[int] = AFTER) -> pd.DataFrame:
    """Give the host effect in chosen years, those recorded among them."""
    table = host_effect(pairs, rings)
    return rows(table, np.isin(column(table, "year"), after))


def _of_twin(pair: Pair, zones: Integers) -> Floats:
    """Give the mean over hosts of the twin difference, (Y,)."""
    base, other = (_whole_regions(world) for world in (pair.base, pair.other))
    places = pair.base.table("places", ["kind", "place", "host"])
    chosen = (column(places, "kind") == "zone") & np.isin(column(places, "place"), zones)
    hosts = column(rows(places, chosen), "host")
    effect = log_ratio(matrix(base, "region", "real_gdp"), matrix(other, "region", "real_gdp"))
    return effect[:, np.isin(places_of(base, "region"), hosts)].mean(axis=1)


def _whole_regions(world: Tables) -> pd.DataFrame:
    regions = world.table("regions", ["step", "date", "region", "part", "real_gdp"])
    return rows(regions, column(regions, "part") == "all")
