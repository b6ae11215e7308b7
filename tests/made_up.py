"""A made-up model: worlds whose radiation is known from their scenario, made in milliseconds."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.scenario.schema import Scenario
from tests.synthetic import Recipe, panels, plane_map

PLACE = plane_map(rows=6, columns=6, cell_km=15.0, region_columns=3, at=((3, 3),))

SWEEP = """
title: Made-up worlds
base: tiny
replicates: {replicates}
set: {{years: 2}}
factors:
  openness: {openness}
  coordination: {coordination}
twins: no_zones
"""


@dataclass
class Record:
    """What a made-up world leaves."""

    panels: Mapping[str, pd.DataFrame]
    facts: Mapping[str, Any] = field(default_factory=dict)


def sweep_text(*, replicates: int = 2, openness: object = (0.2, 0.8), coordination: object = (0.1, 0.5, 0.9)) -> str:
    """Write a sweep of openness and coordination over made-up worlds."""
    told = (list(each) if isinstance(each, tuple) else each for each in (openness, coordination))
    return SWEEP.format(replicates=replicates, openness=next(told), coordination=next(told))


def effect_at_the_zone(scenario: Scenario) -> float:
    """Give the effect that the zone of a scenario has where it stands, in log points: zero at coordination 0.4."""
    openness, coordination = levels(scenario)
    return 0.2 * openness * (coordination - 0.4)


def levels(scenario: Scenario) -> tuple[float, float]:
    """Give the openness of the zone and the coordination, plain or as a mapping says them."""
    openness = getattr(scenario.openness, "zones", scenario.openness)
    coordination = getattr(scenario.coordination, "all", scenario.coordination)
    return float(openness), float(coordination)  # type: ignore[arg-type]


def simulate(arms: Mapping[str, Scenario], *, replicate: int, progress: Any, **_: Any) -> Iterator[tuple[str, Record]]:
    """Make worlds up; a world depends on its scenario and replicate, not on the name of its arm."""
    for number, (arm, scenario) in enumerate(arms.items()):
        progress(f"made up {arm}", number, len(arms))
        yield arm, Record(made_up(scenario, replicate))


def made_up(scenario: Scenario, replicate: int) -> dict[str, pd.DataFrame]:
    """Make the tables of one world."""
    size = effect_at_the_zone(scenario)
    recipe = Recipe(
        PLACE,
        years=scenario.years,
        profile=lambda distance: size * np.exp(-distance / 30.0),
        noise=0.01,
        spread=0.2,
        active=lambda place, _arm: np.full(len(place.zone_names), scenario.withheld == "none"),
    )
    return panels(recipe, arm="base", replicate=replicate)


def simulate_slowly(
    arms: Mapping[str, Scenario], *, notes: Path, seconds: float, **how: Any
) -> Iterator[tuple[str, Record]]:
    """Make worlds up, take a while for each, and note which was begun."""
    for arm, scenario in arms.items():
        with notes.open("a", encoding="utf-8") as file:
            file.write(f"{key_of(scenario, how['replicate'])}\n")
        time.sleep(seconds)
        yield from simulate({arm: scenario}, **how)


def key_of(scenario: Scenario, replicate: int) -> str:
    """Give the key under which a world is stored."""
    from sim.results.keys import world_key
    from sim.scenario.arms import canonical

    return world_key(canonical(scenario), seed=scenario.seed, replicate=replicate)
