"""Entry: firms beget firms, and newborns choose where to stand."""
from typing import Annotated

from pydantic import Field

from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit


class EntryParameters(Parameters):
    """How firms are born."""

    newborn_sd: Annotated[NonNegative, Field(le=2.0), Unit("log points"), Source("feasibility study")] = 0.3
    """Standard deviation of a newborn's productivity around its parent's."""
    near_sites: Annotated[int, Field(ge=1, le=30), Unit("sites"), Source("assumption")] = 6
    """Sites near its parent that a newborn compares, the parent's own among them."""
    far_sites: Annotated[int, Field(ge=0, le=30), Unit("sites"), Source("assumption")] = 5
    """Sites anywhere that a newborn compares."""
    near_km: Annotated[Positive, Unit("km"), Source("assumption")] = 20.0
    """Distance over which the density of near sites falls by a factor of e."""
    promotion: Annotated[NonNegative, Field(le=100.0), Unit("rate per unit of openness"), Source("assumption; judged by fact C1b")] = 1.0
    """How strongly zones are promoted: a lot is offered with probability 1 - exp(-promotion * sum theta exp(-d/promotion_km))."""
    promotion_km: Annotated[Positive, Unit("km"), Source("assumption")] = 50.0
    """Distance over which promotion thins out by a factor of e."""
    leading_weight: Annotated[Positive, Field(le=100.0), Unit("ratio"), Source("assumption")] = 3.0
    """How much more strongly a zone is promoted to its leading industries than to others."""
    gumbel_scale: Annotated[Positive, Field(le=5.0), Unit("log points of cost"), Source("feasibility study")] = 0.10
    """Scale of the taste of one firm for one site."""
    entry_elasticity: Annotated[NonNegative, Field(le=50.0), Unit("elasticity"), Source("assumption")] = 3.0
    """Rise of the log odds of entering with the value of the best site over not entering."""
    entering_share: Annotated[Share, Field(gt=0.0, lt=1.0), Unit("share"), Source("assumption")] = 0.5
    """Share of newborns that enter at the fork; the outside option is solved for it."""
    fdi: Annotated[Share, Unit("share per unit of openness"), Source("feasibility study; judged by fact C2b")] = 0.35
    """Foreign share of newborns in a fully open place."""
    foreign_gap: Annotated[NonNegative, Field(le=5.0), Unit("log points"), Source("assumption")] = 0.3
    """Mean distance of foreign newborns from the world frontier."""


class RelocationParameters(Parameters):
    """How incumbents move."""

    reconsider_rate: Annotated[NonNegative, Field(le=12.0), Unit("1/year"), Source("assumption")] = 0.03
    """Rate at which a firm compares its site with others."""
    moving_cost: Annotated[NonNegative, Field(le=5.0), Unit("log points of cost"), Source("assumption")] = 0.10
    """Advantage that a move must have."""
    border: Annotated[NonNegative, Field(le=5.0), Unit("log points of cost"), Source("assumption")] = 0.20
    """Further advantage that a move to another jurisdiction must have without any coordination."""
