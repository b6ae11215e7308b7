"""Evaluation: zones are scored each year, and the worst lose their status."""
from typing import Annotated

from pydantic import Field

from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit


class EvaluationParameters(Parameters):
    """The yearly evaluation of national zones."""

    on: Annotated[bool, Unit("yes or no"), Source("assumption")] = False
    """Whether zones are evaluated."""
    bottom_share: Annotated[Share, Unit("share"), Source("MOFCOM evaluation rule: 5 of 219")] = 5 / 219
    """Share of zones, rounded to whole zones, that is warned."""
    noise: Annotated[NonNegative, Unit("standard deviations"), Source("assumption")] = 0.5
    """Noise of a score over the spread of true scores."""
    urgency: Annotated[Positive, Unit("ratio"), Source("model design")] = 3.0
    """How many times faster a warned zone pilots."""
    years_to_exit: Annotated[int, Field(ge=1, le=50), Unit("years"), Source("MOFCOM evaluation rule")] = 2
    """Years running at the bottom after which a zone loses its status."""
