"""The report on a sweep: many points under the same luck, and on what it depends whether zones radiate."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from sim.basis.errors import ResultsError
from sim.figures.labels import Language, counterfactual_name
from sim.figures.phase_diagram import draw_phase_diagram
from sim.figures.portfolio import is_phase_diagram
from sim.measures.intervals import Number
from sim.measures.phase import Phase, phase_of
from sim.measures.thirds import Worth, worth_of
from sim.report.alt import alt_of
from sim.report.differing import arm_in_words
from sim.report.headlines import number_of
from sim.report.of_run import SMALL
from sim.report.page import Answer, Page, Paragraph, Section, Table
from sim.report.page import Part as PagePart
from sim.report.pictures import picture_of
from sim.report.provenance import provenance
from sim.report.repeating import recipe_of_sweep
from sim.report.scoreboard import scoreboard_of_points
from sim.report.sentences import counted, extremes, verdict_of, worth
from sim.report.settings import name_of, short_name, unit_of
from sim.report.texts import joined, method, named, text, title_in
from sim.report.units import unit_in
from sim.report.writing import MINUS, between, bracketed, effect, given, points, quoted, ring, to
from sim.results.swept import Swept

MOST_POINTS = 100
"""Points that a table shows."""

RING = "radiation.gdp."


@dataclass(frozen=True)
class Measured:
    """What a sweep's tables say against one counterfactual."""

    swept: Swept
    arm: str
    headlines: pd.DataFrame
    samples: pd.DataFrame

    @cached_property
    def near(self) -> str:
        """Name of the nearest ring that has an outside economy at any point; the first where none has."""
        rings = [name for name in dict.fromkeys(self.headlines["name"]) if str(name).startswith(RING)]
        known = [name for name in rings if np.isfinite(self.of(str(name))["value"].to_numpy(dtype=float)).any()]
        return str([*known, *rings][0]).removeprefix(RING)

    def of(self, name: str) -> pd.DataFrame:
        """Give the rows of one headline number, a point each."""
        return self.headlines[self.headlines["name"] == name]

    def numbers(self, name: str) -> Mapping[int, Number]:
        """Give one headline number by point."""
        rows = self.of(name).to_dict("records")
        return {int(row["point"]): number_of({str(key): value for key, value in row.items()}) for row in rows}

    @cached_property
    def worths(self) -> tuple[Worth, ...]:
        """What each factor is worth nearest to the zones, the largest first."""
        found = [worth_of(self.samples, key, self.arm, f"{RING}{self.near}") for key in self.swept.keys]
        known = [each for each in found if each is not None]
        return tuple(
            sorted(known, key=lambda each: -abs(each.number.value) if math.isfinite(each.number.value) else 0.0)
        )


def report_on_sweep(swept: Swept, language: Language) -> Page:
    """Lay out the report on a sweep; inside `drawing_in`.

    Args:
        swept: A sweep whose tables are there.
        language: Language of the report.

    Raises:
        ResultsError: Where no point was measured.
    """
    headlines, samples = (_table(swept, name) for name in ("headlines", "samples"))
    arms = [str(arm) for arm in dict.fromkeys(headlines["counterfactual"])]
    if not arms:
        raise ResultsError(f"{swept.folder} has no point that was measured. Run the sweep again.")
    found = [
        Measured(swept, arm, *(table[table["counterfactual"] == arm] for table in (headlines, samples))) for arm in arms
    ]
    title = title_in(language, swept.title)
    names = [short_name(key, language) for key in swept.keys]
    verb = text("is" if len(names) == 1 else "are", language)
    return Page(
        language=language,
        kind="sweep",
        title=title,
        question=text("question_sweep", language, title=title, factors=joined(names, language), are=verb),
        answer=_answer(found[0], language),
        notes=tuple(_notes(swept, language)),
        sections=(
            *(_section(each, language, answered=each is found[0]) for each in found),
            _varied(swept, language),
            Section(text("facts", language), scoreboard_of_points(found[0].headlines, language)),
            Section(text("method", language), tuple(Paragraph(each) for each in method(language))),
            _provenance(swept, language),
        ),
    )


def _table(swept: Swept, name: str) -> pd.DataFrame:
    path = swept.folder / "tables" / f"{name}.csv"
    if not path.is_file():
        raise ResultsError(f"{path} is missing: this sweep was not measured. Run it again; no world is run again.")
    return pd.read_csv(path)


def _answer(found: Measured, language: Language) -> Answer:
    near = found.numbers(f"{RING}{found.near}")
    verdicts = [verdict_of(number) for number in near.values()]
    known = {point: number for point, number in near.items() if math.isfinite(number.value)}
    if not known:
        return Answer((counted(verdicts, found.near, language=language),))
    most, least = (pick(known, key=lambda point: known[point].value) for pick in (max, min))
    settings = found.swept.manifest["points"]
    ends = [(_settings(settings[point]["settings"], language), known[point]) for point in (most, least)]
    factors = [(short_name(each.key, language), each.lowest, each.highest, each.number) for each in found.worths]
    return Answer(
        (
            counted(verdicts, found.near, language=language),
            extremes(ends[0], ends[1], language=language),
            worth(factors, language=language),
        )
    )


def _settings(settings: Mapping[str, Any], language: Language) -> str:
    words = [f"{short_name(key, language)} {given(value)}" for key, value in settings.items()]
    return (", " if language == "en" else "、").join(words)


