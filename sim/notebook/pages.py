"""Pages: the HTML that shows a thing in a notebook; plain tables, one picture, readable in light and dark."""

import base64
import math
from collections.abc import Iterable, Sequence
from html import escape

from sim.measures.intervals import Number

ABSENT = "–"
LEFT = "text-align:left;vertical-align:top"
FAINT = "opacity:0.7;font-size:90%"


def page(title: str, parts: Iterable[str], *, about: str = "") -> str:
    """Put a page together: a title, a line about it, and its parts."""
    said = f"<div style='{FAINT}'>{escape(about)}</div>" if about else ""
    return f"<div><div><b>{escape(title)}</b></div>{said}{''.join(parts)}</div>"


def table(rows: Sequence[Sequence[str]], head: Sequence[str] = ()) -> str:
    """Write a table of texts, the first column at the left."""
    above = "".join(f"<th style='{_side(place)}'>{escape(each)}</th>" for place, each in enumerate(head))
    lines = "".join(
        "<tr>" + "".join(f"<td style='{_side(place)}'>{escape(each)}</td>" for place, each in enumerate(row)) + "</tr>"
        for row in rows
    )
    return f"<table>{f'<thead><tr>{above}</tr></thead>' if head else ''}<tbody>{lines}</tbody></table>"


def _side(place: int) -> str:
    return LEFT if place == 0 else "text-align:right;vertical-align:top"


def image(png: bytes, what: str, width: int = 480) -> str:
    """Write a picture into the page; `what` is what somebody hears who cannot see it."""
    text = base64.b64encode(png).decode()
    return f"<img src='data:image/png;base64,{text}' alt='{escape(what, quote=True)}' width='{width}'>"


def line(text: str) -> str:
    """Write a faint line, such as where something is stored."""
    return f"<div style='{FAINT}'>{escape(text)}</div>"


def warning(text: str) -> str:
    """Write what a reader must know."""
    return f"<div>&#9888; {escape(text)}</div>"


def points(number: Number) -> str:
    """Write a difference of logs in hundredths, with its interval: `+2.40 (+1.10 to +3.70)`."""
    if math.isnan(number.value):
        return f"{ABSENT} ({number.remark})" if number.remark else ABSENT
    text = f"{100.0 * number.value:+.2f}"
    if not math.isnan(number.low) and not math.isnan(number.high):
        text += f" ({100.0 * number.low:+.2f} to {100.0 * number.high:+.2f})"
    return text.replace("-", "−")


def plain(number: Number, unit: str = "") -> str:
    """Write a number with three figures, its interval and its unit."""
    if math.isnan(number.value):
        return f"{ABSENT} ({number.remark})" if number.remark else ABSENT
    text = f"{number.value:.3g} {unit}".rstrip()
    if not math.isnan(number.low) and not math.isnan(number.high):
        text += f" ({number.low:.3g} to {number.high:.3g})"
    text = text.replace("-", "−")
    return f"{text} ({number.remark})" if number.remark else text
