"""What taken-apart radiation says, in words: every sentence depends on sign and clearness of what was measured."""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from benchmarks.pages import points
from sim.measures.channels import ALL_OUTSIDE, PARTS, WHOLE, ChannelEffects
from sim.measures.intervals import Interval
from sim.world.levels import CHANNELS

NAMES = {
    "market": "the market (prices, competition, land)",
    "chain": "the chain",
    "learning": "learning",
    "policy": "rules that spread",
    "mobility": "firms and people who move",
}


def reading(found: ChannelEffects) -> str:
    """Read parts, rings, years and interactions in words, a paragraph each."""
    paragraphs = [whole_in_words(found), parts_in_words(found), *rings_in_words(found)]
    return "\n\n".join([*paragraphs, years_in_words(found), interactions_in_words(found)])


def whole_in_words(found: ChannelEffects) -> str:
    """Say whether zones add to the outside economy or take from it, or that neither is clear."""
    year = int(found.years["year"].iloc[-1])
    text, side = _told(found.part(WHOLE), len(found.rings) - 1)
    said = {1: "the zones add to", -1: "the zones take from", 0: "what the zones do is not clear of zero in"}[side]
    return f"After {year} years {said} all that is outside: {text}."


def parts_in_words(found: ChannelEffects, ring: int = -1) -> str:
    """Say which parts add, which take away, and which are not clear of zero."""
    where = ring % len(found.rings)
    told = {part: _told(found.part(part), where) for part in PARTS}
    sizes = {part: abs(float(found.part(part).value[-1, where])) for part in PARTS}
    by_size = sorted(PARTS, key=lambda part: -np.nan_to_num(sizes[part]))
    sides = {side: [part for part in by_size if told[part][1] == side] for side in (1, -1, 0)}
    sentences = []
    if sides[1]:
        sentences.append(f"Above zero: {_listed(sides[1], told)}.")
    if sides[-1]:
        sentences.append(f"Below zero: {_listed(sides[-1], told)}.")
    if sides[0]:
        sentences.append(f"Not clear of zero: {_listed(sides[0], told)}.")
    return " ".join([*sentences, _largest(found, where, by_size[0], told)]).strip()


def _largest(found: ChannelEffects, ring: int, part: str, told: dict[str, tuple[str, int]]) -> str:
    """Give the share of the largest part, where both it and the whole are clear and of one sign."""
    whole, side = _told(found.part(WHOLE), ring)
    if not side or told[part][1] != side:
        return ""
    share = float(found.part(part).value[-1, ring] / found.part(WHOLE).value[-1, ring])
    return f"The largest part, {NAMES[part]}, is {100.0 * share:.0f} % of the whole of {whole}."


def _listed(parts: Sequence[str], told: dict[str, tuple[str, int]]) -> str:
    return "; ".join(f"{NAMES[part]} {told[part][0]}" for part in parts)


def rings_in_words(found: ChannelEffects) -> Iterator[str]:
    """Say of each ring what the whole is and which clear part is largest."""
    lines = []
    for ring, name in enumerate(found.rings[:-1]):
        text, side = _told(found.part(WHOLE), ring)
        if text == MISSING:
            lines.append(f"- **{name}**: nothing is outside here.")
            continue
        clear = [part for part in PARTS if _told(found.part(part), ring)[1]]
        largest = max(clear, key=lambda part, at=ring: abs(found.part(part).value[-1, at]), default=None)
        of_parts = "no part is clear of zero"
        if largest is not None:
            told, way = _told(found.part(largest), ring)
            against = ", which works the other way" if side and way != side else ""
            of_parts = f"its largest clear part is {NAMES[largest]}, {told}{against}"
        verb = {1: "gains", -1: "loses", 0: "is not clear of zero"}[side]
        lines.append(f"- **{name}** {verb}: {text}; {of_parts}.")
    yield "By distance:\n\n" + "\n".join(lines)


def years_in_words(found: ChannelEffects) -> str:
    """Say since when each part of the whole outside has been clear of zero."""
    said = [f"{NAMES[part]} {_since(found.part(part), found.years)}" for part in PARTS]
    whole = _since(found.part(WHOLE), found.years)
    return f"Over time, in all that is outside: the whole {whole}; " + "; ".join(said) + "."


def _since(part: Interval, years: pd.DataFrame) -> str:
    clear = np.nan_to_num(np.sign(part.value[:, -1])) * part.clear_of_zero[:, -1]
    if not clear[-1]:
        return "is not clear of zero at the end"
    same = np.flatnonzero(clear != clear[-1])
    first = int(years["year"].iloc[same[-1] + 1 if len(same) else 0])
    return f"is {'above' if clear[-1] > 0 else 'below'} zero from year {first} on"


def interactions_in_words(found: ChannelEffects) -> str:
    """Say which channels work through one another and which stand in for one another."""
    table = found.interaction_table()
    last = table[(table["step"] == table["step"].max()) & (table["ring"] == ALL_OUTSIDE)].set_index(["one", "other"])
    sentences = []
    for one, other in combinations(CHANNELS, 2):
        value, low, high = (float(last.loc[(one, other), name]) for name in ("effect", "low", "high"))
        if low > 0.0 or high < 0.0:
            how = "work through one another" if value > 0.0 else "stand in for one another"
            sentences.append(f"{_capital(NAMES[one])} and {NAMES[other]} {how}: {points(value, low, high)}.")
    if not sentences:
        return "No two channels add anything to each other that is clear of zero in all that is outside."
    return " ".join(sentences) + ("" if len(sentences) == PAIRS else " Of the other pairs none is clear of zero.")


PAIRS = 6
MISSING = "–"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _told(part: Interval, ring: int) -> tuple[str, int]:
    """Give a part of the last year with its interval, and its sign where it is clear of zero, else 0."""
    value, low, high = (float(side[-1, ring]) for side in (part.value, part.low, part.high))
    clear = bool(part.clear_of_zero[-1, ring])
    return points(value, low, high), int(math.copysign(1, value)) if clear else 0
