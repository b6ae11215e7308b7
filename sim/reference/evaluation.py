"""Evaluation: zones are scored each year by five heads; the worst are warned, and two years running cost the status."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.basis.singly import log
from sim.reference.emissions import ENVIRONMENT
from sim.reference.purposes import SCORES

if TYPE_CHECKING:
    from sim.reference.firm import Firm
    from sim.reference.model import PlainModel
    from sim.reference.zone import Zone

HEADS = (("opening", 3), ("quality", 3), ("science", 2), ("green", 2), ("coordination", 2))
"""Heads and how many indicators each has."""

TIE = 1e-3
"""Standard deviation below which zones count as equal in an indicator."""

LEAST_ADDED = 0.01
"""Value added over revenue below which a zone counts as having this much."""


def evaluate(model: "PlainModel") -> None:
    """Score zones at the end of a year; warn the worst, and take the status of those warned years running."""
    rules = model.settings.evaluation
    if not rules.on or model.settling or not model.clock.ends_year:
        return
    level, change = measure_all(model)
    if not change:
        return
    score_all(model, level, change)
    worst = sorted(change, key=lambda zone: zone.score)[: round(rules.bottom_share * len(change))]
    for zone in model.zones:
        zone.warnings = zone.warnings + 1 if zone in worst else 0
        zone.expelled = zone.expelled or zone.warnings >= rules.years_to_exit


def measure_all(model: "PlainModel") -> "tuple[dict[Zone, list[float]], dict[Zone, list[float]]]":
    """Measure every zone; give the levels, and the changes, of those that were evaluated before."""
    residents: dict[Zone, list[Firm]] = {zone: [] for zone in model.zones}
    links = count_links(model)
    for firm in model.firms:
        if firm.site.zone is not None:
            residents[firm.site.zone].append(firm)
    level: dict[Zone, list[float]] = {}
    change: dict[Zone, list[float]] = {}
    for zone in model.zones:
        now = indicators(model, zone, residents[zone], links[zone])
        if zone.active and zone.evaluated:
            level[zone] = now
            change[zone] = [after - before for after, before in zip(now, zone.indicators, strict=True)]
        zone.evaluated, zone.followed = zone.active, 0
        zone.indicators = now if zone.active else [math.nan] * len(now)
    return level, change


def score_all(model: "PlainModel", level: "dict[Zone, list[float]]", change: "dict[Zone, list[float]]") -> None:
    """Give every zone its heads and its score; zones that are not scored have none."""
    rules, luck = model.settings.evaluation, model.draws(SCORES)
    levels, changes = standardised(list(level.values())), standardised(list(change.values()))
    told = {
        zone: [(1.0 - rules.growth_share) * a + rules.growth_share * b for a, b in zip(one, other, strict=True)]
        for zone, one, other in zip(level, levels, changes, strict=True)
    }
    for zone in model.zones:
        zone.heads = _means(told[zone]) if zone in told else [math.nan] * len(HEADS)
        zone.score = sum(
            getattr(rules, head) * in_head for (head, _), in_head in zip(HEADS, zone.heads, strict=True)
        )
    true = [zone.score for zone in told]
    for zone in told:
        zone.score += rules.noise * _spread(true) * luck.normal(zone.index)


def indicators(model: "PlainModel", zone: "Zone", firms: "list[Firm]", links: tuple[int, int]) -> list[float]:
    """Give what is measured at a zone in the last step; not a number where nobody is there.

    Args:
        model: The model.
        zone: The zone.
        firms: Firms on its lots.
        links: Links with an end in the zone, and those of them whose other end is around it.
    """
    settings, industries, ledgers = model.settings, model.industries, [site.ledger for site in zone.lots]
    revenue = sum(sum(ledger.revenue) for ledger in ledgers)
    added = max(sum(sum(ledger.value_added) for ledger in ledgers), LEAST_ADDED * revenue)
    traded = sum(sum(ledger.exports) + sum(ledger.imported_inputs) for ledger in ledgers)
    wages = sum(model.wage_bill(site) for site in zone.lots)
    carbon = sum(i.emission_intensity * each.real_output[i.number] for each in ledgers for i in industries)
    carbon *= 1.0 - settings.emissions.maturity_effect * zone.maturity[ENVIRONMENT]
    bar = model.frontier - settings.evaluation.near_frontier
    return [
        _over(traded, added),
        _over(sum(firm.foreign for firm in firms), len(firms)),
        reached(zone),
        _log(added),
        _log(_over(added, sum(site.activity for site in zone.lots))),
        _over(added - wages, revenue),
        _over(sum(firm.productivity for firm in firms), len(firms)),
        _over(sum(firm.productivity > bar for firm in firms), len(firms)),
        _log(_over(added, carbon)),
        zone.maturity[ENVIRONMENT],
        _over(links[1], links[0]),
        float(zone.followed),
    ]


def reached(zone: "Zone") -> float:
    """Give how much of its benchmark a zone has reached, mean over domains; all of what nobody asks of it."""
    shares = [
        min(own / asked, 1.0) if asked > 0.0 else 1.0
        for own, asked in zip(zone.maturity, zone.benchmark, strict=True)
    ]
    return sum(shares) / len(shares)


def count_links(model: "PlainModel") -> "dict[Zone, tuple[int, int]]":
    """Count for each zone the links with an end in it, and those whose other end is in its host, on no lot."""
    touching, around = dict.fromkeys(model.zones, 0), dict.fromkeys(model.zones, 0)
    for firm in model.firms:
        for supplier in firm.suppliers:
            here, there = firm.site, supplier.site
            for zone in {here.zone, there.zone}:
                if zone is not None:
                    touching[zone] += 1
            for one, other in ((here, there), (there, here)):
                if one.zone is not None and other.zone is None and other.region is one.zone.host:
                    around[one.zone] += 1
    return {zone: (touching[zone], around[zone]) for zone in model.zones}


def standardised(rows: list[list[float]]) -> list[list[float]]:
    """Give distances from the mean of zones in standard deviations; a missing value counts as the poorest told."""
    columns = [_standardised_column(column) for column in zip(*rows, strict=True)]
    return [list(row) for row in zip(*columns, strict=True)]


def _standardised_column(column: Sequence[float]) -> list[float]:
    poorest = min((value for value in column if not math.isnan(value)), default=0.0)
    filled = [poorest if math.isnan(value) else value for value in column]
    mean, spread = sum(filled) / len(filled), _spread(filled)
    return [(value - mean) / spread if spread > TIE else 0.0 for value in filled]


def _spread(values: list[float]) -> float:
    mean = sum(values) / len(values)
    return math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))


def _means(told: list[float]) -> list[float]:
    heads, first = [], 0
    for _, count in HEADS:
        heads.append(sum(told[first : first + count]) / count)
        first += count
    return heads


def _over(numerator: float, denominator: float) -> float:
    return numerator / denominator if denominator > 0.0 else math.nan


def _log(value: float) -> float:
    return log(value) if value > 0.0 else math.nan
