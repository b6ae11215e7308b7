"""Laws of the log of decisions: it changes nothing, says what happened, and names one draw alike in both worlds."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim.basis.errors import HinterlandError
from sim.economy import learning
from sim.model.deciding import decisions_table
from sim.model.recording import Recorder
from sim.model.replicate import run_replicate
from sim.model.simulation import Simulation
from sim.reference.model import PlainModel
from sim.scenario.arms import arms
from sim.scenario.reading import read_scenario
from sim.world.decisions import PROCESSES, Decisions
from tests.model.law_worlds import assert_same_world, at_fork, live

SMALL = ("start.burn_in_years=2", "years=3")


def logged(**differences: Any) -> tuple[Simulation, pd.DataFrame]:
    """Live through a step whose decisions are recorded."""
    simulation = live(at_fork("tiny", **differences), 0.75)
    simulation.world.decisions = Decisions()
    simulation.step()
    return simulation, pd.DataFrame(decisions_table(simulation.world))


def of(table: pd.DataFrame, process: str) -> pd.DataFrame:
    return table[table["process"] == process]


def test_a_world_whose_decisions_are_recorded_is_the_same_to_the_last_bit() -> None:
    teaches = {"teaching_rate": 1.0}
    silent = live(at_fork("tiny", learning=teaches), 2)
    told = at_fork("tiny", learning=teaches, decision_years=[1, 2])
    recorder = Recorder(told)
    for _ in range(8):
        told.step()
        recorder.observe()
    assert_same_world(silent.world, told.world)
    panels = recorder.panels()
    assert sorted(panels["decisions"]["step"].unique()) == [4, 8]
    assert set(panels["decisions"]["process"]) == set(PROCESSES)


def test_nothing_is_recorded_where_nobody_asks() -> None:
    recorder = Recorder(at_fork("tiny"))
    for _ in range(4):
        recorder.simulation.step()
        assert recorder.simulation.world.decisions is None
        recorder.observe()
    assert "decisions" not in recorder.panels()


def test_as_many_die_move_and_enter_as_the_log_says() -> None:
    simulation, table = logged(relocation={"reconsider_rate": 2.0}, exit={"exit_rate": 0.5})
    flows = simulation.world.flows
    happened = {process: int((of(table, process)["outcome"] > 0).sum()) for process in ("exit", "relocation", "entry")}
    assert happened == {"exit": len(flows.died), "relocation": len(flows.moved_to), "entry": len(flows.born)}
    assert all(happened.values())
    moved = of(table, "relocation").query("outcome > 0")["outcome"].astype(np.int64) - 1
    assert sorted(moved) == sorted(flows.moved_to.tolist())
    entered = of(table, "entry").query("outcome > 0")["outcome"].astype(np.int64) - 1
    assert sorted(entered) == sorted(flows.born.tolist())


def test_the_log_says_who_took_which_supplier() -> None:
    simulation = live(at_fork("tiny"), 0.75)
    twin = simulation.fork(simulation.scenario)
    twin.world.decisions = Decisions()
    before = simulation.world.firms.suppliers.copy()
    twin.step()
    # Turnover mends links as well, so only what the search itself did is looked at.
    part = next(each for each in twin.world.decisions.parts if each["process"][0] == PROCESSES.index("search"))
    for process in SEARCH_ALONE:
        process.run(simulation.moment())
    firms = simulation.world.firms
    row, slot = np.nonzero(firms.suppliers != before)
    changed = {(int(firms.identity[i]), int(k)): int(firms.identity[firms.suppliers[i, k]])
               for i, k in zip(row, slot, strict=True)}  # fmt: skip
    taken = part["outcome"] > 0
    names = zip(part["who"][taken].tolist(), part["slot"][taken].tolist(), strict=True)
    assert dict(zip(names, part["outcome"][taken].tolist(), strict=True)) == changed
    assert changed
    assert taken.sum() < len(taken)


def _until_chain() -> tuple[Any, ...]:
    from sim.model.schedule import SCHEDULE

    names = [process.name for process in SCHEDULE]
    return SCHEDULE[: names.index("chain") + 1]


SEARCH_ALONE = _until_chain()


def test_what_firms_learn_is_what_those_they_met_could_teach() -> None:
    simulation = at_fork("tiny", "entry.fdi=1", learning={"meeting_rate": 2.0, "teaching_rate": 2.0})
    for process in SEARCH_ALONE:
        process.run(simulation.moment())
    world, parameters = simulation.world, simulation.scenario.learning
    firms, frontier = world.firms, world.market.frontier
    before = firms.productivity.copy()
    world.decisions = Decisions()
    learning.meet(
        world=world, parameters=parameters, clock=simulation.clock, luck=simulation.luck, team=simulation.team
    )
    met, lessons, ahead = (
        next(part for part in world.decisions.parts if part["process"][0] == PROCESSES.index(process))
        for process in ("meeting", "teaching", "frontier")
    )
    row_of = {int(identity): row for row, identity in enumerate(firms.identity) if firms.alive[row]}
    gains = np.zeros(firms.rows)

    def learns(row: int, gap: float) -> None:
        if gap > 0.0:
            gains[row] = max(gains[row], parameters.gain * gap * np.exp(-gap / parameters.absorption))

    for who, outcome in zip(met["who"].tolist(), met["outcome"].tolist(), strict=True):
        if outcome:
            one, other = row_of[who], row_of[outcome]
            learns(one, before[other] - before[one])
            learns(other, before[one] - before[other])
    for who, outcome in zip(lessons["who"].tolist(), lessons["outcome"].tolist(), strict=True):
        if outcome:
            learns(row_of[outcome], before[row_of[who]] - before[row_of[outcome]])
    for who, outcome in zip(ahead["who"].tolist(), ahead["outcome"].tolist(), strict=True):
        if outcome:
            learns(row_of[who], frontier - before[row_of[who]])
    expected = np.where(firms.alive, np.minimum(before + gains, frontier), firms.productivity)
    np.testing.assert_allclose(firms.productivity, expected, rtol=0.0, atol=1e-12)
    assert 0 < (met["outcome"] > 0).sum() < len(met["outcome"])
    assert (ahead["outcome"] > 0).any()
    assert 0 < (lessons["outcome"] > 0).sum() < len(lessons["outcome"])


def test_a_firm_that_lives_in_both_worlds_decides_the_same_things_in_both() -> None:
    scenario = read_scenario("tiny", [*SMALL, "decision_years=[3]"])
    base, other = (record.panels["decisions"] for _, record in run_replicate(arms(scenario), replicate=0))
    both = np.intersect1d(of(base, "exit")["who"], of(other, "exit")["who"])
    assert len(both) > 1000
    for process in ("search", "meeting", "frontier"):
        names = [
            set(map(tuple, rows[rows["who"].isin(both)][["who", "slot"]].to_numpy().tolist()))
            for rows in (of(base, process), of(other, process))
        ]
        assert names[0] == names[1], process
        assert names[0], process


def test_the_plain_engine_says_that_it_keeps_no_record_of_decisions() -> None:
    with pytest.raises(HinterlandError, match=r"`decision_years` is \[1\], but the plain engine"):
        PlainModel.found(read_scenario("tiny", [*SMALL, "decision_years=[1]"]))
