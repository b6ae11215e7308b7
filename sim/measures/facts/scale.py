"""Which scale a map has: what is known of prefectures cannot be read off a single city's districts."""

from collections.abc import Callable

from sim.scenario.schema import Scenario
from sim.world.places import StylisedGeography

SMALLEST_PREFECTURE_KM2 = 1000.0
"""Area from which on a region may stand for a prefecture (assumption): few of China's are smaller."""

SMALLEST_COUNTRY_KM = 150.0
"""Extent from which on links are as long as firms want them (assumption): over three times its band's far end."""

type Obstacle = Callable[[Scenario], str]


def prefectures(scenario: Scenario) -> str:
    """Say why regions that are districts cannot show what is known of prefectures."""
    geography = scenario.geography
    if not isinstance(geography, StylisedGeography):
        return ""
    regions = geography.region_rows * geography.region_columns
    area = geography.rows * geography.columns * geography.cell_km**2 / regions
    if area >= SMALLEST_PREFECTURE_KM2:
        return ""
    return f"it is known of prefectures, and the regions of this map measure {area:,.0f} km2 each"


def country(scenario: Scenario) -> str:
    """Say why a map of a single city cannot show how far firms reach."""
    geography = scenario.geography
    if not isinstance(geography, StylisedGeography):
        return ""
    extent = geography.cell_km * min(geography.rows, geography.columns)
    if extent >= SMALLEST_COUNTRY_KM:
        return ""
    return f"the map measures {extent:g} km, which cuts off links that the fact counts"


def first_of(*obstacles: Obstacle) -> Obstacle:
    """Put obstacles together: the first that stands in the way is told."""
    return lambda scenario: next((told for each in obstacles if (told := each(scenario))), "")
