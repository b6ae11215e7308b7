"""Instruction: foreign customers teach the firms that supply them."""

from typing import NamedTuple

import numpy as np

from sim.kernels.compiling import kernel
from sim.kernels.draws import philox, word_fraction
from sim.kernels.meeting import learnt
from sim.kernels.terrain import PLACE

u64 = np.uint64


class Instruction(NamedTuple):
    """How foreign customers teach."""

    chance: float
    """Chance that a foreign customer teaches the supplier of one of its slots in this step."""
    encounter: np.ndarray
    """(J, J) chance that two firms of these jurisdictions meet to learn."""
    gain: float
    absorption: float
    instructs: np.uint64
    """Key of the draw of a customer and a slot: whether it teaches, and whether border or gate let it."""


@kernel
def instruct(
    start, stop, alive, foreign, identity, industry, site, suppliers, slot_count, standing, terms, productivity
):  # fmt: skip
    """Let foreign firms of rows start to stop teach their suppliers; changes nothing.

    All lessons read the productivity of before, so their order does not matter.

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
        standing: (sites, 2) cell and jurisdiction of each site.
        terms: How they teach.
        productivity: (n,) log productivity.

    Returns:
        (m,) rows of suppliers that were taught; (m,) what each learns, in log points.
    """
    most = 0
    for i in range(start, stop):
        most += slot_count[industry[i]] if foreign[i] and alive[i] else 0
    taught, lessons, pupils = np.empty(most, np.int32), np.empty(most), 0
    for i in range(start, stop):
        if not (foreign[i] and alive[i]):
            continue
        here = standing[site[i], PLACE]
        for slot in range(slot_count[industry[i]]):
            happens, meets, _, _ = philox(terms.instructs, identity[i], u64(slot))
            supplier = suppliers[i, slot]
            if word_fraction(happens) >= terms.chance or supplier < 0:
                continue
            if word_fraction(meets) >= terms.encounter[here, standing[site[supplier], PLACE]]:
                continue
            lesson = learnt(productivity[i] - productivity[supplier], terms.gain, terms.absorption)
            if lesson > 0.0:
                taught[pupils], lessons[pupils] = supplier, lesson
                pupils += 1
    return taught[:pupils].copy(), lessons[:pupils].copy()
