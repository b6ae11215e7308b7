"""The world: everything that a step of the economy reads and changes, as tables and arrays."""

import copy
from dataclasses import dataclass, field

import numpy as np

from sim.basis.arrays import Floats, Integers, Mask, PerCell, PerIndustry, PerRegion, PerSite, PerZone
from sim.kernels.terrain import Terrain
from sim.world.adoptions import Adoptions
from sim.world.crowd import Crowd, DrumSizes
from sim.world.decisions import Decisions
from sim.world.firms import Firms
from sim.world.flows import Books, Flows
from sim.world.geography import Geography
from sim.world.in_force import Places
from sim.world.industries import Industries
from sim.world.levels import Levels


@dataclass(frozen=True)
class CostShares:
    """What a firm of each industry pays for, as shares of cost; S industries, K slots (model.md 3)."""

    inputs: Floats
    """(S, S) a[k, s]: share of input k in the cost of s, rescaled to the slots that s has."""
    imports: PerIndustry
    """(S,) am[s]."""
    labour: PerIndustry
    """(S,) beta[s]."""
    slot_industry: Integers
    """(S, K) industry that each slot of s buys from, -1 where s has no such slot."""
    slot_share: Floats
    """(S, K) share of the slot in cost, 0 where there is none."""
    slot_count: Integers
    """(S,) slots of s, which stand before those that it does not have."""


@dataclass(frozen=True)
class Distances:
    """Fixed distances in km and the fixed tables of the draws that fall with distance."""

    site_region: Floats
    """(sites, R) from a site's cell to the centre of each region."""
    site_zone: Floats
    """(sites, Z) from a site's cell to each zone."""
    place_place: Floats
    """(J, J) between jurisdictions: regions by their centres, zones by their positions."""
    within: PerCell
    """(C,) mean distance between two firms of a cell."""


@dataclass(frozen=True)
class LotIndex:
    """Lots by cell and by zone."""

    cell_start: Integers
    """(C + 1,) where each cell's lots begin in `by_cell`."""
    by_cell: Integers
    zone_start: Integers
    """(Z + 1,) where each zone's lots begin in `by_zone`."""
    by_zone: Integers


@dataclass
class Regions:
    """State of the R regions."""

    labour: PerRegion
    """1e4 persons."""
    wage: PerRegion
    """Log wage, 1e8 CNY a year per 1e4 persons."""
    income: PerRegion
    """What the region spends this step, 1e8 CNY a year."""
    price_index: PerRegion
    """Log price index of final demand."""
    amenity: PerRegion
    """B_r, solved at the fork."""
    labour_at_fork: PerRegion
    """1e4 persons at the policy date, against which crowding is counted."""
    shifter: Floats
    """(R, 3) log productivity shifter by primary, secondary, tertiary industry, solved at the fork."""
    entry_value: PerRegion
    """Value of a region to newborns over and above what they compare, solved at the fork."""


@dataclass
class WorldMarket:
    """The world's terms: prices, demand, exchange rate, frontier."""

    price: PerIndustry
    """(S,) log world price in foreign money."""
    demand: PerIndustry
    """(S,) foreign demand in foreign money at the start, solved at the fork."""
    final_import_weight: PerIndustry
    """(S,) weight of the imported variety in final demand, solved at the fork."""
    exchange_rate: float
    """Log price of foreign money."""
    frontier: float
    """Log productivity at the world frontier."""


@dataclass
class Zones:
    """State of the Z zones that policy and evaluation keep."""

    serviced: Mask
    """(Z,) whether the zone has been active, so that its land is serviced; that stays on withdrawal."""
    warnings: Integers
    """(Z,) years running at the bottom."""
    expelled: Mask
    """(Z,) whether evaluation has taken its status away."""
    evaluated: Mask
    """(Z,) whether the zone was evaluated at the last evaluation."""
    indicators: Floats
    """(Z, indicators) what was measured at the last evaluation, NaN where it was not evaluated."""
    followed: Integers
    """(Z,) rules that regions have adopted from the zone since the last evaluation."""
    heads: Floats
    """(Z, heads) what the zone had in each head at the last evaluation, standard deviations; NaN if not scored."""
    score: PerZone
    """(Z,) score at the last evaluation, points; NaN if not scored."""


