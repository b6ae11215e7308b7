"""Laws of sentences: a number and its interval allow some words and no others, in either language."""

import math

import pytest

from sim.figures.labels import Language
from sim.measures.intervals import Number
from sim.report.page import Verdict
from sim.report.sentences import counted, differences, distance, extremes, ratio, verdict_of, whole, worth

LANGUAGES: tuple[Language, ...] = ("en", "zh")
UP = Number(0.02, 0.01, 0.03)
DOWN = Number(-0.02, -0.03, -0.01)
OPEN = Number(0.02, -0.01, 0.05)
ALONE = Number(0.02)
NOTHING = Number(0.0, 0.0, 0.0)
MISSING = Number(math.nan)

CASES = {
    Verdict.RADIATES: UP,
    Verdict.DRAWS_IN: DOWN,
    Verdict.UNDECIDED: OPEN,
    Verdict.ALONE: ALONE,
    Verdict.NOTHING: NOTHING,
    Verdict.UNKNOWN: MISSING,
}


@pytest.mark.parametrize(("verdict", "number"), CASES.items())
def test_an_effect_is_told_only_where_zero_lies_outside_its_interval(verdict: Verdict, number: Number) -> None:
    assert verdict_of(number) == verdict


@pytest.mark.parametrize("touching", [Number(0.01, 0.0, 0.02), Number(-0.01, -0.02, 0.0)])
def test_an_interval_that_touches_zero_is_not_clear_of_it(touching: Number) -> None:
    assert verdict_of(touching) == Verdict.UNDECIDED


def told(number: Number, language: Language, *, treated: bool = True) -> str:
    return whole(number, years=25, arm="no zones", treated=treated, language=language).text


def test_a_clear_gain_outside_is_radiation_written_as_growth_in_percent() -> None:
    assert told(UP, "en") == (
        "After 25 years, real GDP outside the zones is 2.0 % higher (1.0 to 3.0 %) than in the twin world “no zones”: "
        "the zones radiate growth."
    )
    assert told(UP, "zh") == (
        "25 年后，开发区以外的实际 GDP 比对照世界“no zones”高 2.0 %（1.0 至 3.0 %）：开发区产生了辐射带动作用。"
    )


def test_a_clear_loss_outside_is_a_siphon_and_its_interval_is_written_from_small_to_large() -> None:
    assert "2.0 % lower (1.0 to 3.0 %)" in told(DOWN, "en")
    assert told(DOWN, "en").endswith("the zones draw growth in (siphon).")
    assert "低 2.0 %（1.0 至 3.0 %）：开发区产生了虹吸效应。" in told(DOWN, "zh")


@pytest.mark.parametrize("number", [OPEN, ALONE])
def test_what_is_not_clear_names_neither_direction_as_found(number: Number) -> None:
    assert told(number, "en").endswith("so whether growth is radiated or drawn in cannot be told.")
    assert told(number, "zh").endswith("尚不能判断是辐射带动还是虹吸效应。")
    assert "+2.0 %" in told(number, "en")


def test_one_replicate_says_that_there_is_no_interval() -> None:
    assert "with one replicate there is no interval" in told(ALONE, "en")
    assert "仅一次重复" in told(ALONE, "zh")
    assert "replicate" not in told(OPEN, "en")


def test_where_no_zone_differs_no_zone_is_said_to_radiate() -> None:
    for number in (UP, DOWN):
        assert "the zones radiate" not in told(number, "en", treated=False)
        assert "the zones draw" not in told(number, "en", treated=False)
        assert "两个世界之间的差异" in told(number, "zh", treated=False)


def test_a_single_year_is_one_year() -> None:
    assert whole(UP, years=1, arm="a", treated=True, language="en").text.startswith("After 1 year,")


def test_of_several_scenarios_the_sentence_names_the_one_it_is_about() -> None:
    named = whole(UP, years=5, arm="a", treated=True, language="en", scenario="wide").text
    assert named.startswith("In “wide”, after 5 years, real GDP")


