"""Settling: what is solved while labour and firm location are frozen, then kept.

During the burn-in every step corrects a little: shifters of productivity by region and sector, shares of final demand,
foreign demand, the weight of final imports, and the drift of productivity. At the fork the books are run without luck
until the data hold; then amenities, the bar to entry and the values of regions are solved from what stands there.

Source: model design, section 2.
"""

from dataclasses import dataclass

import numpy as np

from sim.basis.arrays import Floats, Mask, PerIndustry
from sim.basis.blocks import blocks
from sim.basis.clock import Clock
from sim.basis.luck import Luck, Purpose
from sim.basis.team import Team
from sim.economy.chain import typical_firms
from sim.economy.entry import EntryParameters, chance_of_entering
from sim.economy.exit import ExitParameters, hazards, ranks
from sim.economy.sites import SitesParameters, compare, terms_of_siting
from sim.kernels.buckets import count_firms
from sim.kernels.draws import identities
from sim.kernels.settling import customers_of, find_bars, sample_parents, sum_by_region
from sim.world.world import World

SAMPLE = Purpose("hypothetical newborns from which the bar to entry is solved")
EULER = 0.5772156649015329
HYPOTHETICAL = 20_000
"""Newborns sampled to solve the bar to entry."""

GAIN = 0.3
"""Share of a gap to the data that one round of settling closes; much more overshoots."""

LARGEST_SHIFTER = 3.0
"""Log points beyond which no shifter goes, while links bind customers to suppliers that they will leave."""


@dataclass(frozen=True)
class Fit:
    """How near the economy is to its data."""

    largest_gap: float
    """Largest |log(found / target)| of value added by region and sector."""
    exchange_rate: float


def sector_value_added(world: World) -> Floats:
    """Give (R, 3) value added of the last step by region and primary, secondary, tertiary industry."""
    by_region = np.zeros((world.geography.regions, len(world.final_shares)))
    np.add.at(by_region, world.site_region, world.books.value_added)
    out = np.zeros((world.geography.regions, 3))
    np.add.at(out.T, world.industries.group, by_region.T)
    return out


def settle(*, world: World, gain: float = GAIN) -> Fit:
    """Correct shifters, demand and trade towards the data by one round.

    Changes `world.regions.shifter`, `world.final_shares` and `world.market`.
    """
    target = world.geography.region_gdp[:, None] * world.geography.region_sectors
    present = np.isin(np.arange(3), world.industries.group)
    found = sector_value_added(world)
    gap = np.zeros_like(target)
    gap[:, present] = np.log(target[:, present] / np.maximum(found[:, present], 1e-9))
    national = np.zeros(3)
    national[present] = np.log(target[:, present].sum(axis=0) / found[:, present].sum(axis=0))
    shares = world.final_shares * np.exp(gain * national[world.industries.group])
    world.final_shares = shares / shares.sum()
    correction = gain * np.clip(gap - national[None, :], -1.0, 1.0) / (world.substitution - 1.0)
    world.regions.shifter = np.clip(world.regions.shifter + correction, -LARGEST_SHIFTER, LARGEST_SHIFTER)
    _settle_trade(world, gain)
    return Fit(largest_gap=float(np.abs(gap).max()), exchange_rate=world.market.exchange_rate)


def bound_customers(world: World) -> Mask:
    """Mark the firms that buy from a region's sector whose shifter stands at its bound, so that links must change."""
    firms = world.firms
    bound = np.abs(world.regions.shifter) >= 0.99 * LARGEST_SHIFTER
    marked = np.ascontiguousarray(bound[world.site_region][:, world.industries.group])
    return customers_of(firms.alive, firms.suppliers, firms.site, firms.industry, marked)


def _settle_trade(world: World, gain: float) -> None:
    """Correct foreign demand and the weight of final imports towards balanced trade at exchange rate 0.

    Foreign demand is to take the data's share of each industry's output; final imports are what that leaves to pay for
    after imported inputs and repatriation.
    """
    books, market, sigma = world.books, world.market, world.substitution
    rate = market.exchange_rate
    exports = np.maximum(books.exports.sum(axis=0), 1e-9)
    wanted = world.industries.export_share * books.revenue.sum(axis=0)
    market.demand = market.demand * np.exp(gain * (np.log(np.maximum(wanted, 1e-9) / exports) + sigma * rate))
    left = wanted.sum() - books.imported_inputs.sum() - books.repatriation
    final = max(left, FEWEST_FINAL_IMPORTS * books.expenditure)
    miss = np.log(final / max(books.region_final_imports.sum(), 1e-12)) + (1.0 - sigma) * rate
    market.final_import_weight = market.final_import_weight * np.exp(gain * miss)


def settle_drift(*, world: World, mean_before: float, wanted: float, clock: Clock) -> None:
    """Correct the drift of productivity so that the mean firm grows at a wanted pace. Changes `world.drift`.

    Args:
        world: Firms after the step.
        mean_before: Mean log productivity before the step.
        wanted: Growth a year at which the gap to the frontier closes as stated.
        clock: The step.
    """
    growth = (mean_productivity(world) - mean_before) / clock.years
    world.drift += (1.0 - (1.0 - DRIFT_GAIN) ** clock.years) * (wanted - growth)


