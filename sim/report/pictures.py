"""Figures as pictures within a page: drawn once, small enough to be sent, the same bytes for the same numbers."""

from io import BytesIO
from typing import Any

from sim.figures.style import Drawing
from sim.report.page import Picture

LARGEST_DRAWING = 400_000
"""Bytes of an SVG above which a PNG of the same figure is taken."""


def picture_of(drawing: Drawing, alt: str) -> Picture:
    """Turn a figure into a picture: lines that print sharp at any size, or points where lines would be too many.

    Args:
        drawing: Figure, drawn inside `drawing_in`.
        alt: What it shows, in words and numbers.
    """
    across, down = (round(96.0 * float(inches)) for inches in drawing.figure.get_size_inches())
    size = (across, down)
    lines = _saved(drawing, "svg", {"Date": None, "Creator": None})
    if len(lines) <= LARGEST_DRAWING:
        return Picture("image/svg+xml", lines, size, alt)
    return Picture("image/png", _saved(drawing, "png", {"Software": None}), size, alt)


def _saved(drawing: Drawing, kind: str, metadata: dict[str, Any]) -> bytes:
    target = BytesIO()
    drawing.figure.savefig(target, format=kind, metadata=metadata)
    return target.getvalue()
