"""Scenarios that ship with the package, and a first file of one's own."""

from pathlib import Path

from sim.basis.errors import ScenarioError
from sim.scenario.exporting import HEADER
from sim.scenario.lookup import find_scenario, not_found, shipped_folder
from sim.scenario.yaml_text import read_yaml

NEW = """{header}
# {name}: a scenario of your own. Everything that it does not say is taken from `{base}`.
#
#   hinterland run {name}
#   hinterland scenario check {name}
#   hinterland scenario show {name}
#   hinterland parameters

title: {title}
extends: {base}

# How open zones are to the world, 0 to 1 [share]; also by zone, region and cluster: {{all: 0.3, SOME_ZONE: 0.9}}.
# openness: 0.8

# How closely places work together, 0 to 1 [share]; also by zone, region and cluster, and by part (linkage: chains,
# docking: borders and movement, integration: rules).
# coordination: {{all: 0.6, docking: 0.9}}

# What the scenario is compared with: no_zones, no_new_zones, g0, zones_not_opened, uncoordinated, fully_coordinated,
# {{without: ZONE}}, or any differences by name: {{half_open: {{openness: 0.4}}}}.
# counterfactual: [no_zones, g0]

# What changes later, in every twin.
# timeline:
#   trade_war: {{date: 2018-07, tariff: 0.1 log points}}

# Any parameter of a process.
# trade: {{border: 0.1}}
"""


def list_shipped() -> list[tuple[str, str, Path]]:
    """List the shipped scenarios as (name, title, path), in alphabetical order."""
    paths = sorted(shipped_folder().glob("*.yaml"))
    return [(path.stem, str(read_yaml(path.read_text("utf-8")).values.get("title", "")), path) for path in paths]


def new_from(base: str, name: str) -> str:
    """Write a first scenario file that extends another.

    Args:
        base: Name or path of the scenario to start from.
        name: Name of the new one.

    Raises:
        ScenarioError: If there is no such base.
    """
    path = find_scenario(base)
    if path is None:
        raise ScenarioError(base, [not_found(base)])
    title = str(read_yaml(path.read_text("utf-8")).values.get("title", path.stem))
    beside_schema = path.parent.resolve() == shipped_folder().resolve()
    header = HEADER if beside_schema else "# A scenario of Hinterland."
    return NEW.format(header=header, name=name, base=base, title=_quoted(f"{title} - changed"))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
