"""The scoreboard of facts: what is known beside what was found, near or far."""

from collections.abc import Sequence

import pandas as pd

from sim.figures.labels import Language
from sim.measures.calibration import calibration
from sim.measures.facts.readings import read_facts, verdict
from sim.measures.headline import MEASURE_OF_FACT
from sim.measures.tables import Tables
from sim.report.facts_in_chinese import FACTS, remark_in
from sim.report.page import Paragraph, Part, Table
from sim.report.texts import text
from sim.report.units import unit_in
from sim.report.writing import bracketed, given, three, to

JUDGED = ("inside", "below", "above")
WORDS = {"inside": "near", "below": "below", "above": "above"}
"""Key of the text for each verdict."""


def scoreboard(facts: pd.DataFrame, language: Language) -> tuple[Part, ...]:
    """Lay out which facts are near and which are far.

    Args:
        facts: As `hold_against_facts` gives them.
        language: Language of the words.
    """
    judged = facts[facts["verdict"].isin(JUDGED)].to_dict("records")
    heads = tuple(
        text(f"head_{each}", language) for each in ("fact", "unit", "known", "band", "found", "verdict", "remark")
    )
    rows = tuple(
        (
            *(_fact(row, language), unit_in(str(row["unit"]), language), str(row["value"])),
            *(_band(row, language), three(float(row["found"])), text(WORDS[str(row["verdict"])], language)),
            remark_in(str(row["remark"]), language),
        )
        for row in judged
    )
    return Table(text("facts_caption", language), heads, rows, words=2, words_after=2), _count(facts, language)


def _fact(row: dict, language: Language) -> str:
    return str(row["fact"])[:1].upper() + str(row["fact"])[1:] if language == "en" else FACTS[str(row["id"])]


def _band(row: dict, language: Language) -> str:
    return to(given(float(row["low"])), given(float(row["high"])), language)


def _count(facts: pd.DataFrame, language: Language) -> Paragraph:
    near = int((facts["verdict"] == "inside").sum())
    far = int(facts["verdict"].isin(("below", "above")).sum())
    told = text("facts_count", language, near=near, far=far, left=len(facts) - near - far)
    return Paragraph(told)


def start_against_data(world: Tables, language: Language) -> Paragraph:
    """Say how near the start of a world is to the data that it is fitted to."""
    deviation = 100.0 * calibration(world).largest_deviation
    return Paragraph(text("start_near", language, deviation=three(deviation)))


def scoreboard_of_runs(found: Sequence[tuple[str, pd.DataFrame]], language: Language) -> tuple[Part, ...]:
    """Lay out which facts are near and which are far in each of several scenarios.

    Args:
        found: Name of each, and its facts as `hold_against_facts` gives them.
        language: Language of the words.
    """
    tables = [facts.to_dict("records") for _, facts in found]
    heads = (text("head_fact", language), *(text(f"head_{each}", language) for each in ("known", "band")))
    rows = []
    for same in zip(*tables, strict=True):
        if any(row["verdict"] in JUDGED for row in same):
            told = (_told(row, language) for row in same)
            rows.append((_fact(same[0], language), str(same[0]["value"]), _band(same[0], language), *told))
    heads = (*heads, *(name for name, _ in found))
    return (Table(text("facts_runs_caption", language), heads, tuple(rows)),)


def _told(row: dict, language: Language) -> str:
    if row["verdict"] not in JUDGED:
        return "–"
    return three(float(row["found"])) + bracketed(text(WORDS[str(row["verdict"])], language), language)


def scoreboard_of_points(headlines: pd.DataFrame, language: Language) -> tuple[Part, ...]:
    """Lay out at how many points of a sweep each fact is near or far.

    Args:
        headlines: Headline numbers of each point against one counterfactual.
        language: Language of the words.
    """
    rows = []
    for row in read_facts().to_dict("records"):
        own = headlines[headlines["name"] == MEASURE_OF_FACT.get(str(row["id"]))]
        said = [verdict(float(value), float(row["low"]), float(row["high"])) for value in own["value"]]
        if any(each in JUDGED for each in said):
            counts = (str(said.count(each)) for each in JUDGED)
            rows.append(
                (_fact({str(k): v for k, v in row.items()}, language), str(row["value"]), _band(row, language), *counts)
            )
    names = ("fact", "known", "band", "near", "below", "above")
    heads = tuple(text(f"head_{name}", language) for name in names)
    return (Table(text("facts_points_caption", language), heads, tuple(rows)),)
