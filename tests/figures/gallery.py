"""Every figure there is, drawn from made-up findings: by the name of its file in `sim/figures`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from sim.experiments.sweeps.reading import read_sweep_text
from sim.figures.adoption_curves import draw_adoption_curves
from sim.figures.calibration_facts import draw_calibrated_facts
from sim.figures.calibration_profiles import draw_profiles
from sim.figures.channel_interactions import draw_channel_interactions
from sim.figures.channels import draw_channels
from sim.figures.coherence import draw_coherence
from sim.figures.comparison import draw_comparison
from sim.figures.comparison_maps import draw_comparison_maps
from sim.figures.copying_tree import draw_copying_tree
from sim.figures.dose_curve import draw_dose_curve
from sim.figures.evaluation import draw_evaluation
from sim.figures.five_dimensions import draw_five_dimensions
from sim.figures.giving_matrix import draw_giving_matrix
from sim.figures.giving_ranking import draw_giving_ranking
from sim.figures.heat_map import draw_heat_map
from sim.figures.inside_outside import draw_inside_outside
from sim.figures.labels import Language
from sim.figures.ledger import draw_ledger
from sim.figures.link_distances import draw_link_distances
from sim.figures.maturity_map import draw_maturity_map
from sim.figures.maturity_over_time import draw_maturity_over_time
from sim.figures.phase_diagram import draw_phase_diagram
from sim.figures.radiation_curve import draw_radiation_curve
from sim.figures.scenario_map import draw_scenario_map
from sim.figures.screening import draw_screening
from sim.figures.sobol_indices import draw_indices
from sim.figures.style import Drawing
from sim.figures.sweep_points import draw_sweep_points
from sim.figures.tornado import draw_tornado
from sim.figures.twin_map import draw_twin_map
from sim.figures.validation import draw_validation
from sim.measures.compare import compare
from sim.measures.comparing import Comparison
from sim.measures.headline import Answers, answers
from sim.measures.sweeping import sweep
from sim.results import Run
from sim.results.swept import Swept
from sim.scenario.reading import read_text
from tests.figures import made_up_findings as made_up
from tests.made_up import simulate, sweep_text
from tests.synthetic import Recipe, decaying, globe_map, siphoning, stored_run

ARM = "no_new_zones"


@dataclass(frozen=True)
class Material:
    """Stored worlds that figures of runs and comparisons are drawn from, made when first asked for."""

    folder: Path

    @cached_property
    def run(self) -> Run:
        """Give a run on the globe whose zones radiate."""
        recipe = Recipe(globe_map(), profile=decaying, noise=0.01, spread=0.2)
        return stored_run(self.folder / "globe", recipe, rings=(0, 10, 20, 35, 50, 80))

    @cached_property
    def drawing_in(self) -> Run:
        """Give a run whose zones draw growth in from near by."""
        return stored_run(
            self.folder / "siphon", Recipe(globe_map(), profile=siphoning, noise=0.01), rings=(0, 20, 40, 80)
        )

    @cached_property
    def giving(self) -> Run:
        """Give the run as one that leaves zones out."""
        return replace(self.run, manifest={**self.run.manifest, "old_zones": "closed"})

    @cached_property
    def evaluated(self) -> Run:
        """Give a run whose zones are evaluated."""
        return made_up.evaluated_run(self.folder / "evaluated")

    @cached_property
    def answers(self) -> Answers:
        """Give what the run's twins say."""
        return answers(self.run, ARM)

    @cached_property
    def swept(self) -> Swept:
        """Give a measured sweep of four points."""
        text = sweep_text(replicates=3, openness=(0.2, 0.8), coordination=(0.1, 0.9))
        asked = read_sweep_text(text, name="made_up")
        return sweep(asked, out=self.folder / "sweep", workers=1, simulate=simulate)

    @cached_property
    def compared(self) -> Comparison:
        """Give a comparison of two points of a sweep."""
        assert self.swept.finished
        return compare("made_up:0", "made_up:3", out=self.folder / "sweep").comparison


