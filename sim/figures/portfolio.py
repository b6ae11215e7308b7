"""All figures of a run: drawn, and saved as PNG, SVG and the CSV of their numbers."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pandas as pd

from sim.experiments.calibration.request import Budget
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
from sim.figures.screening import draw_screening
from sim.figures.sobol_indices import draw_indices
from sim.figures.style import Drawing, drawing_in
from sim.figures.tornado import draw_tornado
from sim.figures.twin_map import draw_twin_map
from sim.figures.validation import draw_validation, measured_at_all
from sim.measures.channels import ChannelEffects
from sim.measures.coherence import Coherence
from sim.measures.comparing import Comparison
from sim.measures.diffusion import Diffusion
from sim.measures.evaluation import is_evaluated
from sim.measures.giving_ranks import Ranking
from sim.measures.headline import Answers, answers
from sim.measures.ledger import Ledger
from sim.measures.phase import phase_of
from sim.measures.sensitivity.study import Study
from sim.results.run import BASE, Run
from sim.results.swept import Swept

OF_RUN: dict[str, Callable[..., Drawing]] = {
    "maturity_map": draw_maturity_map,
    "link_distances": draw_link_distances,
}
"""Figures that a run has once: `draw(run, language=...)`."""

OF_COUNTERFACTUAL: dict[str, Callable[..., Drawing]] = {
    "radiation_curve": draw_radiation_curve,
    "heat_map": draw_heat_map,
    "dose_curve": draw_dose_curve,
    "twin_map": draw_twin_map,
    "inside_outside": draw_inside_outside,
    "maturity_over_time": draw_maturity_over_time,
    "five_dimensions": draw_five_dimensions,
}
"""Figures that a run has for each counterfactual: `draw(run, counterfactual, answers, language=...)`."""


OF_EVALUATION: dict[str, Callable[..., Drawing]] = {"evaluation": draw_evaluation}
"""Figures that a run has whose zones are evaluated: `draw(run, language=...)`."""


def draw_all(run: Run, folder: Path, language: Language = "en") -> list[Path]:
    """Draw every figure of a run, those of twins once for each counterfactual.

    Args:
        run: Run to draw.
        folder: Where the files go, by custom the run's `figures`.
        language: `en` or `zh`.

    Returns:
        What was written: a PNG, an SVG and a CSV for each figure.

    Raises:
        HinterlandError: Where the font of the language is not installed.
        ResultsError: Where the run's worlds cannot be read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    with drawing_in(language):
        for name, drawing in drawings(run, language):
            written += save(drawing, folder, name)
    return written


def drawings(run: Run, language: Language = "en") -> Iterator[tuple[str, Drawing]]:
    """Draw every figure of a run, one at a time, with the name of its files; inside `drawing_in`."""
    for arm in run.counterfactuals:
        found: Answers = answers(run, arm)
        for name, draw in OF_COUNTERFACTUAL.items():
            yield f"{name}.{_file_name(arm)}", draw(run, arm, found, language=language)
    evaluated = is_evaluated(run.worlds(BASE)[0])
    for name, draw in {**OF_RUN, **(OF_EVALUATION if evaluated else {})}.items():
        yield name, draw(run, language=language)


OF_COLUMN: dict[str, Callable[..., Drawing]] = {
    "radiation_curve": draw_radiation_curve,
    "heat_map": draw_heat_map,
    "dose_curve": draw_dose_curve,
}
"""Figures that any column of the outside economy has: `draw(run, counterfactual, answers, column=..., ...)`."""


def draw_radiation_of(
    run: Run, arm: str, found: Answers, folder: Path, *, column: str, language: Language = "en"
) -> list[Path]:
    """Draw what `hinterland radiation` found of a column; give what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    after = "" if column == "gdp" else f".{column}"
    written: list[Path] = []
    with drawing_in(language):
        for name, draw in OF_COLUMN.items():
            drawing = draw(run, arm, found, column=column, language=language)
            written += save(drawing, folder, f"{name}.{_file_name(arm)}{after}")
    return written


def draw_ledger_of(run: Run, arm: str, found: Ledger, folder: Path, language: Language = "en") -> list[Path]:
    """Draw what `hinterland ledger` found; give what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    with drawing_in(language):
        return save(draw_ledger(run, arm, found, language=language), folder, f"ledger.{_file_name(arm)}")


def draw_validation_of(run: Run, table: pd.DataFrame, folder: Path, language: Language = "en") -> list[Path]:
    """Draw what `hinterland validate` found, unless nothing could be measured; give what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    if not measured_at_all(table):
        return []
    with drawing_in(language):
        return save(draw_validation(run, table, language=language), folder, "validation")


def draw_channels_of(run: Run, found: ChannelEffects, folder: Path, language: Language = "en") -> list[Path]:
    """Draw what `hinterland channels` found; give what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    with drawing_in(language):
        arm = str(run.manifest["channels_of"])
        parts = save(draw_channels(run, arm, found, language=language), folder, "channels")
        pairs = draw_channel_interactions(run, arm, found, language=language)
        return parts + save(pairs, folder, "channel_interactions")


