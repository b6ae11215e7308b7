"""Every parameter says its unit, meaning and source; editors know every key; reading is light."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sim.basis.parameters import Parameters, Source, Unit
from sim.scenario.described import describe, expected
from sim.scenario.explaining import explain, resolved_yaml
from sim.scenario.exporting import HEADER, json_schema, schema_text
from sim.scenario.lookup import shipped_folder
from sim.scenario.reading import read_scenario
from sim.scenario.registering import register_of_parameters
from sim.scenario.schema import PROCESS_BLOCKS, Scenario
from sim.scenario.shipping import list_shipped, new_from
from sim.scenario.yaml_text import read_yaml

SHIPPED = [name for name, _, _ in list_shipped()]


def every_block(block: type[Parameters] = Parameters) -> list[type[Parameters]]:
    return [
        each for sub in block.__subclasses__() if sub.__module__.startswith("sim.") for each in (sub, *every_block(sub))
    ]


@pytest.mark.parametrize("block", every_block(), ids=lambda block: block.__name__)
def test_no_parameter_is_without_unit_meaning_and_source(block: type[Parameters]) -> None:
    for key, declared in block.model_fields.items():
        assert any(isinstance(item, Unit) and item.name for item in declared.metadata), key
        assert any(isinstance(item, Source) and item.name for item in declared.metadata), key
        assert (declared.description or "").endswith("."), key


def test_the_register_lists_every_key_once_with_unit_meaning_and_source() -> None:
    records = register_of_parameters()
    assert max(Counter(record.name for record in records).values()) == 1
    assert all(record.unit and record.meaning and record.source for record in records)
    names = {record.name for record in records}
    assert {"trade.border", "geography.area", "geography.rows", "zones.NAME.at", "before.coordination"} <= names
    assert {"timeline.NAME.tariff", "openness", "seed"} <= names


def test_what_is_expected_of_a_key_has_bounds_and_unit() -> None:
    described = describe(("chain", "far_share"))
    assert described is not None
    assert expected(described) == "a number from 0 to 1 [share]"
    assert describe(("chain", "no_such")) is None


def test_the_schema_in_the_repository_is_up_to_date() -> None:
    # `hinterland scenario schema` writes it.
    assert (shipped_folder() / "scenario.schema.json").read_text("utf-8") == schema_text()


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_scenario_satisfies_the_schema_and_says_what_it_is(name: str) -> None:
    text = (shipped_folder() / f"{name}.yaml").read_text("utf-8")
    assert text.startswith(HEADER)
    values = read_yaml(text).values
    jsonschema.validate(values, json_schema())
    assert values["title"]
    scenario = read_scenario(name)
    assert (scenario.name, scenario.title) == (name, values["title"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"opennes": 1},
        {"years": "many"},
        {"trade": {"gate": 9}},
        {"openness": {"zones": 2}},
        {"zones": {"a": {"att": 1}}},
    ],
)
def test_the_schema_refuses_what_reading_refuses(wrong: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, json_schema())


@pytest.mark.parametrize(
    "right",
    [
        {"years": "5 years"},
        {"policy_date": 2010},
        {"trade": {"gate": "0.1 log points"}},
        {"openness": {"r1c1": 0.4}},
        {"trade": {"gate": None}},
    ],
)
def test_the_schema_takes_what_reading_takes(right: dict[str, Any]) -> None:
    jsonschema.validate(right, json_schema())


@pytest.mark.parametrize("name", SHIPPED)
def test_a_resolved_scenario_reads_back_to_itself(name: str, tmp_path: Path) -> None:
    scenario = read_scenario(name)
    path = tmp_path / f"{name}.yaml"
    path.write_text(resolved_yaml(scenario), "utf-8")
    assert read_scenario(path) == scenario


def test_the_shipped_values_are_those_of_the_model_page() -> None:
    baseline, delta, tiny = (read_scenario(name) for name in ("baseline", "yangtze_delta", "tiny"))
    assert baseline.start.firms == 20_000
    assert baseline.rings == (0.0, 60.0, 110.0, 160.0, 230.0)
    assert delta.start.firms >= 40_000
    assert delta.rings == (0.0, 10.0, 20.0, 35.0, 50.0, 80.0)
    assert (delta.years, delta.replicates, delta.steps_per_year, delta.policy_date) == (25, 4, 4, "2010")
    assert tiny.start.firms < 2_000
    assert tiny.years <= 5
    levels = {name: (read_scenario(name).openness, read_scenario(name).coordination) for name in SHIPPED}
    assert levels["siphon"] == levels["yangtze_siphon"] == (0.9, 0.1)
    assert levels["open"][0] == 0.9
    assert levels["closed"][0] == 0.2
    assert levels["coordinated"][1] == 0.9


def test_a_new_scenario_reads_at_once_and_says_nothing_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.yaml").write_text(new_from("tiny", "mine"), "utf-8")
    mine, tiny = read_scenario("mine.yaml"), read_scenario("tiny")
    assert mine.model_dump(exclude={"name", "title"}) == tiny.model_dump(exclude={"name", "title"})


def test_every_advice_in_a_new_scenario_can_be_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = new_from("tiny", "mine")
    head, _, advice = text.partition("extends: tiny\n")
    settings = [
        line.removeprefix("# ") for line in advice.splitlines() if line.startswith(("# ", "#   ")) and _set(line)
    ]
    Path("mine.yaml").write_text(head + "extends: tiny\n" + "\n".join(settings), "utf-8")
    scenario = read_scenario("mine.yaml")
    assert scenario.openness == 0.8
    assert scenario.timeline["trade_war"].tariff == 0.1


def _set(line: str) -> bool:
    word = line.removeprefix("#").strip().partition(":")[0]
    return word in {*Scenario.model_fields, "trade_war"}


def test_explaining_lists_every_value_with_unit_and_origin() -> None:
    rows = {row.key: row for row in explain(read_scenario("siphon", ["trade.gate=0.3"]))}
    assert rows["trade.gate"].origin == "command line"
    assert rows["openness"].origin.startswith("scenarios/siphon.yaml")
    assert rows["years"].origin.startswith("scenarios/baseline.yaml")
    assert (rows["learning.meeting_km"].origin, rows["learning.meeting_km"].unit) == ("default", "km")
    assert all(row.unit for row in rows.values())
    assert set(PROCESS_BLOCKS) <= {key.partition(".")[0] for key in rows}


def test_reading_a_scenario_loads_no_table_or_model_library() -> None:
    program = (
        "import sys, json; from sim.scenario.reading import read_scenario; from sim.scenario.arms import arms; "
        "arms(read_scenario('tiny')); "
        "print(json.dumps([m for m in ('pandas', 'mesa', 'matplotlib', 'pyarrow') if m in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
