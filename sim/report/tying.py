"""Words that stay on one line: a number and its unit, and the two ends of an interval."""

import re

NO_BREAK = "\u00a0"

UNITS = "%|km|km²|公里|平方公里|年|次|个|项|家"

UNIT = re.compile(rf"(?<=\d) (?=(?:{UNITS})(?![A-Za-z]))")
"""The space between a number and its unit."""

ENDS = re.compile(r"(?<=[\d%]) (to|至) (?=[+−]?\d)")
"""What stands between the two ends of an interval."""


def tied(text: str) -> str:
    """Tie a number to its unit and an interval together, so that a line breaks before them and never within."""
    return ENDS.sub(rf"{NO_BREAK}\1{NO_BREAK}", UNIT.sub(NO_BREAK, text))
