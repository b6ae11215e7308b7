"""Laws of the two engines side by side: draws are counted and given back, and targets hold where they were promised."""

import re

import pytest

from benchmarks import plain
from benchmarks.interleaving import Times
from benchmarks.plain import DRAWS, Both, call_seconds, counted_draws, side_by_side
from benchmarks.targets import Figure, Target
from benchmarks.worlds import scenario_with
from sim.basis.luck import Luck, Purpose
from sim.basis.singly import Draws
from sim.kernels import singly

SOMETHING = Purpose("a draw that is counted")


def test_every_kind_of_draw_is_counted_and_none_is_changed() -> None:
    before = {name: getattr(singly, name) for name in DRAWS}
    draws = Draws(Luck(1, 0), SOMETHING, 0)
    apart = [draws.uniform(7), draws.normal(7), draws.words(7), draws.fractions(7), draws.two_uniforms(7)]
    with counted_draws() as counts:
        counted = [draws.uniform(7), draws.normal(7), draws.words(7), draws.fractions(7), draws.two_uniforms(7)]
    assert counted == apart
    assert counts == {"four_words": 2, "one_uniform": 1, "two_uniforms": 1, "two_normals": 1, "identity": 0}
    assert {name: getattr(singly, name) for name in DRAWS} == before


@pytest.mark.parametrize("name", DRAWS)
def test_a_call_for_a_draw_takes_a_time(name: str) -> None:
    assert 1e-8 < call_seconds(name) < 1e-4


def test_both_engines_step_from_one_world_and_the_plain_one_draws() -> None:
    both = side_by_side(scenario_with(300), steps=1)
    assert both.firms > 300
    assert both.draws > both.firms
    assert 0.0 < both.draw_seconds < both.plain.median
    assert both.ratio_without_draws < both.ratio


def test_what_draws_take_is_taken_off_the_plain_engine_only() -> None:
    both = Both(1000, Times((1.0,)), Times((100.0,)), draws=5, draw_seconds=10.0)
    assert (both.ratio, both.ratio_without_draws) == (100.0, 90.0)


def test_targets_hold_at_the_sizes_that_were_promised() -> None:
    both = Both(10_050, Times((1.0,)), Times((99.0,)), draws=5, draw_seconds=10.0)
    promised, aside = plain._figures(both, 10_000)
    assert isinstance(promised, Target)
    assert (promised.met, promised.promise) == (False, "at least 100 times")
    assert type(aside) is Figure
    assert all(type(each) is Figure for each in plain._figures(both, 5_000))


def test_the_command_says_how_many_times_quicker_and_what_draws_took(capsys: pytest.CaptureFixture[str]) -> None:
    plain.main(["--firms", "300", "--steps", "1"])
    said = capsys.readouterr().out
    assert re.search(r"^plain Mesa over this engine, 300 firms: \S+ times$", said, re.MULTILINE)
    assert re.search(r"^plain Mesa over this engine, 300 firms, draws aside: \S+ times$", said, re.MULTILINE)
