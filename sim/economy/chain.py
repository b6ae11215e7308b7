"""The chain: every supplier slot looks for a better supplier, near by or far away.

A candidate cell comes from a displacement whose density per area falls as exp(-d / search_km), or from gravity; the
firm within it by rendezvous weighted with appeal. Coordination decides who meets; the delivered price, who is taken.

Source: Saito (2013), RIETI 13-E-080, for the distances of links; the form is the model design's, section 3.
"""

from typing import Annotated

import numpy as np
from pydantic import Field

from sim.basis.arrays import Integers, Mask, PerIndustry
from sim.basis.clock import Clock
from sim.basis.luck import Luck, Purpose
from sim.basis.parameters import NonNegative, Parameters, Positive, Share, Source, Unit
from sim.basis.team import Team
from sim.kernels.searching import Search, mend_links, reprice_links, search_suppliers
from sim.world.world import World


class ChainParameters(Parameters):
    """How firms find suppliers."""

    search_rate: Annotated[NonNegative, Field(le=12.0), Unit("1/year"), Source("feasibility study")] = 0.5
    """Rate at which a supplier slot looks for a better supplier."""
    search_km: Annotated[Positive, Unit("km"), Source("feasibility study; judged by fact C12")] = 20.0
    """Distance over which the density of candidates falls by a factor of e."""
    far_share: Annotated[Share, Unit("share"), Source("feasibility study")] = 0.15
    """Share of searches that go nationwide by gravity instead of near by."""
    stickiness: Annotated[NonNegative, Field(le=1.0), Unit("log points"), Source("feasibility study")] = 0.02
    """How much cheaper, delivered, a candidate must be to be taken."""
    stranger_encounter: Annotated[Share, Unit("share"), Source("feasibility study")] = 0.2
    """Chance to meet a candidate of another jurisdiction without any coordination, b0."""
    enclave: Annotated[Share, Unit("share"), Source("feasibility study")] = 0.6
    """Chance that the gate keeps two firms from meeting without any coordination."""


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

    Args:
        world: Firms, buckets and rules.
        parameters: How slots search.
        clock: The step.
        luck: Draws by the identity of the firm that looks.
        team: Threads.
        first: Whether every slot looks and takes what it finds, as the first firms do.
        only: (n,) firms whose slots look, where not all do.
    """
    firms = world.firms
    looking = firms.alive if only is None else firms.alive & only
    team.each(
        search_suppliers, firms.rows, first, looking, firms.identity, firms.industry, firms.site, firms.price,
        firms.suppliers, firms.delivery, world.shares.slot_industry, world.buckets, world.terrain, world.places.rules,
        terms_of_search(world=world, parameters=parameters, clock=clock, luck=luck),
    )  # fmt: skip


def mend(*, world: World, moved: Mask, clock: Clock, luck: Luck, team: Team) -> None:
    """Replace dead suppliers by the nearest of their industry, and reprice the links of movers.

    Changes suppliers and delivery costs of `world.firms`, so that no slot is ever empty.
    """
    firms = world.firms
    team.each(
        mend_links, firms.rows, firms.alive, moved, moved | ~firms.alive, firms.identity, firms.industry, firms.site,
        firms.suppliers, firms.delivery, world.shares.slot_industry, world.buckets, world.terrain, world.places.rules,
        luck.key(INHERITS, clock.step),
    )  # fmt: skip


def terms_of_search(*, world: World, parameters: ChainParameters, clock: Clock, luck: Luck) -> Search:
    """Gather what kernels need to know of a search in this step."""
    return Search(
        chance=clock.chance(parameters.search_rate),
        scale_km=parameters.search_km,
        far_share=parameters.far_share,
        stickiness=parameters.stickiness,
        stranger=parameters.stranger_encounter,
        enclave=parameters.enclave,
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


def price_links_of(*, world: World, rows: Mask, team: Team) -> None:
    """Price the links of given firms for where they stand. Changes delivery costs of `world.firms`."""
    firms = world.firms
    team.each(
        reprice_links, firms.rows, firms.alive & rows, firms.site, firms.suppliers, firms.delivery, world.terrain,
        world.places.rules,
    )  # fmt: skip
