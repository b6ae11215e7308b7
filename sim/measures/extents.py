"""How far a map reaches where it has no edges."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from sim.basis.arrays import Floats


def extent_of_torus(geography: Mapping[str, Any]) -> Floats | None:
    """Give (2,) width and height of a torus in km, by a scenario's geography; none for a map with edges."""
    if not geography.get("torus"):
        return None
    return float(geography["cell_km"]) * np.array([geography["columns"], geography["rows"]], dtype=np.float64)
