"""Leading industries of zones: from the Chinese terms of the announcements to the industries of the model."""

import re
from collections.abc import Iterable
from functools import cache

import numpy as np

from sim.basis.arrays import Mask
from sim.world.facts import read_table
from sim.world.industries import Industries

SEPARATORS = re.compile("[、，,;；]")


@cache
def sectors_of_terms() -> dict[str, tuple[str, ...]]:
    """Give the sectors of the input-output table that each Chinese term means."""
    return {row["term"]: tuple(row["sectors"].split(";")) for row in read_table("leading_industries.csv")}


def terms_of(text: str) -> list[str]:
    """Cut the announcement's list of leading industries into its terms."""
    return [term.strip() for term in SEPARATORS.split(text) if term.strip()]


def leading_sectors(text: str) -> tuple[str, ...]:
    """Give the sectors that a zone leads in, from the announcement's list of terms.

    Raises:
        KeyError: A term is not in the table of terms.
    """
    table = sectors_of_terms()
    return tuple(dict.fromkeys(sector for term in terms_of(text) for sector in table[term]))


def leading_mask(zones: Iterable[Iterable[str]], industries: Industries) -> Mask:
    """Say which industries each zone leads in.

    Args:
        zones: For each zone, names of industries or of sectors of the table of twelve.
        industries: The industries of the model, which may hold several sectors each.

    Returns:
        (Z, S) mask; a name that no industry holds is passed over, `places_problems` names it.
    """
    listed = [[industries.holding(sector) for sector in sectors] for sectors in zones]
    mask = np.zeros((len(listed), len(industries)), dtype=np.bool_)
    for row, columns in zip(mask, listed, strict=True):
        row[[column for column in columns if column is not None]] = True
    return mask
