"""Gravity: how orders between regions fall with distance.

Source: Santos Silva & Tenreyro (2006), Review of Economics and Statistics 88(4), for the Poisson estimator.
"""

import numpy as np

from sim.basis.arrays import Floats
from sim.measures.extents import extent_of_torus
from sim.measures.facts.cases import Case, NotMeasurableError
from sim.measures.shares import regions_on_map
from sim.measures.tables import column, numbers, rows
from sim.scenario.arms import plain
from sim.world.geography import distance_km

ROUNDS, CLOSE = 100, 1e-11
"""Most steps of Newton's method, and the change of the elasticity with which they end."""


def poisson_elasticity(flows: Floats, log_distance: Floats, counted: np.ndarray) -> float:
    """Give the distance elasticity of flows by Poisson pseudo-maximum likelihood with both-sided fixed effects.

    Args:
        flows: (R, R) flows from row to column, not negative.
        log_distance: (R, R) log of distance; whatever where pairs are not counted.
        counted: (R, R) whether the pair is counted.

    Raises:
        NotMeasurableError: Where the likelihood has no greatest value that is found.
    """
    flows = np.where(counted, flows, 0.0)
    sends, takes = flows.sum(axis=1) > 0.0, flows.sum(axis=0) > 0.0
    kept = np.ix_(sends, takes)
    away = np.where(counted, log_distance, 0.0)[kept]
    flows, counted = flows[kept] / flows[kept].sum(), counted[kept]
    fitted = np.where(counted, 0.5 * (flows + flows[counted].mean()), 0.0)
    slope = np.inf
    for _ in range(ROUNDS):
        log_fitted = np.log(np.where(counted, fitted, 1.0))
        working = log_fitted + np.where(counted, (flows - fitted) / np.where(counted, fitted, 1.0), 0.0)
        renewed, log_fitted = _weighted_fit(working, away, fitted)
        if not np.isfinite(renewed):
            break
        fitted = np.where(counted, np.exp(np.clip(log_fitted, -700.0, 700.0)), 0.0)
        if abs(renewed - slope) < CLOSE:
            return renewed
        slope = renewed
    raise NotMeasurableError("the regression of orders on distance finds no end: too few pairs trade")


def _weighted_fit(values: Floats, away: Floats, weight: Floats) -> tuple[float, Floats]:
    """Regress values on log distance and on effects of rows and columns; give the slope and the fitted values.

    The effect of the last column is left out, since effects of rows and of columns are known but for a constant.
    """
    rows_, columns = weight.shape
    size = 1 + rows_ + columns - 1
    row, col = slice(1, 1 + rows_), slice(1 + rows_, size)
    matrix, right = np.zeros((size, size)), np.zeros(size)
    pulled, told = weight * away, weight * values
    matrix[0, 0], right[0] = (pulled * away).sum(), (told * away).sum()
    matrix[0, row], matrix[0, col] = pulled.sum(axis=1), pulled.sum(axis=0)[:-1]
    matrix[row, row], matrix[col, col] = np.diag(weight.sum(axis=1)), np.diag(weight.sum(axis=0)[:-1])
    matrix[row, col] = weight[:, :-1]
    right[row], right[col] = told.sum(axis=1), told.sum(axis=0)[:-1]
    matrix = np.triu(matrix) + np.triu(matrix, 1).T
    found = np.linalg.lstsq(matrix, right, rcond=1e-13)[0]
    effects = found[row][:, None] + np.append(found[col], 0.0)
    return float(found[0]), found[0] * away + effects


def distance_elasticity(case: Case) -> float:
    """C20: elasticity of orders for intermediate goods from region to region to the distance between their middles.

    The last recorded year, regions of the map, orders within a region left out, effects of every origin and
    destination. The studies have mostly trade between nations in all goods; here between prefectures, inputs only.
    """
    orders = case.base.table("orders")
    last = rows(orders, column(orders, "step") == column(orders, "step").max())
    on_map = np.sort(regions_on_map(case.base))
    if len(on_map) < 4:
        raise NotMeasurableError(f"the map has {len(on_map)} regions; a regression on pairs needs 4")
    size = int(column(last, "origin").max()) + 1
    flows = numbers(last, "orders").reshape(size, size)[np.ix_(on_map, on_map)]
    counted = ~np.eye(len(on_map), dtype=bool)
    return poisson_elasticity(flows, np.log(_apart(case, on_map) + np.eye(len(on_map))), counted)


def _apart(case: Case, regions: np.ndarray) -> Floats:
    """Give (R, R) km between the middles of regions."""
    places = case.base.table("places")
    own = rows(places, column(places, "kind") == "region").set_index("place").loc[regions]
    position = own[["x_km", "y_km", "z_km"]].to_numpy(dtype=np.float64)
    sphere = bool(own["longitude"].notna().any())
    extent = extent_of_torus(plain(case.scenario)["geography"])
    return distance_km(position[:, None], position[None], sphere=sphere, extent_km=extent)
