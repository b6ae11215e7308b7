"""What one step leaves behind: its books, and who came, went and moved."""

from dataclasses import dataclass

import numpy as np

from sim.basis.arrays import Floats, Mask, PerRegion, PerSite, Rows


@dataclass
class Books:
    """Flows of one step at annual rates; S industries."""

    revenue: Floats
    """(sites, S)"""
    value_added: Floats
    """(sites, S)"""
    exports: Floats
    """(sites, S)"""
    imported_inputs: Floats
    """(sites, S)"""
    real_output: Floats
    """(sites, S) revenue at the prices of the fork."""
    repatriated: PerSite
    """(sites,) share of foreign firms' profit that goes abroad in the next step."""
    region_final_imports: PerRegion
    """(R,)"""
    orders_placed: float
    orders_received: float
    final_sales: float
    """Domestic final sales of home firms."""
    expenditure: float
    repatriation: float
    """Paid in this step, on the profits of the last."""
    income_before: float
    """Value added of the step before."""
    wages: float
    profits: float


@dataclass
class Flows:
    """Who came, went and moved in one step: sites, one entry a firm agent."""

    born: Rows
    born_foreign: Mask
    died: Rows
    moved_from: Rows
    moved_to: Rows

    @classmethod
    def none(cls) -> "Flows":
        """Nobody came, went or moved."""
        nowhere = np.zeros(0, np.int32)
        return cls(born=nowhere, born_foreign=np.zeros(0, np.bool_), died=nowhere, moved_from=nowhere, moved_to=nowhere)
