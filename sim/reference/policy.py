"""Policy: jurisdictions pilot higher standards, regions adopt what carries to them, zones are evaluated."""

import math
from typing import TYPE_CHECKING

from sim.basis.singly import log
from sim.reference.adoptions import Adoptions
from sim.reference.purposes import ADOPTS, PILOTS, SCORES

if TYPE_CHECKING:
    from sim.reference.model import PlainModel
    from sim.reference.zone import Zone


def mature(model: "PlainModel") -> None:
    """Let rules mature: pilots first, then what regions adopt of them, then what withdrawn zones lose."""
    pilots, adopts = model.draws(PILOTS), model.draws(ADOPTS)
    model.adoptions = Adoptions()
    for place in (*model.regions, *model.zones):
        place.pilot(pilots)
    # Regions adopt what they see before any of them has adopted.
    after = [region.adopt(region.see(), adopts) for region in model.regions]
    for region, maturity in zip(model.regions, after, strict=True):
        region.maturity = maturity
    for zone in model.zones:
        zone.lapse()
    evaluate(model)


def evaluate(model: "PlainModel") -> None:
    """Score zones at the end of a year; warn the worst, and take the status of those warned years running.

    A score is growth of value added since the last evaluation, with noise.
    """
    rules = model.settings.evaluation
    if not rules.on or model.settling or not model.clock.ends_year:
        return
    growth: dict[Zone, float] = {}
    for zone in model.zones:
        level = log(max(zone.value_added, 1e-12))
        if zone.active and not math.isnan(zone.score_base):
            growth[zone] = level - zone.score_base
        zone.score_base = level if zone.active else math.nan
    if not growth:
        return
    mean = sum(growth.values()) / len(growth)
    spread = math.sqrt(sum((value - mean) ** 2 for value in growth.values()) / len(growth))
    luck = model.draws(SCORES)
    scores = {zone: value + rules.noise * spread * luck.normal(zone.index) for zone, value in growth.items()}
    worst = sorted(scores, key=lambda zone: scores[zone])[: round(rules.bottom_share * len(scores))]
    for zone in model.zones:
        zone.warnings = zone.warnings + 1 if zone in worst else 0
        zone.expelled = zone.expelled or zone.warnings >= rules.years_to_exit
