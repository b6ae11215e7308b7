"""Appeal: what a firm's name is worth follows Gibrat's law with a floor."""
from typing import Annotated

from pydantic import Field

from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit


class AppealParameters(Parameters):
    """How appeal moves and is inherited."""

    volatility: Annotated[NonNegative, Field(le=1.0), Unit("log points per square root of a year"), Source("assumption")] = 0.12
    """Standard deviation of the growth of appeal over a year."""
    tail: Annotated[Positive, Field(le=10.0), Unit("exponent"), Source("assumption; judged by fact C14")] = 1.3
    """Pareto exponent of appeal at the start, and that the floor and the downward drift of Gibrat's law keep."""
    inheritance: Annotated[Share, Unit("share"), Source("assumption")] = 0.3
    """Share of its parent's log appeal that a newborn starts with."""
    highest: Annotated[Positive, Unit("log points"), Source("assumption")] = 6.0
    """Log appeal above which no firm rises."""
