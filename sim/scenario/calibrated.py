"""Which facts a scenario's parameters were fitted to: what the record of its calibration says, and its parents' do."""

from pathlib import Path
from typing import Any

from sim.basis.errors import ScenarioError
from sim.scenario.lookup import find_scenario, shown
from sim.scenario.yaml_text import read_yaml

FOLDER, ENDING = "calibration", ".record.yaml"


def record_of(path: Path) -> Path:
    """Give where the record of the calibration of a scenario file lies."""
    return path.parent / FOLDER / f"{path.stem}{ENDING}"


def calibrated_on(name: str, *, asked_by: Path | None = None) -> frozenset[str]:
    """Give the ids of the facts that a scenario, or one that it extends, was calibrated on; none without a record.

    Args:
        name: Path or name of a scenario.
        asked_by: File of the scenario that extends it.

    Raises:
        ScenarioError: Where a record cannot be read.
    """
    path = find_scenario(name, asked_by=asked_by)
    if path is None or (asked_by is not None and path.resolve() == asked_by.resolve()):
        return frozenset()
    extends = read_yaml(path.read_text("utf-8")).values.get("extends") or ()
    parents = [extends] if isinstance(extends, str) else list(extends)
    inherited = [calibrated_on(str(parent), asked_by=path) for parent in parents]
    return _recorded(record_of(path)).union(*inherited)


def _recorded(record: Path) -> frozenset[str]:
    if not record.is_file():
        return frozenset()
    read = read_yaml(record.read_text("utf-8"))
    facts: Any = read.values.get("facts")
    if read.problems or not isinstance(facts, list | dict):
        told = "a list `facts` of the ids of the facts that were used"
        raise ScenarioError(shown(record), [f"the record of a calibration needs {told}; make it anew by calibrating"])
    return frozenset(str(fact.get("id", "")) if isinstance(fact, dict) else str(fact) for fact in facts)
