"""Breaking texts into lines of a given width: between words and, in Chinese, between characters."""

import re
from collections.abc import Iterator

from matplotlib.figure import Figure

NEVER_FIRST = "，。；：、）】》！？"
"""Chinese punctuation that never begins a line."""

PIECE = re.compile(
    rf"\d+ %[^\s\u3000-\u9fff]*[{NEVER_FIRST}]*|"
    rf"[\u3000-\u9fff][{NEVER_FIRST}]*|[^\s\u3000-\u9fff]+[{NEVER_FIRST}]*|\s+|."
)
"""What stays together: a percentage, a Chinese character, a word, each with the punctuation behind it."""


def wrapped(figure: Figure, text: str, size: float, width: float) -> str:
    """Break a text where its lines would be wider than the figure has room for; breaks that it has stay.

    Args:
        figure: Figure whose type is used.
        text: The text.
        size: Points of the type.
        width: Points that a line may take.
    """
    return "\n".join(line for part in text.split("\n") for line in _lines(figure, part, size, width))


def _lines(figure: Figure, text: str, size: float, width: float) -> Iterator[str]:
    line = ""
    for piece in PIECE.findall(text):
        if line and not piece.isspace() and _points(figure, (line + piece).rstrip(), size) > width:
            yield line.rstrip()
            line = ""
        line = line + piece if line or not piece.isspace() else ""
    yield line.rstrip()


def _points(figure: Figure, text: str, size: float) -> float:
    """Give how wide a text is in points, in the type that is set."""
    drawn = figure.text(0.0, 0.0, text, size=size)
    pixels = drawn.get_window_extent().width
    drawn.remove()
    return 72.0 * pixels / figure.dpi
