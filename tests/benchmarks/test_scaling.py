"""Laws of scaling: arrays weigh once, a world that does not fit is left out in words, targets hold where they say."""

import json
from dataclasses import asdict

import numpy as np
import pytest

from benchmarks import compiling
from benchmarks.scaling import __main__ as scaling
from benchmarks.scaling import one_world
from benchmarks.scaling.one_world import Asked, World, array_bytes, measured
from benchmarks.targets import Figure, Goal, Target
from benchmarks.worlds import scenario_with
from sim.basis.luck import Luck
from sim.model.founding import map_of as geography_of

SMALL = Asked(firms=400, steps=2, threads=2, whole_run=1)


def a_world(firms: int, nanoseconds: float) -> World:
    seconds = (nanoseconds * firms * 1e-9,)
    weights = (150 * firms, 200 * firms, 230 * firms, 300 * firms)
    return World(firms, firms, seconds, seconds, seconds, 10.0, 5.0, *weights, 0.5)


def test_an_array_weighs_once_whoever_holds_it() -> None:
    array = np.zeros(1000)
    assert array_bytes({"one": array, "two": [array, array[:10]], "three": (array.reshape(10, 100),)}) == 8000


def test_a_world_is_timed_on_one_thread_and_on_two_and_weighed() -> None:
    world = measured(SMALL)
    assert (len(world.cpu), len(world.wall_threads)) == (2, 2)
    assert min(*world.cpu, *world.wall, *world.wall_threads, world.whole_run) > 0.0
    assert 100 * world.firms < world.array_bytes < world.step_array_bytes < world.step_peak <= world.life_peak


def test_the_world_of_its_own_process_prints_what_was_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(one_world, "measured", lambda asked: a_world(asked.firms, 100.0))
    monkeypatch.setattr("sys.argv", ["one_world", json.dumps(asdict(SMALL))])
    one_world.main()
    assert json.loads(capsys.readouterr().out)["firms"] == 400


def test_a_map_has_the_regions_that_were_asked_for() -> None:
    scenario = scenario_with(2000, scaling.map_of(8))
    assert geography_of(scenario, Luck(1, 0)).regions == 64


def test_targets_hold_from_a_hundred_thousand_firms_to_ten_million() -> None:
    worlds = {size: a_world(size, nanoseconds) for size, nanoseconds in ((100_000, 100.0), (10_000_000, 190.0))}
    figures = {each.name: each for each in (*scaling._costs(worlds), *scaling._weights(worlds))}
    growth = figures["a firm-step of 10,000,000 firms over one of 100,000"]
    assert isinstance(growth, Target)
    assert (growth.found, growth.met) == (pytest.approx(1.9), False)
    assert isinstance(figures["a firm-step of 100,000 firms"], Goal)
    span = "from 100,000 to 10,000,000 firms"
    assert figures[f"bytes a firm, arrays at the most within a step, {span}"].verdict == "met"
    assert figures[f"bytes a firm, most memory of a stepping process, {span}"].verdict == "MISSED"
    assert figures["10,000,000 firms, 1 steps, founding included"].found == pytest.approx(3e9 / 2**30)


def test_small_worlds_are_told_without_targets() -> None:
    worlds = {size: a_world(size, 100.0) for size in (500, 1000)}
    assert all(type(each) is Figure for each in (*scaling._costs(worlds), *scaling._weights(worlds)))


def test_a_world_that_may_not_fit_is_left_out_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scaling, "available_bytes", lambda: 600 * scaling.BYTES_TO_EXPECT)
    monkeypatch.setattr(scaling.Measuring, "plain", lambda _, size: a_world(size, 100.0))
    found = scaling.by_firms(scaling.Measuring(quick=True), (500, 1000))
    assert found.notes[0].startswith("1,000 firms were left out")
    assert len(found.lines) == 2


def test_a_world_is_measured_once_however_often_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def once(command: list[str], **_: object) -> object:
        asked.append(command)
        return type("Cost", (), {"code": 0, "output": json.dumps(asdict(a_world(500, 100.0)))})

    monkeypatch.setattr(scaling, "watched", once)
    measuring = scaling.Measuring(quick=True)
    assert measuring.plain(500) == measuring.plain(500)
    assert len(asked) == 1


@pytest.mark.slow
def test_the_command_prints_every_part(capsys: pytest.CaptureFixture[str]) -> None:
    scaling.main(["--quick"])
    said = capsys.readouterr().out
    for part in ("1,000 firms", "64 regions", "twelve industries", "two threads", "bytes a firm, arrays between steps"):
        assert part in said


def test_a_cached_start_is_held_to_its_target(capsys: pytest.CaptureFixture[str]) -> None:
    compiling.main(["--quick"])
    assert "cached start to the end of the first step, quickest of 2" in capsys.readouterr().out
