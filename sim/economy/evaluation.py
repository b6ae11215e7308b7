"""Evaluation: zones are scored each year, and the worst lose their status.

Source: the rule of the Ministry of Commerce (MOFCOM) in force; model design, section 3.
"""

from typing import Annotated

import numpy as np
from pydantic import Field

from sim.basis.arrays import Mask, PerZone
from sim.basis.clock import Clock
from sim.basis.luck import Luck, Purpose
from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit
from sim.kernels.elementary import logarithms
from sim.world.world import World


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


SCORES = Purpose("noise in the yearly score of a zone")


def evaluate(*, world: World, parameters: EvaluationParameters, clock: Clock, luck: Luck) -> None:
    """Score zones at the end of a year; warn the worst, and take the status of those warned years running.

    Changes `world.zones`. Scores are growth of value added since the last evaluation, corrected for the mean.
    """
    if not parameters.on or clock.step < 0 or not clock.ends_year:
        return
    zones, active = world.zones, world.places.active
    level = logarithms(np.maximum(zone_value_added(world), 1e-12))
    scored = active & np.isfinite(zones.last_score_base)
    growth = np.where(scored, level - zones.last_score_base, 0.0)
    zones.last_score_base = np.where(active, level, np.nan)
    if not scored.any():
        return
    noise = luck.normals(SCORES, clock.step, np.arange(len(active), dtype=np.uint64))
    score = growth + parameters.noise * growth[scored].std() * noise
    worst = at_bottom(score=score, scored=scored, share=parameters.bottom_share)
    zones.warnings = np.where(worst, zones.warnings + 1, 0)
    zones.expelled = zones.expelled | (zones.warnings >= parameters.years_to_exit)


def at_bottom(*, score: PerZone, scored: Mask, share: float) -> Mask:
    """Mark the zones of the lowest scores: a share of those scored, rounded to whole zones."""
    worst = np.zeros(len(score), np.bool_)
    order = np.argsort(np.where(scored, score, np.inf), kind="stable")
    worst[order[: round(share * scored.sum())]] = True
    return worst


def urgency(*, world: World, parameters: EvaluationParameters) -> PerZone:
    """Give how many times faster each zone pilots: warned ones hurry."""
    return np.where(world.zones.warnings > 0, parameters.urgency, 1.0)


def zone_value_added(world: World) -> PerZone:
    """Give (Z,) value added on the lots of each zone in the last step, 1e8 CNY a year."""
    zone = world.geography.site_zone
    lots = zone >= 0
    return np.bincount(zone[lots], weights=world.books.value_added.sum(axis=1)[lots], minlength=world.geography.zones)
