"""Appeal: what a firm's name is worth follows Gibrat's law with a floor, which gives firm sizes their tail.

Log appeal drifts down by tail * volatility^2 / 2 a year, is shocked, and is reflected at 0; it then settles on an
exponential distribution, so that appeal itself has a Pareto tail. It moves with productivity in `learning`.

Source: Gabaix (1999), Quarterly J. Economics 114(3).
"""

from typing import Annotated

from pydantic import Field

from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit


class AppealParameters(Parameters):
    """How appeal moves and is inherited."""

    volatility: Annotated[
        NonNegative, Field(le=1.0), Unit("log points per square root of a year"), Source("assumption")
    ] = 0.12
    """Standard deviation of the growth of appeal over a year."""
    tail: Annotated[
        Positive, Field(le=10.0), Unit("exponent"), Source("calibrated on baseline: docs/calibration.md; fact C14")
    ] = 1.02
    """Pareto exponent of appeal at the start, and that the floor and the downward drift of Gibrat's law keep."""
    inheritance: Annotated[Share, Unit("share"), Source("assumption")] = 0.3
    """Share of its parent's log appeal that a newborn starts with."""
    highest: Annotated[Positive, Unit("log points"), Source("assumption")] = 6.0
    """Log appeal above which no firm rises."""

    @property
    def downward_drift(self) -> float:
        """Fall of log appeal a year that keeps the tail."""
        return 0.5 * self.tail * self.volatility**2
