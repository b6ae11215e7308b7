"""Migration: people move between regions by gravity and utility.

Source: gravity-logit in the manner of Grogger & Hanson (2011), J. Development Economics 95(1); model design, section 3.
"""

from typing import Annotated

import numpy as np
from pydantic import Field

from sim.basis.arrays import Floats, PerRegion
from sim.basis.clock import Clock
from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit
from sim.kernels.elementary import exponentials, logarithms
from sim.world.world import World


class MigrationParameters(Parameters):
    """How people move between regions."""

    mobility: Annotated[Share, Unit("1/year"), Source("feasibility study")] = 0.02
    """Share of the labour force that moves in a year when every place is as good."""
    wage_elasticity: Annotated[
        NonNegative, Field(le=10.0), Unit("elasticity"), Source("calibrated: no region drifts by 1 % a year")
    ] = 0.75
    """Rise of log flows with the difference in utility."""
    distance_decay_km: Annotated[Positive, Unit("km"), Source("feasibility study")] = 250.0
    """Distance over which flows thin out by a factor of e."""
    border: Annotated[Share, Unit("share"), Source("assumption")] = 0.5
    """Share of flows between two jurisdictions that is lost without any coordination (household registration)."""
    housing: Annotated[
        NonNegative, Field(le=5.0), Unit("elasticity"), Source("calibrated: no region drifts by 1 % a year")
    ] = 0.6
    """Fall of utility with log labour over that at the fork."""


def migrate(*, world: World, parameters: MigrationParameters, clock: Clock) -> None:
    """Let people move between regions by gravity and utility. Changes `world.regions.labour`."""
    flows = flows_between(world=world, parameters=parameters, clock=clock)
    world.regions.labour = world.regions.labour + flows.sum(axis=0) - flows.sum(axis=1)


def flows_between(*, world: World, parameters: MigrationParameters, clock: Clock) -> Floats:
    """Give the (R, R) people who move from region to region in this step, 1e4 persons; changes nothing."""
    regions = world.regions
    return gravity_flows(
        labour=regions.labour,
        size=regions.labour_at_fork,
        utility=utility(world=world, housing=parameters.housing),
        distance=world.distances.place_place[: len(regions.labour), : len(regions.labour)],
        docking=world.places.levels.docking[: len(regions.labour), : len(regions.labour)],
        parameters=parameters,
        share=clock.chance(parameters.mobility),
    )


def utility(*, world: World, housing: float) -> PerRegion:
    """Give (R,) utility in log points: real wage, amenity, less what crowding makes of housing."""
    regions = world.regions
    crowding = logarithms(regions.labour / regions.labour_at_fork)
    return regions.wage - regions.price_index + regions.amenity - housing * crowding


def gravity_flows(
    *,
    labour: PerRegion,
    size: PerRegion,
    utility: PerRegion,
    distance: Floats,
    docking: Floats,
    parameters: MigrationParameters,
    share: float,
) -> Floats:
    """Give (R, R) flows: a share of each region's labour looks elsewhere, by gravity; better places draw more.

    At equal utility and full coordination `share` of the labour force moves; flows answer to differences in utility
    with the wage elasticity, and at most a tenth of a region leaves in one step.

    Args:
        labour: (R,) people now.
        size: (R,) people at the fork, the mass of gravity.
        utility: (R,) log points.
        distance: (R, R) km.
        docking: (R, R) mechanism docking, which lowers the friction of moving.
        parameters: Decay, friction, elasticity.
        share: Share of the labour force that moves in a step when every place is as good.
    """
    even = _flows_at_equal_utility(labour=labour, size=size, distance=distance, parameters=parameters, share=share)
    open_share = 1.0 - parameters.border * (1.0 - docking)
    return _answering(even=even, open_share=open_share, utility=utility, labour=labour, parameters=parameters)


def _flows_at_equal_utility(
    *, labour: PerRegion, size: PerRegion, distance: Floats, parameters: MigrationParameters, share: float
) -> Floats:
    """Give (R, R) flows when every place is as good and no border lies between."""
    reach = size[None, :] * exponentials(-distance / parameters.distance_decay_km)
    np.fill_diagonal(reach, 0.0)
    total = reach.sum(axis=1, keepdims=True)
    return share * labour[:, None] * reach / np.maximum(total, 1e-300)


def _answering(
    *, even: Floats, open_share: Floats, utility: PerRegion, labour: PerRegion, parameters: MigrationParameters
) -> Floats:
    """Let flows answer to differences in utility and to borders, and leave nine tenths of each region at home."""
    flows = even * exponentials(parameters.wage_elasticity * (utility[None, :] - utility[:, None])) * open_share
    leaving = flows.sum(axis=1, keepdims=True)
    return flows * np.minimum(1.0, MOST_LEAVING * labour[:, None] / np.maximum(leaving, 1e-300))


def solve_amenities(*, world: World, parameters: MigrationParameters, clock: Clock) -> None:
    """Choose amenities so that nobody's coming and going changes any region. Changes `world.regions.amenity`."""
    regions, size = world.regions, len(world.regions.labour)
    even = _flows_at_equal_utility(
        labour=regions.labour, size=regions.labour_at_fork, distance=world.distances.place_place[:size, :size],
        parameters=parameters, share=clock.chance(parameters.mobility),
    )  # fmt: skip
    open_share = 1.0 - parameters.border * (1.0 - world.places.levels.docking[:size, :size])
    for _ in range(ROUNDS):
        flows = _answering(
            even=even, open_share=open_share, utility=utility(world=world, housing=parameters.housing),
            labour=regions.labour, parameters=parameters,
        )  # fmt: skip
        imbalance = logarithms(np.maximum(flows.sum(axis=1), 1e-300) / np.maximum(flows.sum(axis=0), 1e-300))
        step = imbalance / (2.0 * max(parameters.wage_elasticity, 1e-6))
        world.regions.amenity = world.regions.amenity + step - step.mean()


MOST_LEAVING = 0.1
"""Share of a region's people beyond which no more leave in one step."""

ROUNDS = 2000
"""Rounds of the search for amenities; each halves the imbalance of a region with its neighbours."""
