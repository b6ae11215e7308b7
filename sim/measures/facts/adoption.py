"""How soon regions adopt rules, pushed from the centre and by themselves: facts C16 and C16b."""

import math

from sim.measures.adopting import NOBODY, hazard_in
from sim.measures.facts.cases import ArmsWanted, Case, Measurement, NotMeasurableError
from sim.measures.tables import Tables
from sim.scenario.schema import Scenario

PUSHED, ALONE = "fully_coordinated", "uncoordinated"


def pushed_arm(_scenario: Scenario) -> ArmsWanted:
    """Ask for the world in which everybody is fully coordinated from the policy date on."""
    return {PUSHED: PUSHED}


def uncoordinated_arm(_scenario: Scenario) -> ArmsWanted:
    """Ask for the world without any coordination."""
    return {ALONE: ALONE}


def pushed_hazard(case: Case) -> float:
    """C16: hazard of adoption at full coordination, 1/year, by region and domain, of those that see something better.

    An adoption counts whatever share of the gap it closes. The study has a single measure and 31 provinces; here seven
    domains of rules, and who has nothing to see is not at risk.
    """
    return _hazard(case.worlds[PUSHED], 1.0)


def voluntary_hazard(case: Case) -> float:
    """C16b: hazard of adoption without coordination, 1/year, as C16; the study has 3,177 units and one measure."""
    return _hazard(case.worlds[ALONE], 0.0)


def _hazard(world: Tables, integration: float) -> float:
    found = hazard_in(world, integration)
    if math.isnan(found):
        raise NotMeasurableError(NOBODY)
    return found


ADOPTION_FACTS: dict[str, Measurement] = {
    "C16": Measurement(pushed_hazard, pushed_arm, remark="every domain, regions that see something better"),
    "C16b": Measurement(voluntary_hazard, uncoordinated_arm, remark="every domain, regions that see something better"),
}
"""How each of these facts is measured."""
