"""Spread what a scenario says of places and pairs over all jurisdictions.

The most specific entry wins. Of several clusters the one with the fewest members on the map is the most specific;
of clusters of one size, the first by name. What nothing is said about falls back on
what held before.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.basis.arrays import Mask, PerPlace
from sim.scenario.jurisdictions import Jurisdictions

type Said = Any
"""A plain value, or a mapping as in a scenario file."""

PARTS = ("linkage", "docking", "integration")


def by_place(said: Said, fallback: list[Any], places: Jurisdictions) -> list[Any]:
    """Give one value per jurisdiction.

    Args:
        said: A value for all zones, or a mapping with `all`, `zones`, `regions`, `clusters` and names of places.
        fallback: (J,) values where nothing is said.
        places: The jurisdictions.
    """
    mapping = said if isinstance(said, Mapping) else {"zones": said}
    regions = len(places.regions)
    values = list(fallback)
    for key, first, last in (("all", 0, places.count), ("regions", 0, regions), ("zones", regions, places.count)):
        if mapping.get(key) is not None:
            values[first:last] = [mapping[key]] * (last - first)
    for members, value in _clusters(mapping.get("clusters") or {}, places):
        values = [value if member else old for member, old in zip(members, values, strict=True)]
    for name, value in mapping.items():
        if name not in {"all", "zones", "regions", "clusters"}:
            for row in places.rows([name]):
                values[row] = value
    return values


def by_pair(said: Said, fallback: PerPlace, places: Jurisdictions) -> PerPlace:
    """Give one share per pair of jurisdictions, symmetric, 1 on the diagonal.

    Args:
        said: A share for all pairs, or a mapping with `all`, `clusters`, `zones` and `regions`.
        fallback: (J, J) shares where nothing is said.
        places: The jurisdictions.
    """
    mapping = said if isinstance(said, Mapping) else {"all": said}
    everywhere = mapping.get("all")
    shares = fallback.copy() if everywhere is None else np.full((places.count, places.count), float(everywhere))
    rest = shares[places.rest_of_country].copy()
    for members, value in _clusters(mapping.get("clusters") or {}, places):
        shares[np.ix_(members, members)] = value
    named = np.full(places.count, np.nan)
    for name, value in {**(mapping.get("regions") or {}), **(mapping.get("zones") or {})}.items():
        named[places.rows([name])] = value
    shares = _with_named_ends(shares, named)
    if places.rest_of_country >= 0:
        shares[places.rest_of_country] = shares[:, places.rest_of_country] = rest
    np.fill_diagonal(shares, 1.0)
    return shares


def by_pair_and_part(said: Said, fallback: Mapping[str, PerPlace], places: Jurisdictions) -> dict[str, PerPlace]:
    """Give (J, J) shares for each part of coordination; a part that is not set apart is coordination itself."""
    mapping = said if isinstance(said, Mapping) else {"all": said}
    whole = {part: by_pair(mapping, fallback[part], places) for part in PARTS}
    return {
        part: whole[part] if mapping.get(part) is None else by_pair(mapping[part], whole[part], places)
        for part in PARTS
    }


def _with_named_ends(shares: PerPlace, named: PerPlace) -> PerPlace:
    """Let named jurisdictions decide their pairs; of two named ends, the mean."""
    one, other = np.broadcast_arrays(named[:, None], named[None, :])
    both = (one + other) / 2.0
    either = np.where(np.isnan(one), other, one)
    decided = np.where(np.isnan(both), either, both)
    return np.where(np.isnan(decided), shares, decided)


def _clusters(said: Mapping[str, Any], places: Jurisdictions) -> list[tuple[Mask, Any]]:
    """List clusters from the largest to the smallest, so that the most specific is written last."""
    by_size: dict[int, list[str]] = {}
    for name in sorted(said):
        if name in places.clusters:
            by_size.setdefault(int(places.clusters[name].sum()), []).append(name)
    listed = []
    for _, names in sorted(by_size.items(), reverse=True):
        listed += [(places.clusters[name], said[name]) for name in reversed(names)]
    return listed
