"""Adoption curves: which share of places has raised its rules, by domain, with a central push and without."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from sim.figures.captions import footer
from sim.figures.labels import Language, label
from sim.figures.style import GREEN, GREY, INK, ORANGE, SKY, SMALL, TWO_COLUMNS, Drawing, Sheet, add_axes, sheet
from sim.measures.adopting import ALL_DOMAINS
from sim.measures.diffusion import ARMS, PUSHED, UNPUSHED, Diffusion
from sim.measures.tables import column, numbers, rows
from sim.results.run import BASE, Run
from sim.world.levels import DOMAINS

COLOURS = {PUSHED: ORANGE, BASE: SKY, UNPUSHED: GREEN}
HEIGHT, ACROSS = 6.4, 4


def draw_adoption_curves(run: Run, found: Diffusion, *, language: Language = "en") -> Drawing:
    """Draw a panel for each domain and one for all of them.

    Args:
        run: Run that is drawn.
        found: What was found of the diffusion of rules.
        language: Language of the texts.
    """
    figure = sheet(
        TWO_COLUMNS,
        HEIGHT,
        title=label("adoption_title", language),
        subtitle=label("adoption_subtitle", language),
        footer=footer(run, language, shaded="interval"),
    )
    wide, high = (TWO_COLUMNS - 0.75) / ACROSS, (HEIGHT - 2.15) / 2
    for number, domain in enumerate((*DOMAINS, ALL_DOMAINS)):
        across, down = number % ACROSS, number // ACROSS
        left, top = 0.75 + across * wide, 1.45 + down * high
        axes = add_axes(
            figure, left=left, right=TWO_COLUMNS - left - wide + 0.42, bottom=HEIGHT - top - high + 0.6, top=top
        )
        _draw_domain(axes, rows(found.curves, column(found.curves, "domain") == domain))
        axes.set_title(label(f"domain_{domain}", language), loc="left", size=9.5, color=INK, pad=4)
        if across == 0:
            axes.set_ylabel(label("adoption_axis", language))
        if down == 1:
            axes.set_xlabel(label("years_axis", language), size=SMALL)
    _draw_key(figure, language)
    return Drawing(figure, found.curves)


def _draw_domain(axes: Axes, told: pd.DataFrame) -> None:
    for arm, colour in COLOURS.items():
        regions = rows(told, (column(told, "arm") == arm) & (column(told, "group") == "regions"))
        years, value, low, high = (numbers(regions, name) for name in ("years", "value", "low", "high"))
        if np.isfinite(low).all():
            axes.fill_between(years, 100.0 * low, 100.0 * high, color=colour, alpha=0.16, linewidth=0)
        axes.plot(years, 100.0 * value, color=colour)
    zones = rows(told, (column(told, "arm") == BASE) & (column(told, "group") == "zones"))
    years, value = numbers(zones, "years"), numbers(zones, "value")
    axes.plot(years, 100.0 * value, color=GREY, linestyle=(0, (4, 2)), linewidth=1.2)
    axes.set_ylim(0.0, 104.0)
    axes.set_xlim(0.0, float(numbers(told, "years").max()))


def _draw_key(figure: Sheet, language: Language) -> None:
    lines = [Line2D([], [], color=COLOURS[arm]) for arm in ARMS]
    names = [label("adoption_region", language, arm=label(f"arm_{arm}", language)) for arm in ARMS]
    lines.append(Line2D([], [], color=GREY, linestyle=(0, (4, 2)), linewidth=1.2))
    names.append(label("adoption_zone", language, arm=label(f"arm_{BASE}", language)))
    figure.legend(
        lines, names, loc="upper left", bbox_to_anchor=figure.place(0.2, 0.7, 0.0, 0.0)[:2], ncols=4,
        frameon=False, fontsize=SMALL, handlelength=1.8, columnspacing=1.6,
    )  # fmt: skip
