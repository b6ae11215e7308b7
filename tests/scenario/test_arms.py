"""The arms of an experiment: named counterfactuals, one map, a shared burn-in, and twins that do not differ."""

import json

import pytest

from sim.basis.errors import ScenarioError
from sim.scenario.arms import arms, canonical, shares_burn_in
from sim.scenario.differing import differences
from sim.scenario.levels import policy_path_by_name
from sim.scenario.reading import read_scenario, read_text, vary
from sim.scenario.schema import Scenario

MAP = """
geography: {rows: 9, columns: 9, region_rows: 3, region_columns: 3, ports: [[0, 0]]}
zones:
  old: {at: [1, 1], designated: 2005}
  young: {at: [4, 4]}
before: {openness: {zones: 0.3, regions: 0.2}, coordination: 0.35}
openness: 0.8
coordination: {all: 0.7, docking: 0.9}
timeline: {later: {date: 2012, openness: 0.95, coordination: 0.99, tariff: 0.1}}
"""


def arms_of(counterfactual: str) -> dict[str, Scenario]:
    return arms(read_text(f"{MAP}counterfactual: {counterfactual}\n"))


def active(scenario: Scenario, step: int = 99) -> list[bool]:
    return policy_path_by_name(scenario).at(step).zone_active.tolist()


def test_the_scenario_itself_comes_first_and_then_its_counterfactuals_in_their_order() -> None:
    found = arms_of("[g0, no_zones, {without: old}, {half: {openness: 0.4}}, 'without: young']")
    assert list(found) == ["base", "g0", "no_zones", "without old", "half", "without young"]
    assert list(arms_of("{coordination: 0.1}")) == ["base", "counterfactual"]
    assert list(arms_of("{a: {coordination: 0.1}, b: {openness: 0.1}}")) == ["base", "a", "b"]


def test_without_a_counterfactual_the_kind_of_map_decides() -> None:
    assert list(arms(Scenario())) == ["base", "no_zones"]
    assert list(arms(read_text("geography: {kind: china}"))) == ["base", "no_new_zones"]
    assert list(arms(read_scenario("yangtze_delta"))) == ["base", "no_new_zones", "no_zones"]


def test_no_zones_closes_old_ones_and_no_new_zones_keeps_them() -> None:
    found = arms_of("[no_zones, no_new_zones, {without: old}]")
    assert active(found["no_zones"]) == [False, False]
    assert active(found["no_new_zones"]) == [True, False]
    assert active(found["without old"]) == [False, True]
    assert all(active(arm, -1) == [True, False] for arm in found.values())


def test_what_a_scenario_withholds_its_twins_withhold_too() -> None:
    scenario = read_text(f"{MAP}withheld: [old]\ncounterfactual: [no_new_zones, {{without: young}}]\n")
    for name, arm in arms(scenario).items():
        assert active(arm) == [False, name == "base"]


def test_g0_leaves_coordination_as_it_was_whatever_the_timeline_says() -> None:
    levels = policy_path_by_name(arms_of("g0")["g0"])
    for step in (0, 99):
        assert levels.at(step).docking[0, 1] == levels.before.docking[0, 1] == 0.35
    assert levels.at(99).zone_openness.tolist() == [0.95, 0.95]
    assert levels.at(99).tariff == 0.1


def test_zones_not_opened_uncoordinated_and_fully_coordinated_hold_throughout() -> None:
    found = arms_of("[zones_not_opened, uncoordinated, fully_coordinated]")
    closed = policy_path_by_name(found["zones_not_opened"]).at(99)
    assert closed.zone_openness.tolist() == [0.3, 0.3]
    assert closed.zone_active.all()
    for arm, level in (("uncoordinated", 0.0), ("fully_coordinated", 1.0)):
        levels = policy_path_by_name(found[arm]).at(99)
        for part in (levels.docking, levels.linkage, levels.integration):
            assert part[0, 1] == level


NAMED = (
    "[no_zones, no_new_zones, g0, zones_not_opened, uncoordinated, fully_coordinated, {without: old}, "
    "{later: {timeline: {later: {date: 2015}}}}]"
)


def test_what_holds_after_the_policy_date_leaves_the_burn_in_shared() -> None:
    found = arms_of(NAMED)
    assert all(shares_burn_in(found["base"], arm) for arm in found.values())


@pytest.mark.parametrize(
    "reach",
    [
        "before: {coordination: 0.1}",
        "trade: {gate: 0.3}",
        "zones: {young: {at: [4, 4], designated: 2004}}",
        "zones: {old: {designated: 2011}}",
    ],
)
def test_what_reaches_into_the_past_gets_a_burn_in_of_its_own(reach: str) -> None:
    found = arms_of(f"{{mine: {{{reach}}}}}")
    assert not shares_burn_in(found["base"], found["mine"])


