"""Laws of the coherence meter: the hand's shares on two small logs, and that a zone in name only changes nothing."""

import math

import numpy as np
import pandas as pd
import pytest

from sim.basis.errors import ResultsError
from sim.measures.coherence import coherence, decision_years
from sim.measures.rings import Rings, lay_rings
from sim.model.replicate import run_replicate
from sim.scenario.arms import arms
from sim.scenario.reading import read_scenario
from sim.world.decisions import PROCESSES
from tests.model.test_laws_gates import PLACEBO, SAME_JURISDICTION
from tests.synthetic import Memory, MemoryTwin, line_map

TEACHES = "learning.teaching_rate=1"
BIG = (1 << 63) + 1
"""An identity that a number with a point cannot tell from its neighbours."""


def log(*told: tuple[str, int, int, int, int, int, int]) -> Memory:
    """Tabulate decisions given by process, who, slot, alternatives, outcome, cell, zone."""
    names = ["process", "who", "slot", "alternatives", "outcome", "cell", "zone"]
    frame = pd.DataFrame(told, columns=names).astype({"who": np.uint64, "outcome": np.uint64})
    return Memory({"decisions": frame.assign(step=4, date="2011-01", year=1)})


def rings() -> Rings:
    place = line_map(cells=6)
    return lay_rings(place.grid, place.lots, np.array([0]), (0.0, 30.0, 70.0))


def test_on_two_logs_made_by_hand_the_meter_gives_the_hands_shares() -> None:
    base = log(
        ("search", BIG, 0, 1, BIG + 1, 1, -1),  # takes another supplier in the other world
        ("search", BIG, 1, 1, 8, 1, -1),  # takes the same
        ("search", 3, 0, 1, 8, 0, 0),  # inside, in this world only
        ("relocation", BIG, 0, 11, 5, 1, -1),  # compares one site more in the other world
        ("exit", BIG, 0, 1, 0, 1, -1),
        ("exit", 5, 0, 1, 1, 5, -1),  # dies here only
    )
    other = log(
        ("search", BIG, 0, 1, BIG + 2, 1, -1),
        ("search", BIG, 1, 1, 8, 1, -1),
        ("search", 4, 0, 1, 8, 99, -1),  # off the map, in the other world only
        ("relocation", BIG, 0, 12, 5, 1, -1),
        ("exit", BIG, 0, 1, 0, 1, -1),
        ("exit", 5, 0, 1, 0, 5, -1),
    )
    found = coherence([MemoryTwin(base, other)], [rings()])
    assert found.identical(1).value == 4 / 7
    assert found.different(1).value == 2 / 4
    assert found.identical(1, "search").value == 2 / 4
    assert found.different(1, "search", "0-30km").value == 1 / 2
    assert found.identical(1, "search", "inside").value == 0.0
    assert found.identical(1, "search", "elsewhere").value == 0.0
    assert found.identical(1, "relocation").value == 0.0
    assert math.isnan(found.different(1, "relocation").value)
    assert found.different(1, "exit", "70km+").value == 1.0
    assert found.different(1, "exit", "0-30km").value == 0.0
    table = found.table().set_index(["process", "place"])
    whole = next(row for row in found.table().to_dict("records") if row["process"] == row["place"] == "all")
    assert [whole[name] for name in ("decisions", "with_identical_draws", "of_them_different")] == [7, 4, 2]
    parts = table.drop(index="all", level="process").drop(index="all", level="place")
    assert parts["decisions"].sum() == 7


def test_a_share_of_several_replicates_is_that_of_all_their_decisions_with_an_interval() -> None:
    one = MemoryTwin(log(("exit", 1, 0, 1, 0, 1, -1)), log(("exit", 1, 0, 1, 0, 1, -1)))
    two = MemoryTwin(
        log(("exit", 1, 0, 1, 0, 1, -1), ("exit", 2, 0, 1, 1, 1, -1), ("exit", 3, 0, 1, 0, 1, -1)),
        log(("exit", 1, 0, 1, 0, 1, -1), ("exit", 2, 0, 1, 0, 1, -1), ("exit", 4, 0, 1, 0, 1, -1)),
    )
    found = coherence([one, two], [rings(), rings()]).different(1, "exit")
    assert found.value == 1 / 3
    assert 0.0 <= found.low <= found.value <= found.high <= 1.0


def test_in_a_world_with_a_zone_in_name_only_all_draws_are_identical_and_no_decision_differs() -> None:
    settings = [*PLACEBO, *SAME_JURISDICTION, "start.burn_in_years=2", "years=3", "decision_years=[1, 3]", TEACHES]
    scenario = read_scenario("tiny", settings)
    base, other = (Memory(record.panels) for _, record in run_replicate(arms(scenario), replicate=0))
    around = lay_rings(base.table("grid"), base.table("lots"), np.array([0]), scenario.rings)
    assert base.table("zones")["active"].any()
    assert not other.table("zones")["active"].any()
    found = coherence([MemoryTwin(base, other)], [around])
    table = found.table()
    assert found.years == (1, 3)
    assert {*PROCESSES, "all"} - {"pilot"} == set(table["process"])
    assert (table["decisions"] == table["with_identical_draws"]).all()
    assert (table["of_them_different"] == 0).all()
    assert table["decisions"].sum() > 1000


def test_a_zone_changes_more_of_what_is_decided_near_it_than_far_away() -> None:
    settings = ["openness=1", "start.burn_in_years=2", "years=3", "decision_years=[3]"]
    scenario = read_scenario("tiny", settings)
    base, other = (Memory(record.panels) for _, record in run_replicate(arms(scenario), replicate=0))
    around = lay_rings(base.table("grid"), base.table("lots"), np.array([0]), scenario.rings)
    found = coherence([MemoryTwin(base, other)], [around])
    far = found.places[-3]
    assert found.different(3, "all", "inside").value > found.different(3, "all", far).value
    assert found.identical(3).value > 0.9
    assert 0.0 < found.different(3).value < 0.1


def test_the_first_every_fifth_and_the_last_year_are_compared() -> None:
    assert decision_years(12) == (1, 5, 10, 12)
    assert decision_years(1) == (1,)


def test_worlds_without_decisions_say_how_to_record_them() -> None:
    with pytest.raises(ResultsError, match="hinterland coherence SCENARIO"):
        coherence([MemoryTwin(Memory({}), Memory({}))], [rings()])
