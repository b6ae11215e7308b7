"""Evaluation: how zones were scored, who was warned, and who lost the status by it."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Mask
from sim.measures.intervals import mean_interval
from sim.measures.tables import Tables, calendar, column, matrix, places_of, rows

HEADS = ("opening", "quality", "science", "green", "coordination")
"""Heads of the evaluation, as the columns `head_...` of the panel of zones name them."""

COUNTS = ("active", "warned", "left")
"""What is counted over time: zones with their status, zones warned in the year, zones that have lost it by then."""


def is_evaluated(world: Tables) -> bool:
    """Tell whether the zones of a world are evaluated."""
    return "score" in world.table("zones").columns


def zones_by_score(worlds: Sequence[Tables]) -> pd.DataFrame:
    """Give every zone that was ever scored, the poorest first; means over replicates.

    Args:
        worlds: Worlds of one arm that are evaluated, a replicate each.

    Returns:
        A row for each zone: its number and names, `score` in points and `head_...` in standard deviations over the
        years in which it was scored, `years_warned`, `left` (share of replicates in which it lost its status by it) and
        `left_in` (mean year in which it did, missing where it never did).
    """
    frames = [world.table("zones") for world in worlds]
    number = places_of(frames[0], "zone")
    names = ("score", *(f"head_{head}" for head in HEADS))
    told = {name: _mean_where_known(np.concatenate([matrix(each, "zone", name) for each in frames])) for name in names}
    out = np.stack([matrix(each, "zone", "expelled") > 0.0 for each in frames])
    warned = np.stack([(matrix(each, "zone", "warnings") > 0.0).sum(axis=0) for each in frames])
    since = column(calendar(frames[0]), "year")
    years = np.where(out.any(axis=1), since[out.argmax(axis=1)], np.nan)
    table = pd.DataFrame({"zone": number, **_names(worlds[0], number), **told}).assign(
        years_warned=warned.mean(axis=0), left=out[:, -1].mean(axis=0), left_in=_mean_where_known(years)
    )
    scored = rows(table, np.isfinite(told["score"]))
    return scored.sort_values(["score", "zone"], ignore_index=True)


def evaluation_over_time(worlds: Sequence[Tables]) -> pd.DataFrame:
    """Count zones with their status, warned, and gone by evaluation, year by year; mean and interval over replicates.

    Returns:
        A row for each year; `active`, `warned` and `left`, each with `_low` and `_high`.
    """
    found = mean_interval(np.stack([_counts(world) for world in worlds]))
    table = calendar(worlds[0].table("zones"))
    for place, name in enumerate(COUNTS):
        ends = {"": found.value, "_low": found.low, "_high": found.high}
        table = table.assign(**{f"{name}{end}": side[:, place] for end, side in ends.items()})
    return table


def _counts(world: Tables) -> Floats:
    frame = world.table("zones")
    flags: list[Mask] = [matrix(frame, "zone", name) > 0.0 for name in ("active", "warnings", "expelled")]
    return np.stack([flag.sum(axis=1) for flag in flags], axis=1).astype(np.float64)


def _names(world: Tables, number: np.ndarray) -> dict[str, list[str]]:
    places = world.table("places", ["kind", "place", "name", "name_zh"])
    zones = rows(places, column(places, "kind") == "zone").set_index("place").loc[number]
    return {name: [str(text) for text in zones[name]] for name in ("name", "name_zh")}


def _mean_where_known(values: Floats) -> Floats:
    """Average over rows, missing ones left out: (N, Z) to (Z,)."""
    known = np.isfinite(values)
    count, total = known.sum(axis=0), np.where(known, values, 0.0).sum(axis=0)
    return np.divide(total, count, out=np.full(len(total), np.nan), where=count > 0)
