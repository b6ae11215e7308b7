"""Laws of the two by two: differences of twin differences, from worlds that share one burn-in."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from benchmarks.carrying_out import tables_of
from benchmarks.two_by_two.__main__ import PAGE, keep, write_page
from benchmarks.two_by_two.design import ARMS, Arm, ReplicateTask, scenario_of, tasks
from benchmarks.two_by_two.effects import contrasts, over_replicates, twin_effects
from benchmarks.two_by_two.tables import found_in, parts
from benchmarks.two_by_two.worlds import live_through
from sim.model.replicate import run_replicate
from sim.scenario.arms import shares_burn_in

SMALL = ("start.firms=400", "start.burn_in_years=2", "years=1")


def small_tasks(replicates: int = 1) -> list[ReplicateTask]:
    return tasks("tiny", SMALL, replicates=replicates)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    return pd.concat(
        tables_of(live_through, small_tasks(2), workers=1, parts=tmp_path_factory.mktemp("parts")), ignore_index=True
    )


def made_up(replicates: int = 3) -> pd.DataFrame:
    """Worlds with a known effect: 1 % without anything, 2 % by coordination, 3 % by openness, 4 % by both."""
    rows = []
    for replicate in range(replicates):
        for arm in ARMS:
            of_country = 0.5 * arm.coordination + 0.1 * replicate
            coordinated = arm.coordination == 0.9
            opened = arm.openness == 0.9
            effect = 0.01 + 0.02 * coordinated + 0.03 * opened + 0.04 * (coordinated and opened)
            there = effect * (arm.openness is not None)
            openness = np.nan if arm.openness is None else arm.openness
            rows.append((0.2, replicate, openness, arm.coordination, 10, "0-60km", np.exp(of_country + there)))
    columns = ["friction", "replicate", "openness", "coordination", "year", "group", "real_gdp"]
    return pd.DataFrame(rows, columns=columns)


def test_differences_of_twin_differences_leave_out_what_coordination_does_to_the_country() -> None:
    found = contrasts(twin_effects(made_up()))
    table = over_replicates(found, ("contrast",)).set_index("contrast")
    expected = {
        "coordination, at openness 0.2": 0.02,
        "coordination, at openness 0.9": 0.06,
        "openness, at coordination 0.1": 0.03,
        "openness, at coordination 0.9": 0.07,
        "both together": 0.04,
    }
    assert table["effect"].to_dict() == pytest.approx(expected)
    assert table["low"].to_dict() == pytest.approx(expected)


def test_all_arms_share_one_burn_in() -> None:
    scenario = small_tasks()[0].scenario
    assert all(shares_burn_in(scenario_of(scenario, arm), scenario) for arm in ARMS)


def test_openness_of_a_zone_that_is_not_there_changes_no_bit() -> None:
    task = small_tasks()[0]
    nobody = scenario_of(task.scenario, Arm(0.9))
    arms = {f"{o:g}": nobody.model_copy(update={"openness": o}) for o in (0.2, 0.9)}
    closed, wide = (record.panels for _, record in run_replicate(arms, replicate=0))
    pd.testing.assert_frame_equal(closed["cells"], wide["cells"], check_exact=True)


def test_frictions_have_burn_ins_of_their_own() -> None:
    own, none = (task.scenario for task in small_tasks())
    assert (own.prices.friction > 0.0, none.prices.friction) == (True, 0.0)
    assert not shares_burn_in(own, none)


def test_rings_add_up_to_all_that_is_outside(lived: pd.DataFrame) -> None:
    rings = lived[lived["group"].str.contains("km")]
    keys = ["friction", "replicate", "openness", "coordination", "year"]
    for name in ("real_gdp", "workers", "firms", "orders_placed"):
        added = rings.groupby(keys, dropna=False)[name].sum()
        outside = lived[lived["group"] == "outside"].groupby(keys, dropna=False)[name].sum()
        np.testing.assert_allclose(added, outside, rtol=1e-8)


def test_every_order_placed_is_received_by_somebody(lived: pd.DataFrame) -> None:
    keys = ["friction", "replicate", "openness", "coordination", "year"]
    columns = ["orders_placed", "orders_received", "orders_to_zone", "orders_from_zone"]
    ordered = lived.sort_values(keys)
    zone, outside = (ordered.loc[ordered["group"] == group, columns].to_numpy() for group in ("zone", "outside"))
    zone, outside = (pd.DataFrame(values, columns=columns) for values in (zone, outside))
    both = zone + outside
    np.testing.assert_allclose(both["orders_placed"], both["orders_received"], rtol=1e-8)
    np.testing.assert_allclose(both["orders_to_zone"], zone["orders_received"], rtol=1e-8)
    np.testing.assert_allclose(both["orders_from_zone"], zone["orders_placed"], rtol=1e-8)


def test_worlds_start_from_one_economy(lived: pd.DataFrame) -> None:
    fork = lived[lived["year"] == 0]
    apart = fork.groupby(["friction", "replicate", "group"])[["real_gdp", "workers", "orders_placed"]].nunique()
    assert (apart <= 1).all(axis=None)


def test_a_finished_replicate_is_not_lived_through_again(tmp_path: Path) -> None:
    def refuse(*_: object) -> pd.DataFrame:
        raise AssertionError

    task = small_tasks()[:1]
    (tmp_path / f"{task[0].name}.csv").write_text("value\n1\n")
    assert tables_of(refuse, task, workers=1, parts=tmp_path)[0]["value"].tolist() == [1]


def test_the_page_has_a_place_for_every_table(lived: pd.DataFrame, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    keep(lived, tmp_path)
    (tmp_path / "made_by.txt").write_text("a test")
    found = found_in(pd.read_csv(tmp_path / "numbers.csv.xz"))
    write_page(found, page, tmp_path)
    text = page.read_text(encoding="utf-8")
    assert all(part in text for part in parts(found).values())
    assert (tmp_path / "two_by_two.png").stat().st_size > 0
