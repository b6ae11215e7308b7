"""What follows from the policy levels in force, by place: costs, land, who meets whom, how zones are promoted."""

from dataclasses import dataclass

from sim.basis.arrays import Floats, Integers, Mask, PerPlace, PerRegion, PerSite
from sim.kernels.terrain import Rules
from sim.world.levels import Levels


@dataclass(frozen=True)
class Promotion:
    """How strongly zones are promoted to newborns under a regime."""

    weights: Floats
    """(C, Z) openness times exp(-d / promotion_km), 0 if not active."""
    leading: Floats
    """(Z, S) how much more strongly to an industry."""
    sums: Floats
    """(C, S) promotion of all zones together."""


@dataclass(frozen=True)
class Encounters:
    """(J, J) chances that two firms of these jurisdictions meet."""

    chain: Floats
    """As supplier and customer to be."""
    learning: Floats
    """To learn from each other."""


@dataclass
class Places:
    """What follows from the policy levels in force, by site, region and jurisdiction; J = R + Z."""

    levels: Levels
    active: Mask
    """(Z,) whether a zone has its status: as the levels say, less those that evaluation has expelled."""
    site_place: Integers
    """(sites,) jurisdiction of each site: the zone where it is active, otherwise the region."""
    openness: PerPlace
    """(J,)"""
    export_cost: PerSite
    """(sites,) log points."""
    import_cost: PerSite
    """(sites,) log points."""
    region_import_cost: PerRegion
    """(R,) log points, on imported varieties of final demand."""
    reach: Floats
    """(sites, R) exp((1 - sigma) * delivery), delivery the log cost of delivery to the households of each region."""
    land: PerSite
    """(sites,) land that is ready for firms, serviced land of zones included."""
    rules: Rules
    """What crossing costs, as kernels read it."""
    encounters: Encounters
    """Who meets whom."""
    promotion: Promotion | None = None
    """How zones are promoted, once somebody has asked."""
