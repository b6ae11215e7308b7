"""The smallest world of the real model that still radiates, for laws that need thousands of twins of it."""

from collections.abc import Iterable
from unittest.mock import patch

import numpy as np

from sim.economy import migration, settling
from sim.experiments.compiling import settle_cache
from sim.measures.radiation import lay_twin_rings, radiation_curve
from sim.model.replicate import run_replicate
from sim.scenario.arms import arms
from sim.scenario.reading import read_scenario
from tests.synthetic import Memory, MemoryTwin

RINGS = (0.0, 30.0, 50.0, 60.0)

SMALL = (
    "geography={rows: 6, columns: 6, region_rows: 2, region_columns: 2, ports: [[3, 5]]}",
    "zones.center.at=[3, 3]",
    "start={firms: 300, rest_firms: 100, industries: three, burn_in_years: 2}",
    "sites={near_sites: 2, far_sites: 2}",
    "openness.zones=0.9",
    "coordination=0.9",
    "steps_per_year=1",
    "years=2",
    f"rings={list(RINGS)}",
)
"""What is set on the command line, so to say; all processes are on."""

SAMPLED_PARENTS, ROUNDS_OF_ENTRY, ROUNDS_OF_AMENITIES = 128, 12, 200
"""How finely the fork is settled; the true effect is that of the world so settled, whatever it is."""


def twin_effects(replicates: Iterable[int]) -> np.ndarray:
    """Give (K, 4) the twin difference of log real GDP by ring in the last year, each replicate with its own burn-in."""
    settle_cache()
    both = arms(read_scenario("tiny", SMALL))
    names = ("base", "no_zones")
    found = []
    with (
        patch.object(settling, "HYPOTHETICAL", SAMPLED_PARENTS),
        patch.object(settling, "ROUNDS", ROUNDS_OF_ENTRY),
        patch.object(migration, "ROUNDS", ROUNDS_OF_AMENITIES),
    ):
        for replicate in replicates:
            worlds = dict(run_replicate({name: both[name] for name in names}, replicate=replicate))
            pair = (MemoryTwin(*(Memory(worlds[name].panels) for name in names)),)
            found.append(radiation_curve(pair, lay_twin_rings(pair, RINGS)).samples[0, -1])
    return np.array(found)