def _notes(swept: Swept, language: Language) -> Iterator[str]:
    yield (
        text("note_one", language)
        if swept.replicates == 1
        else text("note_intervals", language, count=swept.replicates)
    )
    if swept.replicates > 1:
        yield text("note_bands", language)
    yield text("note_points", language)
    yield text("note_extremes", language)
    if not swept.finished:
        yield text("note_sweep_unfinished", language)
    if swept.manifest["base"].get("name") == SMALL:
        yield text("note_tiny", language)


def _section(found: Measured, language: Language, *, answered: bool) -> Section:
    """Lay out what is drawn and measured against one counterfactual."""
    parts: list[PagePart] = []
    if arm_in_words(found.arm, language):
        parts.append(Paragraph(arm_in_words(found.arm, language)))
    if not answered:
        parts.append(_answer(found, language))
    if is_phase_diagram(found.swept):
        parts += _phase(found, language)
    parts += [_worths(found, language), *_points(found, language)]
    title = text("figures_and_tables", language, arm=quoted(counterfactual_name(found.arm, language)))
    return Section(title, tuple(parts))


def _phase(found: Measured, language: Language) -> tuple[PagePart, ...]:
    swept = found.swept
    phase = phase_of(found.samples, (swept.keys[0], swept.keys[1]), found.arm)
    drawing = draw_phase_diagram(
        phase, name=swept.name, counterfactual=found.arm, years=int(swept.manifest["base"]["years"]), language=language
    )
    return picture_of(drawing, alt_of("phase_diagram", drawing.numbers, language)), _boundary(phase, language)


def _boundary(phase: Phase, language: Language) -> Table:
    across, upwards = phase.keys
    rows = []
    for row in phase.boundary(phase.near).to_dict("records"):
        turn = ABSENT if math.isnan(row[upwards]) else _turn(row[upwards], row["low"], row["high"], language)
        rows.append((given(float(row[across])), text(f"side_{row['side']}", language), turn))
    names = [short_name(key, language) for key in phase.keys]
    heads = (names[0], text("head_side", language), text("head_turn", language, factor=names[1]))
    where = ring(phase.near.removeprefix(RING), language)
    return Table(text("boundary_caption", language, ring=where), heads, tuple(rows), words=2)


ABSENT = "–"


def _turn(value: float, low: float, high: float, language: Language) -> str:
    told, least, most = (f"{each:.2f}".replace("-", MINUS) for each in (value, low, high))
    if math.isnan(low) or math.isnan(high):
        return told
    return told + bracketed(to(least, most, language), language)


def _worths(found: Measured, language: Language) -> Table:
    rows = tuple(
        (
            *(short_name(each.key, language), between(each.lowest), between(each.highest)),
            points(each.number, language),
        )
        for each in found.worths
    )
    heads = tuple(text(f"head_{each}", language) for each in ("setting", "lowest", "highest", "difference"))
    return Table(text("worth_caption", language, ring=ring(found.near, language)), heads, rows)


def _points(found: Measured, language: Language) -> tuple[PagePart, ...]:
    near, total = found.numbers(f"{RING}{found.near}"), found.numbers("radiation.total")
    keys = found.swept.keys
    rows = []
    for point in list(near)[:MOST_POINTS]:
        settings = found.swept.manifest["points"][point]["settings"]
        told = (given(settings[key]) if key in settings else ABSENT for key in keys)
        rows.append((str(point), *told, effect(near[point], language), effect(total[point], language)))
    heads = (
        *(text("head_point", language), *(short_name(key, language) for key in keys)),
        *(text("head_near_effect", language, ring=ring(found.near, language)), text("head_total", language)),
    )
    table = Table(text("points_caption", language), heads, tuple(rows))
    left = len(near) - len(rows)
    return (table, Paragraph(text("points_left", language, count=left))) if left else (table,)


def _varied(swept: Swept, language: Language) -> Section:
    """Say in words what is varied, over which values."""
    rows = []
    for key in swept.keys:
        values = [point["settings"][key] for point in swept.manifest["points"] if key in point["settings"]]
        rows.append((name_of(key, language), _range(values, language), unit_in(unit_of(key), language), key))
    design = text(f"design_{swept.manifest['design']}", language)
    heads = tuple(text(f"head_{each}", language) for each in ("setting", "values", "unit", "key"))
    table = Table(text("factors_caption", language, design=design), heads, tuple(rows), words=4)
    return Section(text("what_varies", language), (table, Paragraph(text("same_luck", language))))


MOST_VALUES = 9


def _range(values: list[Any], language: Language) -> str:
    distinct = list(dict.fromkeys(values))
    numeric = all(isinstance(value, int | float) and not isinstance(value, bool) for value in distinct)
    if numeric and len(distinct) > MOST_VALUES:
        low, high = given(min(distinct)), given(max(distinct))
        return text("values_range", language, low=low, high=high, count=len(distinct))
    return (", " if language == "en" else "、").join(given(value) for value in distinct)


def _provenance(swept: Swept, language: Language) -> Section:
    manifest = swept.manifest
    base = manifest["base"]
    return provenance(
        about=[
            (text("sweep", language), named(swept.name, swept.title, language)),
            (text("scenario", language), named(base["name"], base["title"], language)),
            (text("seed", language), str(base["seed"])),
            (text("replicates", language), str(swept.replicates)),
            (text("policy_date", language), str(base["policy_date"])),
            (text("years", language), str(base["years"])),
            (text("folder", language), swept.folder.name),
        ],
        program=manifest,
        worlds=[
            (f"{point.number}, {row['arm']}", row["replicate"], row["key"])
            for point in swept.points
            for row in point.run.manifest["worlds"]
        ],
        recipe=recipe_of_sweep(swept),
        again=f"hinterland report {swept.folder.name} --lang {language}",
        language=language,
    )
