"""Laws of the ledger: the hand's numbers on five firms, and that every firm of two worlds is accounted for."""


import numpy as np
import pandas as pd
import pytest

from sim.basis.errors import ResultsError
from sim.measures.ledger import QUANTITIES, ledger
from sim.measures.rings import Rings, lay_rings
from sim.model.replicate import run_replicate
from sim.scenario.arms import arms
from sim.scenario.reading import read_scenario
from tests.synthetic import Memory, MemoryTwin, line_map


def census(*firms: tuple[int, int, int, bool, float]) -> pd.DataFrame:
    """Tabulate firms given by identity, cell, zone, whether foreign, and workers; orders are twice as many."""
    frame = pd.DataFrame(firms, columns=["identity", "cell", "zone", "foreign", "workers"])
    return frame.assign(step=4, year=1, weight=1.0, orders=2.0 * frame["workers"]).astype({"identity": np.uint64})


def rings() -> Rings:
    place = line_map(cells=6)
    return lay_rings(place.grid, place.lots, np.array([0]), (0.0, 30.0, 70.0))


def test_on_two_worlds_solved_by_hand_the_ledger_gives_the_hands_numbers() -> None:
    base = census(
        (1, 0, 0, False, 5.0),  # inside in both worlds, three workers more
        (2, 0, 0, False, 7.0),  # stands in cell 1 of the other world: drawn from the first ring
        (3, 0, 0, False, 4.0),  # does not exist there: created
        (4, 0, 0, True, 6.0),  # the same and foreign: from abroad
        (5, 4, -1, False, 9.0),  # inside in the other world only: lost to the last ring
        (7, 0, 0, False, 1.0),  # stands off the map there
    )
    other = census(
        (1, 0, 0, False, 2.0),
        (2, 1, -1, False, 3.0),
        (5, 0, 0, False, 8.0),
        (6, 0, 0, False, 2.5),  # does not exist in the base: creation undone
        (7, 99, -1, False, 1.0),
    )
    found = ledger([MemoryTwin(Memory({"census": base}), Memory({"census": other}))], [rings()])
    table = found.table().set_index(["quantity", "entry"])
    net = table["net"]
    assert net["firms"].drop(["other_zones"]).to_dict() == {
        "grown": 0.0, "created": 0.0, "from_abroad": 1.0, "0-30km": 1.0, "30-70km": 0.0, "70km+": -1.0,
        "rest_of_country": 1.0, "total": 2.0,
    }  # fmt: skip
    assert net["workers"].to_dict() == {
        "grown": 3.0, "created": 1.5, "from_abroad": 6.0, "0-30km": 7.0, "30-70km": 0.0, "70km+": -8.0,
        "other_zones": 0.0, "rest_of_country": 1.0, "total": 10.5,
    }  # fmt: skip
    np.testing.assert_array_equal(net["orders"], 2.0 * net["workers"])
    assert table.loc[("firms", "created"), ["gained", "lost"]].tolist() == [1.0, 1.0]
    assert found.largest_remainder == 0.0


def test_every_firm_worker_and_order_of_two_real_worlds_is_accounted_for() -> None:
    scenario = read_scenario("tiny", ["years=3", "census_years=[3]", "start.burn_in_years=2"])
    records = {name: Memory(record.panels) for name, record in run_replicate(arms(scenario), replicate=0)}
    base, other = records["base"], records["no_zones"]
    grid = base.table("grid")
    around = lay_rings(grid, base.table("lots"), np.array([0]), scenario.rings)
    found = ledger([MemoryTwin(base, other)], [around])
    sums = {}
    for world in (base, other):
        taken, end = world.table("census"), world.table("zones").query("year == 3")
        inside = taken[taken["zone"] == 0]
        assert len(inside) == end["firms"].iloc[0]
        assert taken["orders"].sum() == pytest.approx(world.table("links").query("year == 3")["orders"].sum(), rel=1e-9)
        sums[world is base] = np.array([len(inside), inside["workers"].sum(), inside["orders"].sum()])
    assert (found.net[0, :, 0] == np.rint(found.net[0, :, 0])).all()
    assert found.net[0, :, 0].sum() == sums[True][0] - sums[False][0] == found.total[0, 0]
    np.testing.assert_allclose(found.net[0].sum(axis=0), sums[True] - sums[False], rtol=1e-9, atol=1e-12)
    assert found.largest_remainder < 1e-12
    drawn = [n for n, entry in enumerate(found.entries) if entry.endswith("km") or entry.endswith("km+")]
    assert found.gained[0, drawn, 0].sum() > 0
    assert found.gained[0, :, 0].sum() > found.gained[0, drawn, 0].sum()
    assert len(QUANTITIES) == found.net.shape[2]


def test_worlds_without_a_census_say_how_to_take_one() -> None:
    taken = Memory({"census": census((1, 0, 0, False, 1.0))})
    with pytest.raises(ResultsError, match="hinterland ledger SCENARIO"):
        ledger([MemoryTwin(Memory({}), taken)], [rings()])
    with pytest.raises(ResultsError, match="no census of year 7; there is one of 1"):
        ledger([MemoryTwin(taken, taken)], [rings()], year=7)
