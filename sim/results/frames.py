"""Frames: one table of many worlds, with who and which replicate in front, and the unit of each column beside it."""

from collections.abc import Iterable, Sequence

import pandas as pd

from sim.results.panel_columns import COLUMNS
from sim.results.store import World

WHO = {"arm": ("word", "World of the experiment: `base` or a counterfactual"), "replicate": ("number", "Which luck")}
"""Unit and meaning of the columns that a frame has in front."""

UNITS, MEANINGS = "units", "meanings"
"""Names under which a frame's `attrs` keep what each column is counted in and what it says."""


def frame_of(
    worlds: Iterable[tuple[str, int, World]], table: str, columns: Sequence[str] | None = None
) -> pd.DataFrame:
    """Put a table of several worlds into one frame, a row for each arm, replicate and row of the table.

    Args:
        worlds: Arm, replicate and world.
        table: Name of the table.
        columns: Columns to read; by default all.

    Returns:
        The frame; its `attrs["units"]` and `attrs["meanings"]` say of each column what it is counted in and what it is.
    """
    parts = [
        world.table(table, columns).pipe(_signed, arm=arm, replicate=replicate) for arm, replicate, world in worlds
    ]
    return with_units(pd.concat(parts, ignore_index=True))


def _signed(frame: pd.DataFrame, *, arm: str, replicate: int) -> pd.DataFrame:
    """Put arm and replicate in front of a table's columns."""
    frame.insert(0, "replicate", replicate)
    frame.insert(0, "arm", arm)
    return frame


def with_units(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a frame whose columns are said what they are counted in, as far as the register knows them."""
    known = {name: (COLUMNS[name].unit, COLUMNS[name].meaning) for name in COLUMNS} | WHO
    named = [str(name) for name in frame.columns if name in known]
    frame.attrs[UNITS] = {name: known[name][0] for name in named}
    frame.attrs[MEANINGS] = {name: known[name][1] for name in named}
    return frame
