"""Exit: firms die, small ones more often.

Source: model design, section 3.
"""

from typing import Annotated

import numpy as np
from pydantic import Field

from sim.basis.arrays import Floats, PerFirm, Rows
from sim.basis.clock import Clock
from sim.basis.luck import Luck, Purpose
from sim.basis.parameters import NonNegative, Parameters, Source, Unit
from sim.basis.team import Team
from sim.economy.deciding import note_exits
from sim.kernels.lanes import LANES
from sim.kernels.turnover import BINS, count_sizes, exits, size_ranks, spare_the_last
from sim.world.world import World


class ExitParameters(Parameters):
    """How firms die."""

    exit_rate: Annotated[NonNegative, Field(le=2.0), Unit("1/year"), Source("fact C17")] = 0.065
    """Mean hazard of exit."""
    steepness: Annotated[NonNegative, Field(le=20.0), Unit("exponent"), Source("assumption; judged by fact C8")] = 2.0
    """How steeply the hazard falls in size rank: (1 + k) (1 - rank)^k times the mean, rank 1 the largest."""


TURNOVER = Purpose("whether a firm dies and how many firms it begets")
"""One draw of four words: births at home, births elsewhere, death."""


def leave(*, world: World, parameters: ExitParameters, clock: Clock, luck: Luck, team: Team) -> Rows:
    """Let firms die, small ones more often. Changes `world.firms`; returns the rows of the dead."""
    firms = world.firms
    cumulative = size_distribution(world=world, team=team)
    (dies,) = team.listed(
        exits, firms.rows, firms.alive, firms.identity, firms.industry, firms.site, firms.revenue, world.site_weight,
        cumulative, luck.key(TURNOVER, clock.step), parameters.exit_rate * clock.years, parameters.steepness,
    )  # fmt: skip
    dead = spare_the_last(dies, firms.industry, cumulative[:, BINS].astype(np.int64))
    firms.alive[dead] = False
    firms.revenue[dead] = 0.0
    if world.decisions is not None:
        note_exits(world=world, dead=dead)
    return dead


def size_distribution(*, world: World, team: Team) -> Floats:
    """Give (S, BINS + 1) living firms below each bin of log revenue per real firm, all of them in the last."""
    firms = world.firms
    sums = np.zeros((LANES, len(world.final_shares), BINS))
    team.each_lane(
        count_sizes, firms.alive, firms.industry, firms.site, firms.revenue, world.site_weight, sums
    )
    counts = sums.sum(axis=0)
    return np.concatenate([np.zeros((len(counts), 1)), np.cumsum(counts, axis=1)], axis=1)


def ranks(*, world: World, rows: Rows, team: Team) -> PerFirm:
    """Give size ranks of the firms of some rows within their industry, 0 the smallest, by revenue per real firm."""
    firms = world.firms
    cumulative = size_distribution(world=world, team=team)
    return size_ranks(rows, firms.industry, firms.site, firms.revenue, world.site_weight, cumulative)


def hazards(*, rank: PerFirm, parameters: ExitParameters) -> PerFirm:
    """Give yearly hazards of exit by size rank; their mean over ranks is the exit rate."""
    k = parameters.steepness
    return parameters.exit_rate * (1.0 + k) * (1.0 - rank) ** k
