"""The start: how many firms there are, and how the burn-in settles them."""
from typing import Annotated

from pydantic import Field

from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit


class StartParameters(Parameters):
    """What the first step finds, and how long it takes to settle."""

    firms: Annotated[int, Field(ge=100, le=20_000_000), Unit("firm agents"), Source("assumption")] = 20_000
    """Firm agents on the map; each stands for the same number of real firms."""
    rest_firms: Annotated[int, Field(ge=100, le=20_000_000), Unit("firm agents"), Source("assumption")] = 6_000
    """Firm agents of the rest of the country; each stands for more real firms than one on the map."""
    productivity_sd: Annotated[NonNegative, Field(le=3.0), Unit("log points"), Source("feasibility study")] = 0.4
    """Standard deviation of log productivity at the start."""
    burn_in_years: Annotated[float, Field(ge=2.0, le=500.0), Unit("years"), Source("assumption")] = 20.0
    """Length of the burn-in, in which labour and location are frozen and the economy is fitted to its data."""