@dataclass
class World:
    """Tables and arrays of one world."""

    geography: Geography
    industries: Industries
    shares: CostShares
    distances: Distances
    terrain: Terrain
    lots: LotIndex
    radii: Floats
    """Table of quantiles of distance over its scale (sim.world.ground)."""
    firms: Firms
    regions: Regions
    zones: Zones
    market: WorldMarket
    maturity: Floats
    """(J, 7) policy maturity."""
    markup: float
    """Price over unit cost, mu."""
    substitution: float
    """Elasticity of substitution, sigma."""
    final_shares: PerIndustry
    """(S,) shares of final demand, alpha."""
    region_weight: PerRegion
    """(R,) how many times more real firms an agent of the region stands for than one on the map."""
    base_price: PerIndustry
    """(S,) log price at which real output is counted."""
    land_base: PerSite
    """(sites,) land that is ready without a zone's servicing."""
    activity: PerSite
    """(sites,) workers of the last step, 1e4 persons."""
    drift: float
    """g: drift of log productivity a year, solved in the burn-in."""
    value_bar: PerIndustry
    """(S,) value of not entering, solved at the fork."""
    birth_mass: PerIndustry
    """(S,) births a year before entry, in firms of weight one, solved at the fork."""
    typical_firms: PerIndustry
    """(S,) mean number of firms of the industry over the cells that have any, at the fork."""
    site_cost: Floats
    """(sites, S) log of markup and of the costs that firms of a site and an industry share in this step."""
    access: Floats
    """(sites, S, 2) demand at home and abroad per unit of variety weight in this step, 0 before the first."""
    flows: Flows
    adoptions: Adoptions
    """Rules raised in the last step."""
    drum_sizes: DrumSizes
    crowd: Crowd | None = field(default=None, repr=False)
    """Where firms stand, from the moment that slots begin to look to the end of the step."""
    decisions: Decisions | None = field(default=None, repr=False)
    """What is decided in a step, where somebody compares the decisions of two worlds."""
    _places: Places | None = field(default=None, repr=False)
    _books: Books | None = field(default=None, repr=False)

    def fork(self) -> "World":
        """Copy what changes; geography, industries, shares, distances and the regime stay shared."""
        fixed = (
            self.geography, self.industries, self.shares, self.distances, self.terrain, self.lots, self.radii,
            self.drum_sizes,
        )  # fmt: skip
        return copy.deepcopy(self, {id(part): part for part in (*fixed, self._places)})

    @property
    def places(self) -> Places:
        """What follows from the policy levels in force; there is nothing to read before a regime is entered."""
        if self._places is None:
            raise RuntimeError("no policy levels are in force yet: enter a regime first")
        return self._places

    @property
    def has_places(self) -> bool:
        """Whether a regime has ever been entered."""
        return self._places is not None

    @places.setter
    def places(self, places: Places) -> None:
        self._places = places

    def under(self, levels: Levels, standing: Mask) -> bool:
        """Tell whether these very levels are in force, with these (Z,) zones active."""
        places = self._places
        return places is not None and places.levels is levels and bool((standing == places.active).all())

    @property
    def books(self) -> Books:
        """Flows of the last step; there is nothing to read before markets first clear."""
        if self._books is None:
            raise RuntimeError("no books are kept yet: clear the markets first")
        return self._books

    @books.setter
    def books(self, books: Books) -> None:
        self._books = books

    @property
    def has_books(self) -> bool:
        """Whether markets have ever cleared."""
        return self._books is not None

    @property
    def site_region(self) -> Integers:
        """(sites,) region of each site's cell."""
        return self.geography.cell_region[self.geography.site_cell]

    @property
    def site_weight(self) -> PerSite:
        """(sites,) how many times more real firms an agent of the site stands for than one on the map."""
        return self.region_weight[self.site_region]


def site_sums(site: np.ndarray, values: np.ndarray, sites: int) -> PerSite:
    """Sum values by site in the order of rows."""
    return np.bincount(site, weights=values, minlength=sites)
