"""Deciding: the decisions of a step as a table, for those who compare them between the worlds of a twin."""

import numpy as np

from sim.world.decisions import PROCESSES
from sim.world.world import World

type Columns = dict[str, np.ndarray]


def decisions_table(world: World) -> Columns:
    """Tabulate the decisions of the step that was just made, in the order of their names."""
    if world.decisions is None:
        raise RuntimeError("nobody asked for the decisions of this step")
    columns, geography = world.decisions.columns(), world.geography
    order = np.lexsort((columns["slot"], columns["who"], columns["process"]))
    taken = {name: column[order] for name, column in columns.items()}
    site = taken["site"]
    return {
        "process": np.array(PROCESSES, dtype=object)[taken["process"]],
        "who": taken["who"],
        "slot": taken["slot"],
        "alternatives": taken["alternatives"],
        "outcome": taken["outcome"],
        "cell": geography.site_cell[site],
        "zone": geography.site_zone[site],
    }
