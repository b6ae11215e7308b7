"""Contiguity: how many borders lie between a region and the nearest of some regions."""

import networkx as nx
import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Integers


def contiguity_orders(grid: pd.DataFrame, goals: Integers, torus: tuple[int, int] | None = None) -> Floats:
    """Give (C,) the order of each cell's region: 0 hosts a goal, 1 touches a host, 2 touches one that does, and on.

    Two regions touch where a cell of one and a cell of the other share an edge; a corner is not enough. All cells of a
    region have one order. It is infinite where no chain of touching regions leads to a host, as on an island.

    Args:
        grid: (C,) cells with row, column and region.
        goals: Rows of the table of cells that hold a goal; their regions are the hosts.
        torus: Rows and columns of a map whose edges are joined; none for a map with edges.
    """
    region = grid["region"].to_numpy(dtype=np.int64)
    touching = nx.Graph()
    touching.add_nodes_from(region.tolist())
    touching.add_edges_from(_borders(grid, region, torus))
    hosts = set(region[goals].tolist())
    orders = nx.multi_source_dijkstra_path_length(touching, hosts, weight=None) if hosts else {}
    return np.array([float(orders.get(each, np.inf)) for each in region.tolist()])


def _borders(grid: pd.DataFrame, region: Integers, torus: tuple[int, int] | None) -> list[tuple[int, int]]:
    """List pairs of regions that share an edge of cells."""
    row, column = (grid[name].to_numpy(dtype=np.int64) for name in ("row", "column"))
    shape = torus or (int(row.max()) + 1, int(column.max()) + 1)
    sheet = np.full(shape, -1)
    sheet[row, column] = region
    pairs = [(sheet[1:], sheet[:-1]), (sheet[:, 1:], sheet[:, :-1])]
    if torus:
        pairs += [(sheet[:1], sheet[-1:]), (sheet[:, :1], sheet[:, -1:])]
    found = np.concatenate([np.stack([one.ravel(), other.ravel()], axis=1) for one, other in pairs])
    apart = (found[:, 0] != found[:, 1]) & (found >= 0).all(axis=1)
    return [(int(one), int(other)) for one, other in np.unique(found[apart], axis=0)]