def _maps(material: Material, language: Language) -> Drawing:
    drawing = draw_comparison_maps(material.compared, language=language)
    assert drawing is not None
    return drawing


def _dimensions(material: Material, language: Language) -> Drawing:
    told = SimpleNamespace(dimensions=SimpleNamespace(table=made_up.dimensions))
    return draw_five_dimensions(material.run, ARM, cast(Answers, told), language=language)


def _profiles(material: Material, language: Language) -> Drawing:
    del material
    found = made_up.calibrated()
    return draw_profiles("made_up", found["parameters"], found["profiles"], replicates=2, language=language)


def _siphon(material: Material, language: Language) -> Drawing:
    run = material.drawing_in
    return draw_radiation_curve(run, ARM, answers(run, ARM), language=language)


GALLERY: Mapping[str, Callable[[Material, Language], Drawing]] = {
    "adoption_curves": lambda m, lang: draw_adoption_curves(m.run, made_up.spreading(), language=lang),
    "calibration_facts": lambda _, lang: draw_calibrated_facts(
        "made_up", made_up.calibrated()["facts"], replicates=4, language=lang
    ),
    "calibration_profiles": _profiles,
    "channel_interactions": lambda m, lang: draw_channel_interactions(
        m.run, ARM, made_up.channel_effects(), language=lang
    ),
    "channels": lambda m, lang: draw_channels(m.run, ARM, made_up.channel_effects(), language=lang),
    "coherence": lambda m, lang: draw_coherence(m.run, ARM, made_up.coherent(), language=lang),
    "comparison": lambda m, lang: draw_comparison(m.compared, language=lang),
    "comparison_maps": _maps,
    "copying_tree": lambda m, lang: draw_copying_tree(m.run, made_up.spreading(), language=lang),
    "dose_curve": lambda m, lang: draw_dose_curve(m.run, ARM, m.answers, language=lang),
    "evaluation": lambda m, lang: draw_evaluation(m.evaluated, language=lang),
    "five_dimensions": _dimensions,
    "giving_matrix": lambda m, lang: draw_giving_matrix(m.giving, made_up.ranking().found, language=lang),
    "giving_ranking": lambda m, lang: draw_giving_ranking(m.giving, made_up.ranking(), language=lang),
    "heat_map": lambda m, lang: draw_heat_map(m.run, ARM, m.answers, language=lang),
    "inside_outside": lambda m, lang: draw_inside_outside(m.run, ARM, m.answers, language=lang),
    "ledger": lambda m, lang: draw_ledger(m.run, ARM, made_up.of_five(), language=lang),
    "link_distances": lambda m, lang: draw_link_distances(m.run, language=lang),
    "maturity_map": lambda m, lang: draw_maturity_map(m.run, language=lang),
    "maturity_over_time": lambda m, lang: draw_maturity_over_time(m.run, ARM, m.answers, language=lang),
    "phase_diagram": lambda _, lang: draw_phase_diagram(
        made_up.phase(), name="made_up", counterfactual="no_zones", years=25, language=lang
    ),
    "radiation_curve": lambda m, lang: draw_radiation_curve(m.run, ARM, m.answers, language=lang),
    "radiation_curve.siphon": _siphon,
    "scenario_map": lambda _, lang: draw_scenario_map(
        read_text("extends: tiny\nname: made_up\n", name="made_up"), language=lang
    ),
    "screening": lambda _, lang: draw_screening(made_up.stage(40), made_up.screened(), language=lang),
    "sobol_indices": lambda _, lang: draw_indices(made_up.stage(96), *made_up.apportioned(), language=lang),
    "sweep_points": lambda m, lang: draw_sweep_points(m.swept, "no_zones", language=lang),
    "tornado": lambda _, lang: draw_tornado(made_up.stage(8), made_up.swings(), language=lang),
    "twin_map": lambda m, lang: draw_twin_map(m.run, ARM, m.answers, language=lang),
    "validation": lambda m, lang: draw_validation(m.run, made_up.validated(), language=lang),
}
"""How each figure is drawn; what follows a dot tells apart several drawings of one file."""
