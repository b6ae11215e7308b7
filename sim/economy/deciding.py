"""Deciding: what firms and jurisdictions decided in a step, read off the state before and after each process.

Nothing here takes part in a step. It draws again what the kernels drew, which is the same by construction of luck, and
notes it in `world.decisions`, where somebody asked for that.
"""

from typing import TYPE_CHECKING

import numpy as np

from sim.basis.arrays import Floats, Integers, Mask, Rows
from sim.basis.luck import Luck, Purpose
from sim.kernels import draws
from sim.kernels.searching import words_below
from sim.world.decisions import NOTHING, Decisions, place_or_nothing, yes_or_no
from sim.world.world import World

if TYPE_CHECKING:
    from sim.economy.sites import Offers


def note_searches(*, world: World, before: Rows, looks: Purpose, chance: float, luck: Luck, step: int) -> None:
    """Note the supplier slots that looked, and whom they took; changes `world.decisions`.

    Args:
        world: Firms after the search.
        before: (n, K) suppliers before it.
        looks: Purpose of the draw that says whether a slot looks.
        chance: Chance that it does.
        luck: Luck of the world.
        step: The step.
    """
    firms, log = world.firms, _log(world)
    rows = np.flatnonzero(firms.alive)
    slots = np.arange(firms.suppliers.shape[1])
    words = _words_of_slots(luck.key(looks, step), firms.identity[rows], len(slots))
    looked = words.astype(np.int64) < words_below(chance)
    looked &= slots < world.shares.slot_count[firms.industry[rows]][:, None]
    at, slot = np.nonzero(looked)
    row = rows[at]
    now = firms.suppliers[row, slot]
    taken = np.where(now != before[row, slot], firms.identity[now], NOTHING)
    log.add("search", who=firms.identity[row], slot=slot, site=firms.site[row], outcome=taken)


def note_meetings(*, world: World, met: Rows, happens: Purpose, chance: float, luck: Luck, step: int) -> None:
    """Note the firms whose luck has it that they meet another, and whom they met; and who met the world frontier.

    Args:
        world: Firms.
        met: (n,) row of the firm that each met, -1 where it met none.
        happens: Purpose of the draw that says whether a firm meets another, and whether the frontier.
        chance: Chance that a firm meets another, and per unit of openness that it meets the frontier.
        luck: Luck of the world.
        step: The step.
    """
    firms, log = world.firms, _log(world)
    rows = np.flatnonzero(firms.alive)
    words = draws.words(luck.key(happens, step), firms.identity[rows], np.uint64(0))
    meets = rows[words[:, 0].astype(np.int64) < words_below(chance)]
    whom = np.where(met[meets] >= 0, firms.identity[met[meets]], NOTHING)
    log.add("meeting", who=firms.identity[meets], site=firms.site[meets], outcome=whom)
    openness = world.places.openness[world.places.site_place[firms.site[rows]]]
    ahead = (words[:, 1] + 0.5) * draws.WORD < chance * openness
    log.add("frontier", who=firms.identity[rows], site=firms.site[rows], outcome=yes_or_no(ahead))


def note_lessons(
    *, world: World, instructs: Purpose, crosses: Purpose, chance: float, encounter: Floats, luck: Luck, step: int
) -> None:
    """Note for each slot of a foreign customer whom it teaches: its supplier, or nobody.

    Args:
        world: Firms.
        instructs: Purpose of the draw that says whether it teaches.
        crosses: Purpose of the draw that says whether a border or a gate lets it.
        chance: Chance that it teaches.
        encounter: (J, J) chance that firms of two jurisdictions meet to learn.
        luck: Luck of the world.
        step: The step.
    """
    firms, places = world.firms, world.places.site_place
    customers = np.flatnonzero(firms.alive & firms.foreign)
    names, slots = firms.identity[customers], np.arange(firms.suppliers.shape[1])
    drawn = _words_of_slots(luck.key(instructs, step), names, len(slots)).astype(np.int64) < words_below(chance)
    lets = np.stack([luck.uniforms(crosses, step, names, other=int(slot)) for slot in slots], axis=1)
    at, slot = np.nonzero(slots < world.shares.slot_count[firms.industry[customers]][:, None])
    row = customers[at]
    supplier = firms.suppliers[row, slot]
    passes = lets[at, slot] < encounter[places[firms.site[row]], places[firms.site[supplier]]]
    taught = np.where(drawn[at, slot] & passes & (supplier >= 0), firms.identity[supplier], NOTHING)
    _log(world).add("teaching", who=firms.identity[row], slot=slot, site=firms.site[row], outcome=taught)


