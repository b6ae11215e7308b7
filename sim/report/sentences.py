"""The answer in sentences: which words a number and its interval allow, in either language.

An effect is said to radiate or to draw in only where zero lies outside its interval. Every function here takes numbers
and gives a sentence, so that each choice of words can be held against a case worked out by hand.
"""

import math
from collections.abc import Mapping, Sequence

from sim.figures.labels import Language
from sim.measures.intervals import Number
from sim.report.page import Sentence, Verdict
from sim.report.sentence_texts import say
from sim.report.writing import between, bracketed, effect, km, listed, plain, points, quoted, ring, size, to


def verdict_of(number: Number) -> Verdict:
    """Say what a number and its interval allow to be said."""
    if math.isnan(number.value):
        return Verdict.UNKNOWN
    if number.value == 0.0 and (math.isnan(number.low) or number.low == number.high == 0.0):
        return Verdict.NOTHING
    if math.isnan(number.low) or math.isnan(number.high):
        return Verdict.ALONE
    if number.clear_of_zero:
        return Verdict.RADIATES if number.low > 0.0 else Verdict.DRAWS_IN
    return Verdict.UNDECIDED


def whole(
    total: Number, *, years: int, arm: str, treated: bool, language: Language, scenario: str | None = None
) -> Sentence:
    """Say what becomes of real GDP outside the zones.

    Args:
        total: Difference of log real GDP outside all zones.
        years: Years since the policy date.
        arm: Name of the twin world, as readers know it.
        treated: Whether zones differ between the worlds; if not, no zone is said to radiate.
        language: Language of the sentence.
        scenario: Name of the scenario, where there are several.
    """
    verdict = verdict_of(total)
    key = "lead_of" if scenario else "lead"
    after = say("years_one" if years == 1 else "years", language, years=years)
    lead = say(key, language, after=after, scenario=quoted(scenario or ""))
    conclusion = say(f"conclusion_{verdict}_{'zones' if treated else 'worlds'}", language) if _clear(verdict) else ""
    told = say(
        f"whole_{verdict}", language, lead=lead, twin=quoted(arm), conclusion=conclusion, **_sized(total, language)
    )
    return Sentence(told[:1].upper() + told[1:], verdict)


def distance(near: Number, name: str, *, half: Number, sign: Number, language: Language) -> Sentence:
    """Say what happens nearest to the zones, and how far it reaches.

    Args:
        near: Difference of log real GDP in the nearest ring, with its band.
        name: Name of that ring.
        half: Distance at which the effect has halved, in km.
        sign: Distance at which the effect changes its sign, in km.
        language: Language of the sentence.
    """
    verdict = verdict_of(near)
    if verdict == Verdict.UNKNOWN:
        return Sentence(say("distance_unknown", language), verdict)
    told = say(f"near_{verdict}", language, ring=ring(name, language), **_sized(near, language))
    return Sentence(told + _reach(verdict, half, sign, language), verdict)


def _reach(near: Verdict, half: Number, sign: Number, language: Language) -> str:
    if near == Verdict.NOTHING:
        return say("reach_nothing", language)
    if math.isfinite(sign.value) and not sign.remark:
        way = say(f"way_{near}", language) if _clear(near) else ""
        return say("reach_sign", language, km=_far(sign, language), way=way)
    if math.isfinite(half.value):
        return say("reach_half", language, km=_far(half, language))
    return say("reach_untold", language)


def _far(number: Number, language: Language) -> str:
    """Write a distance with its interval, which reaches down to nothing at most."""
    if math.isnan(number.low) or math.isnan(number.high):
        return km(number.value, language)
    ends = to(f"{max(number.low, 0.0):.0f}", km(number.high, language), language)
    return km(number.value, language) + bracketed(ends, language)


def ratio(found: Number, inside: Number, *, language: Language) -> Sentence:
    """Say what is gained outside for each unit of growth inside.

    Args:
        found: Real GDP gained outside over real GDP gained inside; missing where the effect inside is not clear.
        inside: Difference of log real GDP on the treated zones' lots.
        language: Language of the sentence.
    """
    verdict = verdict_of(found)
    if verdict == Verdict.UNKNOWN:
        return Sentence(say(f"ratio_without_{verdict_of(inside)}", language, value=effect(inside, language)), verdict)
    if _clear(verdict):
        verdict = Verdict.RADIATES if inside.value * found.value > 0.0 else Verdict.DRAWS_IN
    change, way = effect(inside, language), say(_way(inside.value), language)
    if verdict == Verdict.UNDECIDED:
        # Nobody knows which way it goes, so its sign stays where a reader finds it in the tables.
        outside = found if inside.value >= 0.0 else Number(-found.value, -found.high, -found.low)
        told = say("ratio_undecided", language, change=change, inside=way, amount=plain(outside, language))
        return Sentence(told, verdict)
    turned = Number(abs(found.value), *_turned(found))
    outside = say(_way(inside.value * found.value), language)
    told = say("ratio", language, inside=way, outside=outside, amount=plain(turned, language), change=change)
    return Sentence(told + say("stop", language), verdict)


