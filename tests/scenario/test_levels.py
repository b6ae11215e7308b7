"""Policy levels: the most specific entry wins, pairs are symmetric, dates hold from their step, withheld wins."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.basis.luck import Luck
from sim.scenario.benchmarks import BENCHMARKS, profile
from sim.scenario.calendar import Calendar
from sim.scenario.levels import policy_path, policy_path_by_name
from sim.scenario.reading import read_scenario, read_text
from sim.scenario.same_levels import same_levels
from sim.scenario.schema import Scenario
from sim.world.building import build_geography
from sim.world.industries import read_industries
from sim.world.levels import DOMAINS, Levels, PolicyPath

MAP = """
geography: {rows: 9, columns: 9, region_rows: 3, region_columns: 3, ports: [[0, 0]]}
zones:
  old: {at: [1, 1], designated: 2005}
  young: {at: [4, 4]}
  late: {at: [7, 7], designated: 2012-05}
"""
REGIONS = 9
OLD, YOUNG, LATE = 0, 1, 2


def path(text: str = "") -> PolicyPath:
    return policy_path_by_name(read_text(MAP + text))


def at_start(text: str = "") -> Levels:
    return path(text).at(0)


def test_a_plain_openness_is_that_of_all_zones_and_of_no_region() -> None:
    levels = at_start("openness: 0.7")
    assert (levels.zone_openness == 0.7).all()
    assert (levels.region_openness == 0.2).all()


def test_the_most_specific_openness_wins() -> None:
    text = "openness: {all: 0.1, zones: 0.5, clusters: {core: 0.6, hinterland: 0.3}, young: 0.9, r1c1: 0.8}"
    levels = at_start(text)
    assert levels.zone_openness.tolist() == [0.6, 0.9, 0.6]
    assert levels.region_openness[0] == 0.8
    assert levels.region_openness[4] == 0.6
    assert levels.region_openness[1] == 0.3


def test_of_several_clusters_the_smallest_wins_whatever_their_order() -> None:
    for text in ("{hinterland: 0.3, core: 0.6}", "{core: 0.6, hinterland: 0.3}"):
        levels = at_start(f"coordination: {{all: 0.1, clusters: {text}}}")
        assert levels.docking[0, 4] == 0.6
        assert levels.docking[1, 2] == 0.3
        assert levels.docking[0, 1] == 0.1


def test_what_the_scenario_is_silent_about_goes_on_as_before() -> None:
    text = "before: {openness: {zones: 0.35, regions: 0.25}, coordination: 0.45}\nopenness: {young: 0.9}\n"
    levels = path(text + "benchmark: {all: domestic}").at(0)
    assert levels.region_openness[3] == 0.25
    assert path(text).before.zone_openness[OLD] == 0.35
    assert path(text).before.docking[0, 1] == 0.45


def test_of_two_named_ends_the_mean_counts_and_one_named_end_decides() -> None:
    levels = at_start("coordination: {all: 0.4, zones: {young: 0.2, old: 0.8}, regions: {r1c1: 0.6}}")
    new, old = REGIONS + YOUNG, REGIONS + OLD
    assert levels.linkage[new, old] == pytest.approx(0.5)
    assert levels.linkage[new, 0] == pytest.approx(0.4)
    assert levels.linkage[new, 3] == 0.2
    assert levels.linkage[2, 3] == 0.4


SHARES = st.floats(0.0, 1.0)


@settings(max_examples=25)
@given(everywhere=SHARES, zone=SHARES, region=SHARES, core=SHARES, docking=SHARES)
def test_coordination_is_symmetric_within_bounds_and_full_with_oneself(
    everywhere: float, zone: float, region: float, core: float, docking: float
) -> None:
    text = (
        f"coordination: {{all: {everywhere}, zones: {{young: {zone}}}, regions: {{r1c1: {region}}}, "
        f"clusters: {{core: {core}}}, docking: {{all: {docking}, zones: {{old: {zone}}}}}}}"
    )
    levels = at_start(text)
    for part in (levels.linkage, levels.docking, levels.integration):
        np.testing.assert_array_equal(part, part.T)
        assert ((part >= 0.0) & (part <= 1.0)).all()
        assert (np.diag(part) == 1.0).all()


def test_a_part_that_is_not_set_apart_is_coordination_itself() -> None:
    levels = at_start("coordination: {all: 0.3, zones: {young: 0.7}, docking: 0.9, integration: {zones: {old: 0.1}}}")
    assert levels.linkage[REGIONS + YOUNG, 0] == 0.7
    assert levels.docking[REGIONS + YOUNG, 0] == 0.9
    assert levels.integration[REGIONS + YOUNG, 0] == 0.7
    assert levels.integration[REGIONS + OLD, 0] == 0.1


def test_pairs_with_the_rest_of_the_country_have_the_coordination_of_all() -> None:
    scenario = read_scenario("yangtze_delta", ["coordination={all: 0.3, zones: {Kunshan ETDZ: 0.9}}"])
    levels = policy_path_by_name(scenario).at(0)
    rest = len(levels.region_openness) - 1
    others = np.arange(len(levels.linkage)) != rest
    assert (levels.linkage[rest, others] == 0.3).all()
    assert (levels.linkage == 0.9).any()


def test_zones_designated_before_the_policy_date_are_zones_throughout_the_burn_in() -> None:
    found = path()
    assert found.before.zone_active.tolist() == [True, False, False]
    assert found.at(0).zone_active.tolist() == [True, True, False]
    assert found.at(-40) is found.before


def test_a_date_counts_from_the_step_that_contains_it() -> None:
    found = path()
    assert not found.at(8).zone_active[LATE]
    assert found.at(9).zone_active[LATE]


@given(st.sampled_from([1, 2, 4, 12]), st.integers(0, 400))
def test_the_date_of_a_step_lies_in_that_step(steps_per_year: int, step: int) -> None:
    calendar = Calendar("2010-04", steps_per_year)
    assert calendar.step_of(calendar.date_of(step)) == step
    assert calendar.step_of("2010-03") == -1


def test_events_hold_from_their_date_on_and_the_latest_word_counts() -> None:
    events = """
