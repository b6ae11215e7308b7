"""The yearbook: what happens in the steps of a year, added up by site, region and industry."""

from dataclasses import dataclass

import numpy as np

from sim.basis.arrays import Floats, PerRegion, PerSite
from sim.economy.emissions import EmissionsParameters, emissions
from sim.world.world import World


@dataclass
class Yearbook:
    """Flows of the steps of a year at annual rates, summed over `steps`; S industries, R regions."""

    steps: int
    output: Floats
    """(sites, S)"""
    value_added: Floats
    """(sites, S)"""
    exports: Floats
    """(sites, S)"""
    imported_inputs: Floats
    """(sites, S)"""
    real_value_added: PerSite
    """(sites,) value added over the price index of its region, step by step."""
    emissions: Floats
    """(sites, S)"""
    final_imports: PerRegion
    """(R,)"""
    repatriation: float
    born: PerSite
    """(sites,) firms a year."""
    born_foreign: PerSite
    died: PerSite
    moves: np.ndarray
    """(m, 2) sites left and moved to, one row a move."""
    at_risk: Floats
    """(R, D) steps in which a region saw rules beyond its own."""
    integration: Floats
    """(R, D) policy integration with the one of whom it saw most, summed over these steps."""

    @classmethod
    def empty(cls, world: World) -> "Yearbook":
        """Open a yearbook."""
        shape = (world.geography.sites, len(world.final_shares))
        zeros = np.zeros(shape[0])
        return cls(
            steps=0,
            output=np.zeros(shape),
            value_added=np.zeros(shape),
            exports=np.zeros(shape),
            imported_inputs=np.zeros(shape),
            real_value_added=zeros.copy(),
            emissions=np.zeros(shape),
            final_imports=np.zeros(world.geography.regions),
            repatriation=0.0,
            born=zeros.copy(),
            born_foreign=zeros.copy(),
            died=zeros.copy(),
            moves=np.zeros((0, 2), np.int64),
            at_risk=np.zeros(world.adoptions.at_risk.shape),
            integration=np.zeros(world.adoptions.at_risk.shape),
        )

    def add(self, world: World, parameters: EmissionsParameters, *, years: float, steps_per_year: int) -> None:
        """Add the step that was just made.

        Args:
            world: Books and flows of the step.
            parameters: How much carbon output leaves behind.
            years: Years since the policy date.
            steps_per_year: Steps in a year, to bring counts to annual rates.
        """
        books, flows, sites = world.books, world.flows, world.geography.sites
        self.steps += 1
        self.output += books.revenue
        self.value_added += books.value_added
        self.exports += books.exports
        self.imported_inputs += books.imported_inputs
        price = np.exp(world.regions.price_index)[world.site_region]
        self.real_value_added += books.value_added.sum(axis=1) / price
        self.emissions += emissions(world=world, parameters=parameters, years=years)
        self.final_imports += books.region_final_imports
        self.repatriation += books.repatriation
        self.born += steps_per_year * np.bincount(flows.born, minlength=sites)
        self.born_foreign += steps_per_year * np.bincount(flows.born[flows.born_foreign], minlength=sites)
        self.died += steps_per_year * np.bincount(flows.died, minlength=sites)
        moves = np.stack([flows.moved_from, flows.moved_to], axis=1).astype(np.int64)
        self.moves = np.concatenate([self.moves, np.repeat(moves, steps_per_year, axis=0)])
        self.at_risk += world.adoptions.at_risk
        self.integration += np.where(world.adoptions.at_risk, world.adoptions.integration, 0.0)
