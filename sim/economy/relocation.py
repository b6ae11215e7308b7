"""Relocation: incumbents compare their site with others, and move when the advantage pays for the move.

Moving costs less between coordinated jurisdictions: industry transfer, enclave parks (feidi).

Source: model design, section 3; fact C7 judges what losing a zone's status does to those who stay.
"""

from typing import Annotated

from pydantic import Field

from sim.basis.arrays import Floats, Integers, Rows
from sim.basis.clock import Clock
from sim.basis.luck import Luck, Purpose
from sim.basis.parameters import NonNegative, Parameters, Source, Unit
from sim.basis.team import Team
from sim.economy.deciding import note_relocations
from sim.economy.sites import compare
from sim.kernels.siting import Siting
from sim.kernels.turnover import who_draws_below
from sim.world.world import World


class RelocationParameters(Parameters):
    """How incumbents move."""

    reconsider_rate: Annotated[NonNegative, Field(le=12.0), Unit("1/year"), Source("assumption")] = 0.03
    """Rate at which a firm compares its site with others."""
    moving_cost: Annotated[NonNegative, Field(le=5.0), Unit("log points of cost"), Source("assumption")] = 0.10
    """Advantage that a move must have."""
    border: Annotated[NonNegative, Field(le=5.0), Unit("log points of cost"), Source("assumption")] = 0.20
    """Further advantage that a move to another jurisdiction must have without any coordination."""


RECONSIDERS = Purpose("whether a firm reconsiders its site")


def relocate(
    *,
    world: World,
    parameters: RelocationParameters,
    siting: Siting,
    clock: Clock,
    luck: Luck,
    team: Team,
) -> tuple[Rows, Rows]:
    """Let incumbents reconsider their sites. Changes `world.firms.site`; links are repriced by `chain.mend`.

    Args:
        world: Firms, sites and rules.
        parameters: How often, and what a move costs.
        siting: What is offered and what it is worth.
        clock: The step.
        luck: Draws by identity.
        team: Threads.

    Returns:
        (m,) rows that moved; (m,) sites they left.
    """
    firms = world.firms
    (rows,) = team.listed(
        who_draws_below, firms.rows, firms.alive, firms.identity, luck.key(RECONSIDERS, clock.step),
        clock.chance(parameters.reconsider_rate),
    )  # fmt: skip
    here = firms.site[rows]
    offers = compare(world=world, who=firms.identity[rows], row=rows, siting=siting, team=team, standing_too=True)
    chosen, worth = offers.best(team)
    place = world.places.site_place
    cost = cost_of_moving(
        here=place[here], there=place[chosen], docking=world.places.levels.docking, parameters=parameters
    )
    same_side = world.site_weight[chosen] == world.site_weight[here]
    moves = (chosen != here) & same_side & (worth - offers.standing() > cost)
    firms.site[rows[moves]] = chosen[moves]
    if world.decisions is not None:
        note_relocations(world=world, rows=rows, here=here, offers=offers, moves=moves)
    return rows[moves], here[moves]


def cost_of_moving(*, here: Integers, there: Integers, docking: Floats, parameters: RelocationParameters) -> Floats:
    """Give the advantage that a move must have, in log points of cost.

    Args:
        here: (m,) jurisdiction left.
        there: (m,) jurisdiction moved to.
        docking: (J, J) mechanism docking.
        parameters: Cost of moving, and of moving to another jurisdiction.
    """
    return parameters.moving_cost + parameters.border * (here != there) * (1.0 - docking[here, there])
