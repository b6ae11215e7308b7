"""Words that messages share: the nearest valid name, and a value as a reader would write it."""

import difflib
from collections.abc import Iterable
from typing import Any


def nearest(name: str, valid: Iterable[str], *, before: str = "") -> str:
    """Write ` Did you mean ...?` for the nearest valid name, or nothing where none is near.

    Args:
        name: What was found.
        valid: What would be valid.
        before: Written in front of the valid name, such as the block it stands in.
    """
    candidates = list(valid)
    close = difflib.get_close_matches(name, candidates, n=1, cutoff=0.6)
    if not close:
        folded = {candidate.casefold(): candidate for candidate in candidates}
        close = [folded[low] for low in difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)]
    return f" Did you mean `{before}{close[0]}`?" if close else ""


def some_of(names: Iterable[str], most: int = 8) -> str:
    """List names, cut short where there are many."""
    listed = list(names)
    text = ", ".join(listed[:most])
    return f"{text} and {len(listed) - most} more" if len(listed) > most else text


def as_written(value: Any) -> str:
    """Write a value as a scenario file would have it, on one line and not too long."""
    match value:
        case None:
            return "empty"
        case bool():
            return "true" if value else "false"
        case str():
            text = f"'{value}'"
        case dict():
            text = "{" + ", ".join(f"{key}: {as_written(each)}" for key, each in value.items()) + "}"
        case list() | tuple():
            text = "[" + ", ".join(as_written(each) for each in value) + "]"
        case _:
            text = str(value)
    return text if len(text) <= 70 else text[:67] + "..."
