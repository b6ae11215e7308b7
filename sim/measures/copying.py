"""Copying: who copied rules from whom, in which order, and over how many hands they came.

The copying tree of a domain has every region once, under the place from which it first adopted. A zone stands at the
root, as does a region that pilots; who copies from them is the first generation, who copies from those the second.
"""

import numpy as np
import pandas as pd

from sim.basis.errors import ResultsError
from sim.measures.shares import regions_on_map
from sim.measures.tables import Tables, column, numbers, rows
from sim.world.levels import DOMAINS

EVENTS = (
    "step", "date", "kind", "place", "domain", "way", "source_kind", "source", "distance_km", "gap", "gained",
)  # fmt: skip


def adoption_events(world: Tables) -> pd.DataFrame:
    """Give what the regions of the map adopted and what they and zones piloted, in the order of steps.

    Raises:
        ResultsError: The world keeps no record of adoption.
    """
    try:
        table = world.table("adoptions", list(EVENTS))
    except (ResultsError, KeyError) as error:
        raise ResultsError(
            "This world keeps no record of who adopted from whom: an earlier version made it. Run the scenario again."
        ) from error
    on_map = (column(table, "kind") == "zone") | np.isin(column(table, "place"), regions_on_map(world))
    return rows(table, on_map)


def copying_tree(world: Tables) -> pd.DataFrame:
    """Give the first adoption of every region in every domain, in the order of time.

    Returns:
        A row for each: domain, rank (1 the first; who adopts in one step shares a rank), step, date, region, name,
        name_zh, source_kind, source, source_name, source_name_zh, distance_km, gap, gained, generation.
    """
    events = adoption_events(world)
    adopted = rows(events, column(events, "way") == "adopted")
    first = adopted.drop_duplicates(["domain", "place"]).reset_index(drop=True)
    first["generation"] = _generations(first)
    first["rank"] = first.groupby("domain")["step"].rank(method="min").astype(np.int64)
    order = np.lexsort((numbers(first, "place"), numbers(first, "step"), _numbers_of_domains(first)))
    named = _named(pd.DataFrame(first.iloc[order]).reset_index(drop=True), world)
    names = ("domain", "rank", "step", "date", "region", "name", "name_zh", "source_kind", "source", "source_name")
    return pd.DataFrame(named[[*names, "source_name_zh", "distance_km", "gap", "gained", "generation"]])


def _numbers_of_domains(table: pd.DataFrame) -> np.ndarray:
    return np.array([DOMAINS.index(domain) for domain in column(table, "domain")], dtype=np.int64)


def _generations(first: pd.DataFrame) -> np.ndarray:
    """Count over how many hands each first adoption came: 1 from a zone or from who has not adopted itself."""
    since: dict[tuple[str, int], tuple[int, int]] = {}
    found = np.zeros(len(first), np.int64)
    columns = (column(first, name) for name in ("domain", "place", "step", "source_kind", "source"))
    for row, (domain, place, step, kind, source) in enumerate(zip(*columns, strict=True)):
        adopted_in, hands = since.get((domain, int(source)), (int(step), 0))
        # All regions look before any of them adopts, so what a source adopts in the same step is not seen yet.
        found[row] = 1 + (hands if kind == "region" and adopted_in < step else 0)
        since[domain, int(place)] = int(step), int(found[row])
    return found


def _named(first: pd.DataFrame, world: Tables) -> pd.DataFrame:
    places = world.table("places", ["kind", "place", "name", "name_zh"])
    sources = places.rename(
        columns={"kind": "source_kind", "place": "source", "name": "source_name", "name_zh": "source_name_zh"}
    )
    taken = first.merge(places, on=["kind", "place"], how="left").merge(
        sources, on=["source_kind", "source"], how="left"
    )
    return taken.rename(columns={"place": "region"})
