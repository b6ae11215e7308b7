"""Laws of taking radiation apart: what it is made of, that it adds up, that nothing comes of nothing."""

from pathlib import Path

import numpy as np
import pytest

from sim.basis.errors import ResultsError, ScenarioError
from sim.experiments.channels import run_channels
from sim.experiments.twins import run_twins
from sim.measures.channels import PARTS, WHOLE, ChannelEffects, channels, open_channels
from sim.measures.headline import answers
from sim.results.run import Run
from sim.scenario.arms import arms
from sim.scenario.channel_arms import arm_name, channel_arms, sets_of_channels, treated_zones
from sim.scenario.reading import read_scenario
from sim.scenario.schema import Scenario
from sim.world.levels import CHANNELS
from tests.model.test_laws_gates import PLACEBO, SAME_JURISDICTION

SMALL = ("start.burn_in_years=2", "years=2", "start.firms=800", "replicates=2")

OFF = {
    "chain": ("chain.search_rate=0",),
    "learning": ("learning.meeting_rate=0", "learning.teaching_rate=0"),
    "policy": ("policy.pilot_rate=0", "policy.pushed=0", "policy.voluntary=0"),
    "mobility": ("migration.mobility=0",),
}
"""What switches off all that can pass a gate through each channel."""

NOBODY_COMES_OR_GOES = ("relocation.reconsider_rate=0", "exit.exit_rate=0")
"""Without it no supplier dies and no firm moves, which would be replaced through the chain."""

QUICK = {
    "learning": ("learning.meeting_rate=4", "coordination=0.8"),
    "policy": ("policy.pushed=4", "coordination=0.8"),
}
"""What makes a channel do much within two years."""


def alone(channel: str) -> list[str]:
    others = [setting for each, settings in OFF.items() if each != channel for setting in settings]
    return [*NOBODY_COMES_OR_GOES, *others, *QUICK.get(channel, ())]


def small(*overrides: str) -> Scenario:
    return read_scenario("tiny", [*SMALL, *overrides])


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_channels(small(), workers=1, out=tmp_path_factory.mktemp("results"))


@pytest.fixture(scope="module")
def found(run: Run) -> ChannelEffects:
    return channels(run)


def test_there_is_a_pair_for_every_set_of_open_channels(run: Run) -> None:
    assert len(run.arms) == 32
    assert len(list(sets_of_channels())) == len(set(sets_of_channels())) == 16
    assert run.arms[0] == "base"
    assert run.manifest["arms"]["base"]["closed_channels"] == []
    closed = run.manifest["arms"]["no_zones closed chain+policy"]
    assert closed["closed_channels"] == ["chain", "policy"]
    assert closed["closed_around"] == ["center"]
    assert {open_channels(number) for number in range(16)} == set(sets_of_channels())


def test_parts_add_up_to_what_the_twins_of_an_ordinary_run_say(run: Run, found: ChannelEffects) -> None:
    ordinary = answers(run_twins(small(), workers=1, out=run.folder.parents[1]), "no_zones")
    np.testing.assert_array_equal(found.whole[..., :-1], ordinary.curve.samples)
    whole = np.log(ordinary.totals.outside[..., 0] / ordinary.totals.outside[..., 1])
    np.testing.assert_allclose(found.whole[..., -1], whole, atol=1e-13)
    assert found.largest_remainder < 1e-14
    table = found.table()
    parts = table[table["part"] != WHOLE].groupby(["year", "ring"])["effect"].sum()
    total = table[table["part"] == WHOLE].set_index(["year", "ring"])["effect"]
    np.testing.assert_allclose(parts, total.loc[parts.index], atol=1e-14)
    assert np.abs(found.parts[:, :, -1]).max(axis=(1, 2)).min() > 0.0


def test_an_interrupted_run_goes_on_and_finds_the_same(found: ChannelEffects, tmp_path: Path) -> None:
    scenario = small("replicates=1")
    first = run_channels(scenario, workers=1, out=tmp_path)
    lost = [row["key"] for row in first.manifest["worlds"] if "base" in row["arm"]][::3]
    for key in lost:
        (tmp_path / "store" / key / "manifest.json").unlink()
    again = channels(run_channels(scenario, workers=1, out=tmp_path))
    assert run_channels(scenario, workers=1, out=tmp_path).manifest["worlds_found"] == 32
    np.testing.assert_array_equal(again.outcomes, found.outcomes[:, :1])


def test_a_zone_that_is_nothing_but_a_gate_radiates_nothing_through_any_channel(tmp_path: Path) -> None:
    scenario = small("replicates=1", *PLACEBO, *SAME_JURISDICTION)
    placebo = channels(run_channels(scenario, workers=1, out=tmp_path))
    np.testing.assert_array_equal(placebo.outcomes, 0.0)


@pytest.mark.parametrize(
    "channel", ["policy", *(pytest.param(each, marks=pytest.mark.slow) for each in CHANNELS if each != "policy")]
)
def test_in_a_world_with_one_channel_it_gets_all_that_is_not_the_market(channel: str, tmp_path: Path) -> None:
    found = channels(run_channels(small("replicates=1", *alone(channel)), workers=1, out=tmp_path))
    parts = dict(zip(PARTS, found.parts, strict=True))
    for nothing in set(CHANNELS) - {channel}:
        np.testing.assert_array_equal(parts[nothing], 0.0)
    assert np.abs(parts[channel]).max() > 1e-5
    np.testing.assert_allclose(parts[channel], found.whole - parts["market"], atol=1e-15)
    assert (found.interaction_table()["effect"].abs() < 1e-15).all()


def test_gates_stand_around_the_zones_that_differ_between_the_twins() -> None:
    delta = arms(read_scenario("yangtze_delta"))
    new = treated_zones(delta["base"], delta["no_new_zones"])
    all_ = treated_zones(delta["base"], delta["no_zones"])
    assert 0 < len(new) < len(all_)
    assert set(new) < set(all_)
    coordinated = arms(read_scenario("tiny", ["counterfactual=uncoordinated"]))
    assert treated_zones(coordinated["base"], coordinated["uncoordinated"]) == ("center",)


def test_a_scenario_that_closes_channels_itself_or_lacks_the_counterfactual_is_refused() -> None:
    with pytest.raises(ScenarioError, match=r"`closed_channels` is \[chain\]"):
        channel_arms(small("closed_channels=[chain]"))
    with pytest.raises(ScenarioError, match="no counterfactual 'g0'; it has no_zones"):
        channel_arms(small(), "g0")


def test_a_run_without_gates_cannot_be_taken_apart(run: Run) -> None:
    ordinary = run_twins(small(), workers=1, out=run.folder.parents[1])
    with pytest.raises(ResultsError, match="hinterland channels tiny"):
        channels(ordinary)
    with pytest.raises(ResultsError, match="no column 'gold'"):
        channels(run, "gold")


def test_names_of_arms_say_what_is_closed() -> None:
    assert arm_name("base", ("chain", "learning", "policy", "mobility")) == "base"
    assert arm_name("base", ("learning",)) == "base closed chain+policy+mobility"
