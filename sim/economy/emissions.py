"""Emissions."""
from typing import Annotated

from pydantic import Field

from sim.basis.parameters import NonNegative, Parameters, Share, Source, Unit


class EmissionsParameters(Parameters):
    """How much carbon real output leaves behind."""

    decline: Annotated[float, Field(ge=-0.2, le=0.5), Unit("1/year"), Source("assumption")] = 0.03
    """Fall of every industry's intensity with time."""
    maturity_effect: Annotated[Share, Unit("share"), Source("assumption")] = 0.3
    """Share of emissions that full maturity of environmental rules takes away."""
