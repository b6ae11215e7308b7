"""Laws of giving: the hand's numbers, rows that add up to totals, and that a placebo gives nothing at all."""

import math
from pathlib import Path

import numpy as np
import pytest

from sim.basis.errors import ResultsError
from sim.experiments.giving import giving_request, run_giving
from sim.experiments.twins import run_twins
from sim.measures.giving import PARTS, Giving, giving, giving_of
from sim.measures.giving_ranks import MEASURES, Ranking
from sim.measures.intervals import t_quantile
from sim.scenario.reading import read_text
from tests.measures.by_hand import world
from tests.model.test_laws_gates import PLACEBO, SAME_JURISDICTION

BASE = world((10.0, 10.0, 20.0, 20.0), (5.0, 4.0))
WITHOUT_A = world((9.0, 10.0, 19.0, 20.0), (2.0, 4.5), active=(False, True))
WITHOUT_B = world((10.0, 11.0, 18.0, 20.0), (5.0, 1.0), active=(True, False))

TWO_ZONES = """
extends: tiny
years: 2
replicates: 2
zones:
  center: {at: [5, 5]}
  old: {at: [1, 2], designated: 2005, area_km2: 200}
start: {firms: 800, burn_in_years: 2}
"""


def by_hand(replicates: int = 1) -> Giving:
    return giving_of([BASE] * replicates, [[WITHOUT_A, WITHOUT_B]] * replicates, ["A", "B"])


def test_on_two_regions_solved_by_hand_the_matrix_has_the_hands_numbers() -> None:
    found = by_hand()
    # West has 20 outside lots, 19 without A and 21 without B; east has 40, 39 and 38.
    np.testing.assert_array_equal(found.gain[0], [[1.0, 1.0], [-1.0, 2.0]])
    np.testing.assert_allclose(
        found.effect[0], np.log([[20 / 19, 40 / 39], [20 / 21, 40 / 38]]), rtol=1e-15
    )  # fmt: skip
    parts = {name: values[0].tolist() for name, values in found.parts.items()}
    assert parts == {
        "own_lots": [3.0, 3.0], "host": [1.0, 2.0], "others": [1.0, -1.0], "other_zones": [-0.5, 0.0],
        "rest_of_country": [0.0, 0.0],
    }  # fmt: skip
    table = found.matrix_table()
    # A gives 1 to the other region and B takes 1; the larger region stands first.
    assert table[["zone", "region", "host"]].to_numpy().tolist() == [
        ["A", "west", True], ["A", "east", False], ["B", "west", False], ["B", "east", True]
    ]  # fmt: skip
    np.testing.assert_allclose(found.host_path[0, :, 1], np.log([25 / 21, 44 / 39]), rtol=1e-15)


def test_on_two_regions_solved_by_hand_the_ranking_has_the_hands_numbers() -> None:
    table = Ranking(by_hand(replicates=2)).table().set_index("zone")
    assert table["gives"].to_dict() == {"A": 1.0, "B": -1.0}
    assert table["has"].to_dict() == {"A": 5.0, "B": 4.0}
    assert table["rank"].to_dict() == table["rank_by_having"].to_dict() == {"A": 1, "B": 2}
    np.testing.assert_allclose(table["ratio"], [0.2, -0.25])
    np.testing.assert_allclose(table["host_effect"], np.log([25 / 21, 44 / 39]))
    # The map has 69, without A 64.5 and without B 65; of the gains of 4.5 and 4 the hosts have 4 and 5.
    np.testing.assert_allclose(table["indirect_share"], [0.5 / 4.5, -1.0 / 4.0])
    np.testing.assert_allclose(table["gain_nation"], [4.5, 4.0])


def test_intervals_are_those_of_the_mean_and_hold_for_all_regions_at_once() -> None:
    less = world((9.0, 10.0, 17.0, 20.0), (2.0, 4.5), active=(False, True))
    found = giving_of([BASE, BASE], [[WITHOUT_A], [less]], ["A"])
    # East gains 1 and 3: mean 2, standard error 1.
    row = Ranking(found).table().iloc[0]
    assert (row["gives"], row["gives_high"]) == (2.0, pytest.approx(2.0 + t_quantile(0.975, 1)))
    east = found.matrix_table().query("region == 'east'").iloc[0]
    assert east["gain"] == 2.0
    # Two regions take more room than one, and Bonferroni's bound at half the error is the most.
    assert t_quantile(0.975, 1) < east["gain_high"] - 2.0 <= t_quantile(1.0 - 0.025 / 4, 1) + 1e-9


