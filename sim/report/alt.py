"""What each figure shows, in words and numbers, for those who cannot see it."""

import math
from collections.abc import Callable

import numpy as np
import pandas as pd

from sim.figures.labels import LABELS, Language, label
from sim.measures.intervals import Number
from sim.measures.tables import column, numbers, rows
from sim.report.texts import colon, text
from sim.report.writing import effect, points, ring, three

type Words = Callable[[pd.DataFrame, Language], str]


def alt_of(name: str, table: pd.DataFrame, language: Language) -> str:
    """Say what a figure shows.

    Args:
        name: Name of the figure's files, without what it is held against.
        table: Numbers of the figure.
        language: Language of the words.
    """
    title, words = FIGURES[name]
    stop = ". " if language == "en" else "。"
    told = label(title, language) if title in LABELS else text(title, language)
    return told + stop + words(table, language) + stop.strip()


def _last(table: pd.DataFrame) -> pd.DataFrame:
    return rows(table, column(table, "year") == column(table, "year").max())


def _year(table: pd.DataFrame, language: Language) -> str:
    return label("year", language, year=int(column(table, "year").max()))


def _told(year: str, words: list[str], language: Language) -> str:
    semicolon = "; " if language == "en" else "；"
    return f"{year[:1].upper()}{year[1:]}{colon(language)}{semicolon.join(words)}"


def _numbers(table: pd.DataFrame, value: str, low: str, high: str) -> list[Number]:
    ends = zip(numbers(table, value), numbers(table, low), numbers(table, high), strict=True)
    return [Number(float(one), float(two), float(three_)) for one, two, three_ in ends]


def _radiation_curve(table: pd.DataFrame, language: Language) -> str:
    last = _last(table)
    found = zip(column(last, "ring"), _numbers(last, "effect", "band_low", "band_high"), strict=True)
    words = [f"{ring(name, language)} {effect(each, language)}" for name, each in found if math.isfinite(each.value)]
    return _told(_year(last, language), words, language)


def _twin_map(table: pd.DataFrame, language: Language) -> str:
    around = numbers(table, "around")
    known = around[np.isfinite(around)]
    if not len(known):
        return _told(_year(table, language), ["–"], language)
    low, high, above = (float(each) for each in (known.min(), known.max(), (known > 0.0).mean()))
    ends = effect(Number(low), language), effect(Number(high), language)
    words = (
        [f"from {ends[0]} to {ends[1]}", f"above zero in {100 * above:.0f} % of {len(known)} cells"]
        if language == "en"
        else [f"{ends[0]} 至 {ends[1]}", f"{len(known)} 个格网中有 {100 * above:.0f} % 大于零"]
    )
    return _told(_year(table, language), words, language)


def _inside_outside(table: pd.DataFrame, language: Language) -> str:
    last = _last(table)
    found = zip(column(last, "part"), _numbers(last, "effect", "low", "high"), strict=True)
    words = [f"{label(str(part), language)} {effect(each, language)}" for part, each in found]
    return _told(_year(last, language), words, language)


def _maturity_over_time(table: pd.DataFrame, language: Language) -> str:
    last = _last(table)
    base = rows(last, column(last, "arm") == "base")
    groups = base.groupby("group", sort=False)["value"].mean()
    words = [f"{label(str(group), language)} {value:.2f}" for group, value in groups.items() if math.isfinite(value)]
    return _told(_year(last, language), words, language)


def _five_dimensions(table: pd.DataFrame, language: Language) -> str:
    last = _last(table).drop_duplicates("dimension")
    found = _numbers(last, "difference", "difference_low", "difference_high")
    names = [label(f"dimension_{name}", language) for name in column(last, "dimension")]
    words = [f"{name} {_difference(each)}" for name, each in zip(names, found, strict=True)]
    year = _year(last, language)
    when = f"difference to the twin world, {year}" if language == "en" else f"{year}，与对照世界之差"
    return _told(when, words, language)


def _difference(number: Number) -> str:
    return ("+" if number.value > 0.0 else "") + three(number.value)


def _maturity_map(table: pd.DataFrame, language: Language) -> str:
    last = _last(table)
    words = []
    for kind in ("region", "zone"):
        values = numbers(rows(last, column(last, "kind") == kind), "maturity")
        known = values[np.isfinite(values)]
        if len(known):
            name = _REGIONS[language] if kind == "region" else label("zones", language)
            ends = dict.fromkeys(f"{each:.2f}" for each in (known.min(), known.max()))
            words.append(f"{name} {'–'.join(ends)}")
    return _told(_year(last, language), words, language)


_REGIONS: dict[Language, str] = {"en": "regions", "zh": "地区"}


def _link_distances(table: pd.DataFrame, language: Language) -> str:
    median = label("median", language, km=f"{float(numbers(table, 'median_km')[0]):.0f}")
    return _told(_year(table, language), [median], language)


