"""The chain: firms look for better suppliers."""
from typing import Annotated

from pydantic import Field

from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit


class ChainParameters(Parameters):
    """How firms find suppliers."""

    search_rate: Annotated[NonNegative, Field(le=12.0), Unit("1/year"), Source("feasibility study")] = 0.5
    """Rate at which a supplier slot looks for a better supplier."""
    search_km: Annotated[Positive, Unit("km"), Source("feasibility study; judged by fact C12")] = 20.0
    """Distance over which the density of candidates falls by a factor of e."""
    far_share: Annotated[Share, Unit("share"), Source("feasibility study")] = 0.15
    """Share of searches that go nationwide by gravity instead of near by."""
    stickiness: Annotated[NonNegative, Field(le=1.0), Unit("log points"), Source("feasibility study")] = 0.02
    """How much cheaper, delivered, a candidate must be to be taken."""
    stranger_encounter: Annotated[Share, Unit("share"), Source("feasibility study")] = 0.2
    """Chance to meet a candidate of another jurisdiction without any coordination, b0."""
    enclave: Annotated[Share, Unit("share"), Source("feasibility study")] = 0.6
    """Chance that the gate keeps two firms from meeting without any coordination."""
