"""People: wages follow the wage bill, and people move between regions by gravity and utility."""

from typing import TYPE_CHECKING

from sim.basis.singly import exp, log

if TYPE_CHECKING:
    from sim.reference.model import PlainModel

MOST_LEAVING = 0.1
"""Share of a region's people beyond which no more leave in one step."""

ROUNDS = 2000
"""Rounds of the search for amenities."""


def migrate(model: "PlainModel") -> None:
    """Let people move."""
    flows = flows_between(model, reach_between(model))
    for r, region in enumerate(model.regions):
        region.labour += sum(row[r] for row in flows) - sum(flows[r])


def reach_between(model: "PlainModel") -> list[list[float]]:
    """Give the share of those who look elsewhere who look from region to region, less what the border keeps.

    Gravity: labour at the fork, thinned out with distance.
    """
    migration, regime = model.settings.migration, model.regime
    table = []
    for here in model.regions:
        pulls = [
            0.0
            if there is here
            else there.labour_at_fork
            * exp(-model.map.place_km[here.number][there.number] / migration.distance_decay_km)
            for there in model.regions
        ]
        total = max(sum(pulls), 1e-300)
        table.append(
            [
                pull / total * (1.0 - migration.border * (1.0 - regime.docking[here.number][there.number]))
                for pull, there in zip(pulls, model.regions, strict=True)
            ]
        )
    return table


def flows_between(model: "PlainModel", reach: list[list[float]]) -> list[list[float]]:
    """Give the people who move from region to region in this step, 1e4 persons; changes nothing.

    Flows answer to differences in utility; at most a tenth of a region leaves in one step.
    """
    migration = model.settings.migration
    share = model.clock.chance(migration.mobility)
    utility = [region.utility for region in model.regions]
    table = []
    for here, row in zip(model.regions, reach, strict=True):
        own = utility[here.number]
        flows = [
            share * here.labour * near * exp(migration.wage_elasticity * (there - own))
            for near, there in zip(row, utility, strict=True)
        ]
        held = min(1.0, MOST_LEAVING * here.labour / max(sum(flows), 1e-300))
        table.append([flow * held for flow in flows])
    return table


def solve_amenities(model: "PlainModel") -> None:
    """Choose amenities so that nobody's coming and going changes any region."""
    reach = reach_between(model)
    for _ in range(ROUNDS):
        flows = flows_between(model, reach)
        steps = []
        for r, row in enumerate(flows):
            imbalance = log(max(sum(row), 1e-300) / max(sum(other[r] for other in flows), 1e-300))
            steps.append(imbalance / (2.0 * max(model.settings.migration.wage_elasticity, 1e-6)))
        mean = sum(steps) / len(steps)
        for region, step in zip(model.regions, steps, strict=True):
            region.amenity += step - mean
