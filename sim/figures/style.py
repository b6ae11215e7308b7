"""How figures look: type, colours, titles and footers; the same bytes for the same numbers."""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, NamedTuple

import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager, patheffects
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from sim.basis.errors import HinterlandError
from sim.figures.labels import Language

BLUE, VERMILLION, GREEN = "#0072B2", "#D55E00", "#009E73"
PURPLE, ORANGE = "#CC79A7", "#E69F00"
"""Colours that are told apart with every kind of colour vision (Okabe & Ito 2008; Tol 2021)."""
SERIES = (BLUE, VERMILLION, GREEN, "#CC79A7", "#E69F00", "#56B4E9")
"""Colours of several runs beside each other, in order."""
INK, GREY, PALE, NO_DATA = "#222222", "#666666", "#D9D9D9", "#EFEFEF"
DIVERGING, SEQUENTIAL = "RdBu", "cividis"

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
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
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


def sheet(width: float, height: float, *, title: str, subtitle: str, footer: str) -> Figure:
    """Make an empty figure with title, subtitle and footer, all flush left.

    Args:
        width: Inches.
        height: Inches.
        title: What the figure is about.
        subtitle: What is drawn, from what.
        footer: Scenario, replicates, what is shaded.
    """
    figure = Figure(figsize=(width, height), facecolor="white")
    FigureCanvasAgg(figure)
    left = 0.28 / width
    figure.text(left, 1.0 - 0.16 / height, title, size=14, va="top")
    figure.text(left, 1.0 - 0.48 / height, subtitle, size=9.5, color=GREY, va="top")
    figure.text(left, 0.14 / height, footer, size=7.5, color=GREY, va="bottom", linespacing=1.35)
    return figure


def add_axes(figure: Figure, *, left: float, right: float, bottom: float = 0.95, top: float = 0.95) -> Axes:
    """Add axes with margins in inches from the edges of the figure."""
    width, height = figure.get_size_inches()
    return figure.add_axes((left / width, bottom / height, 1 - (left + right) / width, 1 - (bottom + top) / height))


def spread_labels(places: list[float], gap: float) -> list[float]:
    """Move labels apart that would lie on each other, keeping their order.

    Args:
        places: Where each label belongs.
        gap: Least distance between two labels, in the same unit.
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = list(places)
    for lower, upper in pairwise(order):
        moved[upper] = max(moved[upper], moved[lower] + gap)
    shift = (sum(moved) - sum(places)) / max(len(places), 1)
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
        size=8.5,
        linespacing=1.4,
    )
