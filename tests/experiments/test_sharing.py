"""Laws of sharing: one world serves all who need it, and only where it is the same to the last bit."""

from pathlib import Path

import pandas as pd
import pytest

from sim.experiments.requests import Request
from sim.experiments.sharing import plainest
from sim.scenario.arms import arms
from sim.scenario.reading import read_scenario, read_text
from sim.scenario.schema import Scenario

ZONE = "zones: {center: {at: [15, 15]}}\ncounterfactual: no_zones\n"


def keys(scenario: Scenario) -> dict[str, str]:
    return {arm: key for (arm, _), key in Request(scenario, (0,), Path("results")).keys.items()}


def test_the_twin_without_zones_is_the_same_however_open_they_would_be() -> None:
    closed, wide = (read_text(f"{ZONE}openness: {openness}") for openness in (0.2, 0.9))
    assert keys(closed)["no_zones"] == keys(wide)["no_zones"]
    assert keys(closed)["base"] != keys(wide)["base"]


def test_a_level_of_regions_or_of_pairs_is_never_taken_for_one_of_zones() -> None:
    plain = read_text(ZONE)
    regions = read_text(f"{ZONE}openness: {{regions: 0.5}}")
    pairs = read_text(f"{ZONE}coordination: 0.9")
    assert len({keys(each)["no_zones"] for each in (plain, regions, pairs)}) == 3


def test_a_level_in_force_stays_and_so_does_what_the_timeline_says_of_it() -> None:
    later = read_text(f"{ZONE}timeline: {{wider: {{date: 2012, openness: 0.9, tariff: 0.1}}}}")
    assert plainest(later) == later
    twin = plainest(arms(later)["no_zones"])
    assert twin.timeline["wider"].openness is None
    assert twin.timeline["wider"].tariff == 0.1


def test_the_plainest_is_as_plain_as_can_be() -> None:
    twin = arms(read_text(f"{ZONE}openness: 0.9"))["no_zones"]
    assert plainest(plainest(twin)) == plainest(twin) != twin


@pytest.mark.slow
def test_the_plainest_scenario_makes_the_same_world_to_the_last_bit() -> None:
    from sim.model.replicate import run_replicate

    twin = arms(read_scenario("tiny", ["openness=0.95", "benchmark=RCEP"]))["no_zones"]
    both = {"as asked": twin, "plainest": plainest(twin)}
    assert both["as asked"] != both["plainest"]
    asked, plain = (record.panels for _, record in run_replicate(both, replicate=0))
    for name, panel in asked.items():
        pd.testing.assert_frame_equal(panel, plain[name], check_exact=True)
