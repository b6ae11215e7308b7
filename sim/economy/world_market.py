"""The world market: prices, demand and costs at the border, and the exchange rate at which trade is paid for.

Source: model design, section 3.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from pydantic import Field

from sim.basis.arrays import Floats, PerIndustry
from sim.basis.parameters import NonNegative, Parameters, Source, Unit
from sim.economy.trade import TradeParameters
from sim.kernels.elementary import logarithms
from sim.kernels.markets import balance


class WorldMarketParameters(Parameters):
    """What the world asks, offers and charges at the border."""

    demand_growth: Annotated[float, Field(ge=-0.5, le=0.5), Unit("1/year"), Source("assumption")] = 0.0
    """Growth of foreign demand in foreign money, over and above the fall of world prices."""
    export_cost: Annotated[NonNegative, Unit("log points"), Source("assumption; judged by fact C2")] = 0.40
    """Cost of exporting from a place that is not open at all."""
    import_cost: Annotated[NonNegative, Unit("log points"), Source("assumption")] = 0.20
    """Cost of importing into a place that is not open at all."""
    openness_effect: Annotated[float, Field(ge=0.0, le=1.0), Unit("share"), Source("assumption")] = 0.8
    """Share of the export and import cost that full openness takes away."""
    port_elasticity: Annotated[NonNegative, Field(le=2.0), Unit("elasticity"), Source("assumption")] = 0.10
    """Rise of log export and import cost with log(1 + distance to port / distance scale of delivery)."""


@dataclass(frozen=True)
class TradeTerms:
    """Final demand and exports before the exchange rate is known; S industries, R regions."""

    spending: Floats
    """(S, R) final demand, 1e8 CNY a year."""
    home: Floats
    """(S, R) index of home varieties."""
    newborn: Floats
    """(S, R) part of it that newborns offer."""
    import_weight: Floats
    """(S, R) index of imported varieties at exchange rate 0."""
    exports: PerIndustry
    """(S,) exports at exchange rate 0."""
    newborn_exports: PerIndustry
    """(S,) part of it of newborns."""
    fixed: float
    """Imported inputs of firms with a past, and repatriation, 1e8 CNY a year."""


ROUNDS = 56
"""Halvings of a bracket ten log points wide: the exchange rate is known to 2e-16."""


def cost_at_the_border(
    cost: float,
    openness: Floats,
    port_km: Floats,
    tariff: float,
    *,
    trade: TradeParameters,
    parameters: WorldMarketParameters,
) -> Floats:
    """Give the log cost of trading abroad: lower where a place is open, higher far from a port.

    Args:
        cost: Log cost where openness is 0 and the port at the door.
        openness: (n,) openness of the places.
        port_km: (n,) distance to the nearest port in km.
        tariff: Log points on everything that crosses the border.
        trade: For the scale of distance.
        parameters: Effects of openness and ports.
    """
    far = parameters.port_elasticity * logarithms(1.0 + port_km / trade.distance_scale_km)
    return cost * (1.0 - parameters.openness_effect * openness) + far + tariff


def world_prices(*, inputs: Floats, imports: PerIndustry, frontier: float) -> PerIndustry:
    """Give log world prices in foreign money: -sum_k (I - A')^-1 a*, with the same input-output table abroad.

    What is an imported input at home is bought there at its own industry's price, as the home cost has it; so prices
    at home and abroad fall alike where productivity grows alike, and trade does not drift.

    Args:
        inputs: (S, S) cost share of input k in industry s.
        imports: (S,) cost share of imported inputs.
        frontier: Log productivity at the world frontier.

    Source: Leontief price system; model design, section 3.
    """
    shares = inputs.T + np.diag(imports)
    return -frontier * np.linalg.solve(np.eye(len(imports)) - shares, np.ones(len(imports)))


def solve_exchange_rate(*, terms: TradeTerms, import_shares: PerIndustry, substitution: float) -> float:
    """Find the log price of foreign money at which exports pay for imports and repatriation.

    Args:
        terms: What trade comes to at each exchange rate.
        import_shares: (S,) imported inputs of a newborn per unit of revenue.
        substitution: Elasticity of substitution, sigma.
    """
    return balance(
        -5.0, 5.0, ROUNDS, substitution, terms.spending, terms.home, terms.newborn, terms.import_weight, terms.exports,
        terms.newborn_exports, import_shares, terms.fixed,
    )  # fmt: skip
