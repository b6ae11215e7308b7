"""Plots: the figures of a run, twin, sweep or comparison as methods that give axes, for notebooks and scripts.

    axes = run.plot.radiation_curve()
    axes.set_title("...")

The figure belongs to pyplot, as those of pandas do: Jupyter shows it under the cell, `plt.show()` opens it, and
`plt.close()` lets it go. A figure of several panels gives a tuple of axes.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

from sim.basis.errors import ResultsError
from sim.figures.channels import draw_channels
from sim.figures.comparison import draw_comparison
from sim.figures.evaluation import draw_evaluation
from sim.figures.five_dimensions import draw_five_dimensions
from sim.figures.inside_outside import draw_inside_outside
from sim.figures.labels import Language
from sim.figures.link_distances import draw_link_distances
from sim.figures.maturity_map import draw_maturity_map
from sim.figures.maturity_over_time import draw_maturity_over_time
from sim.figures.phase_diagram import draw_phase_diagram
from sim.figures.portfolio import is_phase_diagram
from sim.figures.radiation_curve import draw_radiation_curve
from sim.figures.scenario_map import draw_scenario_map
from sim.figures.style import Drawing, drawing_in
from sim.figures.sweep_points import draw_sweep_points
from sim.figures.twin_map import draw_twin_map
from sim.measures.channels import channels
from sim.measures.compare import Compared
from sim.measures.comparing import Comparison
from sim.measures.headline import Answers, answers
from sim.measures.phase import phase_of
from sim.measures.remembering import remember
from sim.measures.single_twin import run_of_twin
from sim.results.run import Run, Twin
from sim.results.swept import Swept
from sim.scenario.schema import Scenario

type Panels = Axes | tuple[Axes, ...]
"""The axes of a figure: one, or one for each panel from left to right."""

DPI = 110
"""Dots an inch on a screen; files that are saved have their own."""


class _Plots:
    """Figures by name; `names` lists those that this thing has."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the figures."""
        return tuple(name for name in dir(type(self)) if not name.startswith("_") and name != "names")

    def __repr__(self) -> str:
        return f"figures: {', '.join(f'{name}()' for name in self.names)}"


class ScenarioPlots(_Plots):
    """Figures of a scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario

    def map(self, *, language: Language = "en") -> Panels:
        """Draw where the zones stand, and how dense the economy around them is at the start."""
        return _kept(language, lambda: draw_scenario_map(self._scenario, language=language))


class RunPlots(_Plots):
    """Figures of a run."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def radiation_curve(self, against: str | None = None, *, language: Language = "en") -> Panels:
        """Draw the effect of the zones outside them by distance, in the last year with its band.

        Args:
            against: Counterfactual; by default the run's first.
            language: `en` or `zh`.
        """
        return self._of_twins(draw_radiation_curve, against, language)

    def map(self, against: str | None = None, *, language: Language = "en") -> Panels:
        """Draw where the economy outside zones has gained or lost; arguments as of `radiation_curve`."""
        return self._of_twins(draw_twin_map, against, language)

    def inside_outside(self, against: str | None = None, *, language: Language = "en") -> Panels:
        """Draw growth on the zones' lots and outside, year by year."""
        return self._of_twins(draw_inside_outside, against, language)

    def maturity_over_time(self, against: str | None = None, *, language: Language = "en") -> Panels:
        """Draw how mature the rules of places are, year by year."""
        return self._of_twins(draw_maturity_over_time, against, language)

    def five_dimensions(self, against: str | None = None, *, language: Language = "en") -> Panels:
        """Draw the five dimensions of development in both worlds."""
        return self._of_twins(draw_five_dimensions, against, language)

    def maturity_map(self, *, language: Language = "en") -> Panels:
        """Draw the maturity of rules on the map."""
        return _kept(language, lambda: draw_maturity_map(self._run, language=language))

    def link_distances(self, *, language: Language = "en") -> Panels:
        """Draw how far supplier links reach."""
        return _kept(language, lambda: draw_link_distances(self._run, language=language))

    def evaluation(self, *, language: Language = "en") -> Panels:
        """Draw the yearly evaluation of zones, where the scenario switches it on."""
        return _kept(language, lambda: draw_evaluation(self._run, language=language))

    def channels(self, column: str = "gdp", *, language: Language = "en") -> Panels:
        """Draw through which channels the zones radiate; of a run of `sim.run_channels`.

        Args:
            column: What of the outside economy: `gdp`, `firms`, `productivity` ...
            language: `en` or `zh`.
        """
        found = channels(self._run, column)
        arm = str(self._run.manifest["channels_of"])
        return _kept(language, lambda: draw_channels(self._run, arm, found, language=language))

    def _of_twins(self, draw: Callable[..., Drawing], against: str | None, language: Language) -> Panels:
        return _kept(language, lambda: drawing_of(self._run, draw, against, language))


