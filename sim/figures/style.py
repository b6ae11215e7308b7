"""How figures look: type, colours, titles and footers; the same bytes for the same numbers."""

import importlib.util
import math
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, NamedTuple

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib import font_manager, patheffects
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from sim.basis.errors import HinterlandError
from sim.figures.labels import Language
from sim.figures.wrapping import wrapped

BLUE, VERMILLION, GREEN = "#0072B2", "#D55E00", "#009E73"
PURPLE, ORANGE, SKY = "#CC79A7", "#E69F00", "#56B4E9"
"""Colours that are told apart with every kind of colour vision (Okabe & Ito 2008)."""
RADIATES, SIPHONS = BLUE, VERMILLION
"""What zones add around them, and what they draw away: the same two colours in every figure."""
INK, GREY, PALE, NO_DATA = "#222222", "#666666", "#D9D9D9", "#EFEFEF"
SERIES = (INK, GREEN, PURPLE, ORANGE, SKY, GREY)
"""Colours of several runs beside each other, in order; none says that one radiates or siphons."""
DIVERGING = LinearSegmentedColormap.from_list("siphon_radiation", ["#7A3200", SIPHONS, "#F7F7F7", RADIATES, "#003A5C"])
"""From siphon to radiation, with neither in the middle."""
SEQUENTIAL = "cividis"

ONE_COLUMN, TWO_COLUMNS = 4.8, 9.6
"""Widths of figures in inches. Printed in one column (8.5 cm) or over two (17 cm) both shrink alike, to 70 %."""
SMALL = 8.7
"""Points of the smallest type: 6 points in print."""
LINE = 1.35
"""Height of a line over the size of its type."""

HALO = (patheffects.withStroke(linewidth=2.5, foreground="white"),)
"""Keeps a text legible where it lies on a line."""

LATIN = "DejaVu Sans"
CHINESE_PACKAGE = "pylopdf_fonts_zh_cn"


class Drawing(NamedTuple):
    """A figure and the table of its numbers."""

    figure: Figure
    numbers: pd.DataFrame


@contextmanager
def drawing_in(language: Language) -> Iterator[None]:
    """Set type and colours for what is drawn and saved inside.

    Raises:
        HinterlandError: Where the Chinese font is not installed.
    """
    families: Any = [LATIN] if language == "en" else [_chinese_family(), LATIN]
    with mpl.rc_context({**_BASICS, "font.family": families}):
        yield


_BASICS: dict[Any, Any] = {
    "font.size": 9.5,
    "text.color": INK,
    "axes.labelcolor": GREY,
    "axes.labelsize": 9,
    "axes.edgecolor": "#AAAAAA",
    "axes.linewidth": 0.7,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "xtick.major.width": 0.7,
    "ytick.major.width": 0.7,
    "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round",
    "savefig.dpi": 200,
    "svg.hashsalt": "hinterland",
    "svg.fonttype": "path",
}


def _chinese_family() -> str:
    if importlib.util.find_spec(CHINESE_PACKAGE) is None:
        raise HinterlandError(
            "Figures in Chinese need the font package `pylopdf-fonts-zh-cn`, which is not installed. Install the extra "
            "`lab` (pip install 'hinterland[lab]') or the package itself, or draw with --lang en."
        )
    path = importlib.import_module(CHINESE_PACKAGE).sans_path()
    if str(path) not in {font.fname for font in font_manager.fontManager.ttflist}:
        font_manager.fontManager.addfont(path)
    return font_manager.FontProperties(fname=path).get_name()


class Sheet(Figure):
    """A figure that has grown by what its texts take beyond one line of subtitle and two of footer."""

    above: float = 0.0
    """Inches by which it has grown at the top."""
    below: float = 0.0
    """Inches by which it has grown at the bottom."""

    def place(self, left: float, top: float, width: float, height: float) -> tuple[float, float, float, float]:
        """Give a box in shares of the figure, from inches to the right and down of its corner as it was planned."""
        whole, high = self.get_size_inches()
        return left / whole, 1.0 - (top + self.above + height) / high, width / whole, height / high


