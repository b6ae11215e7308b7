"""Creation or relocation: where the firms, workers and orders come from that zones have in one world and not the other.

Firms are followed by identity. Of a firm that stands on the treated lots in one world, the other says where it stands
there, or that it does not exist there. So what the zones gain is, to the last firm: created (it does not exist in the
other world), from abroad (the same, in foreign ownership), drawn from a ring or from elsewhere (it stands there), or
grown (it stands inside in both worlds and has more). What they lose is counted the same way. A firm counts where it
stands when the year is over.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Integers, Mask
from sim.basis.errors import ResultsError
from sim.measures.intervals import mean_interval
from sim.measures.rings import Rings
from sim.measures.tables import Pairs, Tables, column, numbers, rows

QUANTITIES = ("firms", "workers", "orders")
UNITS = {"firms": "firms", "workers": "1e4 persons", "orders": "1e8 CNY/year"}

GROWN, CREATED, ABROAD, OTHER_ZONES, REST = "grown", "created", "from_abroad", "other_zones", "rest_of_country"
TOTAL = "total"


@dataclass(frozen=True)
class Ledger:
    """What the treated zones gain and lose; K replicates, E entries."""

    year: int
    entries: tuple[str, ...]
    """(E,) `grown`, `created`, `from_abroad`, the rings, `other_zones`, `rest_of_country`."""
    gained: Floats
    """(K, E, 3) what stands inside in the base and, by entry, not in the other world; quantities as in `QUANTITIES`."""
    lost: Floats
    """(K, E, 3) what stands inside in the other world and not in the base."""
    total: Floats
    """(K, 3) what is inside in the base less what is inside in the other world, counted by itself."""

    @property
    def net(self) -> Floats:
        """(K, E, 3) gained less lost; over entries they add up to the total."""
        return self.gained - self.lost

    @property
    def largest_remainder(self) -> float:
        """Largest difference between the sum of the entries and the total, over the larger of both worlds' sums."""
        scale = np.maximum((self.gained + self.lost).sum(axis=1), 1.0)
        return float((np.abs(self.net.sum(axis=1) - self.total) / scale).max())

    def table(self) -> pd.DataFrame:
        """Lay the ledger out, a row for each quantity and entry, the total last of each."""
        return pd.concat([self._of(q, name) for q, name in enumerate(QUANTITIES)], ignore_index=True)

    def _of(self, q: int, name: str) -> pd.DataFrame:
        sides = [
            np.concatenate([side[:, :, q], side[:, :, q].sum(axis=1, keepdims=True)], axis=1)
            for side in (self.gained, self.lost)
        ]
        net = mean_interval(np.concatenate([self.net[:, :, q], self.total[:, None, q]], axis=1))
        return pd.DataFrame(
            {
                "quantity": name,
                "unit": UNITS[name],
                "entry": [*self.entries, TOTAL],
                "gained": sides[0].mean(axis=0),
                "lost": sides[1].mean(axis=0),
                "net": net.value,
                "low": net.low,
                "high": net.high,
                "year": self.year,
                "replicates": len(self.total),
            }
        )


def ledger(pairs: Pairs, rings: Sequence[Rings], year: int | None = None) -> Ledger:
    """Draw up the ledger between twins, firm by firm.

    Args:
        pairs: K twins whose worlds hold a census.
        rings: (K,) rings around the treated lots.
        year: Year of the census; by default the last there is.

    Raises:
        ResultsError: The worlds hold no census of that year.
    """
    taken = [[_census(world, year) for world in (pair.base, pair.other)] for pair in pairs]
    entries = (GROWN, CREATED, ABROAD, *rings[0].names, OTHER_ZONES, REST)
    gained, lost, total = [], [], []
    for (base, other), each in zip(taken, rings, strict=True):
        gained.append(_flows(base, other, each))
        lost.append(_flows(other, base, each))
        total.append(_inside_sums(base, each) - _inside_sums(other, each))
    return Ledger(
        year=int(column(taken[0][0], "year")[0]),
        entries=entries,
        gained=np.array(gained),
        lost=np.array(lost),
        total=np.array(total),
    )


def _census(world: Tables, year: int | None) -> pd.DataFrame:
    try:
        table = world.table("census")
    except (ResultsError, KeyError) as error:
        raise ResultsError(
            "These worlds hold no census of firms. `hinterland ledger SCENARIO` takes one, or set `census_years`."
        ) from error
    years = column(table, "year")
    wanted = int(years.max()) if year is None else year
    if wanted not in years:
        taken = ", ".join(str(each) for each in np.unique(years))
        raise ResultsError(f"There is no census of year {wanted}; there is one of {taken}. Set `census_years`.")
    return rows(table, years == wanted)


def _values(census: pd.DataFrame) -> Floats:
    """Give (n, 3) what each firm counts for: real firms, workers, orders."""
    return np.stack([numbers(census, name) for name in ("weight", "workers", "orders")], axis=1)


def _inside(census: pd.DataFrame, rings: Rings) -> Mask:
    return np.isin(column(census, "zone"), rings.zones)


def _inside_sums(census: pd.DataFrame, rings: Rings) -> Floats:
    return _values(census)[_inside(census, rings)].sum(axis=0)


def _flows(here: pd.DataFrame, there: pd.DataFrame, rings: Rings) -> Floats:
    """Give (E, 3) what stands inside in one world, by where it stands in the other.

    Firms inside in both worlds count with all they have; so what they have grown by is a difference of both directions.

    Args:
        here: Census of the world whose inside is counted.
        there: Census of the other.
        rings: Where inside is, and what lies around.
    """
    inside = _inside(here, rings)
    entry = _entries(here, there, rings)[inside]
    values = _values(here)[inside]
    size = 3 + len(rings.edges) + 2
    return np.stack([np.bincount(entry, weights=values[:, q], minlength=size) for q in range(values.shape[1])], axis=1)


def _entries(here: pd.DataFrame, there: pd.DataFrame, rings: Rings) -> Integers:
    """Give (n,) the entry under which each firm of one world is counted."""
    places = _place_entries(there, rings)
    known = column(there, "identity")
    order = np.argsort(known)
    found = np.minimum(np.searchsorted(known[order], column(here, "identity")), len(known) - 1)
    row = order[found]
    exists = known[row] == column(here, "identity")
    alone = np.where(column(here, "foreign").astype(bool), 2, 1)
    return np.where(exists, places[row], alone)


def _place_entries(census: pd.DataFrame, rings: Rings) -> Integers:
    """Give (n,) the entry for where each firm stands: inside, a ring, another zone's lot, or off the map."""
    first_ring, bands = 3, len(rings.edges)
    ring_of = dict(zip(rings.cells.tolist(), rings.ring.tolist(), strict=True))
    cell, zone = column(census, "cell"), column(census, "zone")
    ring = np.array([ring_of.get(int(each), -2) for each in cell])
    entry = np.where(ring >= 0, first_ring + ring, first_ring + bands + 1)
    # What lies nearer than the first edge belongs to the first ring here, so that nothing is left out.
    entry = np.where(ring == -1, first_ring, entry)
    entry = np.where(zone >= 0, first_ring + bands, entry)
    return np.where(np.isin(zone, rings.zones), 0, entry).astype(np.int64)
