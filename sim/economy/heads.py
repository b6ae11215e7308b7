"""The heads of the official evaluation: what a zone is scored by, from what the model knows of it.

    head = mean over its indicators of (1 - growth_share) * standardised level + growth_share * standardised change

Standardised is over the zones that are scored, so a head is in standard deviations and the average zone has zero.

Source: the five heads are those of the Ministry of Commerce's evaluation measure; which indicators stand for a head is
ours (decision 0012).
"""

import numpy as np

from sim.basis.arrays import Floats, Mask, PerSite, PerZone
from sim.kernels.elementary import logarithms
from sim.world.levels import DOMAINS
from sim.world.world import World

INDICATORS: dict[str, tuple[str, ...]] = {
    "opening": ("trade over value added", "share of foreign firms", "benchmark reached"),
    "quality": ("log value added", "log value added per worker", "profit over revenue"),
    "science": ("mean log productivity", "share of firms near the world frontier"),
    "green": ("log value added per emission", "maturity of environmental rules"),
    "coordination": ("share of links with the host region", "adoptions by regions"),
}
"""Indicators of each head, in the order of the columns of a table of indicators."""

HEADS = tuple(INDICATORS)
"""Names of the heads."""

COUNT = sum(len(names) for names in INDICATORS.values())
"""Number of indicators."""

TIE = 1e-3
"""Standard deviation below which zones count as equal in an indicator."""

LEAST_ADDED = 0.01
"""Value added over revenue below which a zone counts as having this much: what is left in a bad step may be nothing."""

ENVIRONMENT = DOMAINS.index("environment")


def indicators(*, world: World, near: float, cleaner: float) -> Floats:
    """Give (Z, indicators) what is measured at each zone in the last step; missing where nobody is there.

    Args:
        world: Everything is read, nothing changes.
        near: Log points from the world frontier within which a firm counts as near it.
        cleaner: Share of emissions that full maturity of environmental rules takes away.
    """
    books, regions = world.books, world.geography.regions
    revenue, added = _on_lots(world, books.revenue.sum(axis=1)), _on_lots(world, books.value_added.sum(axis=1))
    added = np.maximum(added, LEAST_ADDED * revenue)
    traded = _on_lots(world, (books.exports + books.imported_inputs).sum(axis=1))
    wages = _on_lots(world, (books.revenue * (world.shares.labour / world.markup)).sum(axis=1))
    carbon = _on_lots(world, (books.real_output * world.industries.emission_intensity).sum(axis=1))
    rules = world.maturity[regions:]
    carbon *= 1.0 - cleaner * rules[:, ENVIRONMENT]
    firms, foreign, productivity, leading = _firms_of_zones(world, near)
    columns = (
        *(_over(traded, added), _over(foreign, firms), reached(rules, world.places.levels.benchmark[regions:])),
        *(_log(added), _log(_over(added, _on_lots(world, world.activity))), _over(added - wages, revenue)),
        *(_over(productivity, firms), _over(leading, firms)),
        *(_log(_over(added, carbon)), rules[:, ENVIRONMENT]),
        *(share_of_links_around(world), world.zones.followed.astype(np.float64)),
    )
    return np.stack(columns, axis=1)


def reached(maturity: Floats, benchmark: Floats) -> PerZone:
    """Give how much of its benchmark each zone has reached, mean over domains; all of what nobody asks of it."""
    share = np.divide(maturity, benchmark, out=np.ones_like(maturity), where=benchmark > 0.0)
    return np.minimum(share, 1.0).mean(axis=1)


def share_of_links_around(world: World) -> PerZone:
    """Give the share of supplier links with an end in a zone whose other end is in its host region, on no lot."""
    firms, geography = world.firms, world.geography
    zone, region = geography.site_zone[firms.site], world.site_region[firms.site]
    touching, around = np.zeros(geography.zones, np.int64), np.zeros(geography.zones, np.int64)
    for slot in range(firms.suppliers.shape[1]):
        customer = np.flatnonzero(firms.alive & (firms.suppliers[:, slot] >= 0))
        supplier = firms.suppliers[customer, slot]
        for one, other in ((customer, supplier), (supplier, customer)):
            inside = zone[one] >= 0
            # A link within a zone touches it once.
            counted = inside & ((zone[one] != zone[other]) | (one is customer))
            at_home = inside & (zone[other] < 0) & (region[other] == geography.zone_host[zone[one]])
            touching += np.bincount(zone[one][counted], minlength=geography.zones)
            around += np.bincount(zone[one][at_home], minlength=geography.zones)
    return _over(around.astype(np.float64), touching.astype(np.float64))


def heads_of(*, level: Floats, change: Floats, scored: Mask, growth_share: float) -> Floats:
    """Give (Z, heads) what zones have in each head, in standard deviations; missing where a zone is not scored.

    Args:
        level: (Z, indicators) now.
        change: (Z, indicators) since the last evaluation.
        scored: (Z,) zones that are scored.
        growth_share: Share of the change in an indicator's score; the rest is the level's.
    """
    told = (1.0 - growth_share) * standardised(level[scored]) + growth_share * standardised(change[scored])
    heads = np.full((len(level), len(HEADS)), np.nan)
    first = 0
    for head, names in enumerate(INDICATORS.values()):
        heads[scored, head] = told[:, first : first + len(names)].mean(axis=1)
        first += len(names)
    return heads


def standardised(values: Floats) -> Floats:
    """Give (zones, indicators) distance from the mean of zones in standard deviations; 0 where all are equal.

    An indicator that is missing counts as the poorest that is told.
    """
    poorest = np.where(np.isnan(values), np.inf, values).min(axis=0)
    filled = np.where(np.isnan(values), np.where(np.isfinite(poorest), poorest, 0.0), values)
    away, spread = filled - filled.mean(axis=0), filled.std(axis=0)
    return np.divide(away, spread, out=np.zeros_like(away), where=np.broadcast_to(spread > TIE, away.shape))


def _firms_of_zones(world: World, near: float) -> tuple[PerZone, PerZone, PerZone, PerZone]:
    """Give firms, foreign firms, the sum of log productivity, and firms near the frontier, by zone."""
    firms, zones = world.firms, world.geography.zones
    rows = np.flatnonzero(firms.alive & (world.geography.site_zone[firms.site] >= 0))
    zone, productivity = world.geography.site_zone[firms.site[rows]], firms.productivity[rows].astype(np.float64)
    leading = productivity > world.market.frontier - near
    weights = (np.ones(len(rows)), firms.foreign[rows].astype(np.float64), productivity, leading.astype(np.float64))
    count, foreign, sum_, close = (np.bincount(zone, weights=weight, minlength=zones) for weight in weights)
    return count, foreign, sum_, close


def _on_lots(world: World, values: PerSite) -> PerZone:
    zone = world.geography.site_zone
    lots = zone >= 0
    return np.bincount(zone[lots], weights=values[lots], minlength=world.geography.zones)


def _over(numerator: PerZone, denominator: PerZone) -> PerZone:
    return np.divide(numerator, denominator, out=np.full(len(numerator), np.nan), where=denominator > 0.0)


def _log(values: PerZone) -> PerZone:
    known = values > 0.0
    return np.where(known, logarithms(np.where(known, values, 1.0)), np.nan)
