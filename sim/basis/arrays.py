"""Names of arrays: what an annotation says about shape and meaning.

All are plain NumPy arrays; the names say who the rows are.

=============  ==========================================================================
name           first axis
=============  ==========================================================================
PerFirm        rows of the firm table (a position, never an identity)
PerSite        sites: the open part of every cell, then the lots of zones
PerCell        cells: land cells of the grid, then the off-map cells of the rest of the country
PerRegion      regions; the rest of the country, where there is one, is the last
PerZone        zones, designated or not
PerPlace       jurisdictions: regions first, then zones (zone z stands at R + z)
PerIndustry    industries, in the order of the input-output table
=============  ==========================================================================
"""

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Integers = NDArray[np.int64]
type Singles = NDArray[np.float32]
type Rows = NDArray[np.int32]
type Kinds = NDArray[np.int8]
type Identities = NDArray[np.uint64]
type Mask = NDArray[np.bool_]

type PerFirm = Floats
type PerSite = Floats
type PerCell = Floats
type PerRegion = Floats
type PerZone = Floats
type PerPlace = Floats
type PerIndustry = Floats
