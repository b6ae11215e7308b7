"""Adoptions of one step: which jurisdictions raised their rules, from whom, and which regions might have."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sim.world.adoptions import Adoptions as AdoptionTable

if TYPE_CHECKING:
    from sim.reference.place import Place
    from sim.reference.region import Region


class Adoption(NamedTuple):
    """Rules of one domain that rose; a jurisdiction that pilots is its own source."""

    taker: int
    domain: int
    source: int
    gap: float
    """How far the taker was below what it could take over, or below its benchmark where it piloted."""
    gained: float


@dataclass
class Adoptions:
    """What happened to rules in a step."""

    events: list[Adoption] = field(default_factory=list)
    """Rules that rose, pilots first."""
    integration: dict[tuple[int, int], float] = field(default_factory=dict)
    """By region and domain: policy integration with the one of whom the region sees most."""
    at_risk: set[tuple[int, int]] = field(default_factory=set)
    """Regions and domains that saw more than they had."""

    def note(self, taker: "Place", domain: int, source: "Place", gap: float, gained: float) -> None:
        """Note that a jurisdiction raised its rules."""
        self.events.append(Adoption(taker.number, domain, source.number, gap, gained))

    def sees(self, region: "Region", domain: int, *, integration: float, more: bool) -> None:
        """Note of whom a region sees most, by the integration with it, and whether that is more than it has."""
        self.integration[region.number, domain] = integration
        if more:
            self.at_risk.add((region.number, domain))

    @classmethod
    def of_table(cls, table: AdoptionTable) -> "Adoptions":
        """Read what happened off a table."""
        columns = (table.taker, table.domain, table.source, table.gap, table.gained)
        return cls(
            events=[Adoption(*event) for event in zip(*(column.tolist() for column in columns), strict=True)],
            integration={(r, d): float(value) for (r, d), value in np.ndenumerate(table.integration)},
            at_risk={(r, d) for (r, d), is_so in np.ndenumerate(table.at_risk) if is_so},
        )

    def as_table(self, regions: int, domains: int) -> AdoptionTable:
        """Give what happened as a table."""
        table = AdoptionTable.none(regions, domains)
        if self.events:
            taker, domain, source, gap, gained = (np.array(column) for column in zip(*self.events, strict=True))
            table.add(taker=taker, domain=domain, source=source, gap=gap, gained=gained)
        for place, integration in self.integration.items():
            table.integration[place] = integration
        for place in self.at_risk:
            table.at_risk[place] = True
        return table
