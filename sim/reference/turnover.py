"""Turnover: firms die, move and are born; their customers find others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sim.basis.singly import Draws, exp, identity, log
from sim.reference import chain
from sim.reference.firm import Firm
from sim.reference.map import Site
from sim.reference.purposes import (
    ENTERS,
    FOREIGN,
    FOREIGN_GAP,
    RECONSIDERS,
    SUCCEEDS,
    TAKES_AFTER,
    TURNOVER,
)
from sim.reference.sites import Siting

if TYPE_CHECKING:
    from sim.reference.model import PlainModel
    from sim.reference.place import Place

BINS = 256
BINS_PER_LOG = 5.0
LOWEST = -25.0

LATEST_BURN_IN = 1 << 20
"""Added to a step, so that the number that names a newborn's step is never negative."""

AWAY = 1 << 20
"""Number of a firm's first birth in the stream of the other weight."""


@dataclass
class Flows:
    """Who came, went and moved in a step, by where they did."""

    born: list[Site] = field(default_factory=list)
    born_foreign: list[bool] = field(default_factory=list)
    died: list[Site] = field(default_factory=list)
    moves: list[tuple[Site, Site]] = field(default_factory=list)
    """Sites that were left, and those moved to."""


def turn_over(model: "PlainModel") -> None:
    """Let firms die, move and be born. In the burn-in nobody moves, and a newborn succeeds each dead firm."""
    dead = leave(model)
    moves = [] if model.settling else relocate(model)
    model.strike_off_leavers()
    # Parents must have living suppliers before newborns take after them.
    chain.mend(model)
    born = succeed(model, dead) if model.settling else come(model)
    for firm in born:
        firm.price_links()
    model.flows = Flows(
        born=[firm.site for firm in born],
        born_foreign=[firm.foreign for firm in born],
        died=[firm.site for firm in dead],
        moves=moves,
    )


def leave(model: "PlainModel") -> list[Firm]:
    """Let firms die, small ones more often; the last two of an industry never do."""
    rules, luck = model.settings.exit, model.draws(TURNOVER)
    hazard = rules.exit_rate * model.clock.years
    ranks = size_ranks(model)
    left = [0] * len(model.industries)
    for firm in model.firms:
        left[firm.industry.number] += 1
    dead = []
    for firm in model.firms:
        falling = exp(rules.steepness * log(max(1.0 - ranks[firm], 1e-300)))
        chance = 1.0 - exp(-hazard * (1.0 + rules.steepness) * falling)
        _, draw = luck.two_uniforms(firm.identity)
        if draw < chance and left[firm.industry.number] > 2:
            left[firm.industry.number] -= 1
            dead.append(firm)
    for firm in dead:
        firm.die()
    return dead


def size_ranks(model: "PlainModel") -> dict[Firm, float]:
    """Rank firms by revenue per real firm within their industry: 0 the smallest, 1 the largest.

    Ranks come from a histogram of log size with linear parts, so that one firm more moves each rank but little.
    """
    below = [[0] * (BINS + 1) for _ in model.industries]
    position = {}
    for firm in model.firms:
        size = max(firm.revenue / firm.site.weight, 1e-10)
        place = min(max((log(size) - LOWEST) * BINS_PER_LOG, 0.0), BINS - 1e-9)
        position[firm] = place
        below[firm.industry.number][int(place) + 1] += 1
    for counts in below:
        for b in range(BINS):
            counts[b + 1] += counts[b]
    return {firm: _rank(below[firm.industry.number], place) for firm, place in position.items()}


def _rank(below: list[int], position: float) -> float:
    b = int(position)
    return (below[b] + (position - b) * (below[b + 1] - below[b])) / below[BINS]


def relocate(model: "PlainModel") -> list[tuple[Site, Site]]:
    """Let incumbents reconsider their sites; give the sites they left, and those they moved to."""
    rules, luck, siting = model.settings.relocation, model.draws(RECONSIDERS), Siting(model)
    chance = model.clock.chance(rules.reconsider_rate)
    chosen = []
    for firm in model.firms:
        if luck.uniform(firm.identity) < chance:
            offer = siting.best(firm.identity, firm)
            here = siting.worth(firm.site, firm) + siting.taste(firm.identity, firm.site)
            same_side = offer.site.weight == firm.site.weight
            cost = cost_of_moving(model, firm.site.place, offer.site.place)
            if offer.site is not firm.site and same_side and offer.worth - here > cost:
                chosen.append((firm, offer.site))
    moves = [(firm.site, site) for firm, site in chosen]
    for firm, site in chosen:
        firm.move(site)
    return moves


