"""Learning: productivity drifts, is shocked, and spreads between firms that meet."""
from typing import Annotated

from pydantic import Field

from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit


class LearningParameters(Parameters):
    """How productivity moves."""

    meeting_rate: Annotated[NonNegative, Field(le=12.0), Unit("1/year"), Source("feasibility study")] = 0.4
    """Rate at which a firm meets another; times openness, the rate at which it meets the world frontier."""
    gain: Annotated[Share, Unit("share"), Source("feasibility study; judged by fact C13")] = 0.25
    """Share of a small gap that a meeting closes, psi."""
    absorption: Annotated[Positive, Unit("log points"), Source("feasibility study")] = 2.0
    """Gap over which the capacity to absorb falls by a factor of e."""
    stranger_encounter: Annotated[Share, Unit("share"), Source("feasibility study")] = 0.4
    """Chance that a meeting across jurisdictions or the gate comes about without any coordination, c0."""
    chain_share: Annotated[Share, Unit("share"), Source("model design")] = 0.5
    """Share of meetings with a partner of the supply chain."""
    cell_share: Annotated[Share, Unit("share"), Source("model design")] = 0.25
    """Share of meetings with a firm of the same cell; what is left goes to a firm at a displacement."""
    shock: Annotated[NonNegative, Field(le=1.0), Unit("log points per square root of a year"), Source("feasibility study")] = 0.06
    """Standard deviation of productivity shocks over a year."""
    frontier_growth: Annotated[float, Field(ge=-0.1, le=0.2), Unit("1/year"), Source("feasibility study")] = 0.02
    """Growth of log productivity at the world frontier."""
    frontier_lead: Annotated[NonNegative, Field(le=5.0), Unit("log points"), Source("feasibility study")] = 0.9
    """Lead of the world frontier over the mean firm at the start."""
    closing_pace: Annotated[float, Field(ge=-0.1, le=0.1), Unit("log points a year"), Source("feasibility study")] = 0.005
    """Pace at which the gap to the frontier closes without zones; the drift g is solved for it in the burn-in."""
