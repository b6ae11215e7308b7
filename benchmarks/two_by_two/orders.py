"""Orders between groups: who buys from the zone, who sells to it, and what deliveries and inputs cost."""

import numpy as np
import pandas as pd

from sim.world.world import World

COLUMNS = ("orders_placed", "orders_received", "orders_to_zone", "orders_from_zone", "delivery_cost", "input_price")


def survey_orders(world: World, group: np.ndarray, *, year: int, names: tuple[str, ...]) -> pd.DataFrame:
    """Survey the orders behind the links that stand now, by group of customer and of supplier.

    Args:
        world: Firms with their suppliers.
        group: (sites,) number of the ring, -1 for the zone.
        year: Year that the survey is of.
        names: Names of the rings.

    Returns:
        A row for each group: orders placed and received, those placed with the zone and received from it, and the
        means over orders placed of the log cost of delivery and of the log delivered price of inputs.
    """
    customer, supplier, orders, delivery, price = links_of(world)
    buys, sells = group[world.firms.site[customer]] + 1, group[world.firms.site[supplier]] + 1
    size = len(names) + 1
    flows = np.bincount(buys * size + sells, weights=orders, minlength=size * size).reshape(size, size)
    cost = np.bincount(buys, weights=orders * delivery, minlength=size)
    paid = np.bincount(buys, weights=orders * price, minlength=size)
    sums = np.stack([flows.sum(axis=1), flows.sum(axis=0), flows[:, 0], flows[0], cost, paid], axis=1)
    sums = np.vstack([sums, sums[1:].sum(axis=0)])
    # A group that orders nothing has no mean: it is missing, not zero.
    sums[:, 4:] /= np.where(sums[:, :1] > 0.0, sums[:, :1], np.nan)
    return pd.DataFrame(sums, columns=list(COLUMNS)).assign(year=year, group=["zone", *names, "outside"])


def links_of(world: World) -> tuple[np.ndarray, ...]:
    """Give customer and supplier (rows), order, log cost of delivery and log delivered price of each live link."""
    firms = world.firms
    share = world.shares.slot_share[firms.industry]
    live = firms.alive[:, None] & (firms.suppliers >= 0) & (share > 0.0)
    customer, slot = np.nonzero(live)
    supplier = firms.suppliers[customer, slot]
    orders = share[customer, slot] * firms.revenue[customer] / world.markup
    delivery = firms.delivery[customer, slot]
    return customer, supplier, orders, delivery, firms.price[supplier] + delivery
