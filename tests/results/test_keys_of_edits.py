"""Laws of keys under edits of the real package: a rule counts, a figure does not."""

import json
import shutil
from pathlib import Path

import pytest

import sim
from sim.results import keys
from sim.results.keys import world_key

PACKAGE = Path(sim.__file__).parent


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the package, to be edited."""
    copy = tmp_path_factory.mktemp("package") / "sim"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def key(home: Path) -> str:
    keys.code_hash.cache_clear()
    keys.data_hash.cache_clear()
    return world_key(json.dumps({"openness": 0.6}), seed=1, replicate=0, home=home)


@pytest.mark.parametrize(
    ("file", "counts"),
    [
        ("economy/learning.py", True),
        ("kernels/meeting.py", True),
        ("model/schedule.py", True),
        ("figures/radiation_curve.py", False),
        ("measures/radiation.py", False),
        ("experiments/workers.py", False),
        ("results/store.py", False),
        ("cli/run.py", False),
    ],
)
def test_editing_a_rule_changes_the_key_and_editing_a_figure_does_not(copy: Path, file: str, counts: bool) -> None:
    before = key(copy)
    text = (copy / file).read_text(encoding="utf-8")
    (copy / file).write_text(text + "\n\nEDITED = True\n", encoding="utf-8")
    assert (key(copy) != before) == counts
    (copy / file).write_text(text + "\n\n# A remark.\n", encoding="utf-8")
    assert key(copy) == before
