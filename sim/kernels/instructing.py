"""Instruction: foreign customers teach the firms that supply them."""

from typing import NamedTuple

import numpy as np

from sim.kernels.compiling import kernel, part
from sim.kernels.draws import one_uniform, philox
from sim.kernels.meeting import learnt
from sim.kernels.searching import words_below
from sim.kernels.terrain import PLACE

u64 = np.uint64
WORDS = 4
"""Slots that share the words of one draw."""


class Instruction(NamedTuple):
    """How foreign customers teach."""

    chance: float
    """Chance that a foreign customer teaches the supplier of one of its slots in this step."""
    encounter: np.ndarray
    """(J, J) chance that two firms of these jurisdictions meet to learn."""
    gain: float
    absorption: float
    instructs: np.uint64
    """Keys of the draws of a customer and a slot: whether it teaches, and whether a border or a gate lets it."""
    crosses: np.uint64


@kernel
def instruct(
    start, stop, alive, foreign, identity, industry, site, suppliers, slot_count, standing, terms, productivity
):  # fmt: skip
    """Let foreign firms of rows start to stop teach their suppliers; changes nothing.

    All lessons read the productivity of before, so their order does not matter. What belongs to suppliers lies anywhere
    in memory, so it is read for all lessons at once, before anything is decided on it.

    Args:
        start: First row.
        stop: Row after the last.
        alive: (n,) whether the row holds a firm.
        foreign: (n,) whether it is in foreign ownership.
        identity: (n,) 64-bit identity of the customer, by which it draws.
        industry: (n,) industry of a firm.
        site: (n,) site of a firm.
        suppliers: (n, K) row of the supplier in each slot.
        slot_count: (S,) slots of an industry.
        standing: (sites, 3) cell, jurisdiction and district of each site.
        terms: How they teach.
        productivity: (n,) log productivity.

    Returns:
        (m,) rows of suppliers that were taught; (m,) what each learns, in log points.
    """
    gain, absorption, encounter, crosses = terms.gain, terms.absorption, terms.encounter, terms.crosses
    customers, slots = _teaching_slots(start, stop, alive, foreign, identity, industry, slot_count, terms)
    taught, lessons, meets = np.empty(customers.size, np.int32), np.empty(customers.size), np.empty(customers.size)
    for n in range(customers.size):
        taught[n] = suppliers[customers[n], slots[n]]
    for n in range(customers.size):
        i, supplier = customers[n], taught[n]
        lessons[n] = productivity[i] - productivity[supplier]
        meets[n] = encounter[standing[site[i], PLACE], standing[site[supplier], PLACE]]
    pupils = 0
    for n in range(customers.size):
        supplier, gap = taught[n], lessons[n]
        if supplier < 0 or gap <= 0.0:
            continue
        if meets[n] < 1.0 and one_uniform(crosses, identity[customers[n]], u64(slots[n])) >= meets[n]:
            continue
        taught[pupils], lessons[pupils] = supplier, learnt(gap, gain, absorption)
        pupils += 1
    return taught[:pupils].copy(), lessons[:pupils].copy()


@part
def _teaching_slots(start, stop, alive, foreign, identity, industry, slot_count, terms):
    """List the rows of foreign customers that teach, and the slots whose suppliers they teach."""
    owners, number, most = np.empty(stop - start, np.int32), 0, 0
    for i in range(start, stop):
        owners[number] = i
        number += foreign[i] & alive[i]
    for n in range(number):
        most += slot_count[industry[owners[n]]]
    # One place more, since what does not happen is written too, and overwritten by the next.
    customers, slots, happening = np.empty(most + 1, np.int32), np.empty(most + 1, np.int32), 0
    words, below = np.empty(WORDS, np.uint32), words_below(terms.chance)
    for n in range(number):
        i = owners[n]
        last = slot_count[industry[i]]
        for first in range(0, last, WORDS):
            words[0], words[1], words[2], words[3] = philox(terms.instructs, identity[i], u64(first // WORDS))
            for slot in range(first, min(first + WORDS, last)):
                customers[happening], slots[happening] = i, slot
                happening += np.int64(words[slot - first]) < below
    return customers[:happening], slots[:happening]
