"""Every mistake is answered by one message that says where, what was found, what was expected, and what is near."""

import pytest

from sim.basis.errors import ScenarioError
from sim.scenario.reading import read_scenario
from tests.scenario.conftest import Problems, Read, Write

ZONE = "zones: {center: {at: [15, 15]}}\n"

MISTAKES = {
    "an unknown key": ("opennes: 0.3", ["mine.yaml:1", "`opennes`", "`openness`"]),
    "an unknown key of a block": ("learning: {meeting_rat: 1}", ["`learning.meeting_rat`", "`learning.meeting_rate`"]),
    "a key of another block": ("search_rate: 1", ["`search_rate`", "`chain.search_rate`"]),
    "a wrong type": ("years: many", ["mine.yaml:1", "`years`", "'many'", "whole number from 1 to 200 [years]"]),
    "a truth for a number": ("openness: true", ["`openness`", "true", "from 0 to 1"]),
    "a number for a block": ("wages: 3", ["`wages` is 3", "`wage_speed`"]),
    "a value out of range": (
        "trade: {gate: 12}",
        ["`trade.gate` is 12", "from 0 to 2 [log points]", "Cost of crossing"],
    ),
    "a level out of range": ("openness: {zones: 1.5}", ["`openness.zones` is 1.5", "from 0 to 1 [share]"]),
    "a percentage for a share": ("learning: {gain: 25 %}", ["'25 %'", "[share]", "write 0.25"]),
    "another unit": ("trade: {distance_scale_km: 20 miles}", ["'20 miles'", "its unit is [km]", "above 0"]),
    "another unit in a list": ("rings: [0, 10 miles]", ["`rings`", "[km]"]),
    "a wrong choice": ("steps_per_year: 3", ["`steps_per_year` is 3", "one of 1, 2, 4, 12"]),
    "a wrong kind of map": ("geography: {kind: chnia}", ["`geography.kind`", "one of stylised, china", "`china`"]),
    "a key of the other map": ("geography: {area: [yrd41]}", ["`geography.area`", "stylised", "china"]),
    "a key set twice": ("years: 3\nyears: 4", ["mine.yaml:2", "`years` is set twice", "line 1"]),
    "a zone set twice": ("zones:\n  a: {at: [1, 1]}\n  a: {at: [2, 2]}", ["mine.yaml:3", "`zones.a`", "twice"]),
    "an empty key": ("wages:", ["`wages` is empty"]),
    "text that is no YAML": ("years: [1", ["mine.yaml", "not YAML"]),
    "a list for a scenario": ("- years", ["mine.yaml:1", "not a mapping"]),
    "a malformed date": ("policy_date: 2010-13", ["`policy_date`", "'2010-13'", "YYYY or YYYY-MM"]),
    "a day for a month": ("timeline: {a: {date: 2012-05-01}}", ["`timeline.a.date`", "'2012-05-01'", "YYYY-MM"]),
    "an event without a date": ("timeline: {a: {tariff: 0.1}}", ["`timeline.a.date` is missing", "YYYY-MM"]),
    "an event before the start": (
        "timeline: {a: {date: 2005}}",
        ["`timeline.a.date` is 2005", "before the start", "2010"],
    ),
    "a loss before the gain": (
        "zones: {a: {at: [1, 1], designated: 2012, withdrawn: 2011}}",
        ["`zones.a.withdrawn` is 2011", "2012"],
    ),
    "heads that miss their sum": (
        "evaluation: {opening: 40, green: 10}",
        ["`evaluation`", "add up to 105", "opening 40, quality 30", "100 [points]", "take from one head"],
    ),
    "rings that do not ascend": ("rings: [0, 20, 10]", ["`rings` is [0, 20, 10]", "ascend [km]"]),
    "a zone outside the map": ("zones: {a: {at: [30, 2]}}", ["mine.yaml:1", "`zones.a.at` is [30, 2]", "rows 0 to 29"]),
    "a zone with a name that means something": ("zones: {new: {at: [1, 1]}}", ["`zones.new`", "another name"]),
    "a zone without a place": ("zones: {a: {}}", ["`zones.a.at`", "[row, column]"]),
    "an unknown zone": (ZONE + "withheld: [centre]", ["`withheld[0]`", "'centre'", "`center`"]),
    "an unknown zone of an event": (
        ZONE + "timeline: {a: {date: 2012, designate: [centre]}}",
        ["`timeline.a.designate[0]`", "`center`"],
    ),
    "an unknown place": ("openness: {r1c11: 0.3}", ["`openness.r1c11`", "no zone or region", "`r1c1`"]),
    "an unknown region": ("coordination: {regions: {r9: 1}}", ["`coordination.regions.r9`", "no region"]),
    "an unknown cluster": (
        ZONE + "coordination: {docking: {clusters: {coer: 1}}}",
        ["`coordination.docking.clusters.coer`", "`core`"],
    ),
    "an unknown benchmark": ("benchmark: CPTP", ["`benchmark` is 'CPTP'", "`CPTPP`"]),
    "an unknown industry": ("zones: {a: {at: [1, 1], leading: [electronic]}}", ["`zones.a.leading`", "`electronics`"]),
    "an unknown zone of a real map": (
        "geography: {kind: china}\nzones: {Kunshn ETDZ: {designated: 2012}}",
        ["mine.yaml:2", "Kunshn", "`Kunshan ETDZ`"],
    ),
    "an unknown area": ("geography: {kind: china, area: [yrd14]}", ["mine.yaml:1", "`geography.area`", "`yrd41`"]),
    "a map of nothing": ("geography: {kind: china, area: []}", ["`geography.area` is empty", "prefecture"]),
    "rings without an edge": ("rings: []", ["`rings` is an empty list", "[km]"]),
    "an unknown counterfactual": ("counterfactual: no_zone", ["'no_zone'", "`no_zones`"]),
    "a counterfactual without a zone": (ZONE + "counterfactual: [{without: centre}]", ["without centre", "`center`"]),
    "a mistake in a counterfactual": (
        "counterfactual: [{half: {openness: 5}}]",
        ["mine.yaml:1", "'half'", "`openness` is 5"],
    ),
    "twins on two maps": ("counterfactual: {geography: {rows: 3}}", ["`geography` cannot differ between twins"]),
    "two arms of one name": ("counterfactual: [g0, g0]", ["two arms named 'g0'"]),
    "a parent that is not there": ("extends: no_such", ["mine.yaml:1", "no scenario `no_such`"]),
    "a parent by path that is not there": ("extends: no/such.yaml", ["mine.yaml:1", "no file `no/such.yaml`"]),
    "a parent that is a number": ("extends: 3", ["`extends` is 3"]),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_gets_one_message_of_its_own(mistake: str, problems: Problems) -> None:
    text, said = MISTAKES[mistake]
    found = problems(text)
    assert len(found) == 1, found
    for words in said:
        assert words in found[0]


def test_all_mistakes_are_told_at_once_and_in_the_order_of_the_file(problems: Problems) -> None:
    found = problems("opennes: 1\nyears: 0\nrings: [3, 2]\ntrade: {gate: x}\nzones: {a: {at: [99, 0]}}\n", ["seed=-1"])
    assert [problem.split(":")[1] for problem in found[:5]] == ["1", "2", "3", "4", "5"]
    assert found[5].startswith("command line: `seed` is -1")
    assert len(found) == 6


def test_a_mistake_in_a_parent_is_told_where_it_stands(write: Write) -> None:
    write("title: x\nyears: 0\n", "parent")
    with pytest.raises(ScenarioError, match=r"parent\.yaml:2: `years` is 0"):
        read_scenario(write("extends: parent\n"))


def test_what_only_follows_from_another_mistake_is_not_told(problems: Problems) -> None:
    found = problems("geography: {rows: many}\nzones: {center: {at: [60, 2]}}\nwithheld: [center]\n")
    assert len(found) == 1
    assert "`geography.rows`" in found[0]


def test_a_circle_of_parents_is_told_as_one(write: Write) -> None:
    write("extends: b", "a")
    write("extends: c", "b")
    with pytest.raises(ScenarioError) as caught:
        read_scenario(write("extends: a", "c"))
    assert len(caught.value.problems) == 1
    assert "c -> a -> b -> c" in caught.value.problems[0]


def test_an_unknown_scenario_names_the_nearest(write: Write) -> None:
    write("")
    with pytest.raises(ScenarioError, match="Did you mean `baseline`"):
        read_scenario("basline")
    with pytest.raises(ScenarioError, match=r"no file `basline\.yaml`"):
        read_scenario("basline.yaml")


def test_a_file_that_is_not_text_is_told(write: Write) -> None:
    path = write("")
    path.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(ScenarioError, match="UTF-8"):
        read_scenario(path)


def test_an_override_that_is_none_is_told(problems: Problems) -> None:
    found = problems("years: 3", ["years", "=3", "trade.gat=1", "extends=open"])
    assert len(found) == 4
    assert all(problem.startswith("command line: ") for problem in found)


def test_a_number_may_carry_the_unit_of_its_parameter(read: Read) -> None:
    scenario = read("trade: {distance_scale_km: 20 km, gate: 0.2 log points}\nyears: 5 years\nrings: [0, 10 km]\n")
    assert scenario.trade.distance_scale_km == 20.0
    assert scenario.trade.gate == 0.2
    assert scenario.years == 5
    assert scenario.rings == (0.0, 10.0)