def cost_of_moving(model: "PlainModel", here: "Place", there: "Place") -> float:
    """Give the advantage that a move must have; coordination takes away what another jurisdiction adds."""
    rules = model.settings.relocation
    border = rules.border if here is not there else 0.0
    return rules.moving_cost + border * (1.0 - model.regime.docking[here.number][there.number])


def come(model: "PlainModel") -> list[Firm]:
    """Let firms beget newborns, which compare sites and enter or do not."""
    entry, siting, enters = model.settings.entry, Siting(model), model.draws(ENTERS)
    settled = []
    for who, parent, weight in begotten(model):
        site, worth = siting.best(who, parent)
        chance = chance_of_entering(worth, parent.industry.value_bar, entry.entry_elasticity)
        if enters.uniform(who) < chance and site.weight == weight:
            settled.append((who, parent, site))
    # All compare sites before any of them stands anywhere.
    return [settle(model, who, parent, site) for who, parent, site in settled]


def begotten(model: "PlainModel") -> list[tuple[int, Firm, float]]:
    """List the newborns of a step: identity, parent, and the weight that it would stand for.

    A firm begets in two streams, agents of its own weight and agents of the other, each at a hazard proportional to
    its share of its industry's revenue.
    """
    luck, years = model.draws(TURNOVER), model.clock.years
    totals = [0.0] * len(model.industries)
    for firm in model.firms:
        totals[firm.industry.number] += firm.revenue
    newborns, other = [], model.other_weights()
    for firm in model.firms:
        industry, here = firm.industry, firm.site.weight
        expected = industry.birth_mass * years * firm.revenue / totals[industry.number]
        home, away, _, _ = luck.fractions(firm.identity)
        there = other[here]
        streams = [(0, int(expected / here + home), here)]
        if there > 0.0:
            streams.append((AWAY, int(expected / there + away), there))
        for first, births, weight in streams:
            for birth in range(births):
                who = identity(model.clock.step + LATEST_BURN_IN, firm.identity, first + birth)
                newborns.append((who, firm, weight))
    return newborns


def chance_of_entering(worth: float, bar: float, elasticity: float) -> float:
    """Give the chance that a newborn enters: logistic in the value of its best site over not entering."""
    return 1.0 / (1.0 + exp(-elasticity * (worth - bar)))


def settle(model: "PlainModel", who: int, parent: Firm, site: Site) -> Firm:
    """Let a newborn stand on its site; it takes after its parent, and is foreign where the place is open."""
    entry = model.settings.entry
    frontier = model.frontier
    chance = entry.fdi * site.place.openness * model.regime.levels.foreign_births
    foreign = model.draws(FOREIGN).uniform(who) < chance
    if foreign:
        productivity = frontier + entry.foreign_gap * log(model.draws(FOREIGN_GAP).uniform(who))
    else:
        noise = entry.newborn_sd * model.draws(TAKES_AFTER).normal(who)
        productivity = min(parent.productivity + noise, frontier)
    firm = Firm(
        model,
        identity=who,
        industry=parent.industry,
        site=site,
        productivity=productivity,
        appeal=model.settings.appeal.inheritance * parent.appeal,
        birth_step=model.clock.step,
        foreign=foreign,
    )
    firm.price = parent.price
    firm.suppliers = list(parent.suppliers)
    firm.delivery = list(parent.delivery)
    return firm


def succeed(model: "PlainModel", dead: Sequence[Firm]) -> list[Firm]:
    """Put a newborn of the same region and industry in the place of every dead firm, as the burn-in does."""
    luck = model.draws(SUCCEEDS)
    living: dict[tuple[int, int], list[Firm]] = {}
    for firm in model.firms:
        living.setdefault((firm.site.region.number, firm.industry.number), []).append(firm)
    successors = {}
    for firm in dead:
        kin = living.get((firm.site.region.number, firm.industry.number), [])
        parent = _parent_of_successor(luck, firm, kin) or firm
        who = identity(model.clock.step + LATEST_BURN_IN, parent.identity, firm.identity)
        successors[firm] = settle(model, who, parent, firm.site)
        successors[firm].line = firm.line
    for firm in successors.values():
        # A dead parent's suppliers may be dead too, and succeeded.
        firm.suppliers = [successors.get(supplier, supplier) for supplier in firm.suppliers]
    return list(successors.values())


def _parent_of_successor(luck: Draws, dead: Firm, kin: Iterable[Firm]) -> Firm | None:
    """Choose by rendezvous weighted with revenue: the smallest exponential draw over it."""
    return min(
        kin,
        key=lambda firm: -log(luck.uniform(dead.identity, firm.identity)) / (firm.revenue + 1e-300),
        default=None,
    )
