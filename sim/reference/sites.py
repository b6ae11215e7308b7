"""Sites: what newborns and firms that reconsider compare, and what a site is worth to them."""

import math
from typing import TYPE_CHECKING, NamedTuple

from sim.basis.singly import Draws, exp, log
from sim.reference.map import Cell, Site
from sim.reference.purposes import FAR, LOT, NEAR, PROMOTED, PROMOTED_LOT, PROMOTED_ZONE, TASTE

if TYPE_CHECKING:
    from sim.reference.firm import Firm
    from sim.reference.industry import Industry
    from sim.reference.model import PlainModel
    from sim.reference.zone import Zone

ATTEMPTS = 8
"""Draws in which a near cell is sought."""

NEGLIGIBLE = 1e-12
"""Share of all promotion below which a zone is not heard of."""


class Offer(NamedTuple):
    """A site and what it is worth to a chooser, with or without the chooser's taste, in log points of cost."""

    site: Site
    worth: float


class Siting:
    """What choosers of a step compare."""

    def __init__(self, model: "PlainModel") -> None:
        """Look at firms and markets as they are now.

        One who chooses does not know yet how productive it will be, and counts with the mean of its industry.
        """
        self.model = model
        self.settings = model.settings.sites
        self._known = mean_productivity_by_industry(model)
        self._values: dict[tuple[Site, int], float] = {}
        self._promotion: dict[tuple[Cell, int], list[float]] = {}
        step = model.clock.step
        self._near = Draws(model.luck, NEAR, step)
        self._far = Draws(model.luck, FAR, step)
        self._lot = Draws(model.luck, LOT, step)
        self._promoted = Draws(model.luck, PROMOTED, step)
        self._zone = Draws(model.luck, PROMOTED_ZONE, step)
        self._zone_lot = Draws(model.luck, PROMOTED_LOT, step)
        self._taste = Draws(model.luck, TASTE, step)

    def best(self, who: int, like: "Firm") -> Offer:
        """Give the best of the sites offered, and its value with taste.

        Args:
            who: Identity of the chooser.
            like: Firm whose industry and suppliers the chooser has, and from whose site it looks.
        """
        best, found = -math.inf, like.site
        for site in self.offered(who, like):
            value = self.worth(site, like) + self.taste(who, site)
            if value > best:
                best, found = value, site
        return Offer(found, best)

    def offered(self, who: int, like: "Firm") -> list[Site]:
        """List the sites that a chooser compares, each once: near, far, and a promoted lot."""
        near, far = self.settings.near_sites, self.settings.far_sites
        cells = [self._near_cell(who, like.site.cell, k) for k in range(1, near + 1)]
        cells += [self._far_cell(who, k) for k in range(near + 1, near + far + 1)]
        sites = [cell.site_of(who, self._lot) for cell in cells]
        promoted = self._promoted_lot(who, like)
        return list(dict.fromkeys(sites + ([promoted] if promoted else [])))

    def taste(self, who: int, site: Site) -> float:
        """Draw a chooser's taste for a site: a Gumbel draw."""
        return -self.settings.gumbel_scale * log(-log(self._taste.uniform(who, site.number)))

    def worth(self, site: Site, like: "Firm") -> float:
        """Give what a site is worth without taste: access less cost, what suppliers charge and deliver for included."""
        cost, regime = 0.0, self.model.regime
        for share, supplier in zip(like.industry.input_shares, like.suppliers, strict=True):
            cost += share * (supplier.price + regime.delivery_cost(site, supplier.site))
        return self._value(site, like.industry) + site.region.entry_value - cost

    def _value(self, site: Site, industry: "Industry") -> float:
        """Give ln(market access) / (sigma - 1) less the costs of the site."""
        s = industry.number
        if (site, s) not in self._values:
            access = max(self.model.home_access(site, s) + self.model.foreign_access(site, s), 1e-300)
            sigma = self.model.settings.sales.substitution
            self._values[site, s] = log(access) / (sigma - 1.0) - site.cost[s] + self._known[s]
        return self._values[site, s]

    def _near_cell(self, who: int, home: Cell, k: int) -> Cell:
        """Give the k-th near cell: the first is the home cell, others lie at a displacement."""
        if k == 1 or not home.on_map:
            return home
        ground = self.model.map
        for attempt in range(ATTEMPTS):
            far, way, _, _ = self._near.fractions(who, k * ATTEMPTS + attempt)
            radius = self.settings.near_km * ground.radius(far)
            cell = ground.displaced(home, radius, int(way * ground.directions))
            if cell is not None:
                return cell
        return home

    def _far_cell(self, who: int, k: int) -> Cell:
        region, cell, _, _ = self._far.fractions(who, k * ATTEMPTS)
        return self.model.map.anywhere(None, region, cell)

    def _promoted_lot(self, who: int, like: "Firm") -> Site | None:
        """Give a lot of a zone that is promoted to the chooser, with chance 1 - exp(-promotion * sum of weights)."""
        weights = self._promotion_in(like.site.cell, like.industry.number)
        total = sum(weights)
        if total <= 0.0 or self._promoted.uniform(who) >= 1.0 - exp(-self.settings.promotion * total):
            return None
        heard = [zone for zone in self.model.zones if weights[zone.index] > NEGLIGIBLE * total]
        zone = min(heard, key=lambda one: -log(self._zone.uniform(who, one.index)) / weights[one.index])
        return self._lot_of(who, zone)

    def _lot_of(self, who: int, zone: "Zone") -> Site | None:
        """Give the lot of a zone that is offered, by land."""
        first_lot = len(self.model.map.cells)
        return min(
            zone.lots,
            key=lambda site: -log(self._zone_lot.uniform(who, site.number - first_lot)) / site.share,
            default=None,
        )

    def _promotion_in(self, cell: Cell, s: int) -> list[float]:
        """Give how strongly each zone is promoted in a cell: theta * exp(-d / promotion_km), leading ones more."""
        if (cell, s) not in self._promotion:
            km, leading = self.settings.promotion_km, self.settings.leading_weight
            self._promotion[cell, s] = [
                (zone.openness if zone.active else 0.0)
                * exp(-cell.zone_km[zone.index] / km)
                * (leading if zone.leading[s] else 1.0)
                for zone in self.model.zones
            ]
        return self._promotion[cell, s]


def mean_productivity_by_industry(model: "PlainModel") -> list[float]:
    """Give the mean log productivity of firms by industry."""
    firms, total = [0] * len(model.industries), [0.0] * len(model.industries)
    for firm in model.firms:
        firms[firm.industry.number] += 1
        total[firm.industry.number] += firm.productivity
    return [known / count for known, count in zip(total, firms, strict=True)]
