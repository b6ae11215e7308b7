"""The chain: every supplier slot looks for a better supplier, near by or far away.

A candidate cell comes from a displacement whose density per area falls as exp(-d / search_km), or from gravity; the
firm within it by a lottery weighted with appeal. Coordination decides who meets; the delivered price less what appeal
is worth, who is taken.

Source: Saito (2013), RIETI 13-E-080, for the distances of links; the form is the model design's, section 3, but for
the worth of appeal (decision 0016).
"""

from typing import Annotated

import numpy as np
from pydantic import Field

from sim.basis.arrays import Integers, Mask, PerFirm, PerIndustry, Rows
from sim.basis.clock import Clock
from sim.basis.luck import Luck, Purpose
from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit
from sim.basis.team import Team
from sim.economy.deciding import note_searches
from sim.economy.gates import INSIDE, OUTSIDE, closed, sides
from sim.kernels.buckets import count_stayers
from sim.kernels.mending import mend_links, reprice_links
from sim.kernels.searching import Search, search_suppliers
from sim.world.crowd import Crowd, gather
from sim.world.world import World


class ChainParameters(Parameters):
    """How firms find suppliers."""

    search_rate: Annotated[
        NonNegative, Field(le=12.0), Unit("1/year"), Source("assumption: half of all links renew yearly")
    ] = 1.0
    """Rate at which a supplier slot looks for a better supplier."""
    search_km: Annotated[Positive, Unit("km"), Source("calibrated on baseline: docs/calibration.md; fact C12")] = 6.2
    """Distance over which the density of candidates falls by a factor of e."""
    far_share: Annotated[
        Share, Unit("share"), Source("calibrated on baseline: docs/calibration.md; facts C12, C20")
    ] = 0.19
    """Share of searches that go nationwide by gravity instead of near by."""
    stickiness: Annotated[NonNegative, Field(le=1.0), Unit("log points"), Source("feasibility study")] = 0.02
    """How much cheaper, delivered, a candidate must be to be taken."""
    appeal_premium: Annotated[
        NonNegative, Field(le=5.0), Unit("log points of price per log point of appeal"),
        Source("1 / (sigma - 1), as final demand values appeal; judged by fact C14"),
    ] = 1.0 / 3.0  # fmt: skip
    """How much dearer a supplier may be for each log point of appeal that it has over another."""
    stranger_encounter: Annotated[Share, Unit("share"), Source("feasibility study")] = 0.2
    """Chance to meet a candidate of another jurisdiction without any coordination, b0."""
    enclave: Annotated[Share, Unit("share"), Source("feasibility study")] = 0.6
    """Chance that the gate keeps two firms from meeting without any coordination."""


TICKETS = Purpose("the tickets of a firm in the drums of its cell")
LOOKS = Purpose("whether a supplier slot looks for a better supplier")
WHERE = Purpose("the cell in which a supplier slot looks")
WHOM = Purpose("the firm of a cell that a supplier slot considers")
MEETS = Purpose("whether a supplier slot and its candidate meet across a border or a gate")
INHERITS = Purpose("the firm that takes over the customers of a dead supplier")


def search(
    *, world: World, parameters: ChainParameters, clock: Clock, luck: Luck, team: Team, first: bool = False,
    only: Mask | None = None,
) -> None:  # fmt: skip
    """Let supplier slots look for better suppliers. Changes suppliers and delivery costs of `world.firms`.

    What slots look at, `world.crowd`, is gathered here and serves whoever looks for a firm in the rest of the step.

    Args:
        world: Firms and rules.
        parameters: How slots search.
        clock: The step.
        luck: Draws by the identity of the firm that looks.
        team: Threads.
        first: Whether every slot looks and takes what it finds, as the first firms do.
        only: (n,) firms whose slots look, where not all do.
    """
    world.crowd = gather_crowd(world=world, clock=clock, luck=luck, team=team)
    firms, shares = world.firms, world.shares
    before = None if world.decisions is None else firms.suppliers.copy()
    looking = firms.alive if only is None else firms.alive & only
    team.each(
        search_suppliers, firms.rows, first, looking, firms.alive, firms.identity, firms.industry, firms.site,
        prices_for_appeal(world=world, parameters=parameters), firms.appeal, firms.suppliers, firms.delivery,
        shares.slot_industry, shares.slot_count, *world.crowd, world.terrain, world.places.rules,
        terms_of_search(world=world, parameters=parameters, clock=clock, luck=luck),
    )  # fmt: skip
    if before is not None:
        chance = clock.chance(parameters.search_rate)
        note_searches(world=world, before=before, looks=LOOKS, chance=chance, luck=luck, step=clock.step)