def test_an_indirect_share_is_told_only_where_the_whole_is_clear_of_zero() -> None:
    assert math.isnan(Ranking(by_hand()).indirect_share(0).value)
    assert "one replicate" in Ranking(by_hand()).indirect_share(0).remark
    other = world((12.0, 12.0, 22.0, 22.0), (5.0, 4.0), active=(False, True))
    torn = giving_of([BASE, BASE], [[WITHOUT_A], [other]], ["A"])
    assert "not clear of zero" in Ranking(torn).indirect_share(0).remark


def test_no_ratio_is_told_of_a_zone_that_has_nothing_in_some_replicate() -> None:
    empty = world((10.0, 10.0, 20.0, 20.0), (0.0, 4.0))
    found = Ranking(giving_of([BASE, empty], [[WITHOUT_A], [WITHOUT_A]], ["A"])).ratio(0)
    assert math.isnan(found.value)
    assert "has nothing" in found.remark


def test_ranks_agree_fully_oppose_fully_and_say_nothing_of_two_zones() -> None:
    assert "fewer than three" in Ranking(by_hand()).rank_correlation().remark
    three = [WITHOUT_A, WITHOUT_B, world((10.0, 10.0, 17.0, 20.0), (5.0, 4.0))]
    names = ["A", "B", "A"]
    # They give 1, -1 and 3, and have 10, 8 and 10: of the two that have the same the first counts as first.
    found = Ranking(giving_of([BASE], [three], names)).rank_correlation().value
    assert found == pytest.approx(1.0 - 6.0 * (1 + 0 + 1) / (3 * 8))


def test_every_number_has_a_dotted_name_that_is_listed() -> None:
    numbers = Ranking(by_hand()).numbers()
    names = {name.replace(".A", ".<zone>").replace(".B", ".<zone>") for name in numbers["name"]}
    assert names == {measure.name for measure in MEASURES}
    assert numbers.set_index("name").loc["giving.gives.A", "value"] == 1.0


def test_the_year_can_be_chosen() -> None:
    at_the_fork = giving_of([BASE], [[WITHOUT_A, WITHOUT_B]], ["A", "B"], year=0)
    np.testing.assert_array_equal(at_the_fork.gain, 0.0)
    with pytest.raises(ResultsError, match="Year 7 is not recorded"):
        giving_of([BASE], [[WITHOUT_A]], ["A"], year=7)


def test_rows_of_real_worlds_add_up_to_totals_and_every_gain_is_counted_once(tmp_path: Path) -> None:
    run = run_giving(giving_request(read_text(TWO_ZONES), out=tmp_path), workers=1)
    found = giving(run)
    assert found.gain.shape == (2, 2, 9)
    assert np.abs(found.gain).min() > 0.0
    np.testing.assert_allclose(found.gain.sum(axis=-1), found.cells, rtol=1e-9, atol=1e-9)
    assert found.largest_remainder < 1e-12
    for place, name in enumerate(found.zones["name"]):
        twins = run.twins(f"without {name}")
        for k, pair in enumerate(twins):
            ends = [each.table("nation", ["real_gdp_map"])["real_gdp_map"].iloc[-1] for each in (pair.base, pair.other)]
            sums = [found.parts[part][k, place] for part in PARTS]
            assert sum(sums) == pytest.approx(ends[0] - ends[1], rel=1e-9, abs=1e-9 * ends[0])
    ordinary = run_twins(read_text(f"{TWO_ZONES}counterfactual: [{{without: old}}]\n"), workers=1, out=tmp_path)
    assert ordinary.manifest["worlds_found"] == 4
    with pytest.raises(ResultsError, match="hinterland giving"):
        giving(ordinary)


def test_a_placebo_zone_gives_a_row_of_zeros_bit_for_bit(tmp_path: Path) -> None:
    settings = [*PLACEBO, *SAME_JURISDICTION]
    scenario = read_text(TWO_ZONES, [*settings, "replicates=1", "coordination={all: 0.4}"])
    found = giving(run_giving(giving_request(scenario, zones=["center"], out=tmp_path), workers=1))
    np.testing.assert_array_equal(found.gain, 0.0)
    np.testing.assert_array_equal(found.effect, 0.0)
    np.testing.assert_array_equal(found.host_path, 0.0)
    assert all((values == 0.0).all() for values in found.parts.values())
