"""Laws of sensitivity designs: one step a parameter, the first stay the first, and ranges are refused by name."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from sim.basis.errors import HinterlandError, ScenarioError
from sim.experiments.sensitivity.designs import MOST_PARAMETERS, one_at_a_time, radial, settings_at, trajectories
from sim.experiments.sensitivity.ranges import Asked, judged_parameters, read_ranges
from sim.experiments.sensitivity.stages import base_of, indices, screening, tornado
from sim.experiments.sweeps.factors import Factor
from sim.scenario.arms import arms
from sim.scenario.reading import read_scenario
from sim.scenario.schema import Scenario

THREE = [Factor(name, low=1.0, high=4.0) for name in ("a", "b", "c")]


@pytest.fixture(scope="module")
def tiny() -> Scenario:
    return read_scenario("tiny")


def test_one_at_a_time_is_the_scenario_and_both_ends_of_each() -> None:
    assert one_at_a_time(THREE[:2]) == [{}, {"a": 1.0}, {"a": 4.0}, {"b": 1.0}, {"b": 4.0}]


def test_a_walk_moves_each_parameter_once_by_two_thirds_and_stays_on_the_levels() -> None:
    found = trajectories(THREE, 30, 5)
    steps = np.diff(found, axis=1)
    assert found.shape == (30, 4, 3)
    np.testing.assert_allclose(np.abs(steps).sum(axis=1), 2.0 / 3.0)
    assert ((np.abs(steps) > 0.0).sum(axis=2) == 1).all()
    np.testing.assert_allclose(found * 3.0, np.round(found * 3.0), atol=1e-12)
    assert len({tuple(order) for order in np.abs(steps).argmax(axis=2)}) > 3


def test_saltellis_matrices_differ_from_a_in_one_column_which_is_that_of_b() -> None:
    found = radial(THREE, 16, 5)
    first, last = found[:, 0], found[:, -1]
    for place in range(3):
        mixed = found[:, 1 + place]
        np.testing.assert_array_equal(mixed[:, place], last[:, place])
        np.testing.assert_array_equal(np.delete(mixed, place, axis=1), np.delete(first, place, axis=1))
    assert all(sorted(np.floor(16 * side[:, d])) == list(range(16)) for side in (first, last) for d in range(3))


@pytest.mark.parametrize("place", [trajectories, radial])
def test_more_points_begin_with_the_fewer_and_another_seed_has_others(place: Callable) -> None:
    np.testing.assert_array_equal(place(THREE, 12, 7)[:5], place(THREE, 5, 7))
    assert not np.array_equal(place(THREE, 5, 7), place(THREE, 5, 8))


def test_a_parameter_s_start_does_not_care_which_others_there_are() -> None:
    np.testing.assert_array_equal(trajectories(THREE, 6, 1)[:, 0, 1], trajectories(THREE[1:], 6, 1)[:, 0, 0])


def test_settings_lie_in_the_ranges_in_the_order_of_the_points() -> None:
    told = settings_at(THREE, np.array([[0.0, 0.5, 1.0], [1.0, 0.0, 0.0]]))
    assert told == [{"a": 1.0, "b": 2.5, "c": 4.0}, {"a": 4.0, "b": 1.0, "c": 1.0}]


def test_by_default_all_parameters_vary_that_facts_or_a_calibration_judge(tiny: Scenario) -> None:
    found = {factor.key: factor for factor in read_ranges(tiny, Asked())}
    assert list(found) == judged_parameters()
    assert {"chain.search_km", "learning.gain", "exit.steepness", "appeal.tail"} <= set(found)
    gain = found["learning.gain"]
    assert (gain.low, gain.high) == (0.5 * tiny.learning.gain, 1.5 * tiny.learning.gain)


def test_a_range_never_leaves_the_declared_bounds(tiny: Scenario) -> None:
    (share,) = read_ranges(tiny, Asked(words=("entry.entering_share",)))
    assert 0.0 < share.low < tiny.entry.entering_share < share.high < 1.0
    (whole,) = read_ranges(tiny, Asked(words=("sites.near_sites",), around=0.4))
    assert (whole.low, whole.high) == (4.0, 8.0)
    (all_of_it,) = read_ranges(tiny, Asked(words=("learning.gain",), around=None))
    assert (all_of_it.low, all_of_it.high) == (0.0, 1.0)


def test_words_win_over_the_file_and_levels_of_policy_can_vary(tiny: Scenario, tmp_path: Path) -> None:
    file = tmp_path / "ranges.yaml"
    file.write_text("parameters:\n  learning.gain: [0.1, 0.2]\n  chain.search_km: {from: 5, to: 50, scale: log}\n")
    asked = Asked(words=("learning.gain=0.3..0.4", "openness.zones=0.2..0.9"), file=file)
    found = {factor.key: factor for factor in read_ranges(tiny, asked)}
    assert (found["learning.gain"].low, found["learning.gain"].high) == (0.3, 0.4)
    assert found["chain.search_km"].scale == "log"
    assert found["openness.zones"].high == 0.9


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("learning.gian", "Did you mean `learning.gain`"),
        ("learning.gain=0.1..7", "from 0 to 1 [share]"),
        ("learning.gain=0.4..0.1", "must lie above"),
        ("learning.gain=low..high", "write learning.gain, or learning.gain=0.1..0.4"),
        ("evaluation.on", "no single number"),
        ("seed=1..9", "all points share their luck"),
        ("world_market.demand_growth", "no range"),
        ("openness.zones", "write openness.zones=LOW..HIGH"),
    ],
)
def test_what_cannot_vary_is_refused_by_name(word: str, hint: str, tiny: Scenario) -> None:
    with pytest.raises(ScenarioError) as caught:
        read_ranges(tiny, Asked(words=(word,)))
    assert hint in str(caught.value)


def test_an_open_end_and_a_name_given_twice_are_refused_and_a_file_says_what_is_wrong_with_it(
    tiny: Scenario, tmp_path: Path
) -> None:
    with pytest.raises(ScenarioError, match="declared without an end"):
        read_ranges(tiny, Asked(words=("chain.search_km",), around=None))
    with pytest.raises(ScenarioError, match="given twice"):
        read_ranges(tiny, Asked(words=("learning.gain", "learning.gain=0.1..0.2")))
    file = tmp_path / "ranges.yaml"
    file.write_text("parameter:\n  learning.gain: [0.1, 0.2]\n")
    with pytest.raises(ScenarioError) as caught:
        read_ranges(tiny, Asked(file=file))
    assert "`parameter` is not a key" in str(caught.value)
    assert "must be a mapping" in str(caught.value)
    with pytest.raises(ScenarioError, match="cannot be read"):
        read_ranges(tiny, Asked(file=tmp_path / "nothing.yaml"))


def test_a_study_has_one_counterfactual_and_replicates_enough_to_see_luck(tiny: Scenario) -> None:
    base = base_of(read_scenario("tiny", ["counterfactual=[no_zones, g0]"]), against="g0", replicates=3)
    assert list(arms(base)) == ["base", "g0"]
    assert base.replicates == 3
    with pytest.raises(HinterlandError, match="no counterfactual 'g1'"):
        base_of(tiny, against="g1", replicates=2)
    with pytest.raises(HinterlandError, match="at least 2"):
        base_of(tiny, against=None, replicates=1)


def test_a_counterfactual_of_one_s_own_and_one_without_a_zone_are_kept(tiny: Scenario) -> None:
    for given, name in ((["without: center"], "without center"), ([{"dull": {"coordination": 0.1}}], "dull")):
        scenario = tiny.model_copy(update={"counterfactual": tuple(given)})
        scenario.origins.update(tiny.origins)
        assert list(arms(base_of(scenario, against=name, replicates=2))) == ["base", name]


def test_points_that_cannot_be_run_together_are_refused_before_any_world(tiny: Scenario) -> None:
    base = base_of(tiny, against=None, replicates=2)
    both = [
        Factor("geography.rows", low=6, high=12, whole=True),
        Factor("geography.region_rows", low=2, high=10, whole=True),
    ]
    with pytest.raises(ScenarioError, match="narrow the ranges"):
        screening(base, both, 6)


def test_stages_have_their_points_and_too_many_parameters_are_refused(tiny: Scenario) -> None:
    base = base_of(tiny, against=None, replicates=2)
    factors = read_ranges(tiny, Asked())
    assert len(tornado(base, factors).sweep.points) == 1 + 2 * len(factors)
    assert len(screening(base, factors, 3).sweep.points) == 3 * (len(factors) + 1)
    assert len(indices(base, factors[:4], 8).sweep.points) == 8 * 6
    with pytest.raises(HinterlandError, match=f"at most {MOST_PARAMETERS}"):
        indices(base, factors, 8)
