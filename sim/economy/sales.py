"""Sales."""
from typing import Annotated

from pydantic import Field

from sim.basis.parameters import NonNegative, Parameters, Share, Source, Unit


class SalesParameters(Parameters):
    """How regions spend and how foreign owners take their profit home."""

    substitution: Annotated[float, Field(gt=1.0, le=20.0), Unit("elasticity"), Source("feasibility study")] = 4.0
    """Elasticity of substitution between varieties of an industry, sigma."""
    repatriation: Annotated[Share, Unit("share"), Source("assumption")] = 0.3
    """Share of a foreign firm's positive profit that goes abroad."""
    final_imports: Annotated[NonNegative, Field(le=1.0), Unit("share"), Source("assumption, between the NBS table's surplus and balance")] = 0.04
    """Imported part of final demand for goods at the start."""
