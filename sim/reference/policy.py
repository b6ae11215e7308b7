"""Policy: jurisdictions pilot higher standards, regions adopt what carries to them, zones are evaluated."""

from typing import TYPE_CHECKING

from sim.reference.adoptions import Adoptions
from sim.reference.evaluation import evaluate
from sim.reference.purposes import ADOPTS, PILOTS

if TYPE_CHECKING:
    from sim.reference.model import PlainModel


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
