"""Laws of a schedule of one's own: it is the model's with what was changed, and changes nothing of the model's."""

import numpy as np
import pytest

from sim.basis.errors import ScheduleError
from sim.model.region_model import RegionModel
from sim.model.schedule import SCHEDULE, Moment, Process, Schedule
from sim.scenario.reading import read_scenario

SMALL = ["years=1", "start.firms=300", "start.burn_in_years=2", "steps_per_year=2"]


def nothing(moment: Moment) -> None:
    del moment


def test_a_process_is_put_in_the_place_of_another_before_or_after_it_or_left_out() -> None:
    mine = Process("mine", "Do nothing.", nothing)
    assert SCHEDULE.replaced("chain", nothing).names == SCHEDULE.names
    assert SCHEDULE.replaced("chain", nothing).named("chain").run is nothing
    assert SCHEDULE.replaced("chain", nothing, "Do nothing.").named("chain").what == "Do nothing."
    after, before = SCHEDULE.inserted(mine, after="chain"), SCHEDULE.inserted(mine, before="chain")
    assert after.names.index("mine") == SCHEDULE.names.index("chain") + 1
    assert before.names.index("mine") == SCHEDULE.names.index("chain")
    assert SCHEDULE.without("chain").names == tuple(name for name in SCHEDULE.names if name != "chain")
    assert SCHEDULE.inserted(mine, before=SCHEDULE.names[0]).without("mine") == SCHEDULE


def test_a_mistake_is_answered_with_the_names_there_are() -> None:
    with pytest.raises(ScheduleError, match=r"no process `learing`. Did you mean `learning`\?.*regime, prices"):
        SCHEDULE.replaced("learing", nothing)
    with pytest.raises(ScheduleError, match="has a process `chain` already"):
        SCHEDULE.inserted(Process("chain", "", nothing), after="chain")
    for where in ({}, {"after": "chain", "before": "policy"}):
        with pytest.raises(ScheduleError, match="Say where `mine` stands"):
            SCHEDULE.inserted(Process("mine", "", nothing), **where)


def test_a_schedule_shows_its_order_in_a_notebook() -> None:
    shown = SCHEDULE._repr_html_()
    places = [shown.index(f"<code>{name}</code>") for name in SCHEDULE.names]
    assert places == sorted(places)


def after_a_year(schedule: Schedule | None) -> RegionModel:
    model = RegionModel(read_scenario("tiny", SMALL), schedule=schedule)
    for _ in range(2):
        model.step()
    return model


def test_the_models_own_processes_in_another_schedule_make_the_same_world_bit_for_bit() -> None:
    given = after_a_year(SCHEDULE.inserted(Process("mine", "Do nothing.", nothing), after="chain"))
    plain = after_a_year(None)
    assert np.array_equal(given.simulation.world.firms.productivity, plain.simulation.world.firms.productivity)
    assert given.gdp == plain.gdp


def test_what_is_left_out_does_not_happen_and_a_fork_goes_on_under_the_same_schedule() -> None:
    model = after_a_year(SCHEDULE.without("migration"))
    plain = after_a_year(None)
    labour = model.simulation.world.regions.labour
    assert np.array_equal(labour, model.simulation.world.regions.labour_at_fork)
    assert not np.array_equal(plain.simulation.world.regions.labour, plain.simulation.world.regions.labour_at_fork)
    twin = model.fork("no_zones")
    twin.step()
    assert np.array_equal(twin.simulation.world.regions.labour, labour)
