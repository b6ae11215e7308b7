"""The register: how each fact of `sim/data/facts.csv` is measured, by its id; and measuring one replicate."""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from sim.measures.extents import extent_of_torus
from sim.measures.facts.adoption import ADOPTION_FACTS
from sim.measures.facts.cases import Case, Measurement, NotMeasurableError
from sim.measures.facts.firms import FIRM_FACTS
from sim.measures.facts.foreign import FOREIGN_FACTS
from sim.measures.facts.hosts import HOST_FACTS
from sim.measures.facts.ideas import IDEA_FACTS
from sim.measures.facts.park import PARK_FACTS
from sim.measures.facts.status import STATUS_FACTS
from sim.measures.facts.table import Fact
from sim.measures.facts.zones import ZONE_FACTS
from sim.measures.headline import Answers, headline_of, list_measures
from sim.measures.tables import column, numbers
from sim.scenario.arms import plain
from sim.scenario.schema import Scenario

MEASUREMENTS: Mapping[str, Measurement] = {
    **ZONE_FACTS,
    **HOST_FACTS,
    **STATUS_FACTS,
    **FIRM_FACTS,
    **PARK_FACTS,
    **FOREIGN_FACTS,
    **IDEA_FACTS,
    **ADOPTION_FACTS,
}
"""How each shipped fact is measured."""


class Reading(NamedTuple):
    """What one replicate says of a fact."""

    value: float
    why: str = ""
    """Why there is no value."""
    beside: float = math.nan
    """A second number that stands beside, where the measurement has one."""
    clear: float = math.nan
    """What must be clear of zero over replicates for the value to mean anything, where something must."""


def dotted_names(scenario: Scenario) -> tuple[str, ...]:
    """Name every headline number that a fact of one's own may be measured by."""
    return tuple(measure.name for measure in list_measures(scenario.rings))


def measurement_of(fact: Fact) -> Measurement:
    """Give how a fact is measured: by its own measurement, or by a headline number."""
    return MEASUREMENTS.get(fact.measure) or Measurement(lambda case: headline_number(case, fact.measure))


def headline_number(case: Case, name: str) -> float:
    """Read a headline number off the base and, for twin differences, the first counterfactual of the scenario."""
    others = [arm for arm in case.worlds if arm in case.compared]
    if not others:
        raise NotMeasurableError("the scenario has no counterfactual")
    extent = extent_of_torus(plain(case.scenario)["geography"])
    table = headline_of(Answers((case.twin(others[0]),), case.scenario.rings, extent))
    row = list(column(table, "name")).index(name)
    value = float(numbers(table, "value")[row])
    if math.isnan(value):
        raise NotMeasurableError(str(column(table, "remark")[row]) or "it has no value in this replicate")
    return value


def read_case(facts: Iterable[Fact], case: Case) -> dict[str, Reading]:
    """Measure facts on the worlds of one replicate, by their ids."""
    return {fact.id: _read(measurement_of(fact), case) for fact in facts}


def _read(measurement: Measurement, case: Case) -> Reading:
    obstacle = measurement.obstacle(case.scenario)
    if obstacle:
        return Reading(math.nan, obstacle)
    try:
        value = float(measurement.read(case))
    except NotMeasurableError as reason:
        return Reading(math.nan, str(reason))
    beside = _second(measurement.beside.read, case) if measurement.beside else math.nan
    return Reading(value, beside=beside, clear=measurement.clear(case) if measurement.clear else math.nan)


def _second(read: Callable[[Case], float], case: Case) -> float:
    try:
        return float(read(case))
    except NotMeasurableError:
        return math.nan
