"""Laws of the rehearsal: it compiles what a run will call, and not something like it."""

import pytest

from sim.economy import chain, learning, sites
from sim.experiments import warming
from sim.kernels import meeting
from sim.model.rehearsal import rehearse
from sim.model.simulation import Simulation
from sim.scenario.reading import read_scenario


def test_a_rehearsal_calls_kernels_with_the_types_of_a_run() -> None:
    rehearse(read_scenario("tiny"))
    simulation = Simulation.found(read_scenario("tiny", ("start.burn_in_years=2",)))
    simulation.burn_in()
    simulation.step()
    for kernel in (sites.compare_sites, chain.mend_links, meeting.meet, learning.shock):
        assert len(kernel.signatures) == 1, kernel


def test_the_process_at_the_other_end_is_gone_when_all_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "BACKWARDS", "import time; time.sleep(600)")
    with warming.somebody_at_the_other_end() as helper:
        assert helper is None or helper.poll() is None
    assert helper is None or helper.poll() is not None