def draw_giving_of(run: Run, found: Ranking, folder: Path, language: Language = "en") -> list[Path]:
    """Draw what `hinterland giving` found; give what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    with drawing_in(language):
        matrix = save(draw_giving_matrix(run, found.found, language=language), folder, "giving_matrix")
        return matrix + save(draw_giving_ranking(run, found, language=language), folder, "giving_ranking")


def draw_diffusion_of(run: Run, found: Diffusion, folder: Path, language: Language = "en") -> list[Path]:
    """Draw what `hinterland diffusion` found; give what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    with drawing_in(language):
        written = save(draw_adoption_curves(run, found, language=language), folder, "adoption_curves")
        return written + save(draw_copying_tree(run, found, language=language), folder, "copying_tree")


def draw_coherence_of(run: Run, arm: str, found: Coherence, folder: Path, language: Language = "en") -> list[Path]:
    """Draw what `hinterland coherence` found; give what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    with drawing_in(language):
        return save(draw_coherence(run, arm, found, language=language), folder, f"coherence.{_file_name(arm)}")


def draw_calibration(
    name: str, tables: Mapping[str, pd.DataFrame], budget: Budget, folder: Path, language: Language = "en"
) -> list[Path]:
    """Draw what `hinterland calibrate` found of a scenario, from its tables; give what was written.

    Args:
        name: Name of the scenario.
        tables: What was found.
        budget: How many replicates it was found with.
        folder: Where the files go.
        language: Language of the texts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with drawing_in(language):
        parameters, along = tables["parameters"], tables["profiles"]
        profiles = draw_profiles(name, parameters, along, replicates=budget.replicates, language=language)
        facts = draw_calibrated_facts(name, tables["facts"], replicates=budget.confirm, language=language)
        return [*save(profiles, folder, "profiles"), *save(facts, folder, "facts")]


def draw_sweep(swept: Swept, folder: Path, language: Language = "en") -> list[Path]:
    """Draw the phase diagram of a sweep over a grid of two factors, once for each counterfactual; of others nothing.

    Args:
        swept: Sweep to draw, measured.
        folder: Where the files go, by custom the sweep's `figures`.
        language: `en` or `zh`.
    """
    if not is_phase_diagram(swept):
        return []
    folder.mkdir(parents=True, exist_ok=True)
    samples = pd.read_csv(swept.folder / "tables" / "samples.csv")
    written: list[Path] = []
    with drawing_in(language):
        for arm in swept.arms[1:]:
            drawing = draw_phase_diagram(
                phase_of(samples, (swept.keys[0], swept.keys[1]), arm), name=swept.name, counterfactual=arm,
                years=int(swept.manifest["base"]["years"]), language=language,
            )  # fmt: skip
            written += save(drawing, folder, f"phase_diagram.{_file_name(arm)}")
    return written


def is_phase_diagram(swept: Swept) -> bool:
    """Tell whether a sweep is a full grid of two factors with numbers, and every world of it is there."""
    if len(swept.keys) != len(TWO) or swept.manifest["design"] != "grid" or not swept.finished:
        return False
    values = [[point["settings"][key] for point in swept.manifest["points"]] for key in swept.keys]
    numeric = all(isinstance(value, int | float) and not isinstance(value, bool) for each in values for value in each)
    return numeric and all(len(set(each)) > 1 for each in values)


TWO = ("across", "upwards")
"""Factors of a phase diagram."""


def draw_study(study: Study, language: Language = "en") -> list[Path]:
    """Draw what a sensitivity study found, into the `figures` of each of its stages; give what was written."""
    written: list[Path] = []
    with drawing_in(language):
        for found in study.found.values():
            for measure in study.plan.names:
                told = {name: table[table["measure"] == measure] for name, table in found.tables.items()}
                told = {name: table.reset_index(drop=True) for name, table in told.items()}
                name = next(iter(told))
                drawing = OF_STAGE[name](found.swept, *told.values(), language=language)
                written += save(drawing, found.swept.folder / "figures", f"{name}.{_file_name(measure)}")
    return written


OF_STAGE: dict[str, Callable[..., Drawing]] = {
    "tornado": draw_tornado,
    "screening": draw_screening,
    "indices": draw_indices,
}
"""Figures of a sensitivity study by the first table of the stage: `draw(swept, *tables, language=...)`."""


def draw_compared(found: Comparison, folder: Path, language: Language = "en") -> list[Path]:
    """Draw the figures of a comparison: the curves, and the maps where others lie on the map of the first."""
    folder.mkdir(parents=True, exist_ok=True)
    with drawing_in(language):
        written = save(draw_comparison(found, language=language), folder, "comparison")
        maps = draw_comparison_maps(found, language=language)
        return written if maps is None else [*written, *save(maps, folder, "comparison_maps")]


def save(drawing: Drawing, folder: Path, name: str) -> list[Path]:
    """Save a figure and its numbers; equal drawings give equal bytes."""
    paths = [folder / f"{name}.{kind}" for kind in ("png", "svg", "csv")]
    drawing.figure.savefig(paths[0], metadata={"Software": None})
    drawing.figure.savefig(paths[1], metadata={"Date": None, "Creator": None})
    drawing.numbers.to_csv(paths[2], index=False, lineterminator="\n", float_format="%.10g", encoding="utf-8")
    return paths


def _file_name(arm: str) -> str:
    """Give the name of an arm as part of a file name: words joined by underscores."""
    return "_".join("".join(letter if letter.isalnum() or letter in "-_" else " " for letter in arm).split())