def sheet(width: float, height: float, *, title: str, subtitle: str, footer: str) -> Sheet:
    """Make an empty figure with title, subtitle and footer, all flush left and wrapped to its width.

    What the texts need beyond a line of title and subtitle each and two of footer is added to the height, so that
    margins given to `add_axes` keep clear of them.

    Args:
        width: Inches, by custom `ONE_COLUMN` or `TWO_COLUMNS`.
        height: Inches.
        title: What the figure is about.
        subtitle: What is drawn, from what.
        footer: Scenario, replicates, what is shaded.
    """
    figure = Sheet(figsize=(width, height), facecolor="white")
    FigureCanvasAgg(figure)
    title, subtitle, footer = (
        wrapped(figure, text, size, 70.0 * (width - 0.5))
        for text, size in ((title, TITLE), (subtitle, SUBTITLE), (footer, SMALL))
    )
    further = {text: text.count("\n") * LINE * size / 72.0 for text, size in ((title, TITLE), (subtitle, SUBTITLE))}
    figure.above = sum(further.values())
    figure.below = max(footer.count("\n") - 1, 0) * LINE * SMALL / 72.0
    height += figure.above + figure.below
    figure.set_size_inches(width, height)
    left, start = 0.25 / width, 1.0 - (0.46 + further[title]) / height
    figure.text(left, 1.0 - 0.16 / height, title, size=TITLE, va="top", linespacing=LINE)
    figure.text(left, start, subtitle, size=SUBTITLE, color=GREY, va="top", linespacing=LINE)
    figure.text(left, 0.14 / height, footer, size=SMALL, color=GREY, va="bottom", linespacing=LINE)
    return figure


TITLE, SUBTITLE = 13.0, 9.5
"""Points."""


def add_axes(figure: Sheet, *, left: float, right: float, bottom: float = 0.95, top: float = 0.95) -> Axes:
    """Add axes with margins in inches from the edges of the figure as it was planned."""
    width, height = figure.get_size_inches()
    bottom, top = bottom + figure.below, top + figure.above
    return figure.add_axes((left / width, bottom / height, 1 - (left + right) / width, 1 - (bottom + top) / height))


def name_across(axes: Axes, text: str) -> None:
    """Name what the axis across shows, wrapped to a little more than its width."""
    figure: Any = axes.get_figure(root=True)
    width = axes.get_position().width * figure.get_size_inches()[0]
    axes.set_xlabel(wrapped(figure, text, mpl.rcParams["axes.labelsize"], 70.0 * (width + 0.3)))


def ink_on(drawn: ScalarMappable, value: float) -> str:
    """Give the colour of type that is legible on the field of a value, by the field's relative luminance."""
    red, green, blue = (part**2.2 for part in drawn.to_rgba(np.array([value]))[0][:3])
    return "white" if 0.2126 * red + 0.7152 * green + 0.0722 * blue < DARK else INK


DARK = 0.19
"""Relative luminance below which white stands out more than ink."""


def side(value: float) -> str:
    """Give the colour of an effect: of radiation where it adds, of siphoning where it takes away."""
    return RADIATES if value >= 0.0 else SIPHONS


def spread_labels(places: list[float], gap: float, *, most: float = math.inf) -> list[float]:
    """Move labels apart that would lie on each other, keeping their order.

    Args:
        places: Where each label belongs.
        gap: Least distance between two labels, in the same unit.
        most: Height that none is moved beyond, so that many labels stay below what stands above the axes.
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = list(places)
    for lower, upper in pairwise(order):
        moved[upper] = max(moved[upper], moved[lower] + gap)
    shift = (sum(moved) - sum(places)) / max(len(places), 1)
    shift = max(shift, max(moved, default=0.0) - most)
    return [place - shift for place in moved]


def signed(value: float) -> str:
    """Write log points as signed hundredths: +2.4, −0.31."""
    digits = 1 if abs(value) >= 0.01 else 2
    return f"{100.0 * value:+.{digits}f}".replace("-", "−")


def label_end(axes: Axes, text: str, height: float, color: str) -> None:
    """Write a line's label right of the axes, at a height in the data's unit."""
    axes.annotate(
        text,
        (1.0, height),
        xycoords=("axes fraction", "data"),
        xytext=(8, 0),
        textcoords="offset points",
        va="center",
        color=color,
        size=SMALL,
        linespacing=LINE,
    )
