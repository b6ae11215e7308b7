"""Policy: jurisdictions pilot rules, regions adopt them."""
from typing import Annotated

from pydantic import Field

from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit


class PolicyParameters(Parameters):
    """How rules mature and spread."""

    pilot_rate: Annotated[NonNegative, Field(le=12.0), Unit("1/year"), Source("feasibility study")] = 0.25
    """Rate at which a fully open jurisdiction pilots a higher standard in a domain."""
    notch: Annotated[Share, Unit("maturity"), Source("feasibility study")] = 0.1
    """How much one pilot raises maturity."""
    region_maturity: Annotated[Share, Unit("maturity"), Source("feasibility study")] = 0.3
    """Maturity of a region at the start, every domain."""
    zone_maturity: Annotated[Share, Unit("maturity"), Source("feasibility study")] = 0.6
    """Maturity of a zone on designation, every domain."""
    voluntary: Annotated[NonNegative, Field(le=12.0), Unit("1/year"), Source("fact C16b")] = 0.01
    """Hazard of adopting without coordination."""
    pushed: Annotated[NonNegative, Field(le=12.0), Unit("1/year"), Source("fact C16")] = 0.6
    """Hazard of adopting with full coordination."""
    adopted_share: Annotated[Share, Unit("share"), Source("assumption")] = 0.5
    """Share of the gap to what can be carried over that one adoption closes."""
    experience_km: Annotated[Positive, Unit("km"), Source("assumption")] = 300.0
    """Distance over which the part of an experience that carries falls by a factor of e."""
    lapse: Annotated[NonNegative, Field(le=12.0), Unit("1/year"), Source("assumption")] = 0.5
    """Rate at which the maturity of a withdrawn zone decays to its host's."""
