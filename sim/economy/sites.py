"""Sites: what newborns and firms that reconsider compare, and what a site is worth to them.

Profit at a site goes with market access and cost: ln(profit) / (sigma - 1) = ln(access) / (sigma - 1) - unit cost, so
values are in log points of cost. A lot is offered by promotion; one who merely chose a cell stands on a lot in it with
chance equal to its share of the cell's land, in every world alike.

Source: McFadden (1974) for choice with Gumbel tastes; the form is the model design's, section 3.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from pydantic import Field

from sim.basis.arrays import Floats, Identities, Mask, PerFirm, Rows
from sim.basis.clock import Clock
from sim.basis.luck import Luck, Purpose
from sim.basis.parameters import NonNegative, Parameters, Positive, Source, Unit
from sim.basis.team import Team
from sim.economy.gates import INSIDE, OUTSIDE, closed, sides
from sim.kernels.elementary import exponentials, logarithms
from sim.kernels.siting import Siting, best_sites, compare_sites, promoted_sums
from sim.kernels.trading import EXPORT, HOME
from sim.world.firms import sums_by_industry
from sim.world.in_force import Promotion
from sim.world.world import World


class SitesParameters(Parameters):
    """Which sites are compared, and how."""

    near_sites: Annotated[int, Field(ge=1, le=30), Unit("sites"), Source("assumption")] = 6
    """Sites near its parent that a newborn compares, the parent's own among them."""
    far_sites: Annotated[int, Field(ge=0, le=30), Unit("sites"), Source("assumption")] = 5
    """Sites anywhere that a newborn compares."""
    near_km: Annotated[Positive, Unit("km"), Source("assumption")] = 20.0
    """Distance over which the density of near sites falls by a factor of e."""
    promotion: Annotated[
        NonNegative, Field(le=100.0), Unit("rate per unit of openness"), Source("assumption; judged by fact C1b")
    ] = 1.0
    """How strongly zones are promoted: chance of an offer 1 - exp(-promotion * sum theta exp(-d / promotion_km))."""
    promotion_km: Annotated[Positive, Unit("km"), Source("assumption")] = 50.0
    """Distance over which promotion thins out by a factor of e."""
    leading_weight: Annotated[Positive, Field(le=100.0), Unit("ratio"), Source("assumption; judged by fact C5")] = 8.0
    """How much more strongly a zone is promoted to its leading industries than to others."""
    gumbel_scale: Annotated[Positive, Field(le=5.0), Unit("log points of cost"), Source("feasibility study")] = 0.10
    """Scale of the taste of one firm for one site."""


NEAR = Purpose("the near sites that a chooser compares")
FAR = Purpose("the far sites that a chooser compares")
LOT = Purpose("whether one who chose a cell stands on a lot in it")
PROMOTED = Purpose("whether a promoted lot is offered")
ZONE = Purpose("the zone whose lot is offered")
ZONE_LOT = Purpose("the lot of a zone that is offered")
TASTE = Purpose("taste of a chooser for a site")


@dataclass(frozen=True)
class Offers:
    """What choosers compare; m choosers, column 0 the site on which the row of each stands (if asked), then K more."""

    site: Rows
    """(m, K + 1) sites, -1 for none."""
    worth: Floats
    """(m, K + 1) value without taste, in log points of cost; -inf for none."""
    taste: Floats
    """(m, K + 1) taste of the chooser for the site, in log points of cost."""

    def best(self, team: Team) -> tuple[Rows, PerFirm]:
        """Give the best of the sites offered, column 0 aside: (m,) sites, (m,) values with taste."""
        site, value = np.empty(len(self.site), np.int32), np.empty(len(self.site))
        team.each(best_sites, len(site), self.site, self.worth, self.taste, site, value)
        return site, value

    def standing(self) -> PerFirm:
        """Give (m,) the value, with taste, of the site on which each stands."""
        return self.worth[:, 0] + self.taste[:, 0]


def compare(
    *, world: World, who: Identities, row: Rows, siting: Siting, team: Team, standing_too: bool = False
) -> Offers:
    """Offer sites to choosers and value them; changes nothing. What lies across a closed gate is worth nothing.

    Args:
        world: Firms and sites.
        who: (m,) identities of the choosers.
        row: (m,) row whose industry, site and suppliers each has.
        siting: What is offered and what it is worth.
        team: Threads.
        standing_too: Whether the site on which each row stands is valued in column 0.
    """
    if closed(world, "mobility"):
        return _compare_by_side(world=world, who=who, row=row, siting=siting, team=team, standing_too=standing_too)
    return _compare(world=world, who=who, row=row, siting=siting, team=team, standing_too=standing_too)


def _compare(
    *, world: World, who: Identities, row: Rows, siting: Siting, team: Team, standing_too: bool
) -> Offers:
    firms = world.firms
    shape = (len(who), siting.near_sites + siting.far_sites + 2)
    offers = Offers(site=np.empty(shape, np.int32), worth=np.empty(shape), taste=np.empty(shape))
    team.each(
        compare_sites, len(who), standing_too, who, row, firms.industry, firms.site, firms.price, firms.suppliers,
        world.shares.slot_share, world.shares.slot_count, world.terrain, world.places.rules, siting, offers.site,
        offers.worth, offers.taste,
    )  # fmt: skip
    return offers


