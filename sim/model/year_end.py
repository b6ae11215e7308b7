"""The end of a year: its yearbook and the state of the world, tabulated by place, industry and distance."""

import numpy as np

from sim.basis.arrays import Floats, Integers, Mask, PerSite
from sim.economy.heads import HEADS
from sim.kernels.linking import COUNT, ORDERS, orders_between, survey_links
from sim.kernels.tallying import largest_revenues, tally_firms
from sim.model.link_distances import LINK_EDGES, links_by_band, median_km
from sim.model.yearbook import Yearbook
from sim.world.levels import DOMAINS
from sim.world.world import World

SECONDARY = 1
LARGEST, FEWEST_LARGEST = 10, 2
"""One in how many firms counts among the largest, and how many do at least."""

type Columns = dict[str, np.ndarray]
"""Columns of a table of one year by name, all equally long."""


class YearEnd:
    """A year's yearbook and the state at its end, ready to be tabulated."""

    def __init__(self, world: World, book: Yearbook) -> None:
        self.world = world
        self.book = book
        self.geography = world.geography
        firms = world.firms
        self.firms_by_industry, foreign, known = tally_firms(
            firms.alive, firms.site, firms.industry, firms.foreign, firms.productivity, self.geography.sites,
            len(world.final_shares),
        )  # fmt: skip
        self.foreign_by_industry: Floats = foreign.sum(axis=0).astype(np.float64)
        self.productivity: PerSite = known[:, 0]
        """(sites,) sum of log productivity."""
        self.productivity_squared: PerSite = known[:, 1]
        self.value_added: PerSite = book.value_added.sum(axis=1) / book.steps
        self.real: PerSite = book.real_value_added / book.steps
        self.exports: PerSite = book.exports.sum(axis=1) / book.steps
        self.imported: PerSite = book.imported_inputs.sum(axis=1) / book.steps
        self.emissions: PerSite = book.emissions.sum(axis=1) / book.steps
        self.firms: PerSite = self.firms_by_industry.sum(axis=1).astype(np.float64)
        self.foreign: PerSite = foreign.sum(axis=1).astype(np.float64)
        self.final_imports = book.final_imports / book.steps
        self.on_lot: Mask = self.geography.site_zone >= 0
        self.on_map: Mask = self.geography.on_map()[self.geography.site_cell]
        self.links_apart, self.links_within = survey_links(
            *self._links(), world.markup, world.terrain, world.places.rules.standing
        )

    def _links(self) -> tuple[np.ndarray, ...]:
        """Give the columns of firms and the tables that say who buys from whom, and how much."""
        firms, shares = self.world.firms, self.world.shares
        used = (shares.slot_industry >= 0).sum(axis=1)
        return firms.alive, firms.industry, firms.site, firms.revenue, firms.suppliers, shares.slot_share, used

    def tables(self, ring: Integers, worst_error: float) -> dict[str, Columns]:
        """Give the tables of the year, without step and date."""
        whole, outside = self.region_part("all"), self.region_part("outside")
        return {
            "cells": self.cells(),
            "regions": {name: np.concatenate([whole[name], outside[name]]) for name in whole},
            "zones": self.zones(),
            "industries": self.industries(),
            "bands": self.bands(ring),
            "links": self.link_bands(),
            "nation": self.nation(worst_error),
        }

    def cells(self) -> Columns:
        """Tabulate the open part of every cell of the map."""
        cells = np.flatnonzero(self.geography.on_map())
        price = self._price_index(self.geography.cell_region)
        firms = self.firms[cells]
        total = self.productivity[cells]
        return {
            "cell": cells,
            "value_added": self.value_added[cells],
            "real_gdp": self.real[cells],
            "price_index": price[cells],
            "firms": firms,
            "workers": self.world.activity[cells],
            "productivity": np.where(firms > 0, total / np.maximum(firms, 1), np.nan),
            "exports": self.exports[cells],
            "foreign_firms": self.foreign[cells],
            "emissions": self.emissions[cells],
        }

    def region_part(self, part: str) -> Columns:
        """Tabulate regions, all of each or the part outside every lot."""
        region = self.world.site_region
        wanted = np.ones(len(region), np.bool_) if part == "all" else ~self.on_lot
        group = np.where(wanted, region, -1)
        regions = self.geography.regions
        inputs = self._by(group, self.imported, regions)
        share = (
            1.0
            if part == "all"
            else self._by(group, self.value_added, regions)
            / np.maximum(self._by(region, self.value_added, regions), 1e-300)
        )
        table = self._values(group, regions, np.arange(regions))
        maturity = self.world.maturity[:regions]
        return (
            {"region": np.arange(regions), "part": np.full(regions, part, dtype=object)}
            | table
            | {"imports": inputs + share * self.final_imports}
            | {f"maturity_{domain}": maturity[:, k] for k, domain in enumerate(DOMAINS)}
        )

    def zones(self) -> Columns:
        """Tabulate the lots of every zone, whether or not it has its status."""
        zones, regions = self.geography.zones, self.geography.regions
        group = self.geography.site_zone
        maturity = self.world.maturity[regions:]
        places = self.world.places
        secondary = self.world.industries.group == SECONDARY
        added = self.book.value_added / self.book.steps
        host_openness = places.openness[self.geography.zone_host]
        whole = self._by(group, self.value_added, zones)
        share = self._by(group, added[:, secondary].sum(axis=1), zones) / np.where(whole > 0.0, whole, np.nan)
        return (
            {"zone": np.arange(zones), "active": places.active}
            | self._values(group, zones, self.geography.zone_host)
            | {"imports": self._by(group, self.imported, zones) + self._final_imports_of_zones(group)}
            | {f"maturity_{domain}": maturity[:, k] for k, domain in enumerate(DOMAINS)}
            | {"openness": np.where(places.active, places.openness[regions:], host_openness), "secondary_share": share}
        )

    def _final_imports_of_zones(self, group: Integers) -> Floats:
        """Give zones the part of their hosts' final imports that is theirs by value added."""
        zones, host = self.geography.zones, self.geography.zone_host
        added = self._by(self.world.site_region, self.value_added, self.geography.regions)[host]
        return self._by(group, self.value_added, zones) / np.maximum(added, 1e-300) * self.final_imports[host]

    def industries(self) -> Columns:
        """Tabulate industries, the nation over."""
        book = self.book
        return {
            "industry": np.arange(len(self.world.final_shares)),
            "output": book.output.sum(axis=0) / book.steps,
            "value_added": book.value_added.sum(axis=0) / book.steps,
            "exports": book.exports.sum(axis=0) / book.steps,
            "imports": book.imported_inputs.sum(axis=0) / book.steps,
            "firms": self.firms_by_industry.sum(axis=0),
            "foreign_firms": self.foreign_by_industry,
        }

    def bands(self, ring: Integers) -> Columns:
        """Tabulate rings by industry, the map over."""
        added = self.book.value_added / self.book.steps
        firms = self.firms_by_industry.astype(np.float64)
        kinds = np.unique(ring[ring >= -1])
        size = added.shape[1]
        return {
            "band": np.repeat(kinds, size),
            "industry": np.tile(np.arange(size), len(kinds)),
            "value_added": np.concatenate([added[ring == kind].sum(axis=0) for kind in kinds]),
            "firms": np.concatenate([firms[ring == kind].sum(axis=0) for kind in kinds]),
        }

    def link_bands(self) -> Columns:
        """Tabulate the links of customers on the map by distance."""
        apart, within = links_by_band(self.links_apart), self.links_within.sum(axis=0)
        return {
            "band_from_km": np.array(LINK_EDGES[:-1]),
            "band_to_km": np.array(LINK_EDGES[1:]),
            "links": np.concatenate([within[[COUNT]], apart[:, COUNT]]),
            "orders": np.concatenate([within[[ORDERS]], apart[:, ORDERS]]),
        }

    def orders(self) -> Columns:
        """Tabulate orders from region to region, by where the supplier and where the customer is."""
        regions = self.geography.regions
        origin, destination = np.divmod(np.arange(regions * regions), regions)
        orders = orders_between(*self._links(), self.world.markup, self.world.places.rules.standing, regions)
        return {"origin": origin, "destination": destination, "orders": orders.ravel()}

    def nation(self, worst_error: float) -> Columns:
        """Tabulate the nation, the rest of the country included, and what is known of the map alone."""
        world, book = self.world, self.book
        imports = self.imported.sum() + self.final_imports.sum()
        gdp, real = self.value_added.sum(), self.real.sum()
        active = self._active_lots()
        by_map = self.on_map
        values = {
            "gdp": gdp,
            "real_gdp": real,
            "price_index": gdp / real,
            "exchange_rate": world.market.exchange_rate,
            "exports": self.exports.sum(),
            "imports": imports,
            "repatriation": book.repatriation / book.steps,
            "trade_share": (self.exports.sum() + imports) / gdp,
            "world_gap": world.market.frontier - self._mean_productivity(),
            "firms": self.firms.sum(),
            "births": book.born.sum() / book.steps,
            "deaths": book.died.sum() / book.steps,
            "moves": len(book.moves) / book.steps,
            "foreign_firms": self.foreign.sum(),
            "foreign_births": book.born_foreign.sum() / book.steps,
            "zipf_exponent": self._zipf_exponent(),
            "median_link_km": median_km(self.links_apart, self.links_within[:, COUNT], world.distances.within),
            "mean_maturity": world.maturity.mean(),
            "max_identity_error": worst_error,
            "gdp_map": self.value_added[by_map].sum(),
            "real_gdp_map": self.real[by_map].sum(),
            "firms_map": self.firms[by_map].sum(),
            "zones_gdp_share": _share(self.value_added, active, by_map),
            "zones_trade_share": _share(self.exports + self.imported, active, by_map),
            "zones_foreign_share": _share(self.foreign, active, by_map),
            "zones_firms_share": _share(self.firms, active, by_map),
        }
        return {name: np.array([value]) for name, value in values.items()}

    def _values(self, group: Integers, size: int, host: Integers) -> dict[str, Floats]:
        """Give the columns that regions and zones have in common; `group` numbers sites, -1 for none."""
        book, regions = self.book, self.world.regions
        added, real = self._by(group, self.value_added, size), self._by(group, self.real, size)
        firms = self._by(group, self.firms, size)
        mean, sd = self._productivity(group, size)
        wage, price = np.exp(regions.wage)[host], self._price_index(host)
        moves_in, moves_out = self._moves(group, size)
        return {
            "value_added": added,
            "real_gdp": real,
            "price_index": price,
            "wage": wage,
            "real_wage": wage / price,
            "labour": self._by(group, self.world.activity, size),
            "firms": firms,
            "births": self._by(group, book.born, size) / book.steps,
            "deaths": self._by(group, book.died, size) / book.steps,
            "moves_in": moves_in,
            "moves_out": moves_out,
            "exports": self._by(group, self.exports, size),
            "foreign_firms": self._by(group, self.foreign, size),
            "foreign_births": self._by(group, book.born_foreign, size) / book.steps,
            "productivity_mean": mean,
            "productivity_sd": sd,
            "emissions": self._by(group, self.emissions, size),
        }

    def _by(self, group: Integers, values: PerSite, size: int) -> Floats:
        kept = group >= 0
        return np.bincount(group[kept], weights=values[kept], minlength=size)

    def _price_index(self, region: Integers) -> Floats:
        """Give the mean price index of the year of some regions: value added over what it was worth."""
        regions = self.geography.regions
        of_site = self.world.site_region
        return (self._by(of_site, self.value_added, regions) / self._by(of_site, self.real, regions))[region]

    def _productivity(self, group: Integers, size: int) -> tuple[Floats, Floats]:
        firms = self._by(group, self.firms, size)
        mean = self._by(group, self.productivity, size) / np.maximum(firms, 1.0)
        square = self._by(group, self.productivity_squared, size) / np.maximum(firms, 1.0)
        sd = np.sqrt(np.maximum(square - mean**2, 0.0))
        return np.where(firms > 0.0, mean, np.nan), np.where(firms > 0.0, sd, np.nan)

    def _moves(self, group: Integers, size: int) -> tuple[Floats, Floats]:
        left, reached = group[self.book.moves[:, 0]], group[self.book.moves[:, 1]]
        changed = left != reached
        arrived = np.bincount(reached[changed & (reached >= 0)], minlength=size) / self.book.steps
        return arrived, np.bincount(left[changed & (left >= 0)], minlength=size) / self.book.steps

    def _mean_productivity(self) -> float:
        weight = self.world.site_weight
        return float((weight * self.productivity).sum() / (weight * self.firms).sum())

    def _active_lots(self) -> Mask:
        zone = self.geography.site_zone
        active = np.zeros(len(zone), np.bool_)
        active[self.on_lot] = self.world.places.active[zone[self.on_lot]]
        return active

    def _zipf_exponent(self) -> float:
        """Regress log(rank - 1/2) on log size over the largest tenth of firms on the map (Gabaix & Ibragimov 2011)."""
        firms = self.world.firms
        found, wanted = largest_revenues(firms.alive, firms.site, firms.revenue, self.on_map, LARGEST, FEWEST_LARGEST)
        top = np.sort(found)[::-1][:wanted]
        size, rank = np.log(top), np.log(np.arange(1, len(top) + 1) - 0.5)
        size -= size.mean()
        return float(-(size * (rank - rank.mean())).sum() / (size * size).sum())


def _share(values: PerSite, part: Mask, whole: Mask) -> float:
    return float(values[part].sum() / max(values[whole].sum(), 1e-300))


def evaluation_of(world: World) -> Columns:
    """Tabulate what evaluation holds of every zone at the end of a year; missing where it was not scored then."""
    zones = world.zones
    return {
        "score": zones.score,
        **{f"head_{head}": zones.heads[:, column] for column, head in enumerate(HEADS)},
        "warnings": zones.warnings,
        "expelled": zones.expelled,
    }
