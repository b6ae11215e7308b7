"""Words that stay on one line: a number and its unit, and the two ends of an interval."""

import re

NO_BREAK = "\u00a0"

UNITS = "%|km|km²|公里|平方公里|年|次|个|项|家"

UNIT = re.compile(rf"(?<=\d) (?=(?:{UNITS})(?![A-Za-z]))")
"""The space between a number and its unit."""

ENDS = re.compile(r"(?<=[\d%]) (to|至) (?=[+−]?\d)")
"""What stands between the two ends of an interval."""

JOINER = "\u2060"
"""No letter, and no place for a line to break."""

RANGE = re.compile(r"(?<=\d)–(?=\d)")
"""The dash of a range, after which a line would break."""


def tied(text: str) -> str:
    """Tie a number to its unit, an interval and a range together, so that no line breaks within them."""
    told = ENDS.sub(rf"{NO_BREAK}\1{NO_BREAK}", UNIT.sub(NO_BREAK, text))
    return RANGE.sub(f"–{JOINER}", told)
