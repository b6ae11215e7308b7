"""Laws of a frozen burn-in: worlds that fork from it are those that fork from a living one, bit for bit."""

import pickle

import pandas as pd
import pytest

from sim.model.burnt_in import freeze, thaw
from sim.model.replicate import WorldRecord, run_replicate
from sim.model.simulation import Simulation
from sim.scenario.arms import arms
from sim.scenario.reading import read_scenario
from sim.scenario.schema import Scenario


class Kept:
    """Keeps one burn-in in memory."""

    def __init__(self) -> None:
        self.state: bytes | None = None

    def read(self, _scenario: Scenario) -> bytes | None:
        return self.state

    def write(self, _scenario: Scenario, state: bytes) -> None:
        assert self.state is None
        self.state = state


@pytest.fixture(scope="module")
def small() -> dict[str, Scenario]:
    return arms(read_scenario("tiny", ["years=2", "start.firms=400", "start.burn_in_years=2"]))


def same(one: WorldRecord, other: WorldRecord) -> bool:
    for name, panel in one.panels.items():
        pd.testing.assert_frame_equal(panel, other.panels[name], check_exact=True)
    return one.facts == other.facts


def test_worlds_from_a_kept_burn_in_are_those_from_a_living_one(small: dict[str, Scenario]) -> None:
    kept = Kept()
    living = dict(run_replicate(small, replicate=1))
    first = dict(run_replicate(small, replicate=1, burn_ins=kept))
    stages: list[str] = []
    again = dict(run_replicate(small, replicate=1, burn_ins=kept, progress=lambda what, *_: stages.append(what)))
    assert set(stages) == set(small), "nothing is burnt in again"
    assert all(same(living[arm], first[arm]) for arm in small)
    assert all(same(living[arm], again[arm]) for arm in small)


def test_a_state_holds_tables_and_arrays_and_nothing_that_runs(small: dict[str, Scenario]) -> None:
    simulation = Simulation.found(small["base"], replicate=0)
    assert thaw(freeze(simulation), small["base"], replicate=0, threads=1).clock == simulation.clock
    for harm in (print, pickle.loads, freeze):
        with pytest.raises(pickle.UnpicklingError, match="no place in a burn-in"):
            thaw(pickle.dumps((harm, None, None)), small["base"], replicate=0, threads=1)