def _compare_by_side(
    *, world: World, who: Identities, row: Rows, siting: Siting, team: Team, standing_too: bool
) -> Offers:
    """Let choosers of each side of the gates compare what lies on their side.

    Who chose a cell through which a gate runs stands on the own side of it.
    """
    side = sides(world, "mobility")
    mine = side[world.firms.site[row]]
    shape = (len(who), siting.near_sites + siting.far_sites + 2)
    offers = Offers(site=np.full(shape, -1, np.int32), worth=np.full(shape, -np.inf), taste=np.zeros(shape))
    for each in (OUTSIDE, INSIDE):
        here = np.flatnonzero(mine == each)
        own = siting_on_side(siting=siting, on_side=side[siting.cells :] == each, alone=each == INSIDE)
        found = _compare(
            world=world, who=who[here], row=row[here], siting=own, team=team, standing_too=standing_too
        )
        across = (found.site >= 0) & (side[found.site] != each)
        offers.site[here], offers.taste[here] = found.site, found.taste
        offers.worth[here] = np.where(across, -np.inf, found.worth)
    return offers


def siting_on_side(*, siting: Siting, on_side: Mask, alone: bool) -> Siting:
    """Give terms under which one who chose a cell stands on the lots of one side only.

    Args:
        siting: Terms without gates.
        on_side: (L,) lots of the side.
        alone: Whether there is nothing but lots on the side, so that one of them is taken for certain.
    """
    kept = on_side[siting.lots]
    start = np.concatenate([[0], np.cumsum(kept)])[siting.cell_lots]
    lots = siting.lots[kept]
    chance = siting.lot_share
    if alone:
        cell = np.repeat(np.arange(len(start) - 1), np.diff(start))
        total = np.bincount(cell, weights=chance[lots], minlength=len(start) - 1)
        chance = chance.copy()
        chance[lots] /= total[cell]
    return siting._replace(cell_lots=start, lots=lots, lot_chance=chance)


def terms_of_siting(
    *, world: World, parameters: SitesParameters, clock: Clock, luck: Luck, team: Team
) -> Siting:
    """Gather what kernels need to know of a choice among sites in this step."""
    lots = world.lots
    promotion = promotion_in_force(world=world, parameters=parameters)
    return Siting(
        near_sites=parameters.near_sites,
        far_sites=parameters.far_sites,
        near_km=parameters.near_km,
        radii=world.radii,
        gumbel_scale=parameters.gumbel_scale,
        promotion=parameters.promotion,
        weights=promotion.weights,
        promoted_weight=promotion.sums,
        leading=promotion.leading,
        value=value_of_sites(world=world, team=team),
        region_value=world.regions.entry_value,
        cell_lots=lots.cell_start,
        lots=lots.by_cell,
        zone_lots=lots.zone_start,
        lots_of_zone=lots.by_zone,
        lot_share=world.geography.lot_share,
        lot_chance=world.geography.lot_share,
        cells=world.geography.cells,
        near=luck.key(NEAR, clock.step),
        far=luck.key(FAR, clock.step),
        lot=luck.key(LOT, clock.step),
        promoted=luck.key(PROMOTED, clock.step),
        zone=luck.key(ZONE, clock.step),
        zone_lot=luck.key(ZONE_LOT, clock.step),
        taste=luck.key(TASTE, clock.step),
    )


def promotion_in_force(*, world: World, parameters: SitesParameters) -> Promotion:
    """Give how zones are promoted; it changes only with the regime, so it is worked out once and kept there."""
    places = world.places
    if places.promotion is None:
        weights = promotion_weights(world=world, promotion_km=parameters.promotion_km)
        leading = np.where(world.geography.zone_leading, parameters.leading_weight, 1.0)
        places.promotion = Promotion(weights=weights, leading=leading, sums=promoted_sums(weights, leading))
    return places.promotion


def promotion_weights(*, world: World, promotion_km: float) -> Floats:
    """Give (C, Z) how strongly a zone is promoted in a cell: openness * exp(-d / promotion_km), 0 if not active."""
    regions, cells = world.geography.regions, world.geography.cells
    openness = np.where(world.places.active, world.places.openness[regions:], 0.0)
    return openness[None, :] * exponentials(-world.distances.site_zone[:cells] / promotion_km)


def value_of_sites(*, world: World, team: Team) -> Floats:
    """Give (sites, S) market access less cost, in log points of cost; what suppliers charge apart.

    One who chooses does not know yet how productive it will be there, and counts with the mean of its industry, as in
    Hopenhayn (1992), Econometrica 60(5).
    """
    firms = world.firms
    known = sums_by_industry(firms=firms, column=firms.productivity, industries=len(world.final_shares), team=team)
    access = np.maximum(world.access[:, :, HOME] + world.access[:, :, EXPORT], 1e-300)
    return logarithms(access) / (world.substitution - 1.0) - world.site_cost + (known[:, 0] / known[:, 1])[None, :]
