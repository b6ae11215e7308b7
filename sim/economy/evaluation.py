"""Evaluation: zones are scored each year, and the worst lose their status.

Planning sets a benchmark, zones pilot towards it, evaluation scores what came of it, and the worst hurry or leave.

Source: the rule of the Ministry of Commerce (MOFCOM) in force; model design, section 3; decision 0012.
"""

from collections.abc import Mapping
from typing import Annotated

import numpy as np
from pydantic import Field

from sim.basis.arrays import Floats, Mask, PerZone
from sim.basis.clock import Clock
from sim.basis.luck import Luck, Purpose
from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit
from sim.economy.emissions import EmissionsParameters
from sim.economy.heads import HEADS, heads_of, indicators
from sim.world.world import World

type Points = Annotated[float, Field(ge=0.0, le=100.0)]

MEASURE = "MOFCOM evaluation measure for national zones: its five heads"


class EvaluationParameters(Parameters):
    """The yearly evaluation of national zones."""

    on: Annotated[bool, Unit("yes or no"), Source("assumption")] = False
    """Whether zones are evaluated."""
    opening: Annotated[Points, Unit("points"), Source(MEASURE)] = 30.0
    """Weight of the head opening: trade, foreign firms, how much of its benchmark a zone has reached."""
    quality: Annotated[Points, Unit("points"), Source(MEASURE)] = 30.0
    """Weight of the head development quality: value added, value added per worker, profit over revenue."""
    science: Annotated[Points, Unit("points"), Source(MEASURE)] = 15.0
    """Weight of the head science and technology: productivity, firms near the world frontier."""
    green: Annotated[Points, Unit("points"), Source(MEASURE)] = 15.0
    """Weight of the head green: value added per emission, environmental rules."""
    coordination: Annotated[Points, Unit("points"), Source(MEASURE)] = 10.0
    """Weight of the head coordination: supplier links with the host region, adoptions by regions."""
    growth_share: Annotated[Share, Unit("share"), Source("assumption")] = 0.5
    """Share of the change since the last evaluation in an indicator's score; the rest is its level's."""
    near_frontier: Annotated[Positive, Unit("log points"), Source("assumption")] = 0.5
    """Distance from the world frontier within which a firm counts as near it."""
    bottom_share: Annotated[Share, Unit("share"), Source("MOFCOM evaluation rule: 5 of 219")] = 5 / 219
    """Share of zones, rounded to whole zones, that is warned."""
    noise: Annotated[NonNegative, Unit("standard deviations"), Source("assumption")] = 0.5
    """Noise of a score over the spread of true scores."""
    urgency: Annotated[Positive, Unit("ratio"), Source("model design")] = 3.0
    """How many times faster a warned zone pilots."""
    years_to_exit: Annotated[int, Field(ge=1, le=50), Unit("years"), Source("MOFCOM evaluation rule")] = 2
    """Years running at the bottom after which a zone loses its status."""

    @property
    def weights(self) -> dict[str, float]:
        """Weights of the heads by name, in points."""
        return {head: float(getattr(self, head)) for head in HEADS}


SCORES = Purpose("noise in the yearly score of a zone")

ALL_POINTS = 100.0
"""What the weights of the heads add up to."""


def evaluate(
    *, world: World, parameters: EvaluationParameters, emissions: EmissionsParameters, clock: Clock, luck: Luck
) -> None:
    """Score zones at the end of a year; warn the worst, and take the status of those warned years running.

    Changes `world.zones`. A zone is scored from its second evaluation on: there is no change before.
    """
    if not parameters.on or clock.step < 0 or not clock.ends_year:
        return
    zones, active = world.zones, world.places.active
    level = indicators(world=world, near=parameters.near_frontier, cleaner=emissions.maturity_effect)
    scored, change = active & zones.evaluated, level - zones.indicators
    zones.evaluated, zones.indicators = active.copy(), np.where(active[:, None], level, np.nan)
    zones.followed = np.zeros_like(zones.followed)
    if not scored.any():
        return
    zones.heads = heads_of(level=level, change=change, scored=scored, growth_share=parameters.growth_share)
    noise = luck.normals(SCORES, clock.step, np.arange(len(active), dtype=np.uint64))
    zones.score = scores(heads=zones.heads, weights=parameters.weights, noise=parameters.noise * noise)
    worst = at_bottom(score=zones.score, scored=scored, share=parameters.bottom_share)
    zones.warnings = np.where(worst, zones.warnings + 1, 0)
    zones.expelled = zones.expelled | (zones.warnings >= parameters.years_to_exit)


def scores(*, heads: Floats, weights: Mapping[str, float], noise: PerZone) -> PerZone:
    """Give the score of each zone in points, the average zone having zero; missing where heads are.

    Args:
        heads: (Z, heads) standard deviations.
        weights: Points by head.
        noise: (Z,) noise over the spread of true scores.
    """
    true = sum(weights[head] * heads[:, column] for column, head in enumerate(HEADS))
    return true + np.nanstd(true) * noise


def at_bottom(*, score: PerZone, scored: Mask, share: float) -> Mask:
    """Mark the zones of the lowest scores: a share of those scored, rounded to whole zones."""
    worst = np.zeros(len(score), np.bool_)
    order = np.argsort(np.where(scored, score, np.inf), kind="stable")
    worst[order[: round(share * scored.sum())]] = True
    return worst


def urgency(*, world: World, parameters: EvaluationParameters) -> PerZone:
    """Give how many times faster each zone pilots: warned ones hurry."""
    return np.where(world.zones.warnings > 0, parameters.urgency, 1.0)
