"""Laws of bandwidth: columns are moved once, and links move lines of cache."""

import numpy as np
import pytest

from benchmarks import bandwidth
from benchmarks.floor.calls import Call, calls_of_a_step
from benchmarks.worlds import scenario_with, world_at_the_fork


@pytest.fixture(scope="module")
def calls() -> dict[str, list[Call]]:
    return calls_of_a_step(world_at_the_fork(scenario_with(1200), steps=1), bandwidth.MODULES)


def test_columns_count_once_and_lanes_share_them(calls: dict[str, list[Call]]) -> None:
    rows = calls["price_firms"][0].leaves()["alive"].size
    slots = calls["price_firms"][0].leaves()["suppliers"].shape[1]
    assert bandwidth.column_bytes(calls["price_firms"]) > rows * (1 + 1 + 4 + 8 + 8 + 8 + 8 * slots)
    assert len(calls["offer"]) == 2
    assert bandwidth.column_bytes(calls["offer"]) == bandwidth.column_bytes(calls["offer"][:1])


def test_links_move_a_line_each_and_orders_move_it_back(calls: dict[str, list[Call]]) -> None:
    links = int(np.sum(calls["place_orders"][0].leaves()["suppliers"] >= 0))
    assert bandwidth.link_bytes(calls["price_firms"]) == 64 * links
    assert bandwidth.link_bytes(calls["place_orders"]) == 128 * links
    assert bandwidth.link_bytes(calls["offer"]) == 0


def test_the_command_says_how_near_memory_both_are(capsys: pytest.CaptureFixture[str]) -> None:
    bandwidth.main(["--firms", "400", "--rounds", "1"])
    said = capsys.readouterr().out
    assert "GB/s on one core" in said
    for process in bandwidth.PROCESSES:
        assert f"{process}, limit of memory over time, 400 firms: columns once: " in said