def _words_of_slots(key: np.uint64, who: np.ndarray, slots: int) -> np.ndarray:
    """Give (n, K) a word for each slot; one draw has four words, for as many slots."""
    words = [draws.words(key, who, np.uint64(quad)) for quad in range(-(-slots // 4))]
    return np.concatenate(words, axis=1)[:, :slots]


def note_pilots(*, world: World, happens: Mask, chance: Floats) -> None:
    """Note for each jurisdiction and domain whether it piloted: (J, D). With no chance of it, (J,), nobody decides."""
    who, domain = np.nonzero(np.broadcast_to(chance[:, None] > 0.0, happens.shape))
    outcome = yes_or_no(happens[who, domain])
    _log(world).add("pilot", who=who, slot=domain, site=_seats(world)[who], outcome=outcome)


def note_adoptions(*, world: World, adopts: Mask, source: Integers) -> None:
    """Note for each region and domain whether it adopted, and from whom: (R, D)."""
    who, domain = np.nonzero(np.ones(adopts.shape, np.bool_))
    outcome = place_or_nothing(source[who, domain], adopts[who, domain])
    _log(world).add("adoption", who=who, slot=domain, site=_seats(world)[who], outcome=outcome)


def note_exits(*, world: World, dead: Rows) -> None:
    """Note for each firm that lived whether it died; called when the dead have just died."""
    firms = world.firms
    dies = np.zeros(firms.rows, np.bool_)
    dies[dead] = True
    rows = np.flatnonzero(firms.alive | dies)
    _log(world).add("exit", who=firms.identity[rows], site=firms.site[rows], outcome=yes_or_no(dies[rows]))


def note_relocations(*, world: World, rows: Rows, here: Rows, offers: "Offers", moves: Mask) -> None:
    """Note for each firm that reconsidered its site where it moved; called when movers stand.

    Args:
        world: Firms.
        rows: (m,) rows of those that reconsidered.
        here: (m,) sites on which they stood.
        offers: What they compared.
        moves: (m,) whether they moved.
    """
    firms = world.firms
    outcome = place_or_nothing(firms.site[rows], moves)
    _log(world).add(
        "relocation", who=firms.identity[rows], site=here, outcome=outcome, alternatives=_offered(offers)
    )


def note_entries(*, world: World, who: np.ndarray, parent: Rows, offers: "Offers", chosen: Rows, enters: Mask) -> None:
    """Note for each newborn whether it entered, and where; it has no place yet but its parent's."""
    site = world.firms.site[parent]
    outcome = place_or_nothing(chosen, enters)
    _log(world).add("entry", who=who, site=site, outcome=outcome, alternatives=_offered(offers))


def _offered(offers: "Offers") -> Integers:
    """Count the sites that each chooser compared, the own apart."""
    return (offers.site[:, 1:] >= 0).sum(axis=1)


def _seats(world: World) -> Integers:
    """Give (J,) a site for each jurisdiction: the cell nearest to a region's centre, a zone's first lot."""
    geography, to_region = world.geography, world.distances.site_region[: world.geography.cells]
    apart: Floats = np.where(geography.cell_region[:, None] == np.arange(geography.regions), to_region, np.inf)
    return np.concatenate([apart.argmin(axis=0), world.lots.by_zone[world.lots.zone_start[:-1]] + geography.cells])


def _log(world: World) -> Decisions:
    if world.decisions is None:
        raise RuntimeError("nobody asked for the decisions of this step")
    return world.decisions
