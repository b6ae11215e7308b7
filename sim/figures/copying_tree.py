"""The copying tree on the map: from whom each region first adopted, domain by domain, coloured by when."""

import numpy as np
import pandas as pd
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch

from sim.figures.cell_map import draw_cells, map_size, place_points
from sim.figures.labels import Language, label
from sim.figures.style import GREY, INK, SEQUENTIAL, SMALL, TWO_COLUMNS, Drawing, Sheet, add_axes, sheet
from sim.measures.diffusion import Diffusion
from sim.measures.rings import grid_of
from sim.measures.shares import regions_on_map
from sim.measures.tables import Tables, column, numbers, rows
from sim.results.run import BASE, Run
from sim.world.levels import DOMAINS

ACROSS = 4
FEW_ZONES = 10
"""Zones up to which their marks are drawn large, above the arrows."""


def draw_copying_tree(run: Run, found: Diffusion, *, language: Language = "en") -> Drawing:
    """Draw the first adoption of every region as an arrow from its source, of the first replicate of the base.

    Args:
        run: Run that is drawn.
        found: What was found of the diffusion of rules.
        language: Language of the texts.
    """
    replicate = run.replicates[0]
    world = run.world(BASE, replicate)
    tree = _with_years(found, replicate)
    grid = grid_of(world)
    wide = (TWO_COLUMNS - 0.3) / ACROSS
    high = map_size(grid, width=wide, beside=0.3, around=0.4)[1]
    height = 1.55 + 2 * high
    figure = sheet(
        TWO_COLUMNS,
        height,
        title=label("copying_title", language),
        subtitle=label("copying_subtitle", language, replicate=replicate),
        footer=label(
            "copying_footer", language, scenario=run.name, date=run.scenario.get("policy_date", "?"),
            replicate=replicate, count=len(run.replicates),
        ),
    )
    norm = Normalize(0.0, max(float(numbers(found.curves, "years").max()), 1.0))
    for number, domain in enumerate(DOMAINS):
        left, top = 0.3 + (number % ACROSS) * wide, 1.2 + (number // ACROSS) * high
        edges = {"left": left, "right": TWO_COLUMNS - left - wide + 0.3}
        axes = add_axes(figure, **edges, bottom=height - top - high + 0.4, top=top)
        of_domain = rows(tree, column(tree, "domain") == domain)
        _draw_domain(axes, world, grid, of_domain, norm)
        told = {"domain": label(f"domain_{domain}", language), "adopted": len(of_domain)}
        title = label("copying_share", language, regions=len(regions_on_map(world)), **told)
        axes.set_title(title, loc="left", size=SMALL, color=INK, pad=3)
    _draw_key(figure, norm, left=0.3 + 3 * wide, top=1.2 + high, size=(wide, high), language=language)
    return Drawing(figure, tree)


def _with_years(found: Diffusion, replicate: int) -> pd.DataFrame:
    """Take one replicate's tree of the base, with years since the policy date."""
    chosen = (column(found.trees, "arm") == BASE) & (column(found.trees, "replicate") == replicate)
    tree = rows(found.trees, chosen)
    steps, years = numbers(found.curves, "step"), numbers(found.curves, "years")
    return tree.assign(years=numbers(tree, "step") * (years.max() / steps.max()))


def _draw_domain(axes: Axes, world: Tables, grid: pd.DataFrame, tree: pd.DataFrame, norm: Normalize) -> None:
    draw_cells(axes, grid, np.full(len(grid), np.nan), {"cmap": SEQUENTIAL})
    places = world.table("places")
    at = _points(grid, places)
    colours = colormaps[SEQUENTIAL]
    for source_kind, source, region, years in zip(
        *(column(tree, name) for name in ("source_kind", "source", "region", "years")), strict=True
    ):
        arrow = FancyArrowPatch(
            at[source_kind, source], at["region", region], connectionstyle="arc3,rad=0.18", arrowstyle="-|>",
            mutation_scale=5.0, linewidth=0.9, color=colours(norm(years)), shrinkA=0.5, shrinkB=1.5, zorder=3,
        )  # fmt: skip
        axes.add_patch(arrow)
    adopted = set(column(tree, "region").tolist())
    for region in regions_on_map(world).tolist():
        x, y = at["region", region]
        axes.scatter(x, y, s=6, color=INK if region in adopted else "white", edgecolor=INK, linewidth=0.6, zorder=5)
    zones = [point for (kind, _), point in at.items() if kind == "zone"]
    if zones:
        x, y = zip(*zones, strict=True)
        # Many zones lie near those who copy from them, so their marks must not cover short arrows.
        size, above = (14, 6) if len(zones) <= FEW_ZONES else (4, 2)
        axes.scatter(x, y, s=size, color=GREY, marker="s", edgecolor="white", linewidth=0.3, zorder=above)


def _points(grid: pd.DataFrame, places: pd.DataFrame) -> dict[tuple[str, int], tuple[float, float]]:
    x, y = place_points(grid, places)
    named = zip(column(places, "kind"), column(places, "place").tolist(), strict=True)
    return dict(zip(named, zip(x.tolist(), y.tolist(), strict=True), strict=True))


def _draw_key(
    figure: Sheet, norm: Normalize, *, left: float, top: float, size: tuple[float, float], language: Language
) -> None:
    """Draw what colours and marks mean where an eighth map would stand.

    Args:
        figure: The figure.
        norm: Years that the colours span.
        left: Inches from the left.
        top: Inches from the top.
        size: Inches that the eighth map would take across and down.
        language: Language of the texts.
    """
    middle = top + 0.22 * size[1]
    bar = figure.add_axes(figure.place(left, middle, size[0] - 0.5, 0.11))
    figure.colorbar(ScalarMappable(norm, SEQUENTIAL), cax=bar, orientation="horizontal").outline.set_visible(False)  # type: ignore[operator]
    bar.set_xlabel(label("copying_axis", language), size=SMALL)
    marks = [
        Line2D([], [], linestyle="none", marker="s", markersize=4.0, color=GREY),
        Line2D([], [], linestyle="none", marker="o", markersize=4.0, color=INK),
        Line2D([], [], linestyle="none", marker="o", markersize=4.0, markerfacecolor="white", markeredgecolor=INK),
    ]
    names = [label(key, language) for key in ("copying_zone", "copying_region", "copying_not")]
    figure.legend(
        marks, names, loc="upper left", bbox_to_anchor=figure.place(left - 0.1, middle + 0.62, 0.0, 0.0)[:2],
        frameon=False, fontsize=SMALL, handletextpad=0.3,
    )  # fmt: skip
