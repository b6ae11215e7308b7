"""Laws of writing numbers."""

import math

from sim.cli.numbers import ABSENT, growth, percent, plain, span, with_interval
from sim.measures.intervals import Number


def test_a_missing_number_is_a_dash_and_never_the_word_nan() -> None:
    missing = Number(math.nan, remark="the curve does not reach it")
    assert with_interval(missing, "km") == f"{ABSENT}  (the curve does not reach it)"
    assert plain(math.nan) == percent(math.nan) == growth(math.nan) == span(math.nan, 0.1) == ABSENT


def test_log_differences_are_written_as_growth_with_a_sign() -> None:
    assert growth(0.1) == "+10.52 %"
    assert growth(-0.1) == "-9.52 %"
    assert span(-0.1, 0.1) == "-9.52 % to +10.52 %"


def test_a_number_stands_before_its_interval() -> None:
    assert with_interval(Number(41.23, 30.0, 55.5), "km") == "41.2 km  (30 to 55.5)"
    assert with_interval(Number(41.23), "km") == "41.2 km"
