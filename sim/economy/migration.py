"""Migration."""
from typing import Annotated

from pydantic import Field

from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit


class MigrationParameters(Parameters):
    """How people move between regions."""

    mobility: Annotated[Share, Unit("1/year"), Source("feasibility study")] = 0.02
    """Share of the labour force that moves in a year when every place is as good."""
    wage_elasticity: Annotated[NonNegative, Field(le=10.0), Unit("elasticity"), Source("feasibility study")] = 1.5
    """Rise of log flows with the difference in utility."""
    distance_decay_km: Annotated[Positive, Unit("km"), Source("feasibility study")] = 250.0
    """Distance over which flows thin out by a factor of e."""
    border: Annotated[Share, Unit("share"), Source("assumption")] = 0.5
    """Share of flows between two jurisdictions that is lost without any coordination (household registration)."""
    housing: Annotated[NonNegative, Field(le=5.0), Unit("elasticity"), Source("feasibility study")] = 0.3
    """Fall of utility with log labour over that at the fork."""
