"""The register of parameters: every key that a scenario may have, for `hinterland parameters` and the tests."""

from collections.abc import Iterator
from dataclasses import replace

from sim.basis.parameters import ParameterRecord, Parameters, register
from sim.scenario.by_place import CoordinationMix, DomainShares, OpennessByPlace
from sim.scenario.schema import Event, Scenario
from sim.world.places import ChinaGeography, StylisedGeography, ZoneParameters

INSIDE: dict[str, tuple[tuple[str, type[Parameters]], ...]] = {
    "geography": (("geography.", StylisedGeography), ("geography.", ChinaGeography)),
    "zones": (("zones.NAME.", ZoneParameters),),
    "timeline": (("timeline.NAME.", Event),),
    "openness": (("openness.", OpennessByPlace),),
    "coordination": (("coordination.", CoordinationMix),),
    "benchmarks": (("benchmarks.NAME.", DomainShares),),
}
"""What stands inside keys that hold a mapping of one of several forms, or mappings by name."""


def register_of_parameters() -> list[ParameterRecord]:
    """List every parameter of a scenario with unit, bounds, default, meaning and source, in the order of the schema."""
    return list({record.name: record for record in _records()}.values())


def _records() -> Iterator[ParameterRecord]:
    for record in register(Scenario):
        yield _in_order(record)
        for prefix, block in INSIDE.get(record.name, ()):
            yield from (_in_order(each) for each in register(block, prefix=prefix))


def _in_order(record: ParameterRecord) -> ParameterRecord:
    """Show a default as a scenario file would have it."""
    default = record.default
    if isinstance(default, Parameters):
        default = default.model_dump(mode="json", exclude_defaults=True)
    return replace(record, default=default)
