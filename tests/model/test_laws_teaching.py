"""Laws of teaching: foreign customers teach suppliers, nothing else moves, and a rate of nil is no teaching at all."""

import numpy as np
import pytest

from sim.basis.errors import ScenarioError
from sim.economy import learning
from sim.model.schedule import SCHEDULE
from sim.model.simulation import Simulation
from sim.scenario.reading import read_scenario
from tests.model.law_worlds import assert_same_world, at_fork, by_identity, fork, live, permute_rows, stem

OPEN = ("entry.fdi=1",)
"""So that there are foreign firms to be taught by."""


def until_learning(simulation: Simulation) -> Simulation:
    """Live through a step up to where firms learn."""
    for process in SCHEDULE[: [process.name for process in SCHEDULE].index("learning")]:
        process.run(simulation.moment())
    return simulation


def meet(simulation: Simulation) -> np.ndarray:
    """Let firms meet and teach; give what each has learnt."""
    firms, before = simulation.world.firms, simulation.world.firms.productivity.copy()
    learning.meet(
        world=simulation.world, parameters=simulation.scenario.learning, clock=simulation.clock,
        luck=simulation.luck, team=simulation.team,
    )  # fmt: skip
    return firms.productivity - before


def rated(rate: float, **differences: float) -> Simulation:
    return until_learning(live(at_fork("tiny", *OPEN, learning={"teaching_rate": rate, **differences}), 1))


def test_without_a_rate_no_lesson_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    as_was = live(at_fork("tiny", *OPEN, learning={"teaching_rate": 0.0}), 2)

    def refuse(**_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(learning, "lessons_of_customers", refuse)
    assert_same_world(as_was.world, live(at_fork("tiny", *OPEN, learning={"teaching_rate": 0.0}), 2).world)
    with pytest.raises(AssertionError):
        live(at_fork("tiny", *OPEN, learning={"teaching_rate": 1.0}), 1)


def test_only_suppliers_of_foreign_firms_learn_from_it_and_nobody_passes_the_frontier() -> None:
    alone, taught = (until_learning(at_fork("tiny", *OPEN, learning={"teaching_rate": rate})) for rate in (0.0, 12.0))
    firms = taught.world.firms
    customers = firms.alive & firms.foreign
    supplies = np.zeros(firms.rows, np.bool_)
    supplies[firms.suppliers[customers][firms.suppliers[customers] >= 0]] = True
    without, within = meet(alone), meet(taught)
    assert (within >= without).all()
    assert (within[~supplies] == without[~supplies]).all()
    assert (within[supplies] > without[supplies]).mean() > 0.2
    assert firms.productivity[firms.alive].max() <= taught.world.market.frontier


def test_no_foreign_customer_teaches_through_a_gate_closed_to_learning() -> None:
    differences = {"learning": {"teaching_rate": 12.0, "meeting_rate": 0.0}}
    shut = until_learning(at_fork("tiny", *OPEN, closed_channels=["learning"], **differences))
    firms, inside = shut.world.firms, shut.world.geography.site_zone >= 0
    row, slot = np.nonzero((firms.suppliers >= 0) & (firms.alive & firms.foreign)[:, None])
    supplier = firms.suppliers[row, slot]
    same_side = inside[firms.site[row]] == inside[firms.site[supplier]]
    within = np.zeros(firms.rows, np.bool_)
    within[supplier[same_side]] = True
    across = np.zeros(firms.rows, np.bool_)
    across[supplier[~same_side]] = True
    learnt = meet(shut)
    assert (learnt[across & ~within] == 0.0).all()
    assert (learnt[within] > 0.0).any()


def test_the_order_of_rows_and_the_number_of_threads_change_no_lesson() -> None:
    settings = (*OPEN, "learning.teaching_rate=4")
    one, other = at_fork("tiny", *settings), at_fork("tiny", *settings)
    permute_rows(other, 1)
    for each in (one, other):
        live(each, 1)
    ours, theirs = by_identity(one.world), by_identity(other.world)
    np.testing.assert_array_equal(ours["identity"], theirs["identity"])
    np.testing.assert_allclose(ours["productivity"], theirs["productivity"], rtol=1e-9, atol=1e-11)
    threads = live(fork(stem("tiny", *settings, threads=2)), 1)
    assert_same_world(one.world, threads.world)


def test_one_customer_more_teaches_its_own_suppliers_only() -> None:
    one, more = (until_learning(at_fork("tiny", *OPEN, learning={"teaching_rate": 12.0})) for _ in range(2))
    firms = more.world.firms
    home_owned = np.flatnonzero(firms.alive & ~firms.foreign)
    row = int(home_owned[firms.productivity[home_owned].argmax()])
    firms.foreign[row] = True
    moved = np.flatnonzero(meet(one) != meet(more))
    assert len(moved)
    assert set(moved) <= set(firms.suppliers[row])


def test_foreign_births_as_often_as_openness_makes_them_are_the_same_world_and_more_are_more() -> None:
    as_was, same = live(at_fork("tiny"), 1), live(at_fork("tiny", foreign_births=1.0), 1)
    assert_same_world(as_was.world, same.world)
    none, many = (live(at_fork("tiny", foreign_births=times), 1) for times in (0.0, 10.0))
    born = [simulation.world.firms.birth_step >= 0 for simulation in (none, as_was, many)]
    foreign = [
        int((simulation.world.firms.foreign & simulation.world.firms.alive & new).sum())
        for simulation, new in zip((none, as_was, many), born, strict=True)
    ]
    assert foreign[0] == 0 < foreign[1] < foreign[2]


def test_a_firm_born_foreign_in_the_first_step_stays_so_where_more_are() -> None:
    as_was, more = at_fork("tiny"), at_fork("tiny", foreign_births=3.0)
    for each in (as_was, more):
        each.step()
    ours, theirs = by_identity(as_was.world), by_identity(more.world)
    np.testing.assert_array_equal(ours["identity"], theirs["identity"])
    assert (theirs["foreign"] | ~ours["foreign"]).all()
    other = theirs["foreign"] != ours["foreign"]
    assert other.any()
    np.testing.assert_array_equal(ours["productivity"][~other], theirs["productivity"][~other])


def test_rates_and_ratios_out_of_bounds_are_refused_with_their_meaning() -> None:
    with pytest.raises(ScenarioError, match=r"`foreign_births` is 11.*a number from 0 to 10 \[ratio\]"):
        read_scenario("tiny", ["foreign_births=11"])
    with pytest.raises(ScenarioError, match=r"`learning.teaching_rate` is -1.*\[1/year\]: Rate at which"):
        read_scenario("tiny", ["learning.teaching_rate=-1"])
