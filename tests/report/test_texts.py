"""Laws of words: every text in both languages with the same blanks, every name that a page may need, every remark."""

import re
import string
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from sim.measures import adopting, dimensions, headline, radiation
from sim.measures.comparing import _warnings
from sim.measures.facts import readings as facts
from sim.measures.headline import list_measures
from sim.report.differing import ARMS, WITHHELD, arm_in_words
from sim.report.facts_in_chinese import DIMENSIONS, FACTS, REMARKS
from sim.report.field_words import TERMS
from sim.report.headlines import SHOWN
from sim.report.parameters_in_chinese import NAMES
from sim.report.sentence_texts import SENTENCES
from sim.report.settings import name_of, short_name
from sim.report.texts import METHOD, TEXTS, TITLES
from sim.report.units import UNITS
from sim.report.warnings_in_chinese import in_chinese
from sim.scenario.arm_names import NAMED
from sim.scenario.lookup import shipped_folder
from sim.scenario.registering import register_of_parameters
from sim.scenario.shipping import list_shipped
from sim.scenario.yaml_text import read_yaml

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("texts", [TEXTS, SENTENCES], ids=["page", "sentences"])
def test_every_text_has_the_same_blanks_in_both_languages(texts: dict[str, tuple[str, str]]) -> None:
    # Chinese has no plural, so the word for `are` is not needed.
    assert {key for key, (en, zh) in texts.items() if blanks(en) - {"are"} != blanks(zh)} == set()


@pytest.mark.parametrize(
    "pairs",
    [TEXTS.values(), SENTENCES.values(), METHOD, ARMS.values(), WITHHELD.values(), [each.words for each in SHOWN],
     [each.words for each in TERMS], [each.means for each in TERMS]],
)  # fmt: skip
def test_no_chinese_text_was_left_in_english(pairs: object) -> None:
    left = [zh for en, zh in pairs if not CHINESE.search(zh) and re.search(r"[a-z]{4}", zh)]  # type: ignore[attr-defined]
    assert left == []
    assert [en for en, _ in pairs if CHINESE.search(en)] == []  # type: ignore[attr-defined]


def test_the_terms_of_the_field_are_all_there() -> None:
    terms = {each.words[1] for each in TERMS}
    assert terms == {
        "辐射带动", "虹吸效应", "产业链外延", "协同式创新", "经验输出", "产业衔接", "机制对接", "政策融通",
    }  # fmt: skip


def test_every_number_of_a_term_is_a_headline_number() -> None:
    known = {measure.name for measure in list_measures([0.0, 30.0])}
    assert {each.name.replace("NEAR", "0-30km") for each in TERMS} <= known
    assert {each.name for each in SHOWN} <= known


def keys_of_scenarios() -> set[str]:
    return {record.name for record in register_of_parameters()}


def test_every_key_of_a_scenario_file_has_a_chinese_name() -> None:
    lacking = keys_of_scenarios() - set(NAMES)
    assert lacking == set(), "give these keys a name in sim/report/parameters_in_chinese.py"
    assert set(NAMES) - keys_of_scenarios() <= {"before"}


def test_keys_with_names_of_ones_own_are_known_by_the_key_above_them() -> None:
    assert name_of("zones.my_zone.at", "zh") == "开发区位置"
    assert name_of("timeline.war.tariff", "zh") == "自该日起新增的关税成本"
    assert name_of("coordination.zones.my_zone", "zh") == "涉及开发区的协同水平"
    assert name_of("openness", "en") == "Openness from the policy date on"
    assert name_of("no.such.key", "en") == "no.such.key"
    assert short_name("before.openness", "en") == "openness before the policy date"
    assert short_name("chain.search_km", "en") == "chain search km"


def test_every_fact_and_every_dimension_has_a_chinese_name() -> None:
    assert set(FACTS) == set(facts.read_facts()["id"])
    assert set(DIMENSIONS) == {each.dotted for each in dimensions.DIMENSIONS}


def test_every_unit_of_a_fact_and_of_a_headline_number_is_known_in_chinese() -> None:
    units = {*facts.read_facts()["unit"], *(each.unit for each in list_measures())}
    assert {unit for unit in units if unit not in UNITS} == set()


def test_every_unit_of_a_key_is_known_in_chinese() -> None:
    units = {record.unit for record in register_of_parameters()}
    assert {unit for unit in units if unit and unit not in UNITS} == set()


def test_every_remark_on_a_number_that_a_page_shows_is_known_in_chinese() -> None:
    assert {reading.remark for reading in facts.READINGS.values()} <= set(REMARKS)
    sources = "".join(
        Path(str(module.__file__)).read_text("utf-8") for module in (radiation, headline, dimensions, adopting)
    )
    written = set(re.findall(r'remark="([^"{]+)"', sources))
    assert written
    assert written <= set(REMARKS)
    for why in ("is not clear of zero", "has no interval with one replicate"):
        assert why in sources
        assert f"the effect inside {why}" in REMARKS


def test_every_counterfactual_that_has_a_name_is_told_in_words() -> None:
    assert set(NAMED) <= set(ARMS)
    assert "Suzhou" in arm_in_words("without Suzhou", "en")
    assert arm_in_words("one of my own", "zh") == ""


def test_the_titles_of_all_that_ships_are_known_in_chinese() -> None:
    sweeps = [read_yaml(path.read_text("utf-8")).values for path in (shipped_folder() / "sweeps").glob("*.yaml")]
    titles = {title for _, title, _ in list_shipped()} | {str(each["title"]) for each in sweeps}
    assert {title for title in titles if title not in TITLES} == set()


def stand_in(name: str, *, differs: int) -> Any:
    """Stand in for a part of a comparison that differs from another in whatever is warned of."""
    run = SimpleNamespace(
        rings=(0.0, 30.0 + differs), scenario={"seed": 1, "trade": differs}, arms=("base",), replicates=(0,),
        world=lambda _arm, _replicate: SimpleNamespace(made_from={"code": differs}),
    )  # fmt: skip
    years = pd.DataFrame({"year": [5 + differs]})
    answers = SimpleNamespace(edges=run.rings, laying=None)
    return SimpleNamespace(
        name=name, counterfactual=f"arm {differs}", curve=SimpleNamespace(years=years), run=run, answers=answers
    )


def test_every_warning_of_a_comparison_is_known_in_chinese() -> None:
    parts = [stand_in("a", differs=0), stand_in("b", differs=1)]
    written = {*_warnings(parts, [True, True]), *_warnings(parts, [True, False])}
    assert len(written) == WARNINGS
    for warning in written:
        assert in_chinese(warning).startswith("b与a ")
        assert CHINESE.search(in_chinese(warning))
    assert in_chinese("a warning of another kind") == "a warning of another kind"


WARNINGS = 6
"""Kinds of warnings that a comparison has."""
