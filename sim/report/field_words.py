"""The words of the policy field, what stands for each in the model, and what was found of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sim.figures.labels import Language
from sim.measures.intervals import Number
from sim.report.page import Table
from sim.report.texts import text
from sim.report.writing import ABSENT, effect, plain, share


def _km(number: Number, language: Language) -> str:
    return plain(number, language, "km" if language == "en" else "公里")


def _a_year(number: Number, language: Language) -> str:
    told = plain(number, language, "a year" if language == "en" else "")
    return told if language == "en" or told == ABSENT else f"每年 {told}"


@dataclass(frozen=True)
class Term:
    """A word of the field."""

    words: tuple[str, str]
    """English first."""
    means: tuple[str, str]
    """What stands for it in the model, English first."""
    name: str
    """Dotted name of the number; `NEAR` stands for the nearest ring."""
    write: Callable[[Number, Language], str]


TERMS = (
    Term(
        ("Radiation", "辐射带动"),
        ("Growth of real GDP outside all zones, above zero", "开发区以外实际 GDP 的增长，大于零"),
        "radiation.total", effect,
    ),
    Term(
        ("Siphon", "虹吸效应"),
        (
            "The same nearest to the zones: where it is below zero, growth is drawn in",
            "距开发区最近处的同一指标，小于零即为虹吸",
        ),
        "radiation.gdp.NEAR", effect,
    ),
    Term(
        ("Extension of industrial chains", "产业链外延"),
        ("Median distance between a firm and its supplier", "企业与供应商之间距离的中位数"),
        "links.median_km", _km,
    ),
    Term(
        ("Joint innovation", "协同式创新"),
        ("Productivity of firms outside the zones, against the twin world", "区外企业的生产率，与对照世界相比"),
        "dimensions.innovation.productivity.difference", effect,
    ),
    Term(
        ("Experience passed on", "经验输出"),
        ("Regions and domains of rules that adopted at least once", "至少采纳过一次的“地区 × 规则领域”所占比重"),
        "diffusion.adopted_share", share,
    ),
    Term(
        ("Industry linkage", "产业衔接"),
        (
            "Firms nearest to the zones, their suppliers and customers, against the twin world",
            "距开发区最近处的企业数（供应商与客户），与对照世界相比",
        ),
        "radiation.firms.NEAR", effect,
    ),
    Term(
        ("Mechanism docking", "机制对接"),
        (
            "Workers nearest to the zones, who come where borders are low, against the twin world",
            "距开发区最近处的从业人数（壁垒降低则流动增加），与对照世界相比",
        ),
        "radiation.workers.NEAR", effect,
    ),
    Term(
        ("Policy integration", "政策融通"),
        ("Hazard with which regions adopt the rules they see", "地区采纳所见规则的风险率"),
        "diffusion.hazard.as_is", _a_year,
    ),
)  # fmt: skip
"""Words of the field in their order."""


def field_table(found: Mapping[str, Number], near: str, language: Language) -> Table:
    """Lay the words of the field out beside what was found.

    Args:
        found: Headline numbers by dotted name.
        near: Name of the nearest ring.
        language: Language of the words.
    """
    column = 0 if language == "en" else 1
    rows = []
    for term in TERMS:
        number = found.get(term.name.replace("NEAR", near))
        rows.append(
            (term.words[column], term.means[column], ABSENT if number is None else term.write(number, language))
        )
    heads = (text("head_term", language), text("head_in_model", language), text("head_found", language))
    return Table(text("field_caption", language), heads, tuple(rows), words=2)
