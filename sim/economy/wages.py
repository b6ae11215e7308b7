"""Wages: each region's wage moves towards its wage bill per head.

Source: model design, section 3.
"""

from typing import Annotated

import numpy as np

from sim.basis.arrays import PerRegion, PerSite
from sim.basis.clock import Clock
from sim.basis.parameters import Parameters, Positive, Source, Unit
from sim.kernels.elementary import logarithms
from sim.world.world import World


class WagesParameters(Parameters):
    """How fast wages follow the wage bill."""

    wage_speed: Annotated[Positive, Unit("1/year"), Source("feasibility study")] = 0.6
    """Rate at which the log wage closes its gap to log(wage bill / labour)."""


def set_wages(*, world: World, parameters: WagesParameters, clock: Clock) -> None:
    """Let wages follow the wage bill per head, and count workers. Changes `world.regions.wage`, `world.activity`."""
    bill = wage_bill(world)
    by_region = np.bincount(world.site_region, weights=bill, minlength=world.geography.regions)
    world.regions.wage = adjusted_wage(
        wage=world.regions.wage, bill=by_region, labour=world.regions.labour, speed=clock.chance(parameters.wage_speed)
    )
    world.activity = workers(world, bill)


def wage_bill(world: World) -> PerSite:
    """Give (sites,) wages paid in the last step, 1e8 CNY a year."""
    books = world.books
    return (books.revenue * (world.shares.labour / world.markup)[None, :]).sum(axis=1)


def workers(world: World, bill: PerSite) -> PerSite:
    """Give (sites,) workers, 1e4 persons: each region's labour, by its sites' shares of the wage bill."""
    by_region = np.bincount(world.site_region, weights=bill, minlength=world.geography.regions)
    return bill * (world.regions.labour / by_region)[world.site_region]


def adjusted_wage(*, wage: PerRegion, bill: PerRegion, labour: PerRegion, speed: float) -> PerRegion:
    """Move log wages a share `speed` of the way to log(wage bill / labour)."""
    return wage + speed * (logarithms(bill / labour) - wage)
