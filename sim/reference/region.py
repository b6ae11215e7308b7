"""A region: its labour market, its households and its government."""

import math
from typing import TYPE_CHECKING

from sim.basis.singly import Draws, exp, log
from sim.reference.place import Place

if TYPE_CHECKING:
    from sim.reference.map import Cell, Site
    from sim.reference.model import PlainModel
    from sim.reference.zone import Zone


class Region(Place):
    """A neighbouring jurisdiction: a set of cells with one government and one labour market."""

    def __init__(self, model: "PlainModel", number: int, name: str, *, gdp: float, population: float) -> None:
        super().__init__(model, number, name)
        self.cells: list[Cell] = []
        self.zones: list[Zone] = []
        """Zones that lie in it, whether they have their status or not."""
        self.gdp_target = gdp
        """Value added of the data at the policy date, 1e8 CNY."""
        self.sector_targets = [0.0, 0.0, 0.0]
        """Value added of the data in primary, secondary and tertiary industry."""
        self.is_rest = False
        """Whether it stands for the rest of the country."""
        self.agent_weight = 1.0
        """Real firms that an agent stands for, over those that one on the map stands for."""
        self.labour = population
        """1e4 persons."""
        self.labour_at_fork = population
        self.wage = 0.0
        """Log wage."""
        self.income = gdp
        """What households spend in this step, 1e8 CNY a year."""
        self.price_index = 0.0
        """Log price index of final demand."""
        self.amenity = 0.0
        """B, solved at the fork."""
        self.shifter = [0.0, 0.0, 0.0]
        """Log productivity shifter by sector, solved at the fork."""
        self.entry_value = 0.0
        """Value to newborns over and above what they compare, solved at the fork."""
        self.import_cost = 0.0
        """Log cost of imported varieties of final demand."""
        self.final_imports = 0.0
        """Imports of households in the last step, 1e8 CNY a year."""

    @property
    def region(self) -> "Region":
        """The region itself."""
        return self

    @property
    def sites(self) -> "list[Site]":
        """All sites of the region, those of its zones included."""
        return [site for cell in self.cells for site in (cell.open_part, *cell.lots)]

    def set_wage(self) -> None:
        """Move the log wage towards log(wage bill / labour), and count workers where wages are paid."""
        bills = [(site, self.model.wage_bill(site)) for site in self.sites]
        bill = sum(paid for _, paid in bills)
        speed = self.model.clock.chance(self.model.settings.wages.wage_speed)
        self.wage += speed * (log(bill / self.labour) - self.wage)
        for site, paid in bills:
            site.activity = paid * (self.labour / bill)

    @property
    def utility(self) -> float:
        """What living here is worth in log points: real wage, amenity, less what crowding makes of housing."""
        crowding = self.model.settings.migration.housing * log(self.labour / self.labour_at_fork)
        return self.wage - self.price_index + self.amenity - crowding

    def see(self) -> list[tuple[float, Place]]:
        """Give for each domain the most that the region can take over, and from whom; zones first, then regions.

        K(d) * m_j: distance sets how far experience carries. A zone without status shows nothing; a twinned zone
        counts as near.
        """
        model = self.model
        carriers = [(self._carries(zone), zone) for zone in model.zones]
        carriers += [(self._carries(region), region) for region in model.regions]
        return [
            max(((share * place.maturity[d], place) for share, place in carriers), key=lambda seen: seen[0])
            for d in range(len(self.maturity))
        ]

    def _carries(self, place: Place) -> float:
        """Give K: the share of a place's maturity that the region can take over."""
        if place is self:
            return 0.0
        model = self.model
        if place.is_zone and model.regime.twinned(self, place):
            near = 1.0
        else:
            near = exp(-model.map.place_km[self.number][place.number] / model.settings.policy.experience_km)
        return near * (1.0 if place.exists else 0.0)

    def adopt(self, seen: list[tuple[float, Place]], luck: Draws) -> list[float]:
        """Give the maturity by domain after the region has taken over what it chooses to."""
        policy, regime = self.model.settings.policy, self.model.regime
        after = list(self.maturity)
        for domain, (most, source) in enumerate(seen):
            integration = regime.integration[self.number][source.number]
            hazard = policy.voluntary + integration * (policy.pushed - policy.voluntary)
            chance = -math.expm1(-hazard * self.model.clock.years)
            gap = most - self.maturity[domain]
            self.model.adoptions.sees(self, domain, integration=integration, more=most > self.maturity[domain])
            if luck.uniform(self.number, domain) < chance and most > self.maturity[domain]:
                after[domain] += policy.adopted_share * gap
                self.model.adoptions.note(self, domain, source, gap, after[domain] - self.maturity[domain])
        return after
