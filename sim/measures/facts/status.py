"""What status does to the firms of a zone: fact C7."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.measures.facts.cases import Case, Measurement, NotMeasurableError
from sim.measures.facts.drawn_zones import NO_ZONES, closed_zones, is_single, without
from sim.measures.tables import Tables, column, matrix, rows
from sim.scenario.schema import Scenario

YEARS_AFTER = 4
"""Years after the loss in which productivity is compared; the study's panel ends three or four after the closures."""


def closing_arm(scenario: Scenario) -> Mapping[str, Any]:
    """Ask for the world in which the zones that are drawn have lost their status."""
    if is_single(scenario):
        return {NO_ZONES: NO_ZONES}
    closed = closed_zones(scenario)
    return {without(", ".join(closed)): {"without": list(closed)}} if closed else {}


def old_zones(scenario: Scenario) -> str:
    """Say that a map needs zones that can lose their status."""
    return "" if closing_arm(scenario) else "no zone has its status before the policy date, so none can lose it"


def loss_of_status(case: Case) -> float:
    """C7: mean log productivity of the firms on a zone's lots without its status less with it, after four years.

    Twins in which half of the old zones, drawn by luck, lose their status at the policy date, mean over these zones.
    The study follows the same firms in zones closed in 2004; here whoever stands on the lots. A map whose only zone is
    new shows the mirror image: a status never gained.
    """
    (arm,) = closing_arm(case.scenario)
    effects = [_by_zone(world) for world in case.twin(arm)]
    places = case.base.table("places", ["kind", "place", "name"])
    zones = rows(places, column(places, "kind") == "zone")
    chosen = np.isin(column(zones, "name"), closed_zones(case.scenario))
    loss = (effects[1] - effects[0])[chosen]
    if not np.isfinite(loss).any():
        raise NotMeasurableError("no firm stands on the lots of the zones that lose their status")
    return float(np.nanmean(loss))


def _by_zone(world: Tables) -> np.ndarray:
    """Give (Z,) mean log productivity on the lots of each zone, four years on or in the last year before."""
    zones = world.table("zones", ["step", "zone", "productivity_mean"])
    found = matrix(zones, "zone", "productivity_mean")
    return found[min(YEARS_AFTER, len(found) - 1)]


STATUS_FACTS: dict[str, Measurement] = {
    "C7": Measurement(loss_of_status, closing_arm, old_zones, remark="firms on the lots, twins, after four years"),
}
"""How this fact is measured."""
