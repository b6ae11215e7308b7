"""Pages: what stands between two markers is written by a command, the rest by hand."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


class MissingMarkersError(ValueError):
    """A page lacks a place that something is to be written to."""


def fill(page: Path, parts: Mapping[str, str]) -> None:
    """Write texts between their markers, `<!-- NAME: written by a command -->` and `<!-- end of NAME -->`.

    Raises:
        MissingMarkersError: Where the page lacks a marker.
    """
    text = page.read_text(encoding="utf-8")
    for name, part in parts.items():
        text = filled(text, name, part)
    page.write_text(text, encoding="utf-8")


def filled(text: str, name: str, part: str) -> str:
    """Give a text with another part between the markers of a name."""
    begin, end = markers(name)
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise MissingMarkersError(f"The page lacks the lines\n{begin}\n{end}\nAdd them where the numbers are to stand.")
    return f"{before}{begin}\n\n{part.strip()}\n\n{end}{after}"


def markers(name: str) -> tuple[str, str]:
    """Give the lines that a part stands between."""
    return f"<!-- {name}: written by a command, not by hand -->", f"<!-- end of {name} -->"


def table(frame: pd.DataFrame, left: Sequence[str] = ()) -> str:
    """Lay a table of texts out in Markdown; columns named in `left` are words, all others numbers."""
    rules = [":--" if name in left else "--:" for name in frame.columns]
    lines = [list(frame.columns), rules, *frame.astype(str).to_numpy().tolist()]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def points(value: float, low: float | None = None, high: float | None = None) -> str:
    """Write log points as signed hundredths, with the ends of an interval: +1.20 (+0.80 to +1.60)."""
    text = _signed(value)
    return text if low is None or high is None or math.isnan(low) else f"{text} ({_signed(low)} to {_signed(high)})"


def _signed(value: float) -> str:
    return "–" if math.isnan(value) else f"{100.0 * value:+.2f}".replace("-", "−")
