"""How the register of parameters is written, on the screen and on the page alike."""

from pydantic_core import PydanticUndefined

from sim.basis.parameters import ParameterRecord


def bounds_in_words(record: ParameterRecord) -> str:
    """Write bounds as an interval: a square bracket includes its bound, a round one does not."""
    if record.lower is None and record.upper is None:
        return ""
    left = "(" if record.lower is None or record.lower_open else "["
    right = ")" if record.upper is None or record.upper_open else "]"
    lower = "-inf" if record.lower is None else f"{record.lower:g}"
    upper = "inf" if record.upper is None else f"{record.upper:g}"
    return f"{left}{lower}, {upper}{right}"


def default_in_words(record: ParameterRecord) -> str:
    """Write a default; a parameter that has none must be set."""
    value = record.default
    if value is PydanticUndefined:
        return "must be set"
    if value is None:
        return "none"
    return f"{value:g}" if isinstance(value, float) else str(value)