def prices_for_appeal(*, world: World, parameters: ChainParameters) -> PerFirm:
    """Give (n,) log prices less what each firm's appeal is worth to its customers, by which they compare suppliers."""
    return world.firms.price - parameters.appeal_premium * world.firms.appeal


def gather_crowd(*, world: World, clock: Clock, luck: Luck, team: Team) -> Crowd:
    """Sort firms by where they stand, and fill the drums of this step; changes nothing."""
    return gather(
        firms=world.firms, site_cell=world.geography.site_cell, cells=world.geography.cells,
        industries=len(world.final_shares), sizes=world.drum_sizes, key=luck.key(TICKETS, clock.step), team=team,
    )  # fmt: skip


def mend(*, world: World, stays: Mask, clock: Clock, luck: Luck, team: Team) -> None:
    """Replace dead suppliers by the nearest of their industry, and reprice the links of movers.

    Changes suppliers and delivery costs of `world.firms`, so that no slot is ever empty. Who has lost a supplier finds
    firms that stand where they stood when this step's slots began to look; movers are found from the next step on.

    Args:
        world: Firms, crowd and rules.
        stays: (n,) firms that have neither died nor moved in this step.
        clock: The step.
        luck: Draws by the identity of the customer.
        team: Threads.
    """
    crowd = world.crowd or gather_crowd(world=world, clock=clock, luck=luck, team=team)
    firms, shares, buckets = world.firms, world.shares, crowd.buckets
    side, heirs = _who_may_take_over(world=world, stays=stays)
    counts = np.stack([count_stayers(buckets.start, buckets.row, each, *buckets.counts.shape) for each in heirs])
    team.each(
        mend_links, firms.rows, firms.alive, stays, firms.identity, firms.industry, firms.site, firms.appeal,
        firms.suppliers, firms.delivery, shares.slot_industry, shares.slot_count, side, counts, heirs, *crowd,
        world.terrain, world.places.rules, luck.key(INHERITS, clock.step),
    )  # fmt: skip


def _who_may_take_over(*, world: World, stays: Mask) -> tuple[Integers, Mask]:
    """Give (sites,) the side of each site, and (sides, n) the firms that stay on each: one side with open gates."""
    side = sides(world, "chain")
    if not closed(world, "chain"):
        return side, stays[None, :]
    of_firm = side[world.firms.site]
    return side, np.stack([stays & (of_firm == each) for each in (OUTSIDE, INSIDE)])


def settle_links_of(*, world: World, rows: Rows, stays: Mask, clock: Clock, luck: Luck, team: Team) -> None:
    """Price the links of newborns; those that reach across a closed gate are replaced on the own side at once.

    Changes suppliers and delivery costs of `world.firms`.

    Args:
        world: Firms, crowd and rules.
        rows: (m,) rows of the newborns.
        stays: As in `mend`, before they were born.
        clock: The step.
        luck: Draws by the identity of the customer.
        team: Threads.
    """
    if closed(world, "chain"):
        older = np.zeros(world.firms.rows, np.bool_)
        older[: len(stays)] = stays
        older[rows] = False
        mend(world=world, stays=older, clock=clock, luck=luck, team=team)
    else:
        price_links_of(world=world, rows=rows, team=team)


def terms_of_search(*, world: World, parameters: ChainParameters, clock: Clock, luck: Luck) -> Search:
    """Gather what kernels need to know of a search in this step."""
    return Search(
        chance=clock.chance(parameters.search_rate),
        scale_km=parameters.search_km,
        far_share=parameters.far_share,
        stickiness=parameters.stickiness,
        encounter=world.places.encounters.chain,
        radii=world.radii,
        typical=world.typical_firms,
        looks=luck.key(LOOKS, clock.step),
        where=luck.key(WHERE, clock.step),
        whom=luck.key(WHOM, clock.step),
        meets=luck.key(MEETS, clock.step),
    )


def typical_firms(counts: Integers) -> PerIndustry:
    """Give the mean number of firms of each industry over the cells that have any.

    Args:
        counts: (C, S) firms by cell and industry.
    """
    return np.maximum(counts.sum(axis=0) / np.maximum((counts > 0).sum(axis=0), 1), 1.0)


def price_links_of(*, world: World, rows: Rows, team: Team) -> None:
    """Price the links of the firms of given rows for where they stand. Changes delivery costs of `world.firms`."""
    firms = world.firms
    team.each(
        reprice_links, len(rows), rows, firms.site, firms.suppliers, firms.delivery, world.terrain,
        world.places.rules,
    )  # fmt: skip
