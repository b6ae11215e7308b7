"""Emissions: intensity times real output, lower with time and where environmental rules are mature."""

import math
from typing import TYPE_CHECKING

from sim.world.levels import DOMAINS

if TYPE_CHECKING:
    from sim.reference.map import Site
    from sim.reference.model import PlainModel

ENVIRONMENT = DOMAINS.index("environment")


def emissions(model: "PlainModel", site: "Site") -> list[float]:
    """Give the emissions of a site in the last step by industry, 1e8 kg of CO2 a year."""
    rules = model.settings.emissions
    years = max(model.clock.step, 0) * model.clock.years
    cleaner = 1.0 - rules.maturity_effect * site.place.maturity[ENVIRONMENT]
    falling = math.exp(-rules.decline * years)
    return [
        industry.emission_intensity * falling * cleaner * output
        for industry, output in zip(model.industries, site.ledger.real_output, strict=True)
    ]
