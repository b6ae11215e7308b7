"""Gravity: how orders between regions fall with distance.

Source: Santos Silva & Tenreyro (2006), Review of Economics and Statistics 88(4), for the Poisson estimator; with
effects for every origin and destination its fitted sums are those of the data (Fally 2015).
"""

import numpy as np

from sim.basis.arrays import Floats
from sim.measures.extents import extent_of_torus
from sim.measures.facts.cases import Case, NotMeasurableError
from sim.measures.shares import regions_on_map
from sim.measures.tables import column, numbers, rows
from sim.scenario.arms import plain
from sim.world.geography import distance_km

STEEPEST = 20.0
"""Largest elasticity without its sign that is looked for."""
ROUNDS, SWEEPS, CLOSE = 60, 2000, 1e-11


def poisson_elasticity(flows: Floats, log_distance: Floats, counted: np.ndarray) -> float:
    """Give the distance elasticity of flows by Poisson pseudo-maximum likelihood with both-sided fixed effects.

    For any elasticity the effects are those that make fitted row and column sums equal the data's; the likelihood is
    greatest where the fitted mean of log distance equals the data's, which falls as the elasticity does.

    Args:
        flows: (R, R) flows from row to column.
        log_distance: (R, R) log of distance; whatever where pairs are not counted.
        counted: (R, R) whether the pair is counted.
    """
    flows = np.where(counted, flows, 0.0)
    sends, takes = flows.sum(axis=1) > 0.0, flows.sum(axis=0) > 0.0
    flows, away = flows[np.ix_(sends, takes)], np.where(counted, log_distance, 0.0)[np.ix_(sends, takes)]
    kept = counted[np.ix_(sends, takes)]
    wanted = float((flows * away).sum())
    low, high = -STEEPEST, STEEPEST
    for _ in range(ROUNDS):
        middle = 0.5 * (low + high)
        reach = np.where(kept, np.exp(middle * (away - away[kept].mean())), 0.0)
        too_far = float((_balanced(reach, flows) * away).sum()) > wanted
        low, high = (low, middle) if too_far else (middle, high)
    return 0.5 * (low + high)


def _balanced(reach: Floats, flows: Floats) -> Floats:
    """Scale rows and columns of a matrix until they add up to those of the flows."""
    out, into = flows.sum(axis=1), flows.sum(axis=0)
    across = np.ones(len(into))
    down = out / (reach @ across)
    for _ in range(SWEEPS):
        across = into / (down @ reach)
        renewed = out / (reach @ across)
        done = np.abs(renewed / down - 1.0).max() < CLOSE
        down = renewed
        if done:
            break
    return down[:, None] * reach * across


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
