"""Whether two arms put the same policy in force, however differently they say it."""

from dataclasses import fields, replace

import numpy as np

from sim.world.levels import Levels, PolicyPath


def same_levels(a: PolicyPath, b: PolicyPath) -> bool:
    """Tell whether two paths put the same levels in force; what is said of zones without status does not count."""
    steps = sorted({-1, *(step for step, _ in (*a.changes, *b.changes))})
    return all(_equal(_in_force(a.at(step)), _in_force(b.at(step))) for step in steps)


def _in_force(levels: Levels) -> Levels:
    """Blank what is said of zones without status."""
    place = np.concatenate([np.ones(len(levels.region_openness), dtype=np.bool_), levels.zone_active])
    pair = place[:, None] & place[None, :]
    return replace(
        levels,
        zone_openness=np.where(levels.zone_active, levels.zone_openness, 0.0),
        benchmark=np.where(place[:, None], levels.benchmark, 0.0),
        linkage=np.where(pair, levels.linkage, 0.0),
        docking=np.where(pair, levels.docking, 0.0),
        integration=np.where(pair, levels.integration, 0.0),
        twinned=levels.twinned & place[:, None] & levels.zone_active[None, :],
    )


def _equal(a: Levels, b: Levels) -> bool:
    return all(np.array_equal(getattr(a, each.name), getattr(b, each.name)) for each in fields(Levels))
