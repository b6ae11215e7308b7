"""The regime: policy levels in force, and what crossing a border or a gate costs under them."""

from typing import TYPE_CHECKING

from sim.basis.singly import exp, log
from sim.reference.map import Map, Site
from sim.scenario.schema import Scenario
from sim.world.levels import Levels

if TYPE_CHECKING:
    from sim.reference.model import PlainModel
    from sim.reference.place import Place


class Regime:
    """Policy levels of a date, by jurisdiction and by pair."""

    def __init__(self, levels: Levels, settings: Scenario, ground: Map, regions: int) -> None:
        """Read levels.

        Args:
            levels: Policy levels as arrays.
            settings: For what a border and a gate cost.
            ground: The map.
            regions: Number of regions.
        """
        self.levels = levels
        self.openness: list[float] = [*levels.region_openness.tolist(), *levels.zone_openness.tolist()]
        self.benchmark: list[list[float]] = levels.benchmark.tolist()
        self.linkage: list[list[float]] = levels.linkage.tolist()
        self.docking: list[list[float]] = levels.docking.tolist()
        self.integration: list[list[float]] = levels.integration.tolist()
        self.zone_active: list[bool] = levels.zone_active.tolist()
        self.tariff = levels.tariff
        self.world_demand = levels.world_demand
        self.reform: list[float] = levels.reform.tolist()
        self._twinned: list[list[bool]] = levels.twinned.tolist()
        self._trade = settings.trade
        self._map = ground
        self._regions = regions

    def twinned(self, region: "Place", zone: "Place") -> bool:
        """Tell whether a zone counts as near to a region whatever its distance."""
        return self._twinned[region.number][zone.number - self._regions]

    def delivery_cost(self, here: Site, there: Site) -> float:
        """Give the log cost of a delivery between two sites."""
        trade = self._trade
        distance = self._map.distance(here.cell, there.cell)
        far = trade.distance_elasticity * log(1.0 + distance / trade.distance_scale_km)
        return far + self.crossing_cost(here.place, there.place)

    def crossing_cost(self, p: "Place", q: "Place") -> float:
        """Give what border and gate add to a delivery between jurisdictions; coordination takes it away."""
        if p is q:
            return 0.0
        crossing = 0.0
        if p.region is not q.region:
            crossing += self._trade.border
        if p.is_zone != q.is_zone:
            crossing += self._trade.gate
        return crossing * (1.0 - self.docking[p.number][q.number])

    def household_cost(self, here: Site, region: int) -> float:
        """Give the log cost of delivery from a site to the households of a region."""
        trade, place = self._trade, here.place
        far = trade.distance_elasticity * log(1.0 + here.region_km[region] / trade.distance_scale_km)
        crossing = trade.border if here.region.number != region else 0.0
        crossing += trade.gate if place.is_zone else 0.0
        return far + crossing * (1.0 - self.docking[place.number][region])

    def chance_to_meet(self, here: Site, there: Site, stranger: float, enclave: float = 0.0) -> float:
        """Give the chance that two firms meet: certain within a jurisdiction, else by their industry linkage.

        Args:
            here: Where one stands.
            there: Where the other stands.
            stranger: Chance across jurisdictions without coordination.
            enclave: Chance that the gate keeps them apart without coordination.
        """
        return self.chance_between(here.place, there.place, stranger, enclave)

    def chance_between(self, p: "Place", q: "Place", stranger: float, enclave: float = 0.0) -> float:
        """Give the chance that firms of two jurisdictions meet; see `chance_to_meet`."""
        if p is q:
            return 1.0
        linkage = self.linkage[p.number][q.number]
        chance = stranger + (1.0 - stranger) * linkage
        if p.is_zone != q.is_zone:
            chance *= 1.0 - enclave * (1.0 - linkage)
        return chance


def enter_regime(model: "PlainModel") -> None:
    """Put the levels of the date in force where they are not yet: who is a zone, and what crossing costs."""
    levels = model.path.at(model.clock.step)
    active = [bool(on) and not zone.expelled for on, zone in zip(levels.zone_active, model.zones, strict=True)]
    if model.has_regime and model.regime.levels is levels and active == [zone.active for zone in model.zones]:
        return
    model.regime = Regime(levels, model.settings, model.map, len(model.regions))
    model.has_regime = True
    for zone, on in zip(model.zones, active, strict=True):
        zone.active = on
        if on:
            zone.gain_status(model.settings.policy.zone_maturity)
        else:
            zone.wait()
    for place in (*model.regions, *model.zones):
        place.openness = model.regime.openness[place.number]
        place.benchmark = model.regime.benchmark[place.number]
        place.maturity = [max(own, least) for own, least in zip(place.maturity, model.regime.reform, strict=True)]
    lay_out_sites(model)
    price_links(model)


def lay_out_sites(model: "PlainModel") -> None:
    """Work out what every site and every region has under the regime."""
    market, sigma = model.settings.world_market, model.settings.sales.substitution
    for site in model.map.sites:
        site.place = site.zone if site.zone is not None and site.zone.active else site.region
        site.land = site.land_base
        if site.zone is not None and site.zone.serviced:
            site.land *= model.settings.prices.zone_land
        port_km = site.cell.port_km
        site.export_cost = cost_at_the_border(model, market.export_cost, site.place.openness, port_km)
        site.import_cost = cost_at_the_border(model, market.import_cost, site.place.openness, port_km)
        site.export_reach = exp((1.0 - sigma) * site.export_cost)
        site.reach = [
            exp((1.0 - sigma) * model.regime.household_cost(site, region.number)) for region in model.regions
        ]
    for region in model.regions:
        port_km = sum(cell.activity * cell.port_km for cell in region.cells)
        region.import_cost = cost_at_the_border(model, market.import_cost, region.openness, port_km)


def cost_at_the_border(model: "PlainModel", cost: float, openness: float, port_km: float) -> float:
    """Give the log cost of trading abroad: lower where a place is open, higher far from a port."""
    market = model.settings.world_market
    far = market.port_elasticity * log(1.0 + port_km / model.settings.trade.distance_scale_km)
    return cost * (1.0 - market.openness_effect * openness) + far + model.regime.tariff


def price_links(model: "PlainModel") -> None:
    """Price every link anew."""
    for firm in model.firms:
        firm.price_links()

