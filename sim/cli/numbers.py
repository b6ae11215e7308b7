"""How numbers are written on the screen."""

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.measures.intervals import Number

ABSENT = "–"


def percent(value: float, *, digits: int = 2, sign: bool = False) -> str:
    """Write a share, or a difference of logs, in percent: 0.0123 as 1.23 %."""
    return ABSENT if math.isnan(value) else f"{100.0 * value:{'+' if sign else ''}.{digits}f} %"


def growth(log_points: float) -> str:
    """Write a difference of logs as a signed percentage of growth: 0.1 as +10.52 %."""
    return percent(math.expm1(log_points), sign=True)


def points(log_points: float) -> str:
    """Write a difference of log differences in hundredths of log points, which add up: 0.1 as +10.00."""
    return ABSENT if math.isnan(log_points) else f"{100.0 * log_points:+.2f}"


def ends(low: float, high: float) -> str:
    """Write the ends of an interval of log differences in hundredths."""
    return ABSENT if math.isnan(low) or math.isnan(high) else f"{points(low)} to {points(high)}"


def span(low: float, high: float) -> str:
    """Write the ends of an interval of log differences as growth."""
    return ABSENT if math.isnan(low) or math.isnan(high) else f"{growth(low)} to {growth(high)}"


def duration(seconds: float) -> str:
    """Write a duration as somebody would say it: `40 s`, `7 min`, `2 h 30 min`."""
    if seconds < 90.0:
        return f"{max(seconds, 1.0):.0f} s"
    minutes = round(seconds / 60.0)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


def plain(value: float, unit: str = "") -> str:
    """Write a number with three figures and its unit."""
    return ABSENT if math.isnan(value) else f"{value:.3g} {unit}".rstrip()


def with_interval(number: "Number", unit: str = "") -> str:
    """Write a number, its interval, and what a reader must know about it."""
    text = plain(number.value, unit)
    if not math.isnan(number.low) and not math.isnan(number.high) and not math.isnan(number.value):
        text += f"  ({plain(number.low)} to {plain(number.high)})"
    return f"{text}  ({number.remark})" if number.remark else text
