"""Laws of leaving one zone out: which worlds, what an old zone's absence means, that what was stopped goes on."""

from pathlib import Path

import pytest

from sim.basis.errors import ResultsError, ScenarioError
from sim.experiments.giving import giving_request, run_giving
from sim.scenario.arms import arms, canonical, shares_burn_in
from sim.scenario.giving_arms import giving_arms, zones_to_leave_out, zones_with_status
from sim.scenario.levels import policy_path_by_name
from sim.scenario.reading import read_scenario, read_text
from sim.scenario.schema import Scenario
from tests.made_up import simulate

MAP = """
geography: {rows: 9, columns: 9, region_rows: 3, region_columns: 3, ports: [[0, 0]]}
years: 4
zones:
  old: {at: [1, 1], designated: 2005}
  young: {at: [4, 4]}
  later: {at: [7, 7], designated: 2012}
  too_late: {at: [7, 1], designated: 2030}
  lot: {at: [1, 7], designated: never}
"""


def small() -> Scenario:
    return read_text(MAP)


def active(scenario: Scenario, step: int = 12) -> list[bool]:
    return policy_path_by_name(scenario).at(step).zone_active.tolist()


def test_every_zone_with_status_in_some_recorded_year_is_left_out_once() -> None:
    assert zones_with_status(small()) == (("old", "young", "later"), ("old",))
    found = giving_arms(small())
    assert list(found) == ["base", "without old", "without young", "without later"]
    assert active(found["base"]) == [True, True, True, False, False]
    assert active(found["without old"]) == [False, True, True, False, False]
    assert active(found["without later"]) == [True, True, False, False, False]


def test_an_old_zone_is_closed_at_the_policy_date_and_all_worlds_share_a_burn_in() -> None:
    found = giving_arms(small())
    assert active(found["without old"], -1)[0]
    assert all(shares_burn_in(found["base"], arm) for arm in found.values())


def test_an_old_zone_that_was_never_there_has_a_burn_in_of_its_own_and_a_young_one_has_not() -> None:
    found = giving_arms(small(), old_zones="never")
    assert list(found) == list(giving_arms(small()))
    assert not active(found["without old"], -1)[0]
    assert not active(found["without old"])[0]
    assert [shares_burn_in(found["base"], arm) for arm in found.values()] == [True, False, True, True]
    assert canonical(found["without young"]) == canonical(giving_arms(small())["without young"])


def test_worlds_are_those_of_an_ordinary_counterfactual() -> None:
    ordinary = arms(read_text(f"{MAP}counterfactual: [{{without: young}}]\n"))
    assert giving_arms(small(), ["young"])["without young"].withheld == ordinary["without young"].withheld


def test_zones_go_by_any_spelling_and_the_delta_has_68() -> None:
    delta = read_scenario("yangtze_delta")
    assert len(zones_to_leave_out(delta)) == 68
    assert zones_to_leave_out(delta, ["昆山经济技术开发区", "Kunshan ETDZ"]) == ("Kunshan ETDZ",)


def test_what_cannot_be_left_out_is_refused_all_at_once() -> None:
    with pytest.raises(ScenarioError) as caught:
        giving_arms(small(), ["yung", "lot", "too_late"])
    told = str(caught.value)
    for part in ("no zone 'yung'. Did you mean `young`?", "'lot' has its status in no", "'too_late' has its status"):
        assert part in told
    with pytest.raises(ScenarioError, match="no zone has its status in any recorded year"):
        giving_arms(read_scenario("tiny", ["withheld=all"]))


def test_a_request_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    request = giving_request(small(), replicates=2, out=tmp_path)
    first = run_giving(request, workers=1, simulate=simulate)
    assert first.manifest["giving_of"] == ["old", "young", "later"]
    assert first.manifest["old_zones"] == "closed"
    assert first.replicates == (0, 1)
    lost = [row["key"] for row in first.manifest["worlds"]][::3]
    for key in lost:
        (tmp_path / "store" / key / "manifest.json").unlink()
    again = run_giving(request, workers=1, simulate=simulate)
    assert again.folder == first.folder
    assert again.manifest["worlds_found"] == 8 - len(lost)
    assert again.manifest["worlds"] == first.manifest["worlds"]


def test_a_world_that_cannot_be_made_is_told_and_the_others_are_kept(tmp_path: Path) -> None:
    def failing(arms, **how):
        if any("withheld" in arm.model_fields_set and arm.withheld != "none" for arm in arms.values()):
            raise ValueError("the sky fell")
        yield from simulate(arms, **how)

    request = giving_request(small(), zones=["young"], replicates=1, out=tmp_path)
    with pytest.raises(ResultsError, match=r"(?s)1 world of .* cannot be made.*the sky fell"):
        run_giving(request, workers=1, simulate=failing)
    assert request.stored() == {("base", 0)}
