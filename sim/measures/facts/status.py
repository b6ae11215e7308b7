"""What status does to the firms of a zone: fact C7."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from sim.basis.arrays import Mask
from sim.measures.facts.cases import Beside, Case, Measurement, NotMeasurableError
from sim.measures.facts.drawn_zones import NO_ZONES, closed_zones, is_single, without
from sim.measures.tables import Tables, column, matrix, rows
from sim.scenario.schema import Scenario

YEARS_AFTER = 4
"""Years after the loss in which whoever stands on the lots is compared; the study's panel ends three or four after."""


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
    """C7: log productivity of a zone's firms without its status less with it, five years on, the same firms in both.

    Twins in which half of the old zones, drawn by luck, lose their status at the policy date; firms that stood on their
    lots then and live in both worlds at the next census, mean over firms, then over these zones. The study follows
    firms in zones closed in 2004 for three or four years. A map whose only zone is new shows the mirror image: a status
    never gained, for those who stood where it came.
    """
    (arm,) = closing_arm(case.scenario)
    base, other = (_followed(world) for world in case.twin(arm))
    both = base.merge(other, on=["identity", "zone"], suffixes=("", "_without"))
    both = both[both["zone"].isin(np.flatnonzero(_chosen(case)))]
    if both.empty:
        raise NotMeasurableError("no firm of the zones that lose their status lives to the next census")
    loss = both["productivity_without"] - both["productivity"]
    return float(loss.groupby(both["zone"]).mean().mean())


def _followed(world: Tables) -> pd.DataFrame:
    """Give firms of the first census that live in the second: identity, zone then, productivity at the second."""
    census = world.table("census", ["step", "identity", "zone", "productivity"])
    steps = np.unique(column(census, "step"))
    if len(steps) < 2:
        raise NotMeasurableError("firms were recorded in a single year")
    first, second = (rows(census, column(census, "step") == step) for step in steps[:2])
    return first[["identity", "zone"]].merge(second[["identity", "productivity"]], on="identity")


def loss_on_the_lots(case: Case) -> float:
    """Give the same of whoever stands on the lots after four years: those who came and who stayed away count too."""
    (arm,) = closing_arm(case.scenario)
    effects = [_by_zone(world) for world in case.twin(arm)]
    loss = (effects[1] - effects[0])[_chosen(case)]
    if not np.isfinite(loss).any():
        raise NotMeasurableError("no firm stands on the lots of the zones that lose their status")
    return float(np.nanmean(loss))


def _chosen(case: Case) -> Mask:
    """Say which zones lose their status."""
    places = case.base.table("places", ["kind", "place", "name"])
    zones = rows(places, column(places, "kind") == "zone")
    return np.isin(column(zones, "name"), closed_zones(case.scenario))


def _by_zone(world: Tables) -> np.ndarray:
    """Give (Z,) mean log productivity on the lots of each zone, four years on or in the last year before."""
    zones = world.table("zones", ["step", "zone", "productivity_mean"])
    found = matrix(zones, "zone", "productivity_mean")
    return found[min(YEARS_AFTER, len(found) - 1)]


STATUS_FACTS: dict[str, Measurement] = {
    "C7": Measurement(
        loss_of_status, closing_arm, old_zones, census=True, remark="the same firms in both twins, five years on",
        beside=Beside("whoever stands on the lots after four years", loss_on_the_lots),
    ),
}  # fmt: skip
"""How this fact is measured."""
