"""Laws of reuse: what differs between a world asked for and the nearest one stored is named, and nothing else is."""

import json
from pathlib import Path
from typing import Any

import pytest

from sim.results import programs
from sim.results.keys import code_hash, world_parts
from sim.results.manifests import read_json, write_json
from sim.results.programs import note_program
from sim.results.reuse import nearest_world, what_differs
from sim.results.store import Store

SCENARIO = {
    "openness": 0.6,
    "learning": {"gain": 0.25},
    "zones": [["center", {"at": [5, 5]}], ["harbour", {"at": [1, 1]}]],
    "timeline": [],
}


def parts(seed: int = 1, replicate: int = 0, **changes: Any) -> dict[str, Any]:
    return world_parts(json.dumps(SCENARIO | changes), seed=seed, replicate=replicate)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    note_program(store)
    return store


def test_equal_worlds_differ_in_nothing(store: Store) -> None:
    assert what_differs(store, parts(), parts()) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"openness": 0.9}, "openness: 0.6 -> 0.9"),
        ({"learning": {"gain": 0.5}}, "learning.gain: 0.25 -> 0.5"),
        ({"learning": {"gain": 0.25, "new": 1}}, "learning.new: not set -> 1"),
        ({"zones": [["center", {"at": [5, 6]}], SCENARIO["zones"][1]]}, "zones.center.at: [5, 5] -> [5, 6]"),
        ({"seed": 2}, "seed: 1 -> 2"),
        ({"replicate": 3}, "replicate: 0 -> 3"),
    ],
)
def test_a_setting_that_differs_is_named_with_both_values(store: Store, changes: dict[str, Any], said: str) -> None:
    assert what_differs(store, parts(), parts(**changes)) == [said]


def test_code_that_differs_is_named_by_file(store: Store) -> None:
    listed = store.root / programs.FOLDER / f"{code_hash()}.json"
    files = read_json(listed, what="list")
    write_json(listed.with_name("older.json"), {**files, "economy/learning.py": "another"})
    older = {**parts(), "code": "older"}
    assert what_differs(store, older, parts()) == ["code of the model: sim/economy/learning.py differs"]
    unlisted = {**parts(), "code": "older still"}
    assert "did not list its files" in what_differs(store, unlisted, parts())[0]


def test_a_rule_of_the_plain_engine_is_named_where_its_worlds_were_made_by_another(tmp_path: Path) -> None:
    store, new = Store(tmp_path / "store"), world_parts(json.dumps(SCENARIO), seed=1, replicate=0, engine="plain")
    note_program(store, "plain")
    listed = store.root / programs.FOLDER / f"{new['code']}.json"
    files = read_json(listed, what="list")
    assert "reference/chain.py" in files
    write_json(listed.with_name("older.json"), {**files, "reference/chain.py": "another"})
    assert what_differs(store, {**new, "code": "older"}, new) == [
        "code of the model: sim/reference/chain.py differs",
    ]


def test_of_worlds_of_two_engines_only_the_engine_differs(store: Store) -> None:
    plain = world_parts(json.dumps(SCENARIO), seed=1, replicate=0, engine="plain")
    assert what_differs(store, plain, parts()) == ["engine: plain -> numba"]


def test_a_program_that_has_made_nothing_yet_is_known(store: Store) -> None:
    listed = store.root / programs.FOLDER / f"{code_hash()}.json"
    files = read_json(listed, what="list")
    write_json(listed.with_name("older.json"), {**files, "economy/learning.py": "another"})
    listed.unlink()
    assert what_differs(store, {**parts(), "code": "older"}, parts()) == [
        "code of the model: sim/economy/learning.py differs",
    ]


def test_libraries_that_differ_are_named(store: Store) -> None:
    older = {**parts(), "versions": {**parts()["versions"], "numpy": "1.0"}}
    (line,) = what_differs(store, older, parts())
    assert line.startswith("version of numpy: 1.0 -> ")


def test_many_differences_are_counted_and_not_all_listed(store: Store) -> None:
    many = {f"key{number}": number for number in range(40)}
    told = what_differs(store, parts(), parts(**many))
    assert len(told) == 13
    assert told[-1] == "and 28 more settings"


def test_the_nearest_world_is_of_the_same_scenario_before_it_is_of_the_same_program() -> None:
    same_scenario = {**parts(), "code": "older"}
    other_scenario = parts(openness=0.9)
    assert nearest_world(parts(), [other_scenario, same_scenario]) == same_scenario
    assert nearest_world(parts(), [{}]) is None
