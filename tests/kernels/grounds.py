"""Small grounds for the laws of kernels: a plain map or torus of square cells, buckets of named firms."""

import numpy as np

from sim.kernels.buckets import Buckets, sort_firms
from sim.kernels.terrain import Costs, Plane, Rules, Terrain
from sim.world.ground import _directions, _rings


def ground(rows: int = 9, columns: int = 9, edge: float = 10.0, *, torus: bool = False) -> Terrain:
    """Lay out a country of one region."""
    cells = rows * columns
    row, column = np.divmod(np.arange(cells), columns)
    ring_rows, ring_columns = _rings((rows, columns), edge, np.full(rows, edge))
    return Terrain(
        plane=Plane(torus=torus, radius=0.0, row_km=edge, width_km=columns * edge, height_km=rows * edge),
        land=np.arange(cells, dtype=np.int32).reshape(rows, columns),
        at=np.stack([row, column, np.zeros(cells, np.int64)], axis=1).astype(np.int32),
        position=np.stack([(column + 0.5) * edge, -(row + 0.5) * edge, np.zeros(cells)], axis=1),
        within=np.full(cells, 0.5214 * edge),
        column_km=np.full(rows, edge),
        circle=_directions(),
        rings=np.stack([ring_rows, ring_columns], axis=2).astype(np.int32),
        far=np.ones((2, 1)),
        region_start=np.array([0, cells]),
        region_cells=np.arange(cells),
        region_weights=(np.arange(cells) + 1.0) / cells,
    )


def one_place(cells: int) -> Rules:
    """Give rules under which every cell is one and the same jurisdiction."""
    standing = np.zeros((cells, 3), np.int64)
    standing[:, 0] = np.arange(cells)
    everywhere = np.ones((1, 1))
    return Rules(Costs(1, 0.3, 50.0, 0.2, 0.1), standing, everywhere, everywhere)


def buckets_of(
    site: np.ndarray, industry: np.ndarray, identity: np.ndarray, appeal: np.ndarray, *, cells: int, industries: int
) -> Buckets:
    """Sort firms that all live and stand on open cells."""
    return Buckets(
        *sort_firms(
            np.ones(len(site), np.bool_), site.astype(np.int32), industry.astype(np.int32), identity.astype(np.uint64),
            appeal.astype(np.float64), np.arange(cells), cells, industries,
        )
    )  # fmt: skip


def chi_square(found: np.ndarray, expected: np.ndarray) -> float:
    """Give the chi-square of counts against expected counts."""
    return float(((found - expected) ** 2 / expected).sum())