def mean_productivity(world: World) -> float:
    """Give the mean log productivity of real firms."""
    firms, site_weight = world.firms, world.site_weight
    weight = np.empty(firms.rows)
    for rows in blocks(firms.rows):
        weight[rows] = site_weight[firms.site[rows]] * firms.alive[rows]
    whole = weight.sum()
    weight *= firms.productivity
    return float(weight.sum() / whole)


def base_prices(world: World) -> PerIndustry:
    """Give (S,) log prices at which real output equals revenue in each industry now."""
    real = world.books.real_output.sum(axis=0) / np.exp(world.base_price)
    return np.log(world.books.revenue.sum(axis=0) / real)


def keep_typical_firms(world: World) -> None:
    """Keep how many firms of an industry the cells of the map that have any hold. Changes `world.typical_firms`."""
    firms, geography = world.firms, world.geography
    counts = count_firms(
        firms.alive, firms.site, firms.industry, geography.site_cell, geography.cells, len(world.final_shares)
    )
    world.typical_firms = typical_firms(counts[geography.on_map()])


def solve_entry(
    *,
    world: World,
    entry: EntryParameters,
    sites: SitesParameters,
    exit_: ExitParameters,
    clock: Clock,
    luck: Luck,
    team: Team,
) -> None:
    """Choose births, the bar to entry and the values of regions so that births equal deaths now.

    Changes `world.birth_mass`, `world.value_bar` and `world.regions.entry_value`.
    """
    deaths = _expected_deaths(world, exit_, team)
    if deaths.sum() == 0.0:
        return
    industries = len(world.final_shares)
    world.birth_mass = deaths.sum(axis=0) / entry.entering_share
    parent, mass, who = _hypothetical(world, luck)
    siting = terms_of_siting(world=world, parameters=sites, clock=clock, luck=luck, team=team)
    firms = world.firms
    offers = compare(world=world, who=who, row=parent, siting=siting, team=team)
    values, region = offers.worth[:, 1:], world.site_region[offers.site[:, 1:]]
    scale = sites.gumbel_scale
    industry = firms.industry[parent]
    regional = np.zeros(world.geography.regions)
    target = deaths.sum(axis=1) / deaths.sum()
    for _ in range(ROUNDS):
        chance, inclusive = _choice(values + regional[region], scale)
        bar = _bars(inclusive, industry, mass, entry, industries)
        enters = chance_of_entering(worth=inclusive, bar=bar[industry], elasticity=entry.entry_elasticity)
        births = np.bincount(region.ravel(), weights=(chance * (mass * enters)[:, None]).ravel(), minlength=len(target))
        miss = np.log(target / np.maximum(births / births.sum(), 1e-12))
        regional += STEP * scale * np.clip(miss, -2.0, 2.0)
        regional -= (regional * target).sum()
    world.regions.entry_value = world.regions.entry_value + regional
    _, inclusive = _choice(values + regional[region], scale)
    world.value_bar = _bars(inclusive, industry, mass, entry, industries)


def _expected_deaths(world: World, parameters: ExitParameters, team: Team) -> Floats:
    """Give (R, S) deaths a year to expect, in firms of weight one."""
    firms, rows = world.firms, np.flatnonzero(world.firms.alive).astype(np.int32)
    hazard = hazards(rank=ranks(world=world, rows=rows, team=team), parameters=parameters)
    return sum_by_region(
        rows, firms.site, firms.industry, world.site_region, hazard, world.site_weight, world.geography.regions,
        len(world.final_shares),
    )  # fmt: skip


def _hypothetical(world: World, luck: Luck) -> tuple[np.ndarray, Floats, np.ndarray]:
    """Sample parents in proportion to births: rows, mass of births each stands for, identities."""
    firms = world.firms
    parent, births = sample_parents(firms.industry, firms.revenue, world.birth_mass, HYPOTHETICAL)
    key = np.int64(luck.key(SAMPLE, 0) >> np.uint64(2))
    who = identities(key, firms.identity[parent], np.arange(HYPOTHETICAL, dtype=np.uint64))
    return parent, np.full(HYPOTHETICAL, births / HYPOTHETICAL), who


def _choice(values: Floats, scale: float) -> tuple[Floats, Floats]:
    """Give (m, K) chances to choose, and (m,) the value to expect of the best, under Gumbel tastes."""
    top = values.max(axis=1, keepdims=True)
    odds = np.exp((values - top) / scale)
    total = odds.sum(axis=1, keepdims=True)
    return odds / total, top[:, 0] + scale * (np.log(total[:, 0]) + EULER)


def _bars(worth: Floats, industry: np.ndarray, mass: Floats, entry: EntryParameters, industries: int) -> PerIndustry:
    """Find for each industry the bar at which the stated share of newborns enters."""
    return find_bars(
        worth, industry, mass, entry.entry_elasticity, entry.entering_share, worth.min() - 50.0, worth.max() + 50.0,
        HALVINGS, industries,
    )  # fmt: skip


FEWEST_FINAL_IMPORTS = 0.005
"""Share of final demand that is imported at least, where the data's exports leave less to pay for."""

DRIFT_GAIN = 0.3439
"""Share of a miss of growth that a year of the burn-in corrects."""

HALVINGS = 60
"""Rounds of the search for a bar to entry; the bar is then known to the last bit."""

ROUNDS = 60
"""Rounds of the search for the values of regions."""

STEP = 0.7
"""Share of a miss, in units of taste, that one round corrects."""