class TwinPlots(_Plots):
    """Figures of two worlds of one replicate; there is no band, for there is no other luck."""

    def __init__(self, twin: Twin) -> None:
        self._run = RunPlots(run_of_twin(twin))

    def radiation_curve(self, *, language: Language = "en") -> Panels:
        """Draw the difference of the two worlds outside the zones, by distance."""
        return self._run.radiation_curve(language=language)

    def map(self, *, language: Language = "en") -> Panels:
        """Draw where the economy outside zones has gained or lost."""
        return self._run.map(language=language)

    def inside_outside(self, *, language: Language = "en") -> Panels:
        """Draw growth on the zones' lots and outside, year by year."""
        return self._run.inside_outside(language=language)


class SweptPlots(_Plots):
    """Figures of a sweep."""

    def __init__(self, swept: Swept) -> None:
        self._swept = swept

    def phase_diagram(self, against: str | None = None, *, language: Language = "en") -> Panels:
        """Draw where in the plane of two factors a zone draws growth in, and where it radiates.

        Args:
            against: Counterfactual; by default the sweep's first.
            language: `en` or `zh`.

        Raises:
            ResultsError: Where the sweep is no finished grid of two factors.
        """
        return _kept(language, lambda: phase_drawing(self._swept, against, language))

    def points(self, against: str | None = None, *, language: Language = "en") -> Panels:
        """Draw what the zones radiate at every point, with its interval."""
        return _kept(language, lambda: points_drawing(self._swept, against, language))


class ComparisonPlots(_Plots):
    """Figures of a comparison."""

    def __init__(self, compared: Comparison | Compared) -> None:
        self._comparison = compared.comparison if isinstance(compared, Compared) else compared

    def curves(self, *, language: Language = "en") -> Panels:
        """Draw the radiation curves beside each other, and how far each lies above the first."""
        return _kept(language, lambda: draw_comparison(self._comparison, language=language))


def drawing_of(run: Run, draw: Callable[..., Drawing], against: str | None, language: Language) -> Drawing:
    """Draw a figure of twins; inside `drawing_in`.

    Raises:
        ResultsError: Where the run has no such counterfactual, or none at all.
    """
    arm = _arm(run.folder.as_posix(), run.counterfactuals, against)
    return draw(run, arm, _answers(run, arm), language=language)


def phase_drawing(swept: Swept, against: str | None, language: Language) -> Drawing:
    """Draw the phase diagram of a sweep; inside `drawing_in`."""
    if not is_phase_diagram(swept):
        raise ResultsError(
            f"{swept.folder.as_posix()} is no finished grid of two factors with numbers, so it has no phase diagram. "
            "`plot.points()` draws any sweep."
        )
    arm = _arm(swept.folder.as_posix(), swept.arms[1:], against)
    return draw_phase_diagram(
        phase_of(swept.frame("samples"), (swept.keys[0], swept.keys[1]), arm), name=swept.name, counterfactual=arm,
        years=int(swept.manifest["base"]["years"]), language=language,
    )  # fmt: skip


def points_drawing(swept: Swept, against: str | None, language: Language) -> Drawing:
    """Draw every point of a sweep; inside `drawing_in`."""
    arm = _arm(swept.folder.as_posix(), swept.arms[1:], against)
    return draw_sweep_points(swept, arm, language=language)


def picture(draw: Callable[[], Drawing], language: Language = "en") -> bytes:
    """Draw a figure that belongs to nobody, as a small PNG."""
    with drawing_in(language):
        drawing = draw()
        file = BytesIO()
        drawing.figure.savefig(file, format="png", dpi=DPI, metadata={"Software": None})
    return file.getvalue()


def _kept(language: Language, draw: Callable[[], Drawing]) -> Panels:
    """Draw a figure, hand it to pyplot, and give its axes."""
    with drawing_in(language):
        figure = draw().figure
    figure.set_dpi(DPI)
    # Outside the block, which would take back what a backend sets when it is loaded: that figures are shown at once.
    plt.figure(figure)
    axes = tuple(_panels(figure))
    return axes[0] if len(axes) == 1 else axes


def _panels(figure: Any) -> Iterator[Axes]:
    """List the axes of a figure that are no colour bar."""
    yield from (axes for axes in figure.axes if axes.get_label() != "<colorbar>")


def _answers(run: Run, arm: str) -> Answers:
    return replace(answers(run, arm), pairs=remember(run.twins(arm)))


def _arm(where: str, arms: tuple[str, ...], against: str | None) -> str:
    if not arms:
        raise ResultsError(f"{where} has no counterfactual, so there is no effect of its zones to draw.")
    if against is not None and against not in arms:
        raise ResultsError(f"{where} was not held against '{against}', but {', '.join(arms)}.")
    return against or arms[0]
