"""Laws of figures and turns: bounds are kept to the last digit, sides take turns, JSON says what the text says."""

import json

import pytest

from benchmarks.findings import Findings, columns, sizes, tell
from benchmarks.interleaving import Times, interleaved, ratio
from benchmarks.targets import NEAR, Figure, Goal, Target, amount


def test_a_bound_from_below_is_kept_from_above() -> None:
    assert Target("ratio", "times", 300.0, 300.0, at_least=True).met
    missed = Target("ratio", "times", 150.0, 300.0, at_least=True)
    assert missed.sentence() == "ratio: 150 times (at least 300 times): MISSED, 0.50 of the target"


@pytest.mark.parametrize(("found", "verdict"), [(99.0, "met"), (100.0 * NEAR, "near"), (100.1 * NEAR, "far")])
def test_a_goal_is_met_near_or_far(found: float, verdict: str) -> None:
    assert Goal("a step", "ns", found, 100.0).verdict == verdict
    assert Goal("speed", "1/s", 1e4 / found, 100.0, at_least=True).verdict == verdict


def test_a_figure_without_a_promise_is_told_without_a_verdict() -> None:
    figure = Figure("a step", "ns", 7.0)
    assert figure.sentence() == "a step: 7 ns"
    assert (figure.promise, figure.verdict) == ("", "")


def test_large_numbers_are_written_out() -> None:
    assert amount(12345.6, "ns") == "12,346 ns"
    assert amount(0.01234, "s") == "0.0123 s"


def test_sides_take_turns_and_the_first_round_does_not_count() -> None:
    said: list[str] = []
    now = iter(range(0, 10_000, 1000))
    found = interleaved(
        {"a": lambda: said.append("a"), "b": lambda: said.append("b")}, rounds=2, before=lambda: said.append("-"),
        clock=lambda: next(now, 99_000),
    )  # fmt: skip
    assert "".join(said) == "-a-b" * 3
    assert [len(times.rounds) for times in found.values()] == [2, 2]


def test_a_ratio_is_of_medians_and_times_of_calls_add_up() -> None:
    slow, quick = Times((9.0, 4.0, 100.0)), Times((3.0, 2.0, 3.0))
    assert ratio(slow, quick) == pytest.approx(3.0)
    assert (slow + quick).rounds == (12.0, 6.0, 103.0)


def test_the_json_holds_the_figures_of_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    found = Findings(("a table",), (Target("a step", "ns", 90.0, 100.0),), ("A note.",))
    assert found.text() == "a table\n\na step: 90 ns (at most 100 ns): met, 0.90 of the target\n\nA note."
    tell(lambda: found, as_json=True)
    plain = json.loads(capsys.readouterr().out)
    assert plain["figures"][0]["promise"] == "at most 100 ns"
    assert plain["figures"][0]["verdict"] == "met"
    assert (plain["lines"], plain["notes"]) == (["a table"], ["A note."])


def test_numbers_of_firms_are_read_as_people_write_them() -> None:
    assert sizes("1e4,200000") == (10_000, 200_000)


def test_words_stand_left_and_numbers_right_in_columns() -> None:
    assert columns([["name", "ns"], ["a", "100"]]) == ("name   ns", "a     100")
