"""Adopting: how often regions adopt what they see, and which share of places has, over time."""

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from sim.basis.arrays import Floats, Integers, Mask
from sim.basis.errors import ResultsError
from sim.measures.copying import adoption_events
from sim.measures.intervals import Number, jackknife_interval, mean_interval
from sim.measures.rings import ever_active
from sim.measures.shares import regions_on_map
from sim.measures.tables import Tables, column, numbers, rows
from sim.world.levels import DOMAINS

ALL_DOMAINS = "all"
GROUPS = {"regions": ("region", "adopted"), "zones": ("zone", "piloted")}
"""Who raises rules and how: regions adopt what others have, zones pilot what nobody has."""

EXPOSURE = ("step", "year", "region", "domain", "steps_at_risk", "years_at_risk", "integration")


def hazard(worlds: Sequence[Tables], *, integration: float | None = None, domain: str | None = None) -> Number:
    """Give the hazard with which regions that see rules beyond their own adopt them, per year, region and domain.

    An event is an adoption, whatever share of the gap it closes (facts C16, C16b). Who is at risk in a step adopts with
    chance 1 - exp(-hazard * step), and the hazard is solved for from the share that did.

    Args:
        worlds: Worlds of one arm, a replicate each.
        integration: Count only years in which a region was integrated with the one of whom it saw most exactly so far.
        domain: Count only one domain of rules.
    """
    counted = np.array([_events_and_steps(world, integration, domain) for world in worlds])
    events, steps, years = counted[:, 0], counted[:, 1], counted[:, 2]
    if steps.sum() <= 0.0:
        return Number(math.nan, remark=NOBODY)
    length = float(years.sum() / steps.sum())
    value, low, high = jackknife_interval([events, steps], lambda some, of: solved_hazard(float(some / of), length))
    return Number(value, max(low, 0.0), high)


NOBODY = "nobody saw rules beyond its own under such integration"


def solved_hazard(share: float, years: float) -> float:
    """Give the constant hazard, 1/year, under which a share of those at risk adopts within some years."""
    return -math.log1p(-share) / years if share < 1.0 else math.nan


def hazard_in(world: Tables, integration: float | None = None) -> float:
    """Give the hazard of one world; missing where nobody was at risk or the world keeps no record of adoption."""
    try:
        return hazard([world], integration=integration).value
    except ResultsError:
        return math.nan


def adopted_share(world: Tables) -> float:
    """Give the share of regions and domains that adopted since the policy date; missing without a record of it."""
    try:
        first = _first_steps(world, "regions")
    except ResultsError:
        return math.nan
    return float(np.isfinite(first).mean())


def _events_and_steps(world: Tables, integration: float | None, domain: str | None) -> tuple[float, float, float]:
    """Give adoptions, and steps and years at risk of adopting, of the regions of the map."""
    events = adoption_events(world)
    events = rows(events, column(events, "way") == "adopted")
    exposure = world.table("exposure", list(EXPOSURE))
    exposure = rows(exposure, _counts(exposure, world, integration, domain))
    if not len(exposure):
        return 0.0, 0.0, 0.0
    steps_per_year = int(column(exposure, "step")[0]) // int(column(exposure, "year")[0])
    counted = set(zip(*(column(exposure, name).tolist() for name in ("region", "domain", "year")), strict=True))
    year = -(-column(events, "step") // steps_per_year)
    happened = zip(column(events, "place").tolist(), column(events, "domain").tolist(), year.tolist(), strict=True)
    return (
        float(sum(event in counted for event in happened)),
        float(numbers(exposure, "steps_at_risk").sum()),
        float(numbers(exposure, "years_at_risk").sum()),
    )


def _counts(exposure: pd.DataFrame, world: Tables, integration: float | None, domain: str | None) -> Mask:
    wanted = np.isin(column(exposure, "region"), regions_on_map(world)) & (numbers(exposure, "steps_at_risk") > 0.0)
    if integration is not None:
        wanted &= np.abs(numbers(exposure, "integration") - integration) < 1e-9
    return wanted & (column(exposure, "domain") == domain) if domain is not None else wanted


def adoption_curves(worlds: Sequence[Tables]) -> pd.DataFrame:
    """Give which share of regions has adopted, and of zones piloted, at least once since the policy date.

    Args:
        worlds: Worlds of one arm, a replicate each.

    Returns:
        A row for each group, domain (`all` last: the mean over domains) and step: group, domain, step, years, value,
        low, high. A map without zones has none of that group.
    """
    last, steps_per_year = _calendar(worlds[0])
    steps = np.arange(last + 1)
    tables = []
    for group in GROUPS:
        samples = np.array([_shares(_first_steps(world, group), steps) for world in worlds])
        if np.isnan(samples).all():
            continue
        found = mean_interval(samples)
        for number, domain in enumerate((*DOMAINS, ALL_DOMAINS)):
            told = {"group": group, "domain": domain, "step": steps, "years": steps / steps_per_year}
            # A share lies between 0 and 1, whatever the t distribution says of its interval.
            low, high = (np.clip(side[number], 0.0, 1.0) for side in (found.low, found.high))
            sides = {"value": found.value[number], "low": low, "high": high}
            tables.append(pd.DataFrame(told | sides))
    return pd.concat(tables, ignore_index=True)


def _calendar(world: Tables) -> tuple[int, int]:
    """Give the last step and the steps of a year."""
    exposure = world.table("exposure", ["step", "year"])
    step, year = column(exposure, "step"), column(exposure, "year")
    return int(step[-1]), int(step[0]) // int(year[0])


def _first_steps(world: Tables, group: str) -> Floats:
    """Give (P, D) the step in which each place first raised its rules, infinite where it never did."""
    kind, way = GROUPS[group]
    places = _places(world, group)
    events = adoption_events(world)
    events = rows(events, (column(events, "kind") == kind) & (column(events, "way") == way))
    events = rows(events, np.isin(column(events, "place"), places))
    first = np.full((len(places), len(DOMAINS)), np.inf)
    row = np.searchsorted(places, column(events, "place"))
    domain = np.array([DOMAINS.index(each) for each in column(events, "domain")], dtype=np.int64)
    np.minimum.at(first, (row, domain), numbers(events, "step"))
    return first


def _places(world: Tables, group: str) -> Integers:
    """Give the regions of the map, or the zones that ever have their status, ascending."""
    if group == "regions":
        return np.sort(regions_on_map(world))
    return ever_active(world.table("zones", ["step", "zone", "active"]))


def _shares(first: Floats, steps: Integers) -> Floats:
    """Give (D + 1, T) the share of places that have raised their rules by each step, the mean of domains last."""
    if not len(first):
        return np.full((first.shape[1] + 1, len(steps)), np.nan)
    share = (first[:, :, None] <= steps).mean(axis=0)
    return np.concatenate([share, share.mean(axis=0, keepdims=True)])
