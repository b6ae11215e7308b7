"""The report on a run: a scenario against each of its counterfactuals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from sim.experiments.channels import CHANNELS_OF
from sim.figures.labels import Language, counterfactual_name, label
from sim.figures.portfolio import OF_COUNTERFACTUAL, OF_EVALUATION, OF_RUN
from sim.measures.dimensions import DIMENSIONS
from sim.measures.evaluation import is_evaluated
from sim.measures.facts.readings import hold_against_facts
from sim.measures.headline import Answers, answers, headline_of
from sim.measures.intervals import Number
from sim.report.alt import alt_of
from sim.report.channel_parts import channel_parts
from sim.report.differing import arm_in_words, differing
from sim.report.facts_in_chinese import DIMENSIONS as DIMENSIONS_IN_CHINESE
from sim.report.field_words import field_table
from sim.report.headlines import number_of, numbers_table
from sim.report.page import Answer, Page, Paragraph, Part, Section, Table
from sim.report.pictures import picture_of
from sim.report.provenance import provenance
from sim.report.repeating import recipe_of_run
from sim.report.scoreboard import scoreboard, start_against_data
from sim.report.sentences import distance, ratio, verdict_of, whole
from sim.report.texts import method, named, text, title_in
from sim.report.units import unit_in
from sim.report.writing import counted, effect, plain, quoted, ring, three
from sim.results.run import BASE, Run

RADII = ("radiation.half_distance_km", "radiation.sign_change_km")
MISSING = Number(np.nan)

SMALL = "tiny"
"""Name of the scenario whose numbers mean nothing."""


@dataclass(frozen=True)
class Contrast:
    """A run held against one of its counterfactuals."""

    run: Run
    arm: str
    found: Answers

    @cached_property
    def numbers(self) -> Mapping[str, Number]:
        """Headline numbers by their dotted names."""
        rows = headline_of(self.found).to_dict("records")
        return {str(row["name"]): number_of({str(key): value for key, value in row.items()}) for row in rows}

    @cached_property
    def near(self) -> str:
        """Name of the nearest ring that has an outside economy; the first where none has."""
        known = np.flatnonzero(np.isfinite(self.found.curve.distance))
        return self.found.curve.names[int(known[0]) if len(known) else 0]

    @property
    def year(self) -> int:
        """Last recorded year since the policy date."""
        return int(self.found.curve.years["year"].iloc[-1])

    def sentences(self, language: Language, scenario: str | None = None) -> Answer:
        """Answer in three sentences: how much, how far, and for how much inside."""
        numbers = self.numbers
        half, sign = (numbers[name] for name in RADII)
        return Answer(
            (
                whole(
                    numbers["radiation.total"], years=self.year, arm=counterfactual_name(self.arm, language),
                    treated=self.found.curve.treated, language=language, scenario=scenario,
                ),
                distance(
                    numbers[f"radiation.gdp.{self.near}"], self.near, half=half, sign=sign, language=language
                ),
                ratio(numbers["radiation.ratio"], numbers["inside.gdp"] if self.found.curve.treated else MISSING,
                      language=language),
            )
        )  # fmt: skip


def report_on_run(run: Run, language: Language) -> Page:
    """Lay out the report on a run; inside `drawing_in`.

    Args:
        run: A run with at least one counterfactual and one finished replicate.
        language: Language of the report.
    """
    contrasts = [Contrast(run, arm, answers(run, arm)) for arm in arms_of(run)]
    title = title_in(language, run.title)
    first, *others = contrasts
    sections = [_section(first, language, answered=True), *(_section(each, language) for each in others)]
    return Page(
        language=language,
        kind="run",
        title=title,
        question=text("question_run", language, title=quoted(title)),
        answer=first.sentences(language),
        notes=(*notes_on(run, language), *(_beside(each, language) for each in others)),
        sections=(
            *sections,
            Section(text("field_words", language), (field_table(first.numbers, first.near, language),)),
            _differences(run, language),
            facts_of(run, language),
            Section(text("method", language), tuple(Paragraph(each) for each in method(language))),
            _provenance(run, language),
        ),
    )


def arms_of(run: Run) -> tuple[str, ...]:
    """Give the counterfactuals that a reader asks for; of a run that takes channels apart, the one it is about."""
    return (str(run.manifest[CHANNELS_OF]),) if CHANNELS_OF in run.manifest else run.counterfactuals


def notes_on(run: Run, language: Language) -> Iterator[str]:
    """Say what a reader must know before believing the numbers of a run."""
    done, asked = len(run.replicates), len(run.manifest["replicates"])
    yield text("note_one", language) if done == 1 else text("note_intervals", language, count=done)
    if done > 1:
        yield text("note_bands", language)
    if done < asked:
        yield text("note_unfinished", language, done=done, asked=asked)
    if run.name == SMALL:
        yield text("note_tiny", language)


def _beside(other: Contrast, language: Language) -> str:
    """Say first of all what becomes of the answer against another twin."""
    total = other.sentences(language).sentences[0].text
    return text("note_other_twin", language, sentence=total)


def _section(contrast: Contrast, language: Language, *, answered: bool = False) -> Section:
    """Lay out what is drawn and measured against one counterfactual."""
    run, arm, found = contrast.run, contrast.arm, contrast.found
    parts: list[Part] = []
    if arm_in_words(arm, language):
        parts.append(Paragraph(arm_in_words(arm, language)))
    if not answered:
        parts.append(contrast.sentences(language))
    for name, draw in OF_COUNTERFACTUAL.items():
        drawing = draw(run, arm, found, language=language)
        parts.append(picture_of(drawing, alt_of(name, drawing.numbers, language)))
        if name == "radiation_curve":
            parts.append(curve_table(contrast, language))
        if name == "inside_outside":
            parts.append(numbers_table(contrast.numbers, language))
        if name == "five_dimensions":
            parts.append(dimensions_table(contrast, language))
    if answered:
        parts += _of_the_run(run, language)
    title = text("figures_and_tables", language, arm=quoted(counterfactual_name(arm, language)))
    return Section(title, tuple(parts))


def _of_the_run(run: Run, language: Language) -> Iterator[Part]:
    """Draw what a run has once: maps of the base, the chain, the evaluation, the channels."""
    if CHANNELS_OF in run.manifest:
        yield from channel_parts(run, language)
    evaluated = is_evaluated(run.worlds(BASE)[0])
    for name, draw in {**OF_RUN, **(OF_EVALUATION if evaluated else {})}.items():
        drawing = draw(run, language=language)
        yield picture_of(drawing, alt_of(name, drawing.numbers, language))


def curve_table(contrast: Contrast, language: Language) -> Table:
    """Lay out the radiation curve of the last year, ring by ring, and what each ring says."""
    curve = contrast.found.curve
    rows = []
    for place, name in enumerate(curve.names):
        band = curve.band
        value, low, high = (float(side[-1, place]) for side in (band.value, band.low, band.high))
        number = Number(value, low, high)
        told = text(f"badge_{verdict_of(number)}", language)
        rows.append((ring(name, language), effect(number, language), told))
    heads = tuple(text(f"head_{each}", language) for each in ("distance", "effect", "says"))
    return Table(text("curve_caption", language, year=contrast.year), heads, tuple(rows), words_after=1)


def dimensions_table(contrast: Contrast, language: Language) -> Table:
    """Lay out the five dimensions in both worlds, and the difference."""
    found = contrast.found.dimensions
    rows = []
    for each in DIMENSIONS:
        base, other, difference = (found.number(each, side) for side in ("base", "other", "difference"))
        name = each.meaning if language == "en" else DIMENSIONS_IN_CHINESE[each.dotted]
        rows.append(
            (
                *(label(f"dimension_{each.dimension}", language), name, unit_in(each.unit, language)),
                *(three(base.value), three(other.value), plain(difference, language)),
            )
        )
    heads = tuple(
        text(f"head_{each}", language) for each in ("dimension", "number", "unit", "base", "twin", "difference")
    )
    return Table(text("dimensions_caption", language, year=contrast.year), heads, tuple(rows), words=3)


def _differences(run: Run, language: Language) -> Section:
    parts: list[Part] = []
    base = text("head_base", language)
    for arm in arms_of(run):
        names = base, quoted(counterfactual_name(arm, language))
        parts += differing(run.scenario, run.manifest["arms"][arm], names=names, language=language)
    parts.append(Paragraph(text("same_luck", language)))
    return Section(text("what_differs", language), tuple(parts))


def facts_of(run: Run, language: Language) -> Section:
    """Hold a run against known facts, and its start against the data."""
    worlds = run.worlds(BASE)
    facts: pd.DataFrame = hold_against_facts(worlds)
    parts = (*scoreboard(facts, language), start_against_data(worlds[0], language))
    return Section(text("facts", language), parts)


def about_run(run: Run, language: Language) -> list[tuple[str, str]]:
    """Say what a run is, line by line."""
    scenario = run.scenario
    return [
        (text("scenario", language), named(run.name, run.title, language)),
        (text("seed", language), str(scenario.get("seed", text("unknown", language)))),
        (text("replicates", language), counted(run.replicates, language)),
        (text("policy_date", language), str(scenario.get("policy_date", text("unknown", language)))),
        (text("years", language), str(scenario.get("years", text("unknown", language)))),
        (text("engine", language), str(run.manifest.get("engine", "numba"))),
    ]


def _provenance(run: Run, language: Language) -> Section:
    arms = (BASE, *run.counterfactuals)
    return provenance(
        about=[*about_run(run, language), (text("folder", language), run.folder.name)],
        program=run.manifest,
        worlds=[(arm, k, run.world(arm, k).key) for arm in arms for k in run.replicates],
        recipe=recipe_of_run(run),
        again=f"hinterland report {run.folder.name} --lang {language}",
        language=language,
    )
