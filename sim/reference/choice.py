"""The choice of one firm of a cell, by the chooser's luck and by the identities of those who stand there."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.basis.singly import Draws, exp, log

if TYPE_CHECKING:
    from sim.reference.firm import Firm


def smallest(draws: Draws, chooser: int, firms: "Sequence[Firm]", *, but: "Firm", weighted: bool) -> "Firm | None":
    """Choose by rendezvous: the smallest exponential draw over appeal, one draw per (chooser, member)."""
    best, found = math.inf, None
    for firm in firms:
        if firm is not but:
            score = -log(draws.uniform(chooser, firm.identity)) / (exp(firm.appeal) if weighted else 1.0)
            if score < best:
                best, found = score, firm
    return found
