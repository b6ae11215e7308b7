"""Drawing on a map of cells: colours, zones, a scale bar; cells only, no borders."""

import math
from collections.abc import Mapping
from typing import Any, Literal

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh
from matplotlib.colors import ListedColormap

from sim.basis.arrays import Floats
from sim.figures.labels import Language, label
from sim.figures.style import INK, NO_DATA, SMALL
from sim.measures.tables import numbers

KM_PER_DEGREE = 111.195
"""Length of a degree of latitude (mean radius of the Earth, IUGG)."""


def is_globe(grid: pd.DataFrame) -> bool:
    """Say whether cells have longitudes and latitudes."""
    return bool(np.isfinite(numbers(grid, "longitude")).any())


def draw_cells(axes: Axes, grid: pd.DataFrame, values: Floats, style: Mapping[str, Any]) -> QuadMesh:
    """Colour the cells of a map by a value, at true proportions; cells without one are grey.

    Args:
        axes: Where to draw.
        grid: (C,) cells.
        values: (C,) what is coloured, missing ones NaN.
        style: Colour map and its range, for `pcolormesh`.
    """
    west, south, column_size, row_size = _frame(grid)
    rows, columns = (numbers(grid, name).astype(int) for name in ("row", "column"))
    x = west + column_size * np.arange(columns.max() + 2)
    y = south + row_size * (rows.max() + 1 - np.arange(rows.max() + 2))
    land = np.full((rows.max() + 1, columns.max() + 1), np.nan)
    coloured = land.copy()
    land[rows, columns] = 1.0
    coloured[rows, columns] = values
    axes.pcolormesh(x, y, np.ma.masked_invalid(land), cmap=ListedColormap([NO_DATA]), rasterized=True)
    mesh = axes.pcolormesh(x, y, np.ma.masked_invalid(coloured), rasterized=True, **style)
    axes.set_aspect(km_per_unit(grid)[1] / km_per_unit(grid)[0])
    axes.set_anchor("NW")
    axes.margins(0.01)
    axes.set_axis_off()
    return mesh


def draw_bar(axes: Axes, mesh: QuadMesh, text: str, extend: Literal["neither", "both"] = "neither") -> None:
    """Draw a map's colour bar at its right.

    Args:
        axes: The map.
        mesh: Its coloured cells.
        text: What the colours say, with the unit.
        extend: Whether values may lie beyond the ends.
    """
    figure: Any = axes.get_figure(root=True)
    bar = figure.colorbar(mesh, cax=axes.inset_axes((1.03, 0.22, 0.03, 0.6)), extend=extend)
    bar.set_label(text, size=SMALL)
    bar.outline.set_visible(False)


def km_per_unit(grid: pd.DataFrame) -> tuple[float, float]:
    """Give the km of one unit across and up: of a degree at the mean latitude, or of a km."""
    if not is_globe(grid):
        return 1.0, 1.0
    mean = math.radians(float(numbers(grid, "latitude").mean()))
    return KM_PER_DEGREE * math.cos(mean), KM_PER_DEGREE


def map_size(grid: pd.DataFrame, *, width: float, beside: float, around: float) -> tuple[float, float]:
    """Give the size of a figure, in inches, that a map fills at its true proportions.

    Args:
        grid: (C,) cells.
        width: Width of the figure.
        beside: Width that the map leaves to its legend and margins.
        around: Height that it leaves to titles, scale bar and footer.
    """
    _, _, column_size, row_size = _frame(grid)
    across, up = km_per_unit(grid)
    wide = (numbers(grid, "column").max() + 1) * column_size * across
    high = (numbers(grid, "row").max() + 1) * row_size * up
    return width, float(np.clip((width - beside) * high / wide, 1.2, 9.0)) + around


def place_points(grid: pd.DataFrame, places: pd.DataFrame) -> tuple[Floats, Floats]:
    """Give where places lie in the map's own coordinates."""
    names = ("longitude", "latitude") if is_globe(grid) else ("x_km", "y_km")
    return numbers(places, names[0]), numbers(places, names[1])


def draw_scale(axes: Axes, grid: pd.DataFrame, language: Language) -> None:
    """Draw a scale bar of a round number of km below the map's south-west corner."""
    west, south, column_size, row_size = _frame(grid)
    columns, rows = int(numbers(grid, "column").max()) + 1, int(numbers(grid, "row").max()) + 1
    across = km_per_unit(grid)[0]
    km = _round_length(0.25 * columns * column_size * across)
    bottom = south - 0.03 * rows * row_size
    axes.plot([west, west + km / across], [bottom, bottom], color=INK, linewidth=1.6, solid_capstyle="butt")
    axes.annotate(
        label("scale", language, km=f"{km:g}"),
        (west + km / across, bottom),
        xytext=(6, 0),
        textcoords="offset points",
        va="center",
        size=SMALL,
    )


def _frame(grid: pd.DataFrame) -> tuple[float, float, float, float]:
    """Give the map's western and southern edge and the size of a column and a row, in its own coordinates."""
    rows, columns = numbers(grid, "row"), numbers(grid, "column")
    x, y = place_points(grid, grid)
    column_size, row_size = _slope(columns, x), -_slope(rows, y)
    column_size = column_size or row_size or 1.0
    row_size = row_size or column_size
    west = float(np.mean(x - columns * column_size)) - 0.5 * column_size
    south = float(np.mean(y + rows * row_size)) - (float(rows.max()) + 0.5) * row_size
    return west, south, column_size, row_size


def _slope(index: Floats, position: Floats) -> float:
    """Give how far the position moves from one row or column to the next, 0 where there is but one."""
    return float(np.polyfit(index, position, 1)[0]) if np.ptp(index) > 0 else 0.0


def _round_length(km: float) -> float:
    power = 10.0 ** math.floor(math.log10(km))
    return power * max(step for step in (1.0, 2.0, 5.0) if step * power <= km)
