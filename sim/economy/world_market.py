"""The world market."""
from typing import Annotated

from pydantic import Field

from sim.basis.parameters import NonNegative, Parameters, Source, Unit


class WorldMarketParameters(Parameters):
    """What the world asks, offers and charges at the border."""

    demand_growth: Annotated[float, Field(ge=-0.5, le=0.5), Unit("1/year"), Source("assumption")] = 0.0
    """Growth of foreign demand in foreign money, over and above the fall of world prices."""
    export_cost: Annotated[NonNegative, Unit("log points"), Source("assumption")] = 0.30
    """Cost of exporting from a place that is not open at all."""
    import_cost: Annotated[NonNegative, Unit("log points"), Source("assumption")] = 0.20
    """Cost of importing into a place that is not open at all."""
    openness_effect: Annotated[float, Field(ge=0.0, le=1.0), Unit("share"), Source("assumption")] = 0.8
    """Share of the export and import cost that full openness takes away."""
    port_elasticity: Annotated[NonNegative, Field(le=2.0), Unit("elasticity"), Source("assumption")] = 0.10
    """Rise of log export and import cost with log(1 + distance to port / distance scale of delivery)."""
