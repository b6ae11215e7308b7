"""Delivery costs."""
from typing import Annotated

from pydantic import Field

from sim.basis.parameters import NonNegative, Parameters, Positive, Source, Unit


class TradeParameters(Parameters):
    """What it costs to bring a unit to its buyer."""

    distance_elasticity: Annotated[NonNegative, Field(le=2.0), Unit("elasticity"), Source("assumption; judged by fact C20")] = 0.30
    """Rise of log delivery cost with log(1 + d / distance_scale_km)."""
    distance_scale_km: Annotated[Positive, Unit("km"), Source("assumption")] = 50.0
    """Distance from which delivery cost rises with log distance."""
    border: Annotated[NonNegative, Field(le=2.0), Unit("log points"), Source("assumption")] = 0.20
    """Cost of crossing into another region without any coordination."""
    gate: Annotated[NonNegative, Field(le=2.0), Unit("log points"), Source("assumption")] = 0.10
    """Cost of crossing a zone's gate without any coordination."""
