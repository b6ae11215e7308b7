"""What leaving zones out one by one says, in words: every sentence depends on what was measured."""

import numpy as np
import pandas as pd

from sim.measures.facts.readings import read_facts
from sim.measures.giving_ranks import Ranking
from sim.measures.intervals import Number

FEW = 5
"""Zones that are named."""


def reading(found: Ranking) -> str:
    """Read ranking, matrix, host effects and indirect shares in words, a paragraph each."""
    return "\n\n".join(
        [givers_in_words(found), agreement_in_words(found), matrix_in_words(found), facts_in_words(found)]
    )


def givers_in_words(found: Ranking) -> str:
    """Say how many zones give, take, or neither clearly, and which give most."""
    gives = found.gives
    clear = gives.clear_of_zero
    up, down = int((clear & (gives.value > 0.0)).sum()), int((clear & (gives.value < 0.0)).sum())
    text = (
        f"Of {len(clear)} zones, {up} give to other regions and {down} take from them, clear of zero each by itself; "
        f"of {len(clear) - up - down} the sign is not clear."
    )
    table = found.table()
    givers = table[table["gives_low"] > 0.0].head(FEW)
    takers = table[table["gives_high"] < 0.0].tail(FEW)[::-1]
    for who, verb in ((givers, "Most is given by"), (takers, "Most is taken by")):
        if len(who):
            text += f" {verb} " + ", ".join(_zone(row) for _, row in who.iterrows()) + "."
    return text


def _zone(row: pd.Series) -> str:
    value = f"{row['gives']:+,.0f}".replace("-", "−")
    return f"{row['zone']} ({value}; rank {row['rank_by_having']} by what it has)"


def agreement_in_words(found: Ranking) -> str:
    """Say whether those who have most give most."""
    number = found.rank_correlation()
    if not np.isfinite(number.value):
        return f"Ranks by giving and by having are not compared: {number.remark}."
    ends = "" if np.isnan(number.low) else f" ({number.low:.2f} to {number.high:.2f})"
    value = f"{number.value:.2f}{ends}".replace("-", "−")
    if not number.clear_of_zero:
        return f"Who has most need not give most: the ranks' correlation, {value}, is not clear of zero."
    side = "Who has more gives more" if number.value > 0.0 else "Who has more gives less"
    return f"{side}: the correlation of the ranks is {value}."


def matrix_in_words(found: Ranking) -> str:
    """Say how many places of the matrix are clear of zero, and where the largest of them lie."""
    table = found.found.matrix_table()
    away = table[~table["host"]]
    clear = away[away["clear"]]
    text = (
        f"Of {len(away)} pairs of a zone and a region that is not its host, {len(clear)} are clear of zero where all "
        "regions of a zone must hold at once"
    )
    if not len(clear):
        return text + "."
    largest = clear.loc[clear["effect"].abs().sort_values(ascending=False).index].head(FEW)
    pairs = [f"{row['zone']} to {row['region']} ({_points(row['effect'])})" for _, row in largest.iterrows()]
    return f"{text}; the largest are {', '.join(pairs)}, in log points times 100."


def _points(value: float) -> str:
    return f"{100.0 * value:+.2f}".replace("-", "−")


def facts_in_words(found: Ranking) -> str:
    """Hold host effects and indirect shares of single zones against the facts C6 and C10."""
    count = len(found.found.zones)
    hosts = [found.host_effect(zone) for zone in range(count)]
    shares = [found.indirect_share(zone) for zone in range(count)]
    return (
        f"Fact C6, the host effect of a zone: {_judged(hosts, 'C6')}. Fact C10, the indirect share, told only where "
        f"the map's gain is clear of zero: {_judged(shares, 'C10')}."
    )


def _judged(numbers: list[Number], fact: str) -> str:
    """Say how many zones lie within the band of a fact."""
    values = np.array([number.value for number in numbers if np.isfinite(number.value)])
    if not len(values):
        return "no zone can be judged"
    facts = read_facts().set_index("id").loc[[fact]]
    low, high = facts[["low", "high"]].to_numpy(dtype=np.float64)[0]
    value, unit = facts[["value", "unit"]].to_numpy()[0]
    near, below = int(((values >= low) & (values <= high)).sum()), int((values < low).sum())
    middle = f"{np.median(values):.2f}".replace("-", "−")
    zones = "1 zone" if len(values) == 1 else f"{len(values)} zones"
    return (
        f"known {value} ({low:.2f} to {high:.2f} {unit}); median {middle} over {zones}, of which "
        f"{near} within, {below} below and {len(values) - near - below} above"
    )
