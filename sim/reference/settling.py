"""Settling: what is solved while labour and firm location are frozen, then kept.

During the burn-in every step corrects a little; at the fork the books are run without luck until the data hold, then
amenities, the bar to entry and the values of regions are solved from what stands there.
"""

import math
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from sim.basis.singly import Draws, identity
from sim.reference import chain
from sim.reference.market import clear_markets, quote_prices
from sim.reference.people import solve_amenities
from sim.reference.purposes import HYPOTHETICAL
from sim.reference.sites import Siting
from sim.reference.turnover import size_ranks

if TYPE_CHECKING:
    from sim.reference.firm import Firm
    from sim.reference.model import PlainModel
    from sim.reference.region import Region

SECTORS = range(3)

GAIN = 0.3
"""Share of a gap to the data that one round closes."""

BURN_IN_GAIN = 0.3439
"""Share of a gap to the data that a year of the burn-in closes."""

DRIFT_GAIN = 0.3439
"""Share of a miss of growth that a year of the burn-in corrects."""

LARGEST_SHIFTER = 3.0
"""Log points beyond which no shifter goes."""

FEWEST_FINAL_IMPORTS = 0.005
"""Share of final demand that is imported at least."""

WAGE_GAIN = 0.25
"""Share of the gap to the wage bill per head that one round closes."""

ROUNDS_BETWEEN = 50
"""Rounds in which the books are brought to the data at the fork, between two extra searches."""

CLOSE_ENOUGH = 0.003
"""Largest |log(found / target)| of value added by region and sector with which the fork is content."""

OFTEN = 4.0
"""Rate of an extra search, 1/year."""

MOST_SEARCHES = 40
"""Extra searches for suppliers before the fork stands as it is."""

EXTRA_SEARCHES = -(1 << 19)
"""Step that names the luck of the first extra search."""


def settle_a_step(model: "PlainModel", mean_before: float) -> None:
    """Correct the burn-in's step towards the data, and the drift towards the pace at which the gap is to close."""
    years = model.clock.years
    settle(model, 1.0 - (1.0 - BURN_IN_GAIN) ** years)
    learning = model.settings.learning
    growth = (model.mean_productivity() - mean_before) / years
    wanted = learning.frontier_growth + learning.closing_pace
    model.drift += (1.0 - (1.0 - DRIFT_GAIN) ** years) * (wanted - growth)


def settle(model: "PlainModel", gain: float) -> float:
    """Correct shifters, demand and trade towards the data by one round; give the largest gap that was found."""
    found = {region: sector_value_added(model, region) for region in model.regions}
    present = {industry.sector for industry in model.industries}
    national = {
        k: math.log(
            sum(region.sector_targets[k] for region in model.regions) / sum(found[r][k] for r in model.regions)
        )
        for k in present
    }
    for industry in model.industries:
        industry.final_share *= math.exp(gain * national[industry.sector])
    total = sum(industry.final_share for industry in model.industries)
    for industry in model.industries:
        industry.final_share /= total
    largest = 0.0
    for region in model.regions:
        for k in present:
            gap = math.log(region.sector_targets[k] / max(found[region][k], 1e-9))
            largest = max(largest, abs(gap))
            correction = gain * _within(gap - national[k], 1.0) / (model.settings.sales.substitution - 1.0)
            region.shifter[k] = _within(region.shifter[k] + correction, LARGEST_SHIFTER)
    _settle_trade(model, gain)
    return largest


def sector_value_added(model: "PlainModel", region: "Region") -> list[float]:
    """Give value added of the last step in primary, secondary and tertiary industry."""
    found = [0.0, 0.0, 0.0]
    for site in region.sites:
        for industry in model.industries:
            found[industry.sector] += site.ledger.value_added[industry.number]
    return found


def _within(value: float, bound: float) -> float:
    return min(max(value, -bound), bound)


def _settle_trade(model: "PlainModel", gain: float) -> None:
    """Correct foreign demand and the weight of final imports towards balanced trade at exchange rate 0.

    Foreign demand is to take the data's share of each industry's output; final imports are what that leaves to pay
    for after imported inputs and repatriation.
    """
    rate, sigma, books = model.exchange_rate, model.settings.sales.substitution, model.accounts
    wanted_in_all = imported = 0.0
    for industry in model.industries:
        s = industry.number
        revenue = sum(site.ledger.revenue[s] for site in model.map.sites)
        exports = max(sum(site.ledger.exports[s] for site in model.map.sites), 1e-9)
        imported += sum(site.ledger.imported_inputs[s] for site in model.map.sites)
        wanted = industry.export_share * revenue
        wanted_in_all += wanted
        industry.foreign_demand *= math.exp(gain * (math.log(max(wanted, 1e-9) / exports) + sigma * rate))
    final = max(wanted_in_all - imported - books.repatriation, FEWEST_FINAL_IMPORTS * books.expenditure)
    found = sum(region.final_imports for region in model.regions)
    miss = math.log(final / max(found, 1e-12)) + (1.0 - sigma) * rate
    for industry in model.industries:
        industry.final_import_weight *= math.exp(gain * miss)