def test_a_date_that_moves_within_the_future_shares_the_burn_in() -> None:
    found = arms_of("{mine: {zones: {young: {designated: 2015}}}}")
    assert shares_burn_in(found["base"], found["mine"])
    assert differences(found["base"], found["mine"])


def test_a_family_of_shipped_scenarios_shares_its_burn_in() -> None:
    for family in (("baseline", "open", "closed", "coordinated", "siphon"), ("yangtze_delta", "yangtze_siphon")):
        members = [read_scenario(name) for name in family]
        assert all(shares_burn_in(members[0], member) for member in members)


def test_a_zone_that_only_a_twin_has_is_a_mere_lot_in_the_others() -> None:
    found = arms_of("{more: {zones: {third: {at: [7, 7], designated: 2004}}}}")
    assert {tuple(arm.zones) for arm in found.values()} == {("old", "young", "third")}
    assert active(found["base"]) == [True, True, False]
    assert active(found["base"], -1) == [True, False, False]
    assert active(found["more"]) == [True, True, True]


def test_twins_that_need_two_maps_are_refused() -> None:
    with pytest.raises(ScenarioError, match=r"`zones\.old` lies elsewhere"):
        arms_of("{moved: {zones: {old: {at: [2, 2]}}}}")


@pytest.mark.parametrize(
    "same",
    [
        "{nothing: {openness: 0.8}}",
        "{placed: {openness: {zones: 0.8}}}",
        "{dated: {zones: {young: {designated: '2010-01'}}}}",
        "{quarter: {zones: {young: {designated: '2010-03'}}}}",
        "{pairs: {coordination: {clusters: {core: 0.7}}}}",
    ],
)
def test_a_twin_that_says_otherwise_and_means_the_same_does_not_differ(same: str) -> None:
    base, twin = arms_of(same).values()
    assert differences(base, twin) == []


def test_a_twin_without_new_zones_does_not_differ_where_there_are_none() -> None:
    scenario = read_text(MAP.replace("young: {at: [4, 4]}", "young: {at: [4, 4], designated: 2004}"))
    assert differences(scenario, vary(scenario, {"withheld": "new"})) == []
    assert differences(scenario, vary(scenario, {"withheld": "all"})) == ["`withheld`: 'none' -> 'all'"]


def test_differences_name_key_and_both_values() -> None:
    found = arms_of("{mine: {coordination: {docking: 0.1}, trade: {gate: 0.3}}}")
    assert differences(found["base"], found["mine"]) == [
        "`coordination.docking`: 0.9 -> 0.1",
        "`trade.gate`: 0.1 -> 0.3",
    ]


def test_the_canonical_form_knows_the_world_and_not_its_name() -> None:
    scenario = read_scenario("tiny")
    renamed = vary(scenario, {"name": "other", "title": "other", "replicates": 9, "counterfactual": ["g0"]})
    assert canonical(renamed) == canonical(scenario)
    for changed in ({"seed": 2}, {"openness": 0.61}, {"rings": [0, 1]}, {"years": 4}):
        assert canonical(vary(scenario, changed)) != canonical(scenario)
    assert json.loads(canonical(scenario))["start"]["firms"] == 1200


def test_to_vary_a_scenario_by_nothing_gives_it_back_and_a_mistake_is_told() -> None:
    scenario = read_scenario("siphon")
    assert vary(scenario, {}) == scenario
    with pytest.raises(ScenarioError, match="`coordination` is 2"):
        vary(scenario, {"coordination": 2})


def test_on_a_real_map_only_what_the_burn_in_sees_of_a_zone_parts_it() -> None:
    delta = read_scenario("yangtze_delta")
    for later in ({"withdrawn": "2015"}, {"designated": "2005"}):
        assert shares_burn_in(delta, vary(delta, {"zones": {"Minxing ETDZ": later}}))
    for past in ({"designated": "2015"}, {"withdrawn": "2009"}, {"area_km2": 3.0}):
        assert not shares_burn_in(delta, vary(delta, {"zones": {"Minxing ETDZ": past}}))


def test_the_order_of_zones_is_part_of_a_world_and_that_of_other_keys_is_not() -> None:
    zones = ["a: {at: [1, 1]}", "b: {at: [2, 2], designated: 2012}"]
    one, other = (canonical(read_text(f"zones: {{{', '.join(order)}}}")) for order in (zones, zones[::-1]))
    assert one != other
    assert canonical(read_text("years: 3\nseed: 4")) == canonical(read_text("seed: 4\nyears: 3"))