def _evaluation(table: pd.DataFrame, language: Language) -> str:
    by_score = table.sort_values("score", kind="stable")
    ends = [(str(by_score["name"].iloc[place]), float(by_score["score"].iloc[place])) for place in (0, -1)]
    (poorest, low), (best, high) = ends
    gone = three(float(numbers(table, "left").sum()))
    if language == "en":
        return f"{len(table)} zones; poorest {poorest} {low:+.0f}, best {best} {high:+.0f}; lost their status: {gone}"
    return f"{len(table)} 个开发区；最低 {poorest} {low:+.0f}，最高 {best} {high:+.0f}；失去资格：{gone}"


def _comparison(table: pd.DataFrame, language: Language) -> str:
    parts = []
    comma = ", " if language == "en" else "，"
    for panel, title, write in (("curve", "comparison_curves", effect), ("difference", "", points)):
        own = rows(table, column(table, "panel") == panel)
        own = own[np.isfinite(numbers(own, "effect"))].drop_duplicates("run")
        found = zip(
            column(own, "run"), column(own, "ring"), _numbers(own, "effect", "band_low", "band_high"), strict=True
        )
        words = [
            f"{run}{comma}{ring(where, language)}{colon(language)}{write(each, language)}"
            for run, where, each in found
        ]
        name = label(title, language) if title else _DIFFERENCES[language]
        if words:
            parts.append(_told(name, words, language))
    return (". " if language == "en" else "。").join(parts)


_DIFFERENCES: dict[Language, str] = {"en": "differences to the first", "zh": "与第一个情景之差"}


def _phase_diagram(table: pd.DataFrame, language: Language) -> str:
    own = rows(table, column(table, "part") == "point")
    near = next(name for name in own.columns if name.startswith("radiation.gdp.") and name.count(".") == 2 and
                not name.endswith((".low", ".high")))  # fmt: skip
    values = numbers(own, near)
    low, high, above = (float(each) for each in (np.nanmin(values), np.nanmax(values), (values > 0.0).mean()))
    where = ring(near.removeprefix("radiation.gdp."), language)
    ends = effect(Number(low), language), effect(Number(high), language)
    if language == "en":
        return f"Effect at {where} from {ends[0]} to {ends[1]}, above zero at {100 * above:.0f} % of {len(own)} points"
    return f"{where}内的效应为 {ends[0]} 至 {ends[1]}，{len(own)} 个点中有 {100 * above:.0f} % 大于零"


def _channels(table: pd.DataFrame, language: Language) -> str:
    last = _last(table)
    own = rows(last, column(last, "ring") == "all")
    found = zip(column(own, "part"), _numbers(own, "effect", "low", "high"), strict=True)
    words = [f"{label(f'channel_{part}', language)} {points(each, language)}" for part, each in found]
    return _told(_year(last, language), words, language)


def _heat_map(table: pd.DataFrame, language: Language) -> str:
    """Say for the nearest ring, where most is to be seen, what each year of the figure holds."""
    near = rows(table, column(table, "ring") == column(table, "ring")[0])
    found = zip(column(near, "year"), _numbers(near, "effect", "low", "high"), strict=True)
    words = [f"{label('year', language, year=int(year))} {effect(each, language)}" for year, each in found]
    semicolon = "; " if language == "en" else "；"
    where = ring(str(column(near, "ring")[0]), language)
    return f"{where}{colon(language)}{semicolon.join(words[:: max(len(words) // 5, 1)])}"


def _dose_curve(table: pd.DataFrame, language: Language) -> str:
    last = _last(table)
    unit = "km²" if language == "en" else "平方公里"
    found = zip(numbers(last, "mean_dose_km2"), _numbers(last, "effect", "band_low", "band_high"), strict=True)
    words = [f"{dose:.0f} {unit} {effect(each, language)}" for dose, each in found if math.isfinite(each.value)]
    return _told(_year(last, language), words, language)


FIGURES: dict[str, tuple[str, Words]] = {
    "radiation_curve": ("radiation_title", _radiation_curve),
    "heat_map": ("heat_title", _heat_map),
    "dose_curve": ("dose_title", _dose_curve),
    "twin_map": ("map_title", _twin_map),
    "inside_outside": ("time_title", _inside_outside),
    "maturity_over_time": ("maturity_title", _maturity_over_time),
    "five_dimensions": ("dimensions_title", _five_dimensions),
    "maturity_map": ("maturity_map_title", _maturity_map),
    "link_distances": ("links_title", _link_distances),
    "evaluation": ("evaluation_title", _evaluation),
    "comparison": ("comparison_title", _comparison),
    "phase_diagram": ("siphon_or_radiation", _phase_diagram),
    "channels": ("channels_title", _channels),
}
"""Key of the title of each figure, and what says its numbers in words."""