def _turned(number: Number) -> tuple[float, float]:
    return (number.low, number.high) if number.value >= 0.0 else (-number.high, -number.low)


def _way(value: float) -> str:
    return "gained" if value >= 0.0 else "lost"


def differences(found: Mapping[str, Number], first: str, *, where: str | None, language: Language) -> Sentence:
    """Say which of several scenarios radiate more than the first, and which less.

    Args:
        found: Difference of log effects to the first by name.
        first: Name of the first.
        where: Name of the ring, or none for all that is outside.
        language: Language of the sentence.
    """
    lead = say("where_ring", language, ring=ring(where, language)) if where else say("where_all", language)
    by_verdict: dict[Verdict, list[str]] = {}
    for name, number in found.items():
        by_verdict.setdefault(verdict_of(number), []).append(name)
    if len(found) == 1:
        ((name, number),) = found.items()
        verdict = verdict_of(number)
        told = say(
            f"one_{verdict}", language, where=lead, name=quoted(name), first=quoted(first),
            **_sized(number, language, logs=False),
        )  # fmt: skip
        return Sentence(told, verdict, difference=True)
    told_apart = {
        verdict: listed((_with_points(name, found[name], language) for name in by_verdict[verdict]), language)
        for verdict in Verdict
        if verdict in by_verdict
    }
    clauses = [say(f"many_{verdict}", language, names=names) for verdict, names in told_apart.items()]
    told = say("many", language, where=lead, first=quoted(first), clauses=say("between", language).join(clauses))
    verdict = next(iter(by_verdict)) if len(by_verdict) == 1 else Verdict.UNDECIDED
    return Sentence(told, verdict, difference=True)


def _with_points(name: str, number: Number, language: Language) -> str:
    return f"{quoted(name)} {points(number, language)}"


def counted(verdicts: Sequence[Verdict], name: str, *, language: Language) -> Sentence:
    """Say at how many points of a design zones radiate, draw in, or cannot be told.

    Args:
        verdicts: What each point says.
        name: Name of the ring.
        language: Language of the sentence.
    """
    radiate, draw_in = (verdicts.count(each) for each in (Verdict.RADIATES, Verdict.DRAWS_IN))
    left = len(verdicts) - radiate - draw_in
    told = say(
        "counted",
        language,
        points=len(verdicts),
        ring=ring(name, language),
        radiate=radiate,
        draw_in=draw_in,
        left=left,
    )
    only = {radiate: Verdict.RADIATES, draw_in: Verdict.DRAWS_IN}
    return Sentence(told, only.get(len(verdicts), Verdict.UNDECIDED))


def extremes(strongest: tuple[str, Number], weakest: tuple[str, Number], *, language: Language) -> Sentence:
    """Say where the effect is strongest and where it is weakest; each is the settings of a point and its effect."""
    told = say(
        "extremes", language, most=strongest[0], most_effect=effect(strongest[1], language), least=weakest[0],
        least_effect=effect(weakest[1], language),
    )  # fmt: skip
    return Sentence(told, verdict_of(strongest[1]))


def worth(
    factors: Sequence[tuple[str, tuple[float, float], tuple[float, float], Number]], *, language: Language
) -> Sentence:
    """Say what raising each factor of a design does to the effect.

    Args:
        factors: Name of each, its lowest and its highest values, and the difference of log effects between the two.
        language: Language of the sentence.
    """
    if not factors:
        return Sentence(say("worth_none", language), Verdict.UNKNOWN, difference=True)
    clauses = [
        say(
            f"worth_{verdict_of(number)}", language, name=name, low=between(low),
            high=between(high), **_sized(number, language, logs=False),
        )
        for name, low, high, number in factors[:MOST_FACTORS]
    ]  # fmt: skip
    told = say("between", language).join(clauses)
    verdict = verdict_of(factors[0][3])
    return Sentence(told[:1].upper() + told[1:] + say("stop", language), verdict, difference=True)


MOST_FACTORS = 3


def _clear(verdict: Verdict) -> bool:
    return verdict in {Verdict.RADIATES, Verdict.DRAWS_IN}


def _sized(number: Number, language: Language, *, logs: bool = True) -> dict[str, str]:
    """Give the words for an effect: `size` and `span` without a sign where it is clear, and `value` with both."""
    value = effect(number, language) if logs else points(number, language)
    if not _clear(verdict_of(number)):
        return {"value": value, "size": "", "span": ""}
    amount, low, high = size(number, logs=logs)
    return {"value": value, "size": amount, "span": to(low, high, language)}
