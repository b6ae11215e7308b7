"""Exit: firms die, small ones more often.

Source: model design, section 3.
"""

from typing import Annotated

import numpy as np
from pydantic import Field

from sim.basis.arrays import PerFirm, Rows
from sim.basis.clock import Clock
from sim.basis.luck import Luck, Purpose
from sim.basis.parameters import NonNegative, Parameters, Source, Unit
from sim.kernels.turnover import exits, size_ranks
from sim.world.world import World


class ExitParameters(Parameters):
    """How firms die."""

    exit_rate: Annotated[NonNegative, Field(le=2.0), Unit("1/year"), Source("fact C17")] = 0.06
    """Mean hazard of exit."""
    steepness: Annotated[NonNegative, Field(le=20.0), Unit("exponent"), Source("assumption; judged by fact C8")] = 2.0
    """How steeply the hazard falls in size rank: (1 + k) (1 - rank)^k times the mean, rank 1 the largest."""


TURNOVER = Purpose("whether a firm dies and how many firms it begets")
"""One draw of four words: births at home, births elsewhere, death."""


def leave(*, world: World, parameters: ExitParameters, clock: Clock, luck: Luck) -> Rows:
    """Let firms die, small ones more often. Changes `world.firms.alive`; returns the rows of the dead."""
    firms = world.firms
    dies = exits(
        firms.alive, firms.identity, firms.industry, ranks(world), luck.key(TURNOVER, clock.step),
        parameters.exit_rate * clock.years, parameters.steepness, len(world.final_shares),
    )  # fmt: skip
    firms.alive = firms.alive & ~dies
    firms.revenue[dies] = 0.0
    world.firms_changed()
    return np.flatnonzero(dies).astype(np.int32)


def ranks(world: World) -> PerFirm:
    """Give (n,) size ranks of firms within their industry, 0 the smallest, by revenue per real firm."""
    firms = world.firms
    return size_ranks(
        firms.alive, firms.industry, firms.site, firms.revenue, world.site_weight, len(world.final_shares)
    )


def hazards(*, rank: PerFirm, parameters: ExitParameters) -> PerFirm:
    """Give yearly hazards of exit by size rank; their mean over ranks is the exit rate."""
    k = parameters.steepness
    return parameters.exit_rate * (1.0 + k) * (1.0 - rank) ** k
