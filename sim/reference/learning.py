"""Learning: productivity drifts, is shocked, and spreads between firms that meet; nobody passes the frontier.

Foreign firms teach their suppliers besides.
"""

from itertools import chain
from typing import TYPE_CHECKING

from sim.basis.singly import exp
from sim.reference.choice import choose
from sim.reference.purposes import (
    INSTRUCTS,
    INSTRUCTS_ACROSS,
    MEETING_COMES_ABOUT,
    MEETING_HAPPENS,
    MEETING_WHERE,
    MEETING_WHOM,
    SHOCK,
)

if TYPE_CHECKING:
    from sim.reference.firm import Firm
    from sim.reference.map import Cell
    from sim.reference.model import PlainModel
    from sim.reference.place import Place

ATTEMPTS = 8
"""Draws in which a cell to meet somebody in is sought."""


def learn(model: "PlainModel") -> None:
    """Let firms meet, then drift and be shocked; let the frontier grow.

    Meetings before shocks, and gains after all meetings: what a firm learns depends on what others knew when prices
    were made.
    """
    meet(model)
    instruct(model)
    for firm in model.firms:
        firm.productivity = min(firm.productivity + firm.learnt, model.frontier)
        drift_and_shock(model, firm)
    advance_frontier(model)


def meet(model: "PlainModel") -> None:
    """Let firms meet each other and the world frontier; each keeps the most that any of its meetings teaches."""
    learning = model.settings.learning
    chance = model.clock.chance(learning.meeting_rate)
    happens = model.draws(MEETING_HAPPENS)
    typical = firms_of_typical_cell(model)
    for firm in model.firms:
        firm.learnt = 0.0
    for firm in model.firms:
        whether, abroad, kind, which = happens.fractions(firm.identity)
        if whether < chance:
            partner = _partner(model, firm, kind, which, typical)
            if partner is not None and partner is not firm and _comes_about(model, firm, partner):
                gap = partner.productivity - firm.productivity
                worse = firm if gap > 0.0 else partner
                worse.learn(gain(model, abs(gap)))
        if abroad < chance * frontier_openness(model, firm.site.place):
            firm.learn(gain(model, model.frontier - firm.productivity))


def instruct(model: "PlainModel") -> None:
    """Let foreign firms teach their suppliers; a lesson counts as one of a meeting does."""
    learning = model.settings.learning
    chance, instructs = model.clock.chance(learning.teaching_rate), model.draws(INSTRUCTS)
    for customer in model.firms:
        if not customer.foreign:
            continue
        for slot, supplier in enumerate(customer.suppliers):
            # One draw has four words, for as many slots.
            happens = instructs.fractions(customer.identity, slot // 4)[slot % 4]
            if happens < chance and _lets_teach(model, customer, supplier, slot):
                supplier.learn(gain(model, customer.productivity - supplier.productivity))


def _lets_teach(model: "PlainModel", customer: "Firm", supplier: "Firm", slot: int) -> bool:
    """Tell whether border and gate let a customer teach."""
    stranger = model.settings.learning.stranger_encounter
    chance = model.regime.chance_to_meet(customer.site, supplier.site, stranger)
    return chance >= 1.0 or model.draws(INSTRUCTS_ACROSS).uniform(customer.identity, slot) < chance


def frontier_openness(model: "PlainModel", place: "Place") -> float:
    """Give the openness of a place towards the world frontier: its openness, times what a scenario says of a zone."""
    visits = model.regime.levels.visits
    if visits is None or not place.is_zone:
        return place.openness
    return place.openness * float(visits[place.number - len(model.regions)])


def gain(model: "PlainModel", gap: float) -> float:
    """Give what is learnt from somebody better by a gap D: psi * D * exp(-D / absorption)."""
    learning = model.settings.learning
    return learning.gain * gap * exp(-gap / learning.absorption) if gap > 0.0 else 0.0


def firms_of_typical_cell(model: "PlainModel") -> float:
    """Give the firms in the cell of the typical firm."""
    totals = [cell.count_all() for cell in model.map.cells]
    return sum(total * total for total in totals) / max(sum(totals), 1)


def _partner(model: "PlainModel", firm: "Firm", kind: float, which: float, typical: float) -> "Firm | None":
    """Give whom a firm meets: a partner of its chain, a firm of its cell, or one at a displacement."""
    learning = model.settings.learning
    if kind < learning.chain_share:
        slots = len(firm.suppliers)
        return firm.suppliers[min(int(which * slots), slots - 1)] if slots else None
    cell = firm.site.cell
    if kind >= learning.chain_share + learning.cell_share:
        cell = _cell_at_a_displacement(model, firm, typical)
    return _somebody_in(model, firm, cell)


def _cell_at_a_displacement(model: "PlainModel", firm: "Firm", typical: float) -> "Cell":
    """Draw a cell, accepted with probability min(1, firms / typical firms); at last the firm's own."""
    ground, where = model.map, model.draws(MEETING_WHERE)
    home, scale_km = firm.site.cell, model.settings.learning.meeting_km
    for attempt in range(ATTEMPTS):
        far, way, accepts, _ = where.fractions(firm.identity, attempt)
        cell = ground.displaced(home, scale_km * ground.radius(far), int(way * ground.directions))
        if cell is not None:
            firms = cell.count_all()
            if firms and (not cell.on_map or accepts * typical <= firms):
                return cell
    return home


def _somebody_in(model: "PlainModel", firm: "Firm", cell: "Cell") -> "Firm | None":
    """Choose a firm of a cell, whatever its industry; all are alike."""
    everybody = chain.from_iterable(cell.firms)
    return choose(model.draws(MEETING_WHOM), firm.identity, cell.drum, everybody, but=firm, by_appeal=False)


def _comes_about(model: "PlainModel", firm: "Firm", partner: "Firm") -> bool:
    """Tell whether a meeting across a border or a gate comes about."""
    stranger = model.settings.learning.stranger_encounter
    chance = model.regime.chance_to_meet(firm.site, partner.site, stranger)
    return chance >= 1.0 or model.draws(MEETING_COMES_ABOUT).uniform(firm.identity) < chance


def drift_and_shock(model: "PlainModel", firm: "Firm") -> None:
    """Let log productivity drift and be shocked; let log appeal follow Gibrat's law, reflected at its floor 0."""
    learning, appeal, clock = model.settings.learning, model.settings.appeal, model.clock
    one, two = model.draws(SHOCK).two_normals(firm.identity)
    firm.productivity += model.drift * clock.years + clock.spread(learning.shock) * one
    firm.productivity = min(firm.productivity, model.frontier)
    falls = 0.5 * appeal.tail * appeal.volatility**2 * clock.years
    firm.appeal = min(abs(firm.appeal - falls + clock.spread(appeal.volatility) * two), appeal.highest)


def advance_frontier(model: "PlainModel") -> None:
    """Let the world frontier grow, and world prices fall with it: p* = -content * frontier."""
    model.frontier += model.settings.learning.frontier_growth * model.clock.years
    model.set_world_prices()
