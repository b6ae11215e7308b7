"""The start against the data: what was to hold at the fork, and what was found."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.measures.tables import Tables, column, numbers, rows


@dataclass(frozen=True)
class Calibration:
    """How near the fork is to the data."""

    table: pd.DataFrame
    """A row for each region and quantity: name, target, found, deviation as a share of the target."""

    @property
    def worst(self) -> pd.DataFrame:
        """Largest deviation, without its sign, of each quantity, and the region where it is."""
        by_size = self.table.assign(size=np.abs(numbers(self.table, "deviation"))).sort_values(
            "size", ascending=False, kind="stable"
        )
        worst = by_size.drop_duplicates("quantity").sort_index(ignore_index=True)
        return pd.DataFrame(worst[["quantity", "name", "target", "found", "deviation"]])

    @property
    def largest_deviation(self) -> float:
        """Largest deviation of all, without its sign, as a share of the target."""
        return float(np.abs(numbers(self.table, "deviation")).max())


def calibration(world: Tables) -> Calibration:
    """Hold the fork of a world against the data that it is to reproduce.

    Args:
        world: Any world; deviations are shares of the target, of a target of zero the found value itself.
    """
    places = world.table("places", ["kind", "place", "name"])
    regions = rows(places, column(places, "kind") == "region")
    names = dict(zip(column(regions, "place"), column(regions, "name"), strict=True))
    fork = world.table("fork")
    target, found = numbers(fork, "target"), numbers(fork, "found")
    table = fork.assign(deviation=(found - target) / np.where(target == 0.0, 1.0, np.abs(target)))
    table.insert(1, "name", [str(names.get(region, "the whole map")) for region in column(fork, "region")])
    return Calibration(table)
