"""Build the map that a scenario asks for, stylised or real."""

from collections.abc import Mapping

from sim.basis.luck import Luck
from sim.world.china import china
from sim.world.geography import Geography
from sim.world.industries import Industries
from sim.world.places import ChinaGeography, GeographyParameters, ZoneParameters
from sim.world.stylised import stylised


def build_geography(
    parameters: GeographyParameters,
    zones: Mapping[str, ZoneParameters],
    industries: Industries,
    luck: Luck,
    policy_date: str,
) -> Geography:
    """Build a map with every zone it ever has, whether designated yet or not.

    Args:
        parameters: The block `geography` of a scenario.
        zones: The block `zones`: of stylised maps all zones, of real ones what differs from the fact table.
        industries: Industries of the model, for the zones' leading ones.
        luck: Luck of the replicate; real maps draw nothing.
        policy_date: Date of designation of stylised zones that state none.

    Raises:
        ScenarioError: The map cannot be built; carries every problem found.
    """
    if isinstance(parameters, ChinaGeography):
        return china(parameters, zones, industries)
    return stylised(parameters, zones, industries, luck, policy_date)
