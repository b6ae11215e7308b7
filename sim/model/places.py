"""Regions and zones as Mesa agents: few, ordinary, each reading its own number in the tables of the world."""

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from mesa import Agent

from sim.basis.arrays import Mask
from sim.world.levels import DOMAINS

if TYPE_CHECKING:
    from sim.model.firm_set import FirmSet
    from sim.model.region_model import RegionModel
    from sim.world.world import World


class Place(Agent):
    """A jurisdiction; keeps its number and looks everything else up."""

    model: "RegionModel"

    def __init__(self, model: "RegionModel", number: int) -> None:
        super().__init__(model)
        self.number = number

    @property
    def _world(self) -> "World":
        return self.model.simulation.world

    @property
    def _jurisdiction(self) -> int:
        """Number among jurisdictions: regions first, then zones."""
        raise NotImplementedError

    @property
    def _sites(self) -> Mask:
        """(sites,) which sites belong to it."""
        raise NotImplementedError

    @property
    def openness(self) -> float:
        """Openness in [0, 1]."""
        return float(self._world.places.openness[self._jurisdiction])

    @property
    def maturity(self) -> Mapping[str, float]:
        """Policy maturity by domain, in [0, 1]."""
        return dict(zip(DOMAINS, self._world.maturity[self._jurisdiction].tolist(), strict=True))

    @property
    def value_added(self) -> float:
        """Value added of the last step in 1e8 CNY a year; not a number before the first step."""
        world = self._world
        return float(world.books.value_added[self._sites].sum()) if world.has_books else np.nan

    @property
    def firms(self) -> "FirmSet":
        """The firms that stand here now."""
        everyone = self.model.firms
        return everyone.select(self._sites[self._world.firms.site[everyone.rows]])

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        # Alone, a place is copied as what it is, a part of its model; with its model, it becomes part of the copy.
        model = memo.get(id(self.model))
        if model is None:
            return self
        twin = object.__new__(type(self))
        memo[id(self)] = twin
        twin.__dict__.update(copy.deepcopy(self.__dict__, memo))
        return twin


class Region(Place):
    """A region: its labour market, its government, and all sites in it, those of its zones included."""

    @property
    def name(self) -> str:
        """Name of the region."""
        return self._world.geography.region_name[self.number]

    @property
    def zones(self) -> "list[Zone]":
        """Zones that lie in the region, whether they have their status or not."""
        return [zone for zone in self.model.zones if zone.host is self]

    @property
    def labour(self) -> float:
        """People at work, in 1e4."""
        return float(self._world.regions.labour[self.number])

    @property
    def wage(self) -> float:
        """Wage in 1e4 CNY a year."""
        return float(np.exp(self._world.regions.wage[self.number]))

    @property
    def price_index(self) -> float:
        """Price index of final demand, as a level."""
        return float(np.exp(self._world.regions.price_index[self.number]))

    @property
    def real_wage(self) -> float:
        """Wage over the price index."""
        return self.wage / self.price_index

    @property
    def gdp(self) -> float:
        """Value added of the region and of its zones in 1e8 CNY a year."""
        return self.value_added

    @property
    def _jurisdiction(self) -> int:
        return self.number

    @property
    def _sites(self) -> Mask:
        return self._world.geography.cell_region[self.model.site_cell] == self.number

    def __repr__(self) -> str:
        return f"<Region {self.name}>"


class Zone(Place):
    """A development zone: its lots, its administration while it has its status."""

    @property
    def name(self) -> str:
        """Name of the zone."""
        return self._world.geography.zone_name[self.number]

    @property
    def host(self) -> Region:
        """Region in which the zone lies."""
        return self.model.regions[self._world.geography.zone_host[self.number]]

    @property
    def active(self) -> bool:
        """Whether the zone has its status now."""
        return bool(self._world.places.active[self.number])

    @property
    def designated(self) -> str:
        """Date of designation."""
        return self._world.geography.zone_designated[self.number]

    @property
    def leading(self) -> tuple[str, ...]:
        """Names of the leading industries."""
        leads = self._world.geography.zone_leading[self.number]
        return tuple(name for name, is_one in zip(self._world.industries.names, leads, strict=True) if is_one)

    @property
    def _jurisdiction(self) -> int:
        return self._world.geography.regions + self.number

    @property
    def _sites(self) -> Mask:
        return self._world.geography.site_zone == self.number

    def __repr__(self) -> str:
        return f"<Zone {self.name} in {self.host.name}>"
