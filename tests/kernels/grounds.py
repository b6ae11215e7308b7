"""Small grounds for the laws of kernels: a plain map or torus of square cells, crowds of named firms."""

import numpy as np

from sim.basis.team import Team
from sim.kernels.terrain import Costs, Plane, Rules, Terrain
from sim.world.crowd import Crowd, DrumSizes, drum_sizes, gather
from sim.world.firms import Firms
from sim.world.ground import _directions, _rings, guide_to


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
        far_guide=np.stack([guide_to(np.ones(1))] * 2),
        region_cells=np.arange(cells),
        region_weights=(np.arange(cells) + 1.0)[None, :] / cells,
        region_guide=guide_to((np.arange(cells) + 1.0) / cells)[None, :],
    )


def one_place(cells: int) -> Rules:
    """Give rules under which every cell is one and the same jurisdiction."""
    standing = np.zeros((cells, 3), np.int32)
    standing[:, 0] = np.arange(cells)
    return Rules(Costs(1, 0.3, 50.0, 0.2, 0.1), standing, crossing=np.zeros((1, 1)))


def firms_of(
    site: np.ndarray, industry: np.ndarray, identity: np.ndarray, appeal: np.ndarray, *, slots: int = 1
) -> Firms:
    """Make a table of firms that all live."""
    firms = Firms.empty(len(site), slots)
    firms.alive[:] = True
    for name, column in (("site", site), ("industry", industry), ("identity", identity), ("appeal", appeal)):
        getattr(firms, name)[:] = column
    return firms


def sizes_of(firms: Firms, *, cells: int, industries: int) -> DrumSizes:
    """Give the sizes of drums of a country in which sites are cells."""
    return drum_sizes(firms=firms, site_cell=np.arange(cells), cells=cells, industries=industries)


def crowd_of(
    firms: Firms, *, cells: int, industries: int, key: int = 1, sizes: DrumSizes | None = None, threads: int = 1
) -> Crowd:
    """Gather firms of a country in which sites are cells."""
    return gather(
        firms=firms, site_cell=np.arange(cells), cells=cells, industries=industries,
        sizes=sizes or sizes_of(firms, cells=cells, industries=industries), key=np.uint64(key), team=Team(threads),
    )  # fmt: skip


def chi_square(found: np.ndarray, expected: np.ndarray) -> float:
    """Give the chi-square of counts against expected counts."""
    return float(((found - expected) ** 2 / expected).sum())
