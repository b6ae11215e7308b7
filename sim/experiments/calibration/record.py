"""The record of a calibration beside its scenario: what was free and why, what it was calibrated to, what was found.

`scenarios/calibration/<scenario>.record.yaml` is written by `hinterland calibrate ... --adopt`. From it others
learn which facts were used, and the page about calibration is made.
"""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from sim.basis.errors import ResultsError
from sim.results.manifests import replace_text
from sim.scenario.calibrated import ENDING, FOLDER, record_of
from sim.scenario.lookup import find_scenario
from sim.scenario.yaml_text import read_yaml

HEAD = (
    "# Written by `hinterland calibrate {name} --adopt`; do not edit by hand: the facts named here count as used, and\n"
    "# docs/calibration.md is made from this.\n"
)

NEEDED = ("scenario", "command", "program", "parameters", "facts")
"""Keys without which a record says too little."""


def record_path(scenario: str) -> Path | None:
    """Give where the record of a scenario lies or would lie; None where there is no such scenario."""
    path = find_scenario(scenario)
    return record_of(path) if path else None


def records_in(folder: Path) -> list[dict[str, Any]]:
    """Read every record of a folder of scenarios, by the name of the scenario."""
    return [read_record(path) for path in sorted((folder / FOLDER).glob(f"*{ENDING}"))]


def read_record(path: Path) -> dict[str, Any]:
    """Read a record.

    Raises:
        ResultsError: It is no record.
    """
    text = read_yaml(path.read_text(encoding="utf-8"))
    lacking = [key for key in NEEDED if key not in text.values]
    if text.problems or lacking:
        raise ResultsError(
            f"{path} is no record of a calibration: it lacks {', '.join(lacking) or 'valid YAML'}. Write it anew by "
            "`hinterland calibrate SCENARIO --adopt`."
        )
    return text.values


def write_record(path: Path, record: Mapping[str, Any]) -> None:
    """Write a record, the same bytes for the same content."""
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.width = 118
    text = io.StringIO()
    yaml.dump(_plain(record), text)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_text(path, HEAD.format(name=record["scenario"]) + text.getvalue())


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(each) for each in value]
    return value
