"""Founding: from a scenario to a world before its burn-in."""

import numpy as np

from sim.basis.arrays import Floats
from sim.basis.blocks import blocks
from sim.basis.luck import Luck
from sim.economy.chain import typical_firms
from sim.economy.heads import COUNT as INDICATORS
from sim.economy.heads import HEADS
from sim.economy.start import cost_shares, firm_counts, first_firms, value_added_targets
from sim.economy.world_market import world_prices
from sim.kernels.buckets import count_firms
from sim.kernels.founding import share_out, sum_by_site
from sim.scenario.schema import Scenario
from sim.world.adoptions import Adoptions
from sim.world.building import build_geography
from sim.world.crowd import drum_sizes
from sim.world.distances import cell_region_km, cell_zone_km, inner_km, region_region_km
from sim.world.firms import Firms
from sim.world.flows import Flows
from sim.world.geography import Geography
from sim.world.ground import radius_table, terrain_of
from sim.world.industries import Industries, read_industries
from sim.world.levels import DOMAINS, Levels
from sim.world.world import CostShares, Distances, LotIndex, Regions, World, WorldMarket, Zones


def map_of(scenario: Scenario, luck: Luck) -> Geography:
    """Build the map of a scenario, with the luck of a replicate where sizes are drawn."""
    industries = read_industries(scenario.start.industries)
    return build_geography(scenario.geography, scenario.zones, industries, luck, scenario.policy_date)


def found_world(*, scenario: Scenario, geography: Geography, levels: Levels, luck: Luck) -> World:
    """Put the first firms on a map, before links, prices and places are known.

    Args:
        scenario: Parameters of the start.
        geography: The map.
        levels: Policy levels of the burn-in.
        luck: Luck of the replicate.
    """
    industries = read_industries(scenario.start.industries)
    shares = cost_shares(industries=industries, markup=scenario.prices.markup, coverage=scenario.prices.slot_coverage)
    targets = value_added_targets(geography=geography, industries=industries)
    counts, weight = firm_counts(targets=targets, rest_of_country=geography.rest_of_country, parameters=scenario.start)
    lots = _lot_index(geography)
    firms = first_firms(
        geography=geography, lots=lots, counts=counts, slots=shares.slot_share.shape[1], active=levels.zone_active,
        parameters=scenario.start, appeal=scenario.appeal, luck=luck,
    )  # fmt: skip
    distances = _distances(geography)
    terrain = terrain_of(
        geography, region_km=distances.place_place[: geography.regions, : geography.regions], within_km=distances.within
    )
    bill = _first_revenue(firms, geography, shares, targets, scenario)
    frontier = scenario.learning.frontier_lead
    by_site = (geography.sites, len(industries.names))
    world = World(
        geography=geography,
        industries=industries,
        shares=shares,
        distances=distances,
        terrain=terrain,
        lots=lots,
        radii=radius_table(),
        firms=firms,
        regions=_regions(geography, bill),
        zones=_zones(geography.zones),
        market=_market(industries, shares, frontier),
        maturity=np.full((geography.regions + geography.zones, len(DOMAINS)), scenario.policy.region_maturity),
        markup=scenario.prices.markup,
        substitution=scenario.sales.substitution,
        final_shares=industries.final_use / industries.final_use.sum(),
        region_weight=weight,
        base_price=np.zeros(len(industries.names)),
        land_base=_land(geography, firms, weight, levels),
        activity=np.ones(geography.sites),
        drift=scenario.learning.frontier_growth + scenario.learning.closing_pace,
        value_bar=np.zeros(len(industries.names)),
        birth_mass=np.zeros(len(industries.names)),
        typical_firms=_typical(firms, geography, len(industries.names)),
        site_cost=np.zeros(by_site),
        access=np.zeros((*by_site, 2)),
        flows=Flows.none(),
        adoptions=Adoptions.none(geography.regions, len(DOMAINS)),
        drum_sizes=drum_sizes(
            firms=firms, site_cell=geography.site_cell, cells=geography.cells, industries=len(industries.names)
        ),
    )
    world.activity = _first_activity(world)
    return world


def _distances(geography: Geography) -> Distances:
    region = region_region_km(geography)
    cell_region, cell_zone = cell_region_km(geography), cell_zone_km(geography)
    zone_region = geography.distance(geography.zone_position[:, None], geography.region_position[None])
    zone_zone = geography.distance(geography.zone_position[:, None], geography.zone_position[None])
    if geography.rest_of_country >= 0:
        zone_region[:, geography.rest_of_country] = region[geography.zone_host, geography.rest_of_country]
    site_cell = geography.site_cell
    return Distances(
        site_region=np.ascontiguousarray(cell_region[site_cell]),
        site_zone=np.ascontiguousarray(cell_zone[site_cell]),
        place_place=np.block([[region, zone_region.T], [zone_region, zone_zone]]),
        within=inner_km(geography),
    )


