"""Trade: what delivery costs by distance, and at a border or a gate without coordination.

Source: model design, section 3; fact C20 judges the elasticity.
"""

from typing import Annotated

import numpy as np
from pydantic import Field

from sim.basis.arrays import Floats, Integers
from sim.basis.parameters import NonNegative, Parameters, Positive, Source, Unit
from sim.kernels.elementary import logarithms


class TradeParameters(Parameters):
    """What it costs to bring a unit to its buyer."""

    distance_elasticity: Annotated[
        NonNegative, Field(le=2.0), Unit("elasticity"), Source("calibrated on baseline: docs/calibration.md; fact C20")
    ] = 0.115
    """Rise of log delivery cost with log(1 + d / distance_scale_km)."""
    distance_scale_km: Annotated[Positive, Unit("km"), Source("assumption")] = 50.0
    """Distance from which delivery cost rises with log distance."""
    border: Annotated[NonNegative, Field(le=2.0), Unit("log points"), Source("assumption")] = 0.20
    """Cost of crossing into another region without any coordination."""
    gate: Annotated[NonNegative, Field(le=2.0), Unit("log points"), Source("assumption")] = 0.10
    """Cost of crossing a zone's gate without any coordination."""


def costs_of_crossing(*, docking: Floats, host: Integers, regions: int, parameters: TradeParameters) -> Floats:
    """Give (J, J) what border and gate add to a delivery between jurisdictions, in log points.

    Args:
        docking: (J, J) mechanism docking.
        host: (Z,) region of each zone; zones stand behind the R regions.
        regions: Number of regions.
        parameters: Delivery costs.
    """
    district = np.concatenate([np.arange(regions), host])
    is_zone = np.arange(len(docking)) >= regions
    abroad = district[:, None] != district[None, :]
    gated = is_zone[:, None] != is_zone[None, :]
    cost = (parameters.border * abroad + parameters.gate * gated) * (1.0 - docking)
    np.fill_diagonal(cost, 0.0)
    return np.ascontiguousarray(cost)


def costs_of_delivery(
    *, distance: Floats, place: Integers, region: Integers, docking: Floats, parameters: TradeParameters
) -> Floats:
    """Give the log cost of delivery from every site to the households of every region.

    Args:
        distance: (sites, R) km.
        place: (sites,) jurisdiction of each site; zones stand behind the R regions.
        region: (sites,) region of each site.
        docking: (J, J) mechanism docking.
        parameters: Delivery costs.

    Returns:
        (sites, R) log points.
    """
    regions = distance.shape[1]
    abroad = region[:, None] != np.arange(regions)[None, :]
    gated = (place >= regions)[:, None]
    unsettled = 1.0 - docking[place][:, :regions]
    cost = parameters.distance_elasticity * logarithms(1.0 + distance / parameters.distance_scale_km)
    return cost + (parameters.border * abroad + parameters.gate * gated) * unsettled
