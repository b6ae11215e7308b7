"""A stylised map in numbers: which block of cells is which region, and which cell holds which zone."""

from collections.abc import Mapping

import numpy as np

from sim.basis.arrays import Integers
from sim.world.places import StylisedGeography, ZoneParameters

CORE = "core"
"""Cluster of the regions that host a zone."""

HINTERLAND = "hinterland"
"""Cluster of all other regions."""


def block_of(position: Integers, cells: int, blocks: int) -> Integers:
    """Cut a line of cells into blocks as even as possible and give each position's block.

    Args:
        position: (n,) numbers of cells along the line.
        cells: Length of the line.
        blocks: Number of blocks.
    """
    return (np.asarray(position, dtype=np.int64) * blocks) // cells


def region_of_point(parameters: StylisedGeography, point: tuple[int, int]) -> int:
    """Give the number of the region that a cell belongs to; regions are counted row by row."""
    row = int(block_of(np.array(point[0]), parameters.rows, parameters.region_rows))
    column = int(block_of(np.array(point[1]), parameters.columns, parameters.region_columns))
    return row * parameters.region_columns + column


def stylised_region_names(parameters: StylisedGeography) -> tuple[str, ...]:
    """Name the regions by row and column from the north-west, from 1: `r1c1`, `r1c2` ..."""
    return tuple(
        f"r{row + 1}c{column + 1}"
        for row in range(parameters.region_rows)
        for column in range(parameters.region_columns)
    )


def stylised_zones(parameters: StylisedGeography, zones: Mapping[str, ZoneParameters]) -> dict[str, tuple[int, int]]:
    """Give the cell of each zone that has one on the map, in the scenario's order."""
    return {
        name: zone.at
        for name, zone in zones.items()
        if zone.at is not None and 0 <= zone.at[0] < parameters.rows and 0 <= zone.at[1] < parameters.columns
    }
