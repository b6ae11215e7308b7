"""Dates and steps: months since the policy date, cut into steps."""

import re
from dataclasses import dataclass

from sim.world.places import NEVER

DATE = re.compile(r"^(\d{4})(?:-(0[1-9]|1[0-2]))?$")


def months(date: str) -> int:
    """Count a date in months since the year 0; a year means its January."""
    match = DATE.match(date)
    if match is None:
        raise ValueError(f"{date!r} is no date YYYY or YYYY-MM")
    return int(match[1]) * 12 + int(match[2] or 1) - 1


def is_before(date: str, other: str) -> bool:
    """Tell whether a date lies before another; `never` lies before none."""
    return date != NEVER and months(date) < months(other)


@dataclass(frozen=True)
class Calendar:
    """Steps counted from the policy date: step 0 begins on it, those of the burn-in are negative."""

    policy_date: str
    steps_per_year: int

    def step_of(self, date: str) -> int:
        """Give the step that contains a date."""
        return (months(date) - months(self.policy_date)) * self.steps_per_year // 12

    def date_of(self, step: int) -> str:
        """Give the month with which a step begins, as `2010-01`."""
        year, month = divmod(months(self.policy_date) + step * 12 // self.steps_per_year, 12)
        return f"{year:04d}-{month + 1:02d}"
