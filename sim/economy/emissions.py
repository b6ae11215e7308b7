"""Emissions: intensity by industry times real output, lower where environmental rules are mature.

Source: model design, section 3.
"""

from typing import Annotated

import numpy as np
from pydantic import Field

from sim.basis.arrays import Floats
from sim.basis.parameters import Parameters, Share, Source, Unit
from sim.world.levels import DOMAINS
from sim.world.world import World


class EmissionsParameters(Parameters):
    """How much carbon real output leaves behind."""

    decline: Annotated[float, Field(ge=-0.2, le=0.5), Unit("1/year"), Source("assumption")] = 0.03
    """Fall of every industry's intensity with time."""
    maturity_effect: Annotated[Share, Unit("share"), Source("assumption")] = 0.3
    """Share of emissions that full maturity of environmental rules takes away."""


def emissions(*, world: World, parameters: EmissionsParameters, years: float) -> Floats:
    """Give (sites, S) emissions in 1e8 kg of CO2 a year: intensity times real output of the last step.

    Args:
        world: Books and maturity are read.
        parameters: Decline with time, effect of mature environmental rules.
        years: Years since the policy date.
    """
    place = world.places.site_place
    cleaner = 1.0 - parameters.maturity_effect * world.maturity[place, DOMAINS.index("environment")]
    intensity = world.industries.emission_intensity * np.exp(-parameters.decline * years)
    return world.books.real_output * cleaner[:, None] * intensity[None, :]