def _lot_index(geography: Geography) -> LotIndex:
    by_cell = np.argsort(geography.lot_cell, kind="stable")
    by_zone = np.argsort(geography.lot_zone, kind="stable")
    return LotIndex(
        cell_start=np.searchsorted(geography.lot_cell[by_cell], np.arange(geography.cells + 1)).astype(np.int64),
        by_cell=by_cell.astype(np.int64),
        zone_start=np.searchsorted(geography.lot_zone[by_zone], np.arange(geography.zones + 1)).astype(np.int64),
        by_zone=by_zone.astype(np.int64),
    )


def _first_revenue(
    firms: Firms, geography: Geography, shares: CostShares, targets: Floats, scenario: Scenario
) -> Floats:
    """Share each region's and industry's revenue out among its firms; give the wage bill by region."""
    markup, sigma = scenario.prices.markup, scenario.sales.substitution
    for rows in blocks(firms.rows):
        firms.revenue[rows] = np.exp(firms.appeal[rows] + (sigma - 1.0) * firms.productivity[rows])
    added_per_revenue = 1.0 - (1.0 - shares.labour) / markup
    revenue = targets / added_per_revenue[None, :]
    share_out(firms.site, firms.industry, geography.cell_region[geography.site_cell], revenue, firms.revenue)
    return (revenue * shares.labour[None, :]).sum(axis=1) / markup


def _regions(geography: Geography, bill: Floats) -> Regions:
    labour = geography.region_population.astype(np.float64)
    zeros = np.zeros(geography.regions)
    return Regions(
        labour=labour.copy(),
        wage=np.log(bill / labour),
        income=geography.region_gdp.astype(np.float64),
        price_index=zeros.copy(),
        amenity=zeros.copy(),
        labour_at_fork=labour.copy(),
        shifter=np.zeros((geography.regions, 3)),
        entry_value=zeros.copy(),
    )


def _zones(zones: int) -> Zones:
    return Zones(
        serviced=np.zeros(zones, np.bool_),
        warnings=np.zeros(zones, np.int64),
        expelled=np.zeros(zones, np.bool_),
        evaluated=np.zeros(zones, np.bool_),
        indicators=np.full((zones, INDICATORS), np.nan),
        followed=np.zeros(zones, np.int64),
        heads=np.full((zones, len(HEADS)), np.nan),
        score=np.full(zones, np.nan),
    )


def _market(industries: Industries, shares: CostShares, frontier: float) -> WorldMarket:
    goods = industries.tradable_final
    return WorldMarket(
        price=world_prices(inputs=shares.inputs, imports=shares.imports, frontier=frontier),
        demand=industries.export_share * industries.output / industries.output.sum() + SMALLEST_DEMAND,
        final_import_weight=np.where(goods, 1.0, 0.0),
        exchange_rate=0.0,
        frontier=frontier,
    )


def _land(geography: Geography, firms: Firms, weight: Floats, levels: Levels) -> Floats:
    """Give (sites,) ready land: the site's share of its cell's, and of old zones at least what their firms need."""
    land = geography.cell_land[geography.site_cell] * geography.site_share
    site_region = geography.cell_region[geography.site_cell]
    factor = np.broadcast_to(weight[site_region][:, None], (len(land), geography.zone_leading.shape[1]))
    mass = sum_by_site(firms.site, firms.industry, firms.revenue, np.ascontiguousarray(factor))
    needed = mass / mass.sum() * land.sum()
    zone = geography.site_zone
    old = np.zeros(len(land), np.bool_)
    old[zone >= 0] = levels.zone_active[zone[zone >= 0]]
    return np.where(old, np.maximum(land, needed), land)


def _typical(firms: Firms, geography: Geography, industries: int) -> Floats:
    counts = count_firms(firms.alive, firms.site, firms.industry, geography.site_cell, geography.cells, industries)
    return typical_firms(counts[geography.on_map()])


def _first_activity(world: World) -> Floats:
    firms, labour = world.firms, world.shares.labour
    factor = np.ascontiguousarray(np.broadcast_to(labour, (world.geography.sites, len(labour))))
    by_site = sum_by_site(firms.site, firms.industry, firms.revenue, factor)
    by_region = np.bincount(world.site_region, weights=by_site, minlength=world.geography.regions)
    return by_site * (world.regions.labour / by_region)[world.site_region]


SMALLEST_DEMAND = 1e-6
"""Foreign demand to begin with where the table has no exports, so that it can be corrected."""
