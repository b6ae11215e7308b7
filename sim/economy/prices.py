"""Prices."""
from typing import Annotated

from pydantic import Field

from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit


class PricesParameters(Parameters):
    """What a unit costs, and what is asked for it."""

    markup: Annotated[float, Field(gt=1.0, le=1.3), Unit("ratio"), Source("feasibility study")] = 1.10
    """Price over unit cost."""
    friction: Annotated[NonNegative, Field(le=2.0), Unit("log points"), Source("assumption")] = 0.20
    """Cost that a place without any mature rule lays on its firms; mature rules take it away."""
    congestion: Annotated[NonNegative, Field(le=2.0), Unit("elasticity"), Source("assumption")] = 0.30
    """Rise of log cost with log(1 + crowding), crowding being activity per ready land over the national mean."""
    zone_land: Annotated[float, Field(ge=1.0, le=10.0), Unit("ratio"), Source("assumption")] = 2.0
    """Ready land on the lot of an active zone over that of the same lot without the zone."""
    slot_coverage: Annotated[Share, Unit("share"), Source("model design")] = 0.97
    """Share of a firm's domestic intermediate spending for which it keeps supplier slots."""
