"""Laws of estimates: a world's steps are counted once, whatever else is reported on the way."""

import time
from typing import Any

import pytest

from sim.experiments.sweeps import estimating
from sim.scenario.reading import read_scenario


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
