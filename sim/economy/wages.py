"""Wages."""
from typing import Annotated

from sim.basis.parameters import Parameters, Positive, Source, Unit


class WagesParameters(Parameters):
    """How fast wages follow the wage bill."""

    wage_speed: Annotated[Positive, Unit("1/year"), Source("feasibility study")] = 0.6
    """Rate at which the log wage closes its gap to log(wage bill / labour)."""
