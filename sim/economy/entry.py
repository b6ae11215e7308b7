"""Entry: firms beget firms, and newborns choose where to stand.

Each firm begets at a hazard proportional to its share of its industry's revenue. An agent of the rest of the country
stands for more real firms than one on the map; so that nothing is lost between them, every firm begets in two streams,
agents of its own weight, which enter only at home, and agents of the other weight, which enter only there.

Source: Dunne, Roberts & Samuelson (1988), RAND J. Economics 19(4), for entry by incumbents' industry; McFadden (1974)
for the choice among sites; the form is the model design's, section 3.
"""

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from pydantic import Field

from sim.basis.arrays import Floats, Identities, Mask, PerFirm, Rows
from sim.basis.clock import Clock
from sim.basis.luck import Luck, Purpose
from sim.basis.parameters import NonNegative, Parameters, Share, Source, Unit
from sim.basis.team import Team
from sim.economy.deciding import note_entries
from sim.economy.exit import TURNOVER
from sim.economy.sites import compare
from sim.kernels.draws import identities
from sim.kernels.elementary import exponentials, logarithms
from sim.kernels.siting import Siting
from sim.kernels.turnover import births, successors
from sim.world.firms import sums_by_industry
from sim.world.world import World


class EntryParameters(Parameters):
    """How firms are born."""

    newborn_sd: Annotated[NonNegative, Field(le=2.0), Unit("log points"), Source("assumption; judged by fact C8")] = 0.5
    """Standard deviation of a newborn's productivity around its parent's."""
    entry_elasticity: Annotated[NonNegative, Field(le=50.0), Unit("elasticity"), Source("assumption")] = 3.0
    """Rise of the log odds of entering with the value of the best site over not entering."""
    entering_share: Annotated[Share, Field(gt=0.0, lt=1.0), Unit("share"), Source("assumption")] = 0.7
    """Share of newborns that enter at the fork; the outside option is solved for it."""
    fdi: Annotated[Share, Unit("share per unit of openness"), Source("feasibility study; judged by fact C2b")] = 0.35
    """Foreign share of newborns in a fully open place."""
    foreign_gap: Annotated[NonNegative, Field(le=5.0), Unit("log points"), Source("assumption")] = 0.3
    """Mean distance of foreign newborns from the world frontier."""


ENTERS = Purpose("whether a newborn enters")
TAKES_AFTER = Purpose("how a newborn's productivity differs from its parent's")
FOREIGN = Purpose("whether a newborn is foreign")
FOREIGN_GAP = Purpose("how far a foreign newborn is from the world frontier")
SUCCEEDS = Purpose("the parent of the firm that succeeds a dead one in the burn-in")


@dataclass(frozen=True)
class Newborns:
    """Newborns before they stand anywhere; m rows."""

    identity: Identities
    parent: Rows
    """(m,) row of the parent."""
    weight: PerFirm
    """(m,) real firms that the agent would stand for."""


def come(
    *,
    world: World,
    parameters: EntryParameters,
    siting: Siting,
    inheritance: float,
    clock: Clock,
    luck: Luck,
    team: Team,
) -> tuple[Rows, Mask]:
    """Let firms beget newborns, which compare sites and enter or do not. Changes `world.firms`.

    Returns:
        (m,) rows of the newborns that entered; (m,) whether they are foreign.
    """
    newborns = begotten(world=world, clock=clock, luck=luck, team=team)
    firms = world.firms
    offers = compare(world=world, who=newborns.identity, row=newborns.parent, siting=siting, team=team)
    chosen, worth = offers.best(team)
    industry = firms.industry[newborns.parent]
    chance = chance_of_entering(worth=worth, bar=world.value_bar[industry], elasticity=parameters.entry_elasticity)
    # Who finds every site offered across a closed gate has nowhere to enter.
    enters = (luck.uniforms(ENTERS, clock.step, newborns.identity) < chance) & np.isfinite(worth)
    enters &= world.site_weight[chosen] == newborns.weight
    if world.decisions is not None:
        note_entries(
            world=world, who=newborns.identity, parent=newborns.parent, offers=offers, chosen=chosen, enters=enters
        )
    return settle_newborns(
        world=world, identity=newborns.identity[enters], parent=newborns.parent[enters], site=chosen[enters],
        parameters=parameters, inheritance=inheritance, clock=clock, luck=luck,
    )  # fmt: skip


def begotten(*, world: World, clock: Clock, luck: Luck, team: Team) -> Newborns:
    """Count and name what every firm begets in this step; changes nothing."""
    firms = world.firms
    weights = weights_here_and_there(world)
    revenue = sums_by_industry(firms=firms, column=firms.revenue, industries=len(world.final_shares), team=team)[:, 0]
    parents, home, others, away = team.listed(
        births, firms.rows, firms.alive, firms.identity, firms.industry, firms.site, firms.revenue, weights,
        world.birth_mass * clock.years / np.maximum(revenue, 1e-300), luck.key(TURNOVER, clock.step),
    )  # fmt: skip
    parent = np.concatenate([np.repeat(parents, home), np.repeat(others, away)])
    number = np.concatenate([_numbers(home), _numbers(away) + AWAY])
    column = np.repeat([0, 1], [home.sum(), away.sum()])
    return Newborns(
        identity=identities(np.int64(clock.step + LATEST_BURN_IN), firms.identity[parent], number),
        parent=parent,
        weight=weights[firms.site[parent], column],
    )


