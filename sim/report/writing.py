"""Numbers and distances as a report writes them, in either language."""

import math
from collections.abc import Iterable, Sequence

from sim.figures.labels import Language
from sim.measures.intervals import Number

ABSENT = "–"
MINUS = "−"


def digits_of(values: Iterable[float]) -> int:
    """Give how many decimals show the largest of some percentages with about three figures, at most two."""
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    if largest < 1.0:
        return 2
    return 1 if largest < 100.0 else 0


def signed(value: float, digits: int) -> str:
    """Write a number with its sign; what rounds to nothing has none."""
    text = f"{value:+.{digits}f}"
    return text[1:] if float(text) == 0.0 else text.replace("-", MINUS)


def percentages(number: Number) -> tuple[float, float, float]:
    """Turn a difference of logs and its ends into growth in percent."""
    return tuple(100.0 * math.expm1(end) for end in (number.value, number.low, number.high))  # type: ignore[return-value]


def effect(number: Number, language: Language) -> str:
    """Write a difference of logs as growth in percent with its interval: `+2.3 % (+1.1 to +3.5 %)`."""
    return _written(percentages(number), " %", language)


def points(number: Number, language: Language) -> str:
    """Write a difference of log differences in hundredths with its interval: `+2.3 (+1.1 to +3.5)`."""
    return _written((100.0 * number.value, 100.0 * number.low, 100.0 * number.high), "", language)


def _written(told: tuple[float, float, float], unit: str, language: Language) -> str:
    value, low, high = told
    if math.isnan(value):
        return ABSENT
    digits = digits_of(told)
    text = f"{signed(value, digits)}{unit}"
    if math.isnan(low) or math.isnan(high):
        return text
    return text + bracketed(f"{to(signed(low, digits), signed(high, digits), language)}{unit}", language)


def size(number: Number, *, logs: bool = True) -> tuple[str, str, str]:
    """Write how large an effect is that is clear of zero, and its interval's ends, all without a sign.

    Args:
        number: Difference of logs.
        logs: Whether it is written as growth in percent; else in hundredths of log points.
    """
    told = percentages(number) if logs else (100.0 * number.value, 100.0 * number.low, 100.0 * number.high)
    digits = digits_of(told)
    low, high = sorted(abs(end) for end in told[1:])
    return f"{abs(told[0]):.{digits}f}", f"{low:.{digits}f}", f"{high:.{digits}f}"


def plain(number: Number, language: Language, unit: str = "") -> str:
    """Write a number with three figures, its unit and its interval."""
    if math.isnan(number.value):
        return ABSENT
    text = f"{three(number.value)} {unit}".rstrip()
    if math.isnan(number.low) or math.isnan(number.high):
        return text
    return text + bracketed(to(three(number.low), three(number.high), language), language)


def three(value: float) -> str:
    """Write a number with three figures, never with an exponent where it can be avoided."""
    if math.isnan(value):
        return ABSENT
    if value == 0.0:
        return "0"
    magnitude = math.floor(math.log10(abs(value)))
    text = f"{value:.{max(2 - magnitude, 0)}f}" if -7 <= magnitude < 7 else f"{value:.2e}"
    return text.replace("-", MINUS)


def given(value: object) -> str:
    """Write a setting as short as it was given; a text stays as it is."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:g}".replace("-", MINUS)
    return str(value)


def between(ends: tuple[float, float]) -> str:
    """Write the smallest and the largest of some settings: `0.1–0.3`, or one number where they are the same."""
    low, high = (given(end) for end in ends)
    return low if low == high else f"{low}–{high}"


def share(number: Number, language: Language) -> str:
    """Write a share in percent with its interval."""
    if math.isnan(number.value):
        return ABSENT
    told = tuple(100.0 * end for end in (number.value, number.low, number.high))
    digits = digits_of(told)
    text = f"{told[0]:.{digits}f} %"
    if math.isnan(number.low) or math.isnan(number.high):
        return text
    ends = to(f"{told[1]:.{digits}f}", f"{told[2]:.{digits}f}", language)
    return text + bracketed(f"{ends} %", language)


def to(low: str, high: str, language: Language) -> str:
    """Write the two ends of an interval."""
    return f"{low} to {high}" if language == "en" else f"{low} 至 {high}"


def bracketed(text: str, language: Language) -> str:
    """Put a text in brackets, of full width in Chinese."""
    return f" ({text})" if language == "en" else f"（{text}）"


def km(value: float, language: Language) -> str:
    """Write a distance: `42 km`."""
    return f"{value:.0f} km" if language == "en" else f"{value:.0f} 公里"


def ring(name: str, language: Language) -> str:
    """Write the name of a ring: `0-30km` as `0–30 km`, `90km+` as `beyond 90 km`."""
    unit = " km" if language == "en" else " 公里"
    if name.endswith("km+"):
        edge = name.removesuffix("km+")
        return f"beyond {edge}{unit}" if language == "en" else f"{edge}{unit}以外"
    return name.removesuffix("km").replace("-", "–") + unit


def counted(numbers: Sequence[int], language: Language) -> str:
    """Write how many there are, and which: `3 (0, 1, 2)`."""
    return f"{len(numbers)}" + bracketed((", " if language == "en" else "、").join(map(str, numbers)), language)


def quoted(name: str) -> str:
    """Put a name in quotation marks."""
    return f"“{name}”"


def listed(words: Iterable[str], language: Language, most: int = 6) -> str:
    """List words, cut short where there are many."""
    told = list(words)
    between_them = ", " if language == "en" else "、"
    text = between_them.join(told[:most])
    if len(told) <= most:
        return text
    more = len(told) - most
    return f"{text} and {more} more" if language == "en" else f"{text}等，另有 {more} 个"
