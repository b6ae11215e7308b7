"""What wins: the command line, the scenario, what it extends, the defaults; and how parents mix."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.basis.errors import ScenarioError
from sim.scenario.explaining import origin_of
from sim.scenario.layers import merge
from sim.scenario.overrides import read_overrides
from sim.scenario.reading import read_scenario
from sim.scenario.schema import Scenario
from tests.scenario.conftest import Read, Write

TREES = st.recursive(
    st.integers(), lambda inner: st.dictionaries(st.sampled_from("abcd"), inner, max_size=3), max_leaves=8
)
MAPPINGS = st.dictionaries(st.sampled_from("abcd"), TREES, max_size=4)


def test_the_command_line_goes_before_the_scenario_before_its_parent_before_the_defaults(write: Write) -> None:
    write("years: 11\nseed: 11\nreplicates: 11\n", "parent")
    scenario = read_scenario(write("extends: parent\nyears: 12\nseed: 12\n"), ["years=13"])
    assert (scenario.years, scenario.seed, scenario.replicates) == (13, 12, 11)
    assert scenario.steps_per_year == Scenario().steps_per_year


def test_every_value_knows_where_it_comes_from(write: Write) -> None:
    write("years: 11\nseed: 11\nreplicates: 11\n", "parent")
    scenario = read_scenario(write("extends: parent\nseed: 12\n"), ["years=13"])
    origins = [origin_of((key,), scenario) for key in ("years", "seed", "replicates", "rings")]
    assert origins == ["command line", "mine.yaml:2", "parent.yaml:3", "default"]


def test_mappings_merge_by_key_and_lists_replace(write: Write) -> None:
    write("trade: {gate: 0.2, border: 0.3}\nrings: [0, 1, 2]\nzones: {a: {at: [1, 1]}}\n", "parent")
    scenario = read_scenario(write("extends: parent\ntrade: {gate: 0.5}\nrings: [0, 9]\nzones: {b: {at: [2, 2]}}\n"))
    assert (scenario.trade.gate, scenario.trade.border) == (0.5, 0.3)
    assert scenario.rings == (0.0, 9.0)
    assert list(scenario.zones) == ["a", "b"]


@given(MAPPINGS)
def test_merging_a_mapping_onto_itself_or_onto_nothing_changes_nothing(tree: dict[str, object]) -> None:
    assert merge(tree, tree) == tree
    assert merge({}, tree) == tree
    assert merge(tree, {}) == tree


def test_a_mapping_by_place_merges_onto_a_plain_level(write: Write) -> None:
    write("openness: 0.7\ncoordination: 0.5\nzones: {a: {at: [1, 1]}}\n", "parent")
    scenario = read_scenario(write("extends: parent\nopenness: {a: 0.9}\ncoordination: {docking: 0.8}\n"))
    assert scenario.openness.model_dump(exclude_none=True) == {"zones": 0.7, "a": 0.9, "clusters": {}}
    assert scenario.coordination.all == 0.5
    assert scenario.coordination.docking == 0.8


def test_a_plain_level_replaces_a_mapping(write: Write) -> None:
    write("openness: {zones: 0.7, r1c1: 0.5}\n", "parent")
    assert read_scenario(write("extends: parent\nopenness: 0.3\n")).openness == 0.3


def test_a_word_about_all_places_goes_before_defaults_about_some(read: Read) -> None:
    assert read("openness: {all: 0.3}\n").openness.zones is None


def test_an_empty_value_takes_back_what_a_parent_has_set(write: Write) -> None:
    write("years: 7\nzones: {a: {at: [1, 1]}, b: {at: [2, 2]}}\n", "parent")
    scenario = read_scenario(write("extends: parent\nyears:\nzones: {a: ~}\n"))
    assert scenario.years == Scenario().years
    assert list(scenario.zones) == ["b"]


def test_two_parents_with_one_grandparent_mix(write: Write) -> None:
    write("openness: 0.6\ncoordination: 0.4\nyears: 9\n", "grandparent")
    write("extends: grandparent\nopenness: 0.9\n", "a")
    write("extends: grandparent\ncoordination: 0.9\n", "b")
    for order in ("[a, b]", "[b, a]"):
        scenario = read_scenario(write(f"extends: {order}\n"))
        assert (scenario.openness, scenario.coordination, scenario.years) == (0.9, 0.9, 9)


def test_two_parents_that_set_one_key_to_different_values_are_refused_with_both_places(write: Write) -> None:
    write("title: x\ntrade: {gate: 0.1}\n", "a")
    write("trade: {gate: 0.2}\n", "b")
    with pytest.raises(ScenarioError) as caught:
        read_scenario(write("extends: [a, b]\n"))
    assert len(caught.value.problems) == 1
    for words in ("`trade.gate` is 0.2", "b.yaml:1", "0.1 in a.yaml:2", "two parents"):
        assert words in caught.value.problems[0]


def test_two_parents_may_agree_and_their_child_may_settle(write: Write) -> None:
    write("years: 8\nseed: 1\n", "a")
    write("years: 8\nseed: 2\n", "b")
    scenario = read_scenario(write("extends: [a, b]\nseed: 3\n"))
    assert (scenario.years, scenario.seed) == (8, 3)


def test_a_scenario_of_ones_own_may_extend_the_shipped_one_of_the_same_name(write: Write) -> None:
    assert read_scenario(write("extends: tiny\nyears: 3\n", "tiny")).start.firms == read_scenario("tiny").start.firms


def test_a_scenario_is_found_by_path_then_here_then_in_the_package(write: Write) -> None:
    path = write("years: 3\n")
    (path.parent / "scenarios").mkdir()
    path.rename(path.parent / "scenarios" / "tiny.yaml")
    assert read_scenario("tiny").years == 3
    assert read_scenario("scenarios/tiny.yaml").years == 3
    assert read_scenario("baseline").years == 25


def test_later_settings_on_the_command_line_win_and_others_stay() -> None:
    layer, problems = read_overrides(
        ["a.b=1", "a.c=[1, 2]", "a.b=x", "d=", "openness=0.9", "openness.z=1"], below=frozenset()
    )
    assert not problems
    assert layer.values == {"a": {"b": "x", "c": [1, 2]}, "d": None, "openness": {"zones": 0.9, "z": 1}}


def test_a_year_may_be_written_as_a_number(read: Read) -> None:
    assert read("policy_date: 2012\n").policy_date == "2012"


def test_a_text_that_contains_itself_is_refused(write: Write) -> None:
    with pytest.raises(ScenarioError, match="nested too deeply"):
        read_scenario(write("trade: &t {gate: *t}\n"))