timeline:
  second: {date: 2012, openness: {young: 0.9}, tariff: 0.2}
  first: {date: 2011, openness: 0.5, tariff: 0.1, world_demand: -0.1, reform: {finance: 0.4}}
"""
    found = path(events)
    assert [step for step, _ in found.changes] == [0, 4, 8, 9]
    assert found.at(3).zone_openness.tolist() == [0.6, 0.6, 0.6]
    assert found.at(4).zone_openness.tolist() == [0.5, 0.5, 0.5]
    assert found.at(8).zone_openness.tolist() == [0.5, 0.9, 0.5]
    assert [found.at(step).tariff for step in (0, 4, 8)] == [0.0, 0.1, 0.2]
    assert found.at(8).world_demand == -0.1
    assert found.at(8).reform[DOMAINS.index("finance")] == 0.4
    assert found.at(8).reform.sum() == 0.4


def test_the_timeline_designates_withdraws_and_twins() -> None:
    found = path("timeline: {a: {date: 2011, designate: [young], withdraw: [old], twin: {young: [r1c1, old]}}}")
    assert found.at(0).zone_active.tolist() == [True, False, False]
    assert found.at(4).zone_active.tolist() == [False, True, False]
    assert not found.at(0).twinned.any()
    assert np.argwhere(found.at(4).twinned).tolist() == [[0, YOUNG], [REGIONS + OLD, YOUNG]]


@pytest.mark.parametrize(
    ("withheld", "active"),
    [
        ("none", [True, True, True]),
        ("all", [False] * 3),
        ("new", [True, False, False]),
        ("[old]", [False, True, True]),
        ("[late, old]", [False, True, False]),
    ],
)
def test_what_is_withheld_goes_before_everything_from_the_policy_date_on(withheld: str, active: list[bool]) -> None:
    found = path(f"withheld: {withheld}\ntimeline: {{a: {{date: 2011, designate: [old, young, late]}}}}")
    assert found.before.zone_active.tolist() == [True, False, False]
    assert found.at(99).zone_active.tolist() == active


def test_a_lot_that_is_never_designated_is_no_zone() -> None:
    found = policy_path_by_name(read_text(MAP.replace("designated: 2012-05", "designated: never")))
    assert found.at(99).zone_active.tolist() == [True, True, False]


def test_benchmarks_are_by_place_and_own_profiles_fill_up_with_the_domestic_level() -> None:
    text = "benchmark: {zones: CPTPP, young: mine, regions: RCEP}\nbenchmarks: {mine: {finance: 0.95}}"
    levels = at_start(text)
    finance = DOMAINS.index("finance")
    assert levels.benchmark[REGIONS + OLD, finance] == BENCHMARKS["CPTPP"]["finance"].maturity
    assert levels.benchmark[REGIONS + YOUNG, finance] == 0.95
    assert levels.benchmark[REGIONS + YOUNG, 0] == BENCHMARKS["domestic"][DOMAINS[0]].maturity
    assert levels.benchmark[0].tolist() == profile("RCEP", {})


def test_every_benchmark_covers_every_domain_with_a_reason_and_none_falls_below_the_domestic_level() -> None:
    for name, targets in BENCHMARKS.items():
        assert tuple(targets) == DOMAINS, name
        for domain, target in targets.items():
            assert target.reason
            assert BENCHMARKS["domestic"][domain].maturity <= target.maturity <= 1.0


def test_rcep_has_no_subsidy_environment_or_labour_chapter_and_depa_puts_e_commerce_first() -> None:
    for domain in ("industrial_subsidies", "environment", "labour_protection"):
        assert BENCHMARKS["RCEP"][domain].maturity == BENCHMARKS["domestic"][domain].maturity
    depa = {domain: target.maturity for domain, target in BENCHMARKS["DEPA"].items()}
    assert max(depa, key=depa.__getitem__) == "e_commerce"
    assert all(target.maturity >= 0.85 for target in BENCHMARKS["CPTPP"].values())


def test_what_is_said_of_zones_without_status_makes_no_difference() -> None:
    closed = "withheld: all\n"
    assert same_levels(path(closed + "openness: 0.9"), path(closed + "openness: 0.1"))
    assert not same_levels(path("openness: 0.9"), path("openness: 0.1"))


def test_the_yangtze_zones_older_than_2010_are_seventeen_of_sixty_eight() -> None:
    levels = policy_path_by_name(read_scenario("yangtze_delta"))
    assert len(levels.before.zone_active) == 68
    assert levels.before.zone_active.sum() == 17
    assert levels.at(60).zone_active.all()


def test_a_scenario_without_zones_compiles() -> None:
    levels = policy_path_by_name(Scenario())
    assert levels.at(0).benchmark.shape == (36, 7)


@pytest.mark.parametrize("name", ["tiny", "yangtze_delta"])
def test_levels_compiled_on_a_map_are_those_compiled_by_name(name: str) -> None:
    scenario = read_scenario(name, ["timeline.later={date: 2012, openness: 0.9, coordination: {docking: 0.7}}"])
    geography = build_geography(
        scenario.geography, scenario.zones, read_industries("twelve"), Luck(scenario.seed, 0), scenario.policy_date
    )
    on_map, by_name = policy_path(scenario, geography), policy_path_by_name(scenario)
    assert [step for step, _ in on_map.changes] == [step for step, _ in by_name.changes]
    assert same_levels(on_map, by_name)
