"""A folder of one's own, in which scenarios can be written and read."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sim.basis.errors import ScenarioError
from sim.scenario.reading import read_scenario
from sim.scenario.schema import Scenario

Write = Callable[..., Path]
Read = Callable[..., Scenario]
Problems = Callable[..., tuple[str, ...]]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write scenario files into an empty folder in which the test then runs."""
    monkeypatch.chdir(tmp_path)

    def write_file(text: str, name: str = "mine") -> Path:
        path = tmp_path / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write_file


@pytest.fixture
def read(write: Write) -> Read:
    """Read a scenario from text."""

    def read_text(text: str, overrides: Sequence[str] = ()) -> Scenario:
        return read_scenario(write(text), overrides)

    return read_text


@pytest.fixture
def problems(write: Write) -> Problems:
    """List what is wrong with a scenario."""

    def list_problems(text: str, overrides: Sequence[str] = ()) -> tuple[str, ...]:
        with pytest.raises(ScenarioError) as caught:
            read_scenario(write(text), overrides)
        return caught.value.problems

    return list_problems