def near(number: Number, half: Number = MISSING, sign: Number = MISSING, language: Language = "en") -> str:
    return distance(number, "0-30km", half=half, sign=sign, language=language).text


def test_the_reach_is_the_half_distance_where_there_is_one() -> None:
    assert near(UP, half=Number(42.0, 30.2, 55.1)) == (
        "Nearest to the zones, at 0–30 km, it is 2.0 % higher (1.0 to 3.0 %); half of that is left at 42 km (30 to 55 "
        "km)."
    )
    assert near(UP, half=Number(42.0), language="zh") == (
        "距开发区最近处（0–30 公里）高 2.0 %（1.0 至 3.0 %）；到 42 公里处减半。"
    )


def test_a_change_of_sign_goes_before_and_says_which_way() -> None:
    turned = Number(50.0, 40.0, 60.0)
    assert near(DOWN, half=Number(20.0), sign=turned).endswith(
        "; it changes its sign at 50 km (40 to 60 km), from drawing in to radiating."
    )
    assert near(UP, sign=turned).endswith("from radiating to drawing in.")
    assert near(DOWN, sign=turned, language="zh").endswith("由虹吸效应转为辐射带动。")


def test_a_change_of_sign_that_is_not_clear_is_not_told() -> None:
    doubtful = Number(50.0, 40.0, 60.0, "not clear of zero on both sides")
    assert near(UP, sign=doubtful).endswith("at what distance it halves or changes its sign cannot be told.")


def test_no_distance_is_less_than_nothing() -> None:
    assert "(0 to 90 km)" in near(UP, half=Number(40.0, -10.0, 90.0))


def test_a_zone_without_surroundings_tells_nothing_by_distance() -> None:
    assert distance(MISSING, "0-30km", half=MISSING, sign=MISSING, language="en").verdict == Verdict.UNKNOWN
    assert near(NOTHING) == "Nearest to the zones, at 0–30 km, there is no difference at all."


@pytest.mark.parametrize(
    ("found", "inside", "expected", "verdict"),
    [
        (Number(0.5, 0.2, 0.8), UP, "each unit gained there, 0.500 (0.200 to 0.800) is gained outside.", "radiates"),
        (Number(-0.5, -0.8, -0.2), UP, "each unit gained there, 0.500 (0.200 to 0.800) is lost outside.", "draws_in"),
        (Number(0.5, 0.2, 0.8), DOWN, "each unit lost there, 0.500 (0.200 to 0.800) is lost outside.", "draws_in"),
        (Number(-0.5, -0.8, -0.2), DOWN, "each unit lost there, 0.500 (0.200 to 0.800) is gained outside.", "radiates"),
    ],
)  # fmt: skip
def test_a_ratio_says_what_is_gained_and_what_is_lost(
    found: Number, inside: Number, expected: str, verdict: str
) -> None:
    sentence = ratio(found, inside, language="en")
    assert sentence.text.endswith(expected)
    assert sentence.verdict == verdict


def test_a_ratio_whose_interval_holds_zero_says_so() -> None:
    assert ratio(Number(0.5, -0.2, 1.2), UP, language="en").text.endswith("which cannot be told from zero.")


def test_a_ratio_of_which_nobody_knows_the_way_keeps_the_sign_of_the_tables() -> None:
    found = Number(-0.2, -0.8, 0.4)
    assert "for each unit gained there, −0.200 (−0.800 to 0.400) is gained" in ratio(found, UP, language="en").text
    assert "for each unit lost there, 0.200 (−0.400 to 0.800) is gained" in ratio(found, DOWN, language="en").text


@pytest.mark.parametrize(
    ("inside", "words"),
    [(OPEN, "cannot be told from zero"), (ALONE, "with one replicate"), (NOTHING, "nothing changes inside"),
     (MISSING, "no zone differs")],
)  # fmt: skip
def test_a_ratio_that_is_not_given_says_why(inside: Number, words: str) -> None:
    assert words in ratio(MISSING, inside, language="en").text


