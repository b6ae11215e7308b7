"""What the figures of a sensitivity study have in common: rows of parameters, and the footer."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from sim.figures.captions import against
from sim.figures.labels import Language, label
from sim.figures.style import PALE
from sim.results.swept import Swept

ROW = 0.34
"""Height of a parameter's row, in inches."""


def name_rows(axes: Axes, names: Sequence[str]) -> None:
    """Give each row the dotted name of its parameter, the first at the top."""
    axes.set_yticks(range(len(names)), list(names))
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=PALE, linewidth=0.6)
    axes.set_axisbelow(True)


def footer_of(swept: Swept, language: Language, key: str = "") -> str:
    """Write the footer of a figure of a stage, with what explains its marks."""
    text = label(
        "sensitivity_footer",
        language,
        scenario=swept.manifest["base"]["name"],
        counterfactual=against(swept.arms[1], language),
        replicates=label("replicates", language, count=swept.replicates),
    )
    return f"{text}\n{key}" if key else text
