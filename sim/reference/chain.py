"""The chain: every supplier slot looks for a better supplier, near by or far away; no slot is ever empty."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.basis.singly import ALL_BITS, Draws
from sim.reference.choice import choose, elect
from sim.reference.purposes import SLOT_INHERITS, SLOT_LOOKS, SLOT_MEETS, SLOT_WHERE, SLOT_WHOM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sim.reference.firm import Firm
    from sim.reference.industry import Industry
    from sim.reference.map import Cell
    from sim.reference.model import PlainModel

LOOKS_FOR_A_CELL = 4
"""Draws of four words in which a cell is sought, two attempts each."""

SLOT_STRIDE = 0x9E3779B97F4A7C15
"""Tells apart whom the slots of one firm consider."""


@dataclass(frozen=True)
class Search:
    """How slots search in a step."""

    chance: float
    """Chance that a slot looks."""
    takes_anybody: bool
    """Whether slots take what they find, as those of the first firms do."""
    looks: Draws
    where: Draws
    whom: Draws
    meets: Draws

    @classmethod
    def of(cls, model: "PlainModel", *, step: int, chance: float, takes_anybody: bool = False) -> "Search":
        """Say how slots search in a step of the luck."""
        return cls(
            chance=chance,
            takes_anybody=takes_anybody,
            looks=Draws(model.luck, SLOT_LOOKS, step),
            where=Draws(model.luck, SLOT_WHERE, step),
            whom=Draws(model.luck, SLOT_WHOM, step),
            meets=Draws(model.luck, SLOT_MEETS, step),
        )


def search(model: "PlainModel", terms: Search, firms: "Iterable[Firm]") -> None:
    """Let the supplier slots of some firms look for better suppliers."""
    far_share = model.settings.chain.far_share
    for firm in firms:
        luck: tuple[float, ...] = ()
        for slot, wanted in enumerate(firm.industry.inputs):
            if slot == len(luck):
                luck += terms.looks.fractions(firm.identity, slot // 4)
            if luck[slot] < terms.chance:
                far = luck[slot] < terms.chance * far_share
                cell = cell_to_look_in(model, terms, firm, slot, wanted, far=far)
                _consider(model, terms, firm, slot, _found_in(terms, firm, slot, wanted, cell))


def cell_to_look_in(
    model: "PlainModel", terms: Search, firm: "Firm", slot: int, wanted: "Industry", *, far: bool
) -> "Cell | None":
    """Draw a cell, near by displacement or far by gravity, until one is accepted; else the nearest that has any.

    A cell is accepted with probability min(1, firms of the industry / typical firms); off the map always.
    """
    home, ground, chain = firm.site.cell, model.map, model.settings.chain
    own = wanted is firm.industry
    if far or home.on_map:
        for attempt in range(LOOKS_FOR_A_CELL):
            a, b, c, d = terms.where.words(firm.identity, slot << 8 | attempt)
            for one, two, three in (_three_numbers(a, b), _three_numbers(c, d)):
                if far:
                    cell = ground.anywhere(home.region, one, (two + 0.5) * 2.0**-20)
                else:
                    radius = chain.search_km * ground.radius(one)
                    cell = ground.displaced(home, radius, two * ground.directions >> 20)
                if cell is None:
                    continue
                firms = cell.count(wanted.number) - (1 if own and cell is home else 0)
                if firms > 0 and (not cell.on_map or three * wanted.typical_firms <= firms):
                    return cell
    return ground.nearest_with(home, wanted.number, but_own=own)


def _three_numbers(high: int, low: int) -> tuple[float, int, float]:
    """Cut 64 bits into a number in (0, 1) of 24 bits, a whole number of 20 bits, and a number in (0, 1) of 20."""
    bits = high << 32 | low
    return ((bits >> 40) + 0.5) * 2.0**-24, bits >> 20 & 0xFFFFF, ((bits & 0xFFFFF) + 0.5) * 2.0**-20


def _found_in(terms: Search, firm: "Firm", slot: int, wanted: "Industry", cell: "Cell | None") -> "Firm | None":
    if cell is None:
        return None
    return _drawn_by_appeal(terms.whom, firm, slot, wanted, cell)


def slot_name(firm: "Firm", slot: int) -> int:
    """Name a slot of a firm among those who draw."""
    return (firm.identity + (slot + 1) * SLOT_STRIDE) & ALL_BITS


def _drawn_by_appeal(draws: Draws, firm: "Firm", slot: int, wanted: "Industry", cell: "Cell") -> "Firm | None":
    """Choose a firm of a cell and industry for a slot, each slot of a firm under a name of its own."""
    s = wanted.number
    return choose(draws, slot_name(firm, slot), cell.drums[s], cell.firms[s], but=firm, by_appeal=True)


def _consider(model: "PlainModel", terms: Search, firm: "Firm", slot: int, candidate: "Firm | None") -> None:
    """Take a candidate that delivers cheaper by the stickiness for the appeal it has, if the two meet."""
    if terms.takes_anybody:
        firm.take_supplier(slot, candidate or firm)
        return
    if candidate is None or candidate is firm.suppliers[slot]:
        return
    chain, supplier = model.settings.chain, firm.suppliers[slot]
    cost = model.regime.delivery_cost(firm.site, candidate.site)
    asked, paid = (each.price - chain.appeal_premium * each.appeal for each in (candidate, supplier))
    if asked + cost < paid + firm.delivery[slot] - chain.stickiness:
        chance = model.regime.chance_to_meet(firm.site, candidate.site, chain.stranger_encounter, chain.enclave)
        if chance >= 1.0 or terms.meets.uniform(firm.identity, slot) < chance:
            firm.take_supplier(slot, candidate)


def mend(model: "PlainModel") -> None:
    """Replace dead suppliers by one of the nearest cell of the industry, and price links with a mover anew.

    Who has lost a supplier finds firms that stand where they stood when slots began to look.
    """
    for firm in model.firms:
        for slot, supplier in enumerate(firm.suppliers):
            if not supplier.alive:
                firm.take_supplier(slot, _heir(model, firm, slot) or firm)
            elif firm.moved or supplier.moved:
                firm.price_link(slot)


def _heir(model: "PlainModel", firm: "Firm", slot: int) -> "Firm | None":
    wanted = firm.industry.inputs[slot]
    own = wanted is firm.industry and firm.stays
    cell = model.map.nearest_with(firm.site.cell, wanted.number, but_own=own)
    draws = model.draws(SLOT_INHERITS)
    if cell is None:
        return None if wanted is firm.industry else _anybody(model, draws, firm, slot, wanted)
    return _drawn_by_appeal(draws, firm, slot, wanted, cell)


def _anybody(model: "PlainModel", draws: Draws, firm: "Firm", slot: int, wanted: "Industry") -> "Firm | None":
    """Choose among all living firms of an industry, where those who did not die have moved."""
    living = [other for other in model.firms if other.alive and other.industry is wanted]
    return elect(draws, slot_name(firm, slot), living, by_appeal=True)
