"""The report on a comparison: several runs beside each other, all differences to the first."""

import math
from collections.abc import Iterator, Mapping

import pandas as pd

from sim.figures.comparison import draw_comparison
from sim.figures.labels import Language, counterfactual_name
from sim.measures.comparing import Comparison, Part
from sim.measures.facts.readings import hold_against_facts
from sim.measures.intervals import Number
from sim.report.alt import alt_of
from sim.report.differing import differing
from sim.report.headlines import beside_table, number_of
from sim.report.of_run import SMALL, Contrast, about_run
from sim.report.page import Answer, Page, Paragraph, Section, Table
from sim.report.page import Part as PagePart
from sim.report.pictures import picture_of
from sim.report.provenance import provenance
from sim.report.repeating import recipe_of_runs
from sim.report.scoreboard import scoreboard_of_runs
from sim.report.sentences import differences, verdict_of, whole
from sim.report.texts import colon, joined, method, text, title_in
from sim.report.warnings_in_chinese import in_chinese
from sim.report.writing import points, quoted, ring
from sim.results.catalogue import Entry
from sim.results.run import BASE

type Numbers = Mapping[str, Mapping[str, Number]]
"""Numbers by scenario and dotted name."""


def report_on_comparison(found: Comparison, entry: Entry, language: Language) -> Page:
    """Lay out the report on a comparison; inside `drawing_in`.

    Args:
        found: What is compared.
        entry: Its folder and manifest.
        language: Language of the report.
    """
    names = [part.name for part in found.parts]
    values, apart = _numbers(found)
    contrasts = [Contrast(part.run, part.counterfactual, part.answers) for part in found.parts]
    title = joined([_titled(part, language) for part in found.parts], language, "names_or")
    return Page(
        language=language,
        kind="comparison",
        title=joined([quoted(name) for name in names], language),
        question=text("question_comparison", language, names=title),
        answer=_answer(found, contrasts[0], values, apart, language),
        notes=tuple(_notes(found, language)),
        sections=(
            _figures(found, values, apart, language),
            _each(contrasts, names, language),
            _what_differs(found, language),
            _facts(found, language),
            Section(text("method", language), tuple(Paragraph(each) for each in method(language))),
            _provenance(found, entry, language),
        ),
    )


def _titled(part: Part, language: Language) -> str:
    title = title_in(language, part.run.title)
    return quoted(part.name) if title == part.name else f"{quoted(part.name)}{_bracket(title, language)}"


def _bracket(title: str, language: Language) -> str:
    return f" ({title})" if language == "en" else f"（{title}）"


def _numbers(found: Comparison) -> tuple[Numbers, Numbers]:
    """Give every headline number by scenario and name, and its difference to the first."""
    values: dict[str, dict[str, Number]] = {part.name: {} for part in found.parts}
    apart: dict[str, dict[str, Number]] = {part.name: {} for part in found.parts}
    for row in found.headlines.to_dict("records"):
        told = {str(key): value for key, value in row.items()}
        values[told["run"]][told["name"]] = number_of(told)
        apart[told["run"]][told["name"]] = number_of(told, difference=True)
    return values, apart


def _answer(found: Comparison, first: Contrast, values: Numbers, apart: Numbers, language: Language) -> Answer:
    """Say what the first does by itself, and what the others do more or less, over all and nearest by."""
    own, *others = (part.name for part in found.parts)
    near = f"radiation.gdp.{first.near}"
    total = whole(
        values[own]["radiation.total"], years=first.year, arm=counterfactual_name(first.arm, language),
        treated=first.found.curve.treated, language=language, scenario=own,
    )  # fmt: skip
    over_all = {name: apart[name]["radiation.total"] for name in others}
    luck = zip(found.parts[1:], found.paired[1:], strict=True)
    nearest = {part.name: _nearest(found, part, near, paired=paired) for part, paired in luck}
    return Answer(
        (
            total,
            differences(over_all, own, where=None, language=language),
            differences(nearest, own, where=first.near, language=language),
        )
    )


