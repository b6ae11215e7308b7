"""Travel over the grid: how far it is from every cell to the nearest of some cells, over land.

A way leads from cell to cell, each time to one of the 8 around it, and is as long as the straight lines between their
middles. Fields of the grid that hold no cell of the map are water, or land beyond its border: no way leads over them,
or, with a multiple, one that counts so many times its length, half of it on each side of a shore.

Source: Dijkstra (1959), Numerische Mathematik 1, by the library networkx.
"""

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import networkx as nx
import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Integers

type Field = tuple[int, int]
"""Row and column of the grid."""

STEPS = ((0, 1), (1, 0), (1, 1), (1, -1))
"""To the right, down, and both diagonals down; ways lead back as well."""


def travel_km(grid: pd.DataFrame, goals: Integers, *, water: float | None = None, torus: Field | None = None) -> Floats:
    """Give (C,) km of travel from the middle of each cell to the nearest goal; infinite where no way leads to one.

    Args:
        grid: (C,) cells with row, column, and height and width in km.
        goals: Rows of the table of cells from which travel is measured.
        water: How many times as long travel counts where the map has no land; nobody crosses there if not given.
        torus: Rows and columns of a map whose edges are joined; none for a map with edges.
    """
    row, column = (grid[name].to_numpy(dtype=np.int64) for name in ("row", "column"))
    height, width = (grid[name].to_numpy(dtype=np.float64) for name in ("height_km", "width_km"))
    shape = torus or (int(row.max()) + 1, int(column.max()) + 1)
    widths = np.interp(np.arange(shape[0]), *_by_row(row, width))
    land = np.zeros(shape, dtype=bool)
    land[row, column] = True
    joined = torus is not None
    ground = Ground(land.tobytes(), shape, float(height.mean()), tuple(widths.tolist()), water, joined)
    reached = _reach(ground, tuple(sorted({(int(row[each]), int(column[each])) for each in goals})))
    return np.array([reached.get(field, math.inf) for field in zip(row.tolist(), column.tolist(), strict=True)])


class Ground(NamedTuple):
    """What ways lead over."""

    land: bytes
    """Whether each field holds a cell of the map, row by row."""
    shape: Field
    """Rows and columns."""
    height: float
    """Of every field, km."""
    widths: tuple[float, ...]
    """Of the fields of each row, km."""
    water: float | None
    """How many times as long travel counts where there is no land."""
    joined: bool
    """Whether the edges of the map are joined."""


def _by_row(row: Integers, width: Floats) -> tuple[Integers, Floats]:
    """Give each row that has cells, and the width of its cells."""
    known, first = np.unique(row, return_index=True)
    return known, width[first]


@lru_cache(maxsize=8)
def _reach(ground: Ground, goals: tuple[Field, ...]) -> dict[Field, float]:
    """Give the km to each field that can be reached; replicates of one map ask for the same again and again."""
    ways = nx.Graph()
    ways.add_nodes_from(goals)
    # On a narrow map whose edges are joined two ways may lead to one field; longest first, the shortest stays.
    each = sorted(_ways(ground), key=_length, reverse=True) if ground.joined else _ways(ground)
    ways.add_weighted_edges_from(each)
    return dict(nx.multi_source_dijkstra_path_length(ways, set(goals))) if goals else {}


def _length(way: tuple[Field, Field, float]) -> float:
    return way[2]


def _ways(ground: Ground) -> Iterator[tuple[Field, Field, float]]:
    """List the ways between neighbouring fields with what they count."""
    land = np.frombuffer(ground.land, dtype=bool).reshape(ground.shape)
    for here in np.ndindex(ground.shape):
        for down, right in STEPS:
            there = _beside(here, (down, right), ground)
            if there is None:
                continue
            on_land = int(land[here]) + int(land[there])
            if on_land < BOTH and ground.water is None:
                continue
            across = 0.5 * (ground.widths[here[0]] + ground.widths[there[0]])
            length = math.hypot(ground.height * down, across * right)
            yield here, there, length * 0.5 * (on_land + (BOTH - on_land) * (ground.water or 1.0))


def _beside(here: Field, step: Field, ground: Ground) -> Field | None:
    """Give the field a step away, or None beyond the edge of the map."""
    (row, column), (rows, columns) = (here[0] + step[0], here[1] + step[1]), ground.shape
    if ground.joined:
        return row % rows, column % columns
    return (row, column) if row < rows and 0 <= column < columns else None


BOTH = 2
"""Ends of a way."""
