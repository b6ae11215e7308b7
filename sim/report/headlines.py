"""Headline numbers as rows of a table: which are shown, what they are called, how they are written."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sim.figures.labels import Language
from sim.measures.intervals import Number
from sim.report.facts_in_chinese import remark_in
from sim.report.page import Table
from sim.report.texts import text
from sim.report.writing import ABSENT, effect, plain, points, share

type Write = Callable[[Number, Language], str]


@dataclass(frozen=True)
class Shown:
    """A headline number that a report shows."""

    name: str
    words: tuple[str, str]
    """What it is, English first."""
    write: Write

    def called(self, language: Language) -> str:
        """Give what it is."""
        return self.words[0 if language == "en" else 1]

    def difference(self, number: Number, language: Language) -> str:
        """Write the difference of two such numbers."""
        if self.write in (effect, share):
            # Both are told in hundreds: of log points, of a share.
            return points(number, language)
        return plain(number, language)


def _km(number: Number, language: Language) -> str:
    return plain(number, language, "km" if language == "en" else "公里")


SHOWN = (
    Shown("radiation.total", ("Growth radiated to all that is outside", "对全部区外经济的辐射带动"), effect),
    Shown("inside.gdp", ("Growth inside the treated zones", "受处理开发区内的增长"), effect),
    Shown(
        "radiation.ratio",
        ("Radiation ratio: gained outside for each unit inside", "辐射比：区内增一单位，区外所增"),
        plain,
    ),
    Shown("radiation.half_distance_km", ("The effect has halved at", "效应减半处"), _km),
    Shown("radiation.sign_change_km", ("The effect changes its sign at", "效应变号处"), _km),
    Shown("host.gdp.5y", ("Growth of the host regions after 5 years", "5 年后所在地区的增长"), effect),
    Shown("host.gdp.10y", ("Growth of the host regions after 10 years", "10 年后所在地区的增长"), effect),
    Shown("host.gdp.20y", ("Growth of the host regions after 20 years", "20 年后所在地区的增长"), effect),
    Shown("host.gdp.25y", ("Growth of the host regions after 25 years", "25 年后所在地区的增长"), effect),
    Shown("zones.gdp_share", ("Zones' share of the map's GDP", "开发区占地图 GDP 的比重"), share),
    Shown("zones.trade_share", ("Zones' share of the map's trade", "开发区占地图贸易的比重"), share),
    Shown("zones.foreign_share", ("Zones' share of the map's foreign firms", "开发区占地图外资企业的比重"), share),
)  # fmt: skip
"""Headline numbers that are shown, in their order."""


SHORTER = "not recorded: the run is shorter"
"""Remark on numbers of years that a run does not reach, which need not be told one by one."""


def number_of(row: Mapping[str, object], *, difference: bool = False) -> Number:
    """Read a number off a row of a table of headline numbers."""
    if difference:
        return Number(*(float(row[f"difference{end}"]) for end in ("", "_low", "_high")))  # type: ignore[arg-type]
    return Number(*(float(row[end]) for end in ("value", "low", "high")), str(row.get("remark") or ""))  # type: ignore[arg-type]


def numbers_table(found: Mapping[str, Number], language: Language) -> Table:
    """Lay the headline numbers of one scenario out; what is missing says why, or is left out."""
    rows = []
    for each in SHOWN:
        number = found.get(each.name)
        if number is not None and (math.isfinite(number.value) or number.remark not in {"", SHORTER}):
            rows.append((each.called(language), each.write(number, language), remark_in(number.remark, language)))
    heads = (text("head_number", language), text("head_value", language), text("head_remark", language))
    return Table(text("numbers_caption", language), heads, tuple(rows), words_after=1)


def beside_table(
    names: Sequence[str],
    values: Mapping[str, Mapping[str, Number]],
    differences: Mapping[str, Mapping[str, Number]],
    *,
    caption: str,
    language: Language,
) -> Table:
    """Lay the headline numbers of several scenarios out, and their differences to the first.

    Args:
        names: Names of the scenarios, the first first.
        values: Numbers by scenario and dotted name.
        differences: Differences to the first, by scenario and dotted name.
        caption: Caption of the table.
        language: Language of the words.
    """
    first, *others = names
    heads = [text("head_number", language), first]
    for name in others:
        heads += [name, text("head_difference", language)]
    rows = []
    for each in SHOWN:
        if each.name not in values[first]:
            continue
        cells = [each.write(values[first][each.name], language)]
        for name in others:
            cells.append(each.write(values[name][each.name], language))
            cells.append(each.difference(differences[name][each.name], language))
        if any(cell != ABSENT for cell in cells):
            rows.append((each.called(language), *cells))
    return Table(caption, tuple(heads), tuple(rows))