def _nearest(found: Comparison, part: Part, near: str, *, paired: bool) -> Number:
    """Give the difference nearest to the zones; missing where a part has other rings than the first."""
    return found.difference(part, near, paired=paired) if near in part.left_out.names else Number(math.nan)


def _notes(found: Comparison, language: Language) -> Iterator[str]:
    least = min(len(part.replicates) for part in found.parts)
    yield text("note_one", language) if least == 1 else text("note_intervals", language, count=least)
    if least > 1:
        yield text("note_nearest", language)
    yield text("note_points", language)
    if any(part.run.name.partition(":")[0] in {SMALL, f"{SMALL}_sweep"} for part in found.parts):
        yield text("note_tiny", language)
    for warning in found.warnings:
        yield warning if language == "en" else in_chinese(warning)


def _figures(found: Comparison, values: Numbers, apart: Numbers, language: Language) -> Section:
    first = found.parts[0].name
    drawing = draw_comparison(found, language=language)
    caption = text("comparison_numbers_caption", language, first=quoted(first))
    names = [part.name for part in found.parts]
    parts = (
        picture_of(drawing, alt_of("comparison", drawing.numbers, language)),
        _curve_table(found.curve_differences, first, language),
        beside_table(names, values, apart, caption=caption, language=language),
    )
    return Section(text("figures", language), parts)


def _curve_table(table: pd.DataFrame, first: str, language: Language) -> Table:
    rows = []
    for row in table.to_dict("records"):
        number = Number(row["difference"], row["band_low"], row["band_high"])
        verdict = verdict_of(number)
        word = {"radiates": "more", "draws_in": "less"}.get(str(verdict), str(verdict))
        told = points(number, language), text(f"badge_{word}", language)
        rows.append((str(row["run"]), ring(str(row["ring"]), language), *told))
    heads = tuple(text(f"head_{each}", language) for each in ("which", "distance", "effect", "radiates_more"))
    return Table(
        text("comparison_curve_caption", language, first=quoted(first)), heads, tuple(rows), words=2, words_after=1
    )


def _each(contrasts: list[Contrast], names: list[str], language: Language) -> Section:
    parts: list[PagePart] = []
    for contrast, name in zip(contrasts, names, strict=True):
        parts.append(contrast.sentences(language, scenario=name))
    return Section(text("each_by_itself", language), tuple(parts))


def _what_differs(found: Comparison, language: Language) -> Section:
    first, *others = found.parts
    parts: list[PagePart] = []
    for other in others:
        names = quoted(first.name), quoted(other.name)
        parts += differing(first.run.scenario, other.run.scenario, names=names, language=language)
    return Section(text("what_differs_runs", language), tuple(parts))


def _facts(found: Comparison, language: Language) -> Section:
    held = [(part.name, hold_against_facts(part.run.worlds(BASE))) for part in found.parts]
    return Section(text("facts", language), scoreboard_of_runs(held, language))


def _provenance(found: Comparison, entry: Entry, language: Language) -> Section:
    about = []
    for part in found.parts:
        lines = about_run(part.run, language)
        told = [title_in(language, part.run.title), *(f"{what}{colon(language)}{which}" for what, which in lines[1:])]
        name = f"{text('scenario', language)}{' ' if language == 'en' else ''}{quoted(part.name)}"
        about.append((name, ("; " if language == "en" else "；").join(told)))
    worlds = [
        (f"{part.name}, {arm}", replicate, part.run.world(arm, replicate).key)
        for part in found.parts
        for arm in part.run.arms
        for replicate in part.replicates
    ]
    runs = [(part.counterfactual, part.run) for part in found.parts]
    return provenance(
        about=[*about, (text("folder", language), entry.folder.name)],
        program=found.parts[0].run.world(BASE, found.parts[0].replicates[0]).made_from,
        worlds=worlds,
        recipe=recipe_of_runs(runs),
        again=f"hinterland report {entry.folder.name} --lang {language}",
        language=language,
    )