def run_the_books(model: "PlainModel", rounds: int) -> float:
    """Run prices, sales and wages without luck until the data hold, correcting as one goes; give the gap left."""
    gap = math.inf
    for round_ in range(rounds):
        quote_prices(model)
        clear_markets(model, years=0.0)
        for region in model.regions:
            bills = [(site, model.wage_bill(site)) for site in region.sites]
            bill = sum(paid for _, paid in bills)
            region.wage += WAGE_GAIN * (math.log(bill / region.labour) - region.wage)
            for site, paid in bills:
                site.activity += WAGE_GAIN * (paid * (region.labour / bill) - site.activity)
        gap = settle(model, 0.0 if round_ == rounds - 1 else GAIN)
        if gap < CLOSE_ENOUGH:
            break
    return gap


def settle_at_the_fork(model: "PlainModel") -> None:
    """Bring the books to the data; then solve amenities, births, the bar to entry and the values of regions."""
    # Successors stand in the line where the dead stood; from now on newborns stand at its end.
    model.firms.sort("line", ascending=True, inplace=True)
    for attempt in range(MOST_SEARCHES):
        model.gap_at_fork = run_the_books(model, ROUNDS_BETWEEN)
        if model.gap_at_fork < CLOSE_ENOUGH:
            break
        _let_customers_leave(model, attempt)
    _choose_base_prices(model)
    model.count_firms()
    model.count_typical_firms()
    for region in model.regions:
        region.labour_at_fork = region.labour
    solve_amenities(model)
    solve_entry(model)


def _let_customers_leave(model: "PlainModel", attempt: int) -> None:
    """Let customers look for others, where links alone keep a region's sector above its data."""
    model.gather(EXTRA_SEARCHES - attempt)
    terms = chain.Search.of(model, step=EXTRA_SEARCHES - attempt, chance=model.clock.chance(OFTEN))
    bound = [firm for firm in model.firms if any(_at_its_bound(supplier) for supplier in firm.suppliers)]
    chain.search(model, terms, bound)


def _at_its_bound(firm: "Firm") -> bool:
    return abs(firm.site.region.shifter[firm.industry.sector]) >= 0.99 * LARGEST_SHIFTER


def _choose_base_prices(model: "PlainModel") -> None:
    """Choose the prices at which real output equals revenue in each industry now."""
    ledgers = [site.ledger for site in model.map.sites]
    for industry in model.industries:
        s = industry.number
        revenue, real = sum(each.revenue[s] for each in ledgers), sum(each.real_output[s] for each in ledgers)
        industry.base_price = math.log(revenue / (real / math.exp(industry.base_price)))
        for each in ledgers:
            each.real_output[s] *= math.exp(industry.base_price)


HYPOTHETICAL_NEWBORNS = 20_000
"""Newborns sampled to solve the bar to entry."""

EULER = 0.5772156649015329

ROUNDS = 60
"""Rounds of the search for the values of regions."""

STEP = 0.7
"""Share of a miss, in units of taste, that one round corrects."""


def solve_entry(model: "PlainModel") -> None:
    """Choose births, the bar to entry and the values of regions so that births equal deaths now."""
    deaths = _expected_deaths(model)
    total = sum(deaths.values())
    if total == 0.0:
        return
    for industry in model.industries:
        dying = sum(deaths[region, industry.number] for region in model.regions)
        industry.birth_mass = dying / model.settings.entry.entering_share
    target = {
        region: sum(deaths[region, industry.number] for industry in model.industries) / total
        for region in model.regions
    }
    sample = _Sample(model)
    scale = model.settings.sites.gumbel_scale
    regional = dict.fromkeys(model.regions, 0.0)
    for _ in range(ROUNDS):
        births = sample.births(regional)
        everybody = sum(births.values())
        for region in model.regions:
            miss = math.log(target[region] / max(births[region] / everybody, 1e-12))
            regional[region] += STEP * scale * _within(miss, 2.0)
        mean = sum(regional[region] * target[region] for region in model.regions)
        for region in model.regions:
            regional[region] -= mean
    for region in model.regions:
        region.entry_value += regional[region]
    sample.births(regional)
    for industry in model.industries:
        industry.value_bar = sample.bars[industry.number]


def _expected_deaths(model: "PlainModel") -> "dict[tuple[Region, int], float]":
    """Give deaths a year to expect by region and industry, in firms of weight one."""
    rules, ranks = model.settings.exit, size_ranks(model)
    deaths = {(region, i.number): 0.0 for region in model.regions for i in model.industries}
    for firm in model.firms:
        hazard = rules.exit_rate * (1.0 + rules.steepness) * (1.0 - ranks[firm]) ** rules.steepness
        deaths[firm.site.region, firm.industry.number] += hazard * firm.site.weight
    return deaths