def test_two_scenarios_differ_in_points_more_less_or_untold() -> None:
    def said(number: Number, language: Language = "en") -> str:
        return differences({"wide": number}, "narrow", where=None, language=language).text

    assert said(UP) == (
        "Taking all that is outside, “wide” radiates 2.0 percentage points more than “narrow” (1.0 to 3.0)."
    )
    assert "2.0 percentage points less" in said(DOWN)
    assert "more or less than “narrow” cannot be told" in said(OPEN)
    assert "exactly as much" in said(NOTHING)
    assert "强 2.0 个百分点（1.0 至 3.0）" in said(UP, "zh")
    assert "弱 2.0 个百分点" in said(DOWN, "zh")


def test_many_scenarios_are_sorted_by_what_can_be_told_of_them() -> None:
    found = differences({"a": UP, "b": OPEN, "c": DOWN, "d": UP}, "first", where="0-30km", language="en")
    assert found.text == (
        "Nearest to the zones, at 0–30 km, in percentage points against “first”: more is radiated by “a” +2.0 (+1.0 to "
        "+3.0), “d” +2.0 (+1.0 to +3.0); less is radiated by “c” −2.0 (−3.0 to −1.0); cannot be told apart: “b” +2.0 "
        "(−1.0 to +5.0)."
    )
    assert found.verdict == Verdict.UNDECIDED


def test_points_of_a_sweep_are_counted_by_what_each_says() -> None:
    verdicts = [Verdict.RADIATES, Verdict.RADIATES, Verdict.DRAWS_IN, Verdict.UNDECIDED, Verdict.UNKNOWN]
    assert counted(verdicts, "0-60km", language="en").text == (
        "Nearest to them (0–60 km), zones radiate growth at 2 of 5 points and draw it in at 1, clear of zero; at 2 it "
        "cannot be told."
    )
    assert counted([Verdict.DRAWS_IN] * 3, "0-60km", language="en").verdict == Verdict.DRAWS_IN
    assert counted([Verdict.RADIATES, Verdict.DRAWS_IN], "0-60km", language="en").verdict == Verdict.UNDECIDED


def test_the_strongest_point_and_the_weakest_are_named_with_their_intervals() -> None:
    assert extremes(("openness 0.9", UP), ("openness 0.1", DOWN), language="en").text == (
        "The effect there is highest, +2.0 % (+1.0 to +3.0 %), at openness 0.9, and lowest, −2.0 % (−3.0 to −1.0 %), "
        "at openness 0.1."
    )


def test_what_a_factor_is_worth_is_told_only_where_it_is_clear() -> None:
    low, high = (0.1, 0.3), (0.7, 0.9)
    text = worth([("openness", low, high, UP), ("coordination", low, high, OPEN)], language="en").text
    assert text == (
        "Raising openness from 0.1–0.3 to 0.7–0.9 adds 2.0 percentage points (1.0 to 3.0); what raising coordination "
        "from 0.1–0.3 to 0.7–0.9 does, +2.0 (−1.0 to +5.0) percentage points, cannot be told from zero."
    )
    assert "减少 2.0 个百分点" in worth([("开放度", low, high, DOWN)], language="zh").text
    assert worth([], language="en").verdict == Verdict.UNKNOWN


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", CASES.values(), ids=list(CASES))
def test_every_verdict_has_words_for_every_sentence(number: Number, language: Language) -> None:
    said = [
        whole(number, years=5, arm="a", treated=True, language=language),
        distance(number, "90km+", half=MISSING, sign=MISSING, language=language),
        ratio(number, UP, language=language),
        ratio(MISSING, number, language=language),
        differences({"a": number}, "b", where=None, language=language),
        differences({"a": number, "c": number}, "b", where="0-30km", language=language),
        worth([("x", (0.0, 0.0), (1.0, 1.0), number)], language=language),
    ]
    for sentence in said:
        assert sentence.text.endswith("." if language == "en" else "。")
        assert "nan" not in sentence.text
        assert "{" not in sentence.text
