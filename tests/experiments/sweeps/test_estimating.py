"""Laws of estimates: one trial tells of all worlds, and who has loaded the model already does not load it again."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sim.experiments.crew import Crew
from sim.experiments.sweeps import estimating
from sim.experiments.sweeps.estimating import estimate
from sim.experiments.sweeps.planning import Orders, orders_of
from sim.experiments.sweeps.reading import read_sweep_text
from sim.scenario.reading import read_scenario

TEXT = """
base: tiny
set: {{years: 2, start.firms: 300}}
replicates: {replicates}
factors: {{openness: [0.1, 0.5, 0.9]}}
"""


class OneWhoIsThere(Crew):
    """Answers in this program, and remembers what was asked."""

    asked: tuple[Any, ...] = ()

    def ask[Answer](self, question: Callable[..., Answer], *about: Any) -> Answer:
        self.asked = about
        return question(*about)


def orders(replicates: int, out: Path) -> Orders:
    return orders_of(read_sweep_text(TEXT.format(replicates=replicates), name="estimated").requests(out))


def test_who_is_there_makes_the_trial_and_loads_nothing_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load_again(_threads: int) -> None:
        raise AssertionError("the model is loaded again")

    monkeypatch.setattr(estimating, "live_through_a_small_world", load_again)
    crew, lacking = OneWhoIsThere(2, 1), orders(2, tmp_path)
    found = estimate(lacking.lacking[0].scenario, lacking, workers=2, crew=crew)
    assert crew.asked == (lacking.lacking[0].scenario, 1)
    assert found.seconds > 0.0
    assert found.size > 0


def test_time_goes_with_worlds_over_workers_and_disk_with_worlds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = estimating._Trial(burn_in=3.0, world=2.0 - estimating.MEASURING, world_bytes=1000, burn_in_bytes=10)
    monkeypatch.setattr(estimating, "_try_out", lambda *_: trial)
    for replicates in (1, 2):
        lacking = orders(replicates, tmp_path)
        assert (len(lacking.lacking), lacking.burn_ins) == (4 * replicates, replicates)
        for workers in (1, 2):
            found = estimate(lacking.lacking[0].scenario, lacking, workers=workers, crew=OneWhoIsThere(workers, 1))
            assert found.seconds == pytest.approx((4 * replicates * 2.0 + replicates * 3.0) / workers)
            assert found.size == 4 * replicates * 1000 + replicates * 10


def test_founding_and_searches_at_the_fork_do_not_count_as_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(time, "perf_counter", lambda: now)
    watch = estimating._Watch()
    watch("founding of base", 0, 1)
    stages: list[tuple[Any, ...]] = [("burn-in of base", 8, 1.0), ("settling of base", 2, 5.0), ("base", 4, 2.0)]
    for stage, steps, seconds in stages:
        for done in range(steps):
            now += seconds
            watch(stage, done + 1, steps)
    scenario = read_scenario("tiny")
    burn_in, world = estimating._seconds(scenario, watch)
    # Tiny has 16 steps of burn-in and 20 recorded ones; what the fork took is part of the burn-in.
    assert world == pytest.approx(20 * 2.0)
    assert burn_in == pytest.approx(16 * 1.0 + 2 * 5.0)
