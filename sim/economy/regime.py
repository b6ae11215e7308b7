"""The regime: what follows for every site from the policy levels in force.

A place is a jurisdiction: a zone where it is active, otherwise the region. Border, gate, openness and serviced land
follow from it; they change only when levels do, so they are worked out then and kept.
"""

import numpy as np

from sim.basis.arrays import Integers, Mask, PerSite
from sim.basis.team import Team
from sim.economy.chain import ChainParameters, price_links_of
from sim.economy.gates import chances_to_meet, shut
from sim.economy.learning import LearningParameters
from sim.economy.policy import PolicyParameters
from sim.economy.prices import PricesParameters
from sim.economy.sales import SalesParameters
from sim.economy.trade import TradeParameters, costs_of_crossing, costs_of_delivery
from sim.economy.world_market import WorldMarketParameters, cost_at_the_border
from sim.kernels.elementary import exponentials
from sim.kernels.terrain import Costs, Rules
from sim.world.in_force import Encounters, Places
from sim.world.levels import Levels
from sim.world.world import World


def enter_regime(
    *,
    world: World,
    levels: Levels,
    trade: TradeParameters,
    world_market: WorldMarketParameters,
    prices: PricesParameters,
    sales: SalesParameters,
    policy: PolicyParameters,
    chain: ChainParameters,
    learning: LearningParameters,
    team: Team,
) -> None:
    """Put policy levels in force. Changes `world.places`, delivery costs of links, and what a new zone starts with."""
    standing = levels.zone_active & ~world.zones.expelled
    if world.under(levels, standing):
        return
    designate(world=world, standing=standing, maturity=policy.zone_maturity)
    world.maturity = np.maximum(world.maturity, levels.reform[None, :])
    before = world.places.rules if world.has_places else None
    world.places = places_under(
        world=world, levels=levels, active=standing, trade=trade, world_market=world_market, prices=prices,
        sales=sales, chain=chain, learning=learning,
    )  # fmt: skip
    rows = np.flatnonzero(firms_with_new_costs(world=world, before=before)).astype(np.int32)
    price_links_of(world=world, rows=rows, team=team)


def firms_with_new_costs(*, world: World, before: Rules | None) -> Mask:
    """Mark the firms whose links may cost something else than under the rules before: all, or those at a new place."""
    firms, now = world.firms, world.places.rules
    if before is None or before.costs != now.costs or not np.array_equal(before.crossing, now.crossing):
        return firms.alive
    elsewhere = (before.standing != now.standing).any(axis=1)[firms.site]
    return firms.alive & (elsewhere | (elsewhere[firms.suppliers] & (firms.suppliers >= 0)).any(axis=1))


def designate(*, world: World, standing: np.ndarray, maturity: float) -> None:
    """Give newly active zones their maturity and serviced land. Changes `world.maturity` and `world.zones.serviced`.

    A zone that was never active has the maturity of its host until then.
    """
    regions = world.geography.regions
    new = standing & ~world.zones.serviced
    waiting = ~standing & ~world.zones.serviced
    hosts = world.geography.zone_host
    world.maturity[regions:][waiting] = world.maturity[hosts[waiting]]
    world.maturity[regions:][new] = np.maximum(world.maturity[hosts[new]], maturity)
    world.zones.serviced = world.zones.serviced | standing


def places_under(
    *,
    world: World,
    levels: Levels,
    active: np.ndarray,
    trade: TradeParameters,
    world_market: WorldMarketParameters,
    prices: PricesParameters,
    sales: SalesParameters,
    chain: ChainParameters,
    learning: LearningParameters,
) -> Places:
    """Work out what every site has under given levels; changes nothing."""
    geography = world.geography
    place = place_of_sites(geography.site_zone, world.site_region, active, geography.regions)
    # A lot behind a gate is told from its surroundings also where its zone has no status; its host's rules hold there.
    fenced = active | (levels.gated if levels.gated is not None else False)
    shut_place = place_of_sites(geography.site_zone, world.site_region, fenced, geography.regions)
    ruler = rulers(host=geography.zone_host, regions=geography.regions, follows=fenced & ~active)
    openness = np.concatenate([levels.region_openness, levels.zone_openness])
    port_km = geography.cell_port_km[geography.site_cell]
    rules = Rules(
        costs=Costs(
            regions=geography.regions,
            elasticity=trade.distance_elasticity,
            scale_km=trade.distance_scale_km,
            border=trade.border,
            gate=trade.gate,
        ),
        standing=np.stack([geography.site_cell, shut_place, world.site_region], axis=1).astype(np.int32),
        crossing=np.ascontiguousarray(
            costs_of_crossing(
                docking=levels.docking, host=geography.zone_host, regions=geography.regions, parameters=trade
            )[np.ix_(ruler, ruler)]
        ),
    )
    delivery = costs_of_delivery(
        distance=world.distances.site_region, place=place, region=world.site_region, docking=levels.docking,
        parameters=trade,
    )  # fmt: skip
    region_port_km = np.bincount(
        geography.cell_region, weights=geography.cell_activity * geography.cell_port_km, minlength=geography.regions
    )
    return Places(
        levels=levels,
        active=active,
        site_place=place,
        openness=openness,
        export_cost=cost_at_the_border(
            world_market.export_cost, openness[place], port_km, levels.tariff, trade=trade, parameters=world_market
        ),
        import_cost=cost_at_the_border(
            world_market.import_cost, openness[place], port_km, levels.tariff, trade=trade, parameters=world_market
        ),
        region_import_cost=cost_at_the_border(
            world_market.import_cost,
            levels.region_openness,
            region_port_km,
            levels.tariff,
            trade=trade,
            parameters=world_market,
        ),
        reach=exponentials((1.0 - sales.substitution) * delivery),
        land=_ready_land(world, prices.zone_land),
        rules=rules,
        encounters=Encounters(
            chain=shut(
                chances_to_meet(
                    linkage=levels.linkage, ruler=ruler, regions=geography.regions,
                    stranger=chain.stranger_encounter, enclave=chain.enclave,
                ),
                behind=levels.behind("chain"),
            ),
            learning=shut(
                chances_to_meet(
                    linkage=levels.linkage, ruler=ruler, regions=geography.regions,
                    stranger=learning.stranger_encounter, enclave=0.0,
                ),
                behind=levels.behind("learning"),
            ),
        ),
    )  # fmt: skip


def rulers(*, host: Integers, regions: int, follows: Mask) -> Integers:
    """Give (J,) whose rules hold in a jurisdiction: its own, or its host's where a zone merely `follows` (Z,)."""
    own = np.arange(regions + len(host))
    own[regions:][follows] = host[follows]
    return own


def place_of_sites(site_zone: Integers, site_region: Integers, active: np.ndarray, regions: int) -> Integers:
    """Give the jurisdiction of each site: its zone where that is active, otherwise its region."""
    in_zone = site_zone >= 0
    in_zone[in_zone] = active[site_zone[in_zone]]
    return np.where(in_zone, regions + site_zone, site_region).astype(np.int64)


def _ready_land(world: World, zone_land: float) -> PerSite:
    site_zone = world.geography.site_zone
    serviced = np.zeros(len(site_zone), np.bool_)
    serviced[site_zone >= 0] = world.zones.serviced[site_zone[site_zone >= 0]]
    return np.where(serviced, zone_land, 1.0) * world.land_base
