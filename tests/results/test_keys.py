"""Laws of keys: what can change a number changes the key, and nothing else does."""

import json
from pathlib import Path

import pytest

from sim.results import keys
from sim.results.keys import code_hash, data_hash, run_key, world_key

SCENARIO = {"name": "a", "title": "A", "years": 25, "replicates": 4, "counterfactual": ["no_zones"], "openness": 0.5}


def key(scenario: dict | None = None, **changes) -> str:
    return world_key(json.dumps(scenario or SCENARIO), **({"seed": 1, "replicate": 0} | changes))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for floor in keys.FLOORS:
        (tmp_path / floor).mkdir()
        (tmp_path / floor / "rule.py").write_text('"""Doc."""\n\nX = 1\n"""About X."""\n', encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "table.csv").write_text("a,b\n", encoding="utf-8")
    return tmp_path


def hashed(home: Path) -> tuple[str, str]:
    code_hash.cache_clear()
    data_hash.cache_clear()
    return code_hash(keys.FLOORS, home), data_hash(home)


def test_what_changes_no_number_changes_no_key() -> None:
    other = {"name": "b", "title": "B", "replicates": 8, "counterfactual": ["no_new_zones"]}
    assert key(SCENARIO | other) == key()
    assert key(dict(reversed(SCENARIO.items()))) == key()


@pytest.mark.parametrize(
    "changes",
    [{"seed": 2}, {"replicate": 1}, {"engine": "plain"}, {"shared": "a zone"}, {"scenario": {"openness": 0.6}}],
)
def test_what_changes_a_number_changes_the_key(changes: dict) -> None:
    assert key(**changes) != key()


def test_comments_docstrings_and_layout_do_not_count(home: Path) -> None:
    before = hashed(home)
    text = '# why\n"""Another."""\nX   =  1  # one\n"""More."""\n'
    (home / "economy" / "rule.py").write_text(text, encoding="utf-8")
    assert hashed(home) == before


@pytest.mark.parametrize("change", ["X = 2", "Y = 1", 'X = """Doc."""'])
def test_code_counts(home: Path, change: str) -> None:
    before = hashed(home)
    (home / "economy" / "rule.py").write_text(change, encoding="utf-8")
    assert hashed(home)[0] != before[0]


def test_data_counts_except_what_no_world_reads(home: Path) -> None:
    before = hashed(home)
    (home / "data" / "facts.csv").write_text("x", encoding="utf-8")
    assert hashed(home) == before
    (home / "data" / "table.csv").write_text("a,c\n", encoding="utf-8")
    assert hashed(home)[1] != before[1]


def test_versions_of_what_numbers_go_through_count(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key()
    monkeypatch.setattr(keys, "versions", lambda: {"numpy": "0"})
    assert key() != before


def test_a_run_is_named_by_what_was_asked_for() -> None:
    arms = {"base": json.dumps(SCENARIO), "no_zones": json.dumps(SCENARIO | {"withheld": "all"})}
    short = run_key(arms, replicates=range(4))
    assert len(short) == 10
    assert run_key(arms, replicates=[3, 2, 1, 0]) == short
    assert run_key(arms, replicates=range(5)) != short
    assert run_key({"base": arms["base"]}, replicates=range(4)) != short