class _Sample:
    """Hypothetical newborns: what each would compare, as regions' values and bars are varied."""

    def __init__(self, model: "PlainModel") -> None:
        """Sample parents in proportion to births, evenly along their line, and list what each newborn compares."""
        self.scale = model.settings.sites.gumbel_scale
        self.elasticity = model.settings.entry.entry_elasticity
        self.entering_share = model.settings.entry.entering_share
        self.regions = model.regions
        self.bars = [0.0] * len(model.industries)
        self.by_industry: list[list[_Hypothetical]] = [[] for _ in model.industries]
        line, cumulative = _line_of_parents(model)
        self.mass = cumulative[-1] / HYPOTHETICAL_NEWBORNS
        key, siting = Draws(model.luck, HYPOTHETICAL, 0).key >> 2, Siting(model)
        for n in range(HYPOTHETICAL_NEWBORNS):
            parent = line[bisect_left(cumulative, (n + 0.5) / HYPOTHETICAL_NEWBORNS * cumulative[-1])]
            who = identity(key, parent.identity, n)
            offers = [(site.region.number, siting.worth(site, parent)) for site in siting.offered(who, parent)]
            self.by_industry[parent.industry.number].append(_Hypothetical(offers, self.scale))

    def births(self, regional: "dict[Region, float]") -> "dict[Region, float]":
        """Give births by region where regions are worth more or less; changes the bars to what then holds."""
        dearer = [math.exp(regional[region] / self.scale) for region in self.regions]
        for newborns in self.by_industry:
            for newborn in newborns:
                newborn.weigh(dearer, self.scale)
        self.bars = self._bars()
        births = [0.0] * len(self.regions)
        for newborns, bar in zip(self.by_industry, self.bars, strict=True):
            for newborn in newborns:
                enters = self.mass * _logistic(self.elasticity * (newborn.inclusive - bar)) / newborn.total
                for r, odds in newborn.odds:
                    births[r] += enters * odds * dearer[r]
        return dict(zip(self.regions, births, strict=True))

    def _bars(self) -> list[float]:
        """Find for each industry the bar at which the stated share of newborns enters."""
        worth = [[newborn.inclusive for newborn in newborns] for newborns in self.by_industry]
        low = min(min(values) for values in worth if values) - 50.0
        high = max(max(values) for values in worth if values) + 50.0
        return [self._bar(values, bar, low, high) for values, bar in zip(worth, self.bars, strict=True)]

    def _bar(self, worth: list[float], bar: float, low: float, high: float) -> float:
        """Find a bar by Newton's method, halving the bracket where a step would leave it."""
        for _ in range(MOST_STEPS):
            shares = [_logistic(self.elasticity * (value - bar)) for value in worth]
            miss = sum(shares) - self.entering_share * max(len(worth), 1)
            low, high = (bar, high) if miss > 0.0 else (low, bar)
            slope = self.elasticity * sum(share * (1.0 - share) for share in shares)
            step = miss / slope if slope > 0.0 else math.inf
            if abs(step) < 1e-15 * max(abs(bar), 1.0) or high - low < 1e-15:
                break
            bar = bar + step if low < bar + step < high else 0.5 * (low + high)
        return bar


class _Hypothetical:
    """A hypothetical newborn: what it is offered by region, with Gumbel tastes."""

    __slots__ = ("best", "inclusive", "odds", "total")

    def __init__(self, offers: list[tuple[int, float]], scale: float) -> None:
        """Add up the odds of the sites of each region.

        Args:
            offers: Region and worth of every site offered.
            scale: Scale of tastes.
        """
        self.best = max(worth for _, worth in offers)
        odds: dict[int, float] = {}
        for region, worth in offers:
            odds[region] = odds.get(region, 0.0) + math.exp((worth - self.best) / scale)
        self.odds = list(odds.items())
        self.total = self.inclusive = 0.0

    def weigh(self, dearer: list[float], scale: float) -> None:
        """Work out the sum of the odds and the value to expect of the best site, where regions are worth more."""
        self.total = sum(odds * dearer[region] for region, odds in self.odds)
        self.inclusive = self.best + scale * (math.log(self.total) + EULER)


def _line_of_parents(model: "PlainModel") -> "tuple[list[Firm], list[float]]":
    """Give firms along their line, and the births of a year to expect of all up to each."""
    totals = [0.0] * len(model.industries)
    for firm in model.firms:
        totals[firm.industry.number] += firm.revenue
    line = sorted(model.firms, key=lambda firm: firm.line)
    births = [firm.industry.birth_mass * firm.revenue / totals[firm.industry.number] for firm in line]
    return line, list(accumulate(births))


MOST_STEPS = 200
"""Steps in which a bar is found, a handful by rule."""


def _logistic(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(x, -700.0)))
