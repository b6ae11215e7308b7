"""Prices: a markup on unit cost, with the prices that suppliers asked in the last step.

Source: model design, section 3.
"""

from typing import Annotated

import numpy as np
from pydantic import Field

from sim.basis.arrays import Floats, Integers, PerSite
from sim.basis.parameters import NonNegative, Parameters, Share, Source, Unit
from sim.basis.team import Team
from sim.kernels.elementary import logarithms
from sim.kernels.pricing import price_firms
from sim.world.world import World


class PricesParameters(Parameters):
    """What a unit costs, and what is asked for it."""

    markup: Annotated[float, Field(gt=1.0, le=1.3), Unit("ratio"), Source("feasibility study")] = 1.10
    """Price over unit cost."""
    friction: Annotated[NonNegative, Field(le=2.0), Unit("log points"), Source("assumption")] = 0.20
    """Cost that a place without any mature rule lays on its firms; mature rules take it away."""
    congestion: Annotated[NonNegative, Field(le=2.0), Unit("elasticity"), Source("assumption")] = 0.30
    """Rise of log cost with log(1 + crowding), crowding being activity per ready land over the national mean."""
    zone_land: Annotated[float, Field(ge=1.0, le=10.0), Unit("ratio"), Source("assumption")] = 2.0
    """Ready land on the lot of an active zone over that of the same lot without the zone."""
    slot_coverage: Annotated[Share, Unit("share"), Source("model design")] = 0.97
    """Share of a firm's domestic intermediate spending for which it keeps supplier slots."""


def quote_prices(*, world: World, parameters: PricesParameters, team: Team) -> None:
    """Let every firm price its product from its costs, with last step's prices of its suppliers.

    Changes `world.firms.price` and `world.site_cost`.
    """
    firms = world.firms
    quoted = np.empty(firms.rows)
    world.site_cost = site_costs(world=world, parameters=parameters)
    team.each(
        price_firms, firms.rows, firms.alive, firms.industry, firms.site, firms.productivity, firms.price,
        firms.suppliers, firms.delivery, world.shares.slot_share, world.site_cost, quoted,
    )  # fmt: skip
    firms.price = quoted


def site_costs(*, world: World, parameters: PricesParameters) -> Floats:
    """Give (sites, S) log of markup and of every cost that the firms of a site and an industry share."""
    shares, places, market = world.shares, world.places, world.market
    imported = market.exchange_rate + market.price[None, :] + places.import_cost[:, None]
    crowding = congestion(activity=world.activity, land=places.land, elasticity=parameters.congestion)
    friction = friction_of_sites(maturity=world.maturity, place=places.site_place, friction=parameters.friction)
    shifter = world.regions.shifter[:, world.industries.group]
    wage = world.regions.wage[world.site_region]
    return (
        np.log(parameters.markup)
        + wage[:, None] * shares.labour[None, :]
        + imported * shares.imports[None, :]
        + (crowding + friction)[:, None]
        - shifter[world.site_region]
    )


def congestion(*, activity: PerSite, land: PerSite, elasticity: float) -> PerSite:
    """Give the cost of crowding in log points: elasticity * ln(1 + activity per ready land over its mean).

    Args:
        activity: (sites,) workers.
        land: (sites,) land that is ready for firms, above 0.
        elasticity: Rise of log cost with log(1 + crowding).
    """
    mean = activity.sum() / land.sum()
    return elasticity * logarithms(1.0 + activity / (np.maximum(land, SMALLEST_LAND) * mean))


def friction_of_sites(*, maturity: Floats, place: Integers, friction: float) -> PerSite:
    """Give what a place burdens its firms with, in log points: friction times the maturity that it lacks."""
    return friction * (1.0 - maturity.mean(axis=1))[place]


SMALLEST_LAND = 1e-9
"""Land below which a site counts as having this much, km2."""
