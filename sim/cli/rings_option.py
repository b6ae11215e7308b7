"""The option that says what rings are laid by, and the scenario that follows from it."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario


class RingsBy(StrEnum):
    """What rings are laid by."""

    DISTANCE = "distance"
    TRAVEL = "travel"
    CONTIGUITY = "contiguity"


RingsOption = Annotated[
    RingsBy | None,
    typer.Option(
        "--rings", help="What rings are laid by: distance, travel over the grid, or contiguity of regions."
    ),
]


def read_with_rings(scenario: str, words: Sequence[str], rings: RingsBy | None) -> "Scenario":
    """Read a scenario; where the option asks for other rings than it has, its own edges and water do not hold."""
    from sim.scenario.reading import read_scenario

    resolved = read_scenario(scenario, words)
    if rings is None or rings.value == resolved.rings_by.kind:
        return resolved
    own = [word for word in words if not word.startswith("rings_by")]
    words = [*own, f"rings_by.kind={rings.value}", "rings_by.edges=[]"]
    if read_scenario(scenario, own).rings_by.water is not None:
        words.append("rings_by.water=null")
    return read_scenario(scenario, words)