def weights_here_and_there(world: World) -> Floats:
    """Give (sites, 2) real firms that an agent of a site stands for, and one of the other side (0: there is none)."""
    here = world.site_weight
    both = np.unique(world.region_weight)
    there = np.where(here == both[0], both[-1], both[0]) if len(both) > 1 else np.zeros(len(here))
    return np.stack([here, there], axis=1)


def chance_of_entering(*, worth: PerFirm, bar: PerFirm, elasticity: float) -> PerFirm:
    """Give the chance that a newborn enters: logistic in the value of its best site over not entering."""
    return 1.0 / (1.0 + exponentials(-elasticity * (worth - bar)))


def settle_newborns(
    *,
    world: World,
    identity: Identities,
    parent: Rows,
    site: Rows,
    parameters: EntryParameters,
    inheritance: float,
    clock: Clock,
    luck: Luck,
) -> tuple[Rows, Mask]:
    """Write newborns into free rows of the table. Changes `world.firms`; links are priced by `chain.price_links_of`.

    Rows say nothing, but what is near in space should be near in memory: newborns in the order of their cells take free
    rows in ascending order, so each follows a firm that died near by.
    """
    firms = world.firms
    by_cell = np.argsort(world.geography.site_cell[site], kind="stable")
    identity, parent, site = identity[by_cell], parent[by_cell], site[by_cell]
    row = firms.free_rows(len(identity))
    foreign, productivity = _what_they_know(
        world=world, identity=identity, parent=parent, site=site, parameters=parameters, clock=clock, luck=luck
    )
    firms.identity[row] = identity
    firms.alive[row] = True
    firms.industry[row] = firms.industry[parent]
    firms.site[row] = site
    firms.productivity[row] = productivity
    firms.appeal[row] = inheritance * firms.appeal[parent]
    firms.price[row] = firms.price[parent]
    firms.revenue[row] = 0.0
    firms.foreign[row] = foreign
    firms.birth_step[row] = clock.step
    firms.suppliers[row] = firms.suppliers[parent]
    firms.generation[row] += 1
    return row, foreign


def _what_they_know(
    *,
    world: World,
    identity: Identities,
    parent: Rows,
    site: Rows,
    parameters: EntryParameters,
    clock: Clock,
    luck: Luck,
) -> tuple[Mask, PerFirm]:
    openness, times = world.places.openness[world.places.site_place[site]], world.places.levels.foreign_births
    foreign = luck.uniforms(FOREIGN, clock.step, identity) < parameters.fdi * openness * times
    noise = parameters.newborn_sd * luck.normals(TAKES_AFTER, clock.step, identity)
    gap = -parameters.foreign_gap * logarithms(luck.uniforms(FOREIGN_GAP, clock.step, identity))
    frontier = world.market.frontier
    own = np.minimum(world.firms.productivity[parent] + noise, frontier)
    return foreign, np.where(foreign, frontier - gap, own)


def succeed(
    *,
    world: World,
    dead: Rows,
    parameters: EntryParameters,
    inheritance: float,
    clock: Clock,
    luck: Luck,
) -> tuple[Rows, Mask]:
    """Put a newborn of the same region and industry in the place of every dead firm, as the burn-in does.

    Changes `world.firms`; location and numbers by region and industry stay as they are.
    """
    firms, industries = world.firms, len(world.final_shares)
    region = world.site_region[firms.site]
    living = np.flatnonzero(firms.alive).astype(np.int32)
    group = region[living] * industries + firms.industry[living]
    order = np.argsort(group, kind="stable")
    start = np.searchsorted(group[order], np.arange(world.geography.regions * industries + 1))
    parent = successors(
        region[dead].astype(np.int64), firms.industry[dead], firms.identity[dead], start.astype(np.int64),
        living[order], firms.identity, firms.revenue, luck.key(SUCCEEDS, clock.step), industries,
    )  # fmt: skip
    parent = np.where(parent >= 0, parent, dead)
    identity = identities(np.int64(clock.step + LATEST_BURN_IN), firms.identity[parent], firms.identity[dead])
    return settle_newborns(
        world=world, identity=identity, parent=parent, site=firms.site[dead], parameters=parameters,
        inheritance=inheritance, clock=clock, luck=luck,
    )  # fmt: skip


def _numbers(counts: Rows) -> Identities:
    ends = np.cumsum(counts)
    return (np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - counts, counts)).astype(np.uint64)


AWAY = np.uint64(1 << 20)
"""Number of the first birth of the stream of the other weight."""

LATEST_BURN_IN = 1 << 20
"""Added to a step, so that the number that names a newborn's step is never negative."""
