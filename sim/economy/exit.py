"""Exit: firms die, small ones more often."""
from typing import Annotated

from pydantic import Field

from sim.basis.parameters import NonNegative, Parameters, Share, Source, Unit


class ExitParameters(Parameters):
    """How firms die."""

    exit_rate: Annotated[NonNegative, Field(le=2.0), Unit("1/year"), Source("fact C17")] = 0.06
    """Mean hazard of exit."""
    steepness: Annotated[NonNegative, Field(le=20.0), Unit("exponent"), Source("assumption; judged by fact C8")] = 2.0
    """How steeply the hazard falls in size rank: (1 + k) (1 - rank)^k times the mean, rank 1 the largest."""
