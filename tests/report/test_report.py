"""The story of the report: a run, a comparison and a sweep are written down in both languages and read back."""

import re
import shutil
from base64 import b64decode
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont

from sim.basis.errors import HinterlandError
from sim.experiments.requests import Request
from sim.experiments.sweeps.reading import read_sweep
from sim.experiments.twins import run_twins
from sim.figures.labels import Language
from sim.measures.reopening import open_comparison
from sim.report import typeface
from sim.report.page import Verdict
from sim.report.repeating import recipe_of_run, recipe_of_runs, recipe_of_sweep
from sim.report.report import write_report
from sim.report.typeface import FAMILY
from sim.results.run import Run, open_results
from sim.results.swept import Swept, open_sweep
from sim.scenario.reading import read_scenario
from tests.made_up import simulate
from tests.report.conftest import LANGUAGES, NASTY
from tests.report.reading import Seen

KINDS = ("run", "comparison", "sweep")


ALL = [(kind, language) for kind in KINDS for language in LANGUAGES]


@pytest.mark.parametrize("name", ALL)
def test_every_tag_is_closed_where_it_was_opened(name: tuple[str, str], seen: Mapping[tuple[str, str], Seen]) -> None:
    assert (seen[name].wrong, seen[name].open) == ([], [])
    places = [attributes["id"] for _, attributes in seen[name].tags if "id" in attributes]
    assert len(places) == len(set(places))
    assert len(seen[name].all("h1")) == 1


@pytest.mark.parametrize("name", ALL)
def test_a_page_needs_no_network_and_no_script(
    name: tuple[str, str], pages: Mapping[tuple[str, str], str], seen: Mapping[tuple[str, str], Seen]
) -> None:
    assert {tag for tag, _ in seen[name].tags} & {
        "script",
        "link",
        "iframe",
        "object",
        "base",
        "form",
        "video",
    } == set()
    for _, attributes in seen[name].tags:
        assert not [each for each in attributes if each.startswith("on")]
        for place in ("src", "href", "srcset", "poster"):
            assert attributes.get(place, "data:").startswith("data:")
    style = "".join(re.findall(r"(?s)<style>(.*?)</style>", pages[name]))
    assert "@import" not in style
    assert all(each.startswith('"data:') for each in re.findall(r"url\((.*?)\)", style))
    assert "default-src 'none'" in pages[name]


@pytest.mark.parametrize("name", ALL)
def test_every_picture_is_whole_and_says_in_numbers_what_it_shows(
    name: tuple[str, str], seen: Mapping[tuple[str, str], Seen]
) -> None:
    pictures = seen[name].all("img")
    assert len(pictures) == {"run": 16, "comparison": 1, "sweep": 1}[name[0]]
    for picture in pictures:
        assert re.search(r"\d", picture["alt"]), picture["alt"]
        assert "nan" not in picture["alt"]
        kind, content = picture["src"].removeprefix("data:").split(";base64,")
        if kind == "image/svg+xml":
            assert ElementTree.fromstring(b64decode(content)).tag.endswith("svg")
        else:
            assert b64decode(content).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ALL)
def test_a_page_has_question_answer_facts_method_and_provenance(
    name: tuple[str, str], seen: Mapping[tuple[str, str], Seen]
) -> None:
    kind, language = name
    wanted = {
        "en": ("The question", "The answer", "Held against known facts", "near", "How this was found",
               "how to repeat it", "Seed", "hinterland report"),
        "zh": ("问题", "结论", "与已知事实对照", "接近", "方法说明", "来源与重现方法", "随机种子", "hinterland report"),
    }[language]  # fmt: skip
    for words in wanted:
        assert words in seen[name].text, (kind, words)
    assert "nan" not in re.sub(r"[a-z]*nan[a-z]+|[a-z]+nan[a-z]*", "", seen[name].text.lower())


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_have_the_same_sections_tables_and_pictures(
    kind: str, seen: Mapping[tuple[str, str], Seen]
) -> None:
    shapes = [[tag for tag, _ in seen[kind, language].tags] for language in LANGUAGES]
    assert shapes[0] == shapes[1]


def test_what_a_user_wrote_is_text_and_never_markup(
    pages: Mapping[tuple[str, str], str], seen: Mapping[tuple[str, str], Seen]
) -> None:
    for language in LANGUAGES:
        assert "<script" not in pages["run", language]
        assert NASTY in seen["run", language].text
        assert "<script" not in pages["comparison", language]


@pytest.mark.parametrize("name", ALL)
def test_the_answer_is_three_sentences_each_with_what_it_says_of_zero(
    name: tuple[str, str], pages: Mapping[tuple[str, str], str]
) -> None:
    answer = re.search(r'(?s)<ol class="answer">(.*?)</ol>', pages[name])
    assert answer is not None
    verdicts = re.findall(r'<li class="(\w+)"><span class="badge (\w+)">[^<]+</span>[^<]+</li>', answer[1])
    assert len(verdicts) == 3
    assert all(one == other and one in set(Verdict) for one, other in verdicts)


def test_the_answer_of_a_run_has_the_number_of_its_table_and_tells_of_other_twins(
    seen: Mapping[tuple[str, str], Seen],
) -> None:
    told = re.search(r"real GDP outside the zones differs by (.+?) from the twin world", seen["run", "en"].text)
    assert told is not None
    assert f"Growth radiated to all that is outside {told[1]}" in seen["run", "en"].text
    assert "Against another twin world: After 4 years" in seen["run", "en"].text
    assert "与另一对照世界相比：4 年后" in seen["run", "zh"].text


def test_a_run_says_in_words_how_its_worlds_differ(seen: Mapping[tuple[str, str], Seen]) -> None:
    assert "all: no zone has its status" in seen["run", "en"].text
    assert "全部：各开发区均无资格" in seen["run", "zh"].text
    assert "Coordination from the policy date on" in seen["run", "en"].text
    assert "协同水平" in seen["run", "zh"].text
    assert "Openness from the policy date on" in seen["comparison", "en"].text


def test_the_terms_of_the_field_stand_in_the_chinese_report(seen: Mapping[tuple[str, str], Seen]) -> None:
    for term in ("辐射带动", "虹吸效应", "产业链外延", "协同式创新", "经验输出", "产业衔接", "机制对接", "政策融通"):
        assert term in seen["run", "zh"].text


def test_no_letter_of_a_chinese_page_is_missing_from_the_typeface_it_carries(
    pages: Mapping[tuple[str, str], str], seen: Mapping[tuple[str, str], Seen]
) -> None:
    for kind in KINDS:
        text = pages[kind, "zh"]
        found = re.search(rf'font-family: "{FAMILY}"; src: url\("data:font/woff;base64,([^"]+)"', text)
        assert found is not None
        letters = set(TTFont(BytesIO(b64decode(found[1]))).getBestCmap() or {})
        needed = {ord(letter) for letter in seen[kind, "zh"].text if not letter.isspace()}
        assert {chr(letter) for letter in needed - letters} == set()
        assert "@font-face" not in pages[kind, "en"]


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_results_give_the_same_bytes_wherever_they_lie(
    language: Language, out: Path, folders: Mapping[str, Path], pages: Mapping[tuple[str, str], str], elsewhere: Path
) -> None:
    moved = shutil.copytree(out, elsewhere / "moved" / "results")
    typeface._subset.cache_clear()
    for kind in ("comparison", "sweep"):
        again = write_report(moved / folders[kind].relative_to(out), language=language, to="again.html")
        assert again.path.read_text(encoding="utf-8") == pages[kind, language]
    assert str(elsewhere) not in Path("again.html").read_text(encoding="utf-8")


def test_a_report_is_found_by_name_and_lies_in_the_folder_of_what_it_is_about(
    out: Path, folders: Mapping[str, Path]
) -> None:
    assert write_report("sweep", out=out).path == folders["sweep"] / "report.en.html"
    assert write_report(folders["comparison"].name[:6], out=out).path == folders["comparison"] / "report.en.html"


def test_what_cannot_be_reported_on_says_what_to_do(
    out: Path, folders: Mapping[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(HinterlandError, match="has no run 'narow'"):
        write_report("narow", out=out)
    with pytest.raises(HinterlandError, match="is a folder, but the report is one file"):
        write_report(folders["run"], to=tmp_path)
    bare = Run(folders["run"], {**open_results(folders["run"]).manifest, "arms": {"base": {}}})
    monkeypatch.setattr("sim.report.report.open_results", lambda _: bare)
    with pytest.raises(HinterlandError, match="has no counterfactual"):
        write_report(folders["run"])


def test_a_sweep_that_was_not_measured_says_what_to_do(folders: Mapping[str, Path], tmp_path: Path) -> None:
    copy = shutil.copytree(folders["sweep"], tmp_path / "sweep" / "copy")
    (copy / "tables" / "headlines.csv").unlink()
    with pytest.raises(HinterlandError, match="was not measured"):
        write_report(copy)


def test_a_chinese_report_without_its_typeface_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sim.report.typeface.CHINESE_PACKAGE", "no_such_package")
    typeface._subset.cache_clear()
    with pytest.raises(HinterlandError, match="pylopdf-fonts-zh-cn"):
        typeface.face_of("字")


def keys_of(run: Run) -> dict[tuple[str, int], str]:
    return {(row["arm"], row["replicate"]): row["key"] for row in run.manifest["worlds"]}


def test_the_files_and_the_command_of_a_report_ask_for_the_same_worlds(
    folders: Mapping[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = open_results(folders["run"])
    recipe = recipe_of_run(run)
    assert recipe is not None
    assert recipe.command == "hinterland run wide.yaml --replicates 2"
    monkeypatch.chdir(tmp_path)
    for name, content in recipe.files.items():
        Path(name).write_text(content, encoding="utf-8")
    asked = Request(read_scenario("wide.yaml"), (0, 1), Path("results"))
    assert dict(asked.keys) == keys_of(run)


def test_a_shipped_scenario_is_repeated_by_its_name_alone(out: Path) -> None:
    how: dict[str, Any] = {"out": out / "shipped", "workers": 1, "simulate": simulate}
    run = run_twins(read_scenario("tiny", ["years=2", "seed=7", "replicates=1"]), **how)
    recipe = recipe_of_run(run)
    assert recipe is not None
    assert (recipe.command, recipe.files) == ("hinterland run tiny --years 2 --seed 7 --replicates 1", {})


def test_the_files_of_a_report_on_a_sweep_ask_for_the_same_points(
    folders: Mapping[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept: Swept = open_sweep(folders["sweep"])
    recipe = recipe_of_sweep(swept)
    assert recipe is not None
    monkeypatch.chdir(tmp_path)
    for name, content in recipe.files.items():
        Path(name).write_text(content, encoding="utf-8")
    asked = read_sweep("sweep.yaml")
    keys = {key for request in asked.requests(Path("results")) for key in request.keys.values()}
    assert keys == set(swept.manifest["asked"])


def test_the_files_of_a_report_on_a_comparison_ask_for_the_same_worlds(
    folders: Mapping[str, Path], elsewhere: Path
) -> None:
    found = open_comparison(folders["comparison"])
    recipe = recipe_of_runs([(part.counterfactual, part.run) for part in found.parts])
    assert recipe is not None
    assert recipe.command == "hinterland compare tiny.yaml wide.yaml --against no_zones --replicates 2"
    keys: set[str] = set()
    for name, content in recipe.files.items():
        (elsewhere / name).write_text(content, encoding="utf-8")
        keys |= set(Request(read_scenario(name), (0, 1), Path("results")).keys.values())
    assert keys == {row["key"] for part in found.parts for row in part.run.manifest["worlds"]}


def test_scenarios_run_unequally_often_are_repeated_by_files_that_say_how_often(folders: Mapping[str, Path]) -> None:
    one, other = open_comparison(folders["comparison"]).parts
    once = Run(one.run.folder, {**one.run.manifest, "replicates": [0]})
    recipe = recipe_of_runs([(one.counterfactual, once), (other.counterfactual, other.run)])
    assert recipe is not None
    assert recipe.command == "hinterland compare tiny.yaml wide.yaml"
    assert "replicates: 1\n" in recipe.files["tiny.yaml"]
    assert "replicates: 2\n" in recipe.files["wide.yaml"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_chinese_page_has_chinese_stops_beside_chinese_words(
    kind: str, seen: Mapping[tuple[str, str], Seen]
) -> None:
    page = seen[kind, "zh"]
    told = " ".join([page.text, *(picture["alt"] for picture in page.all("img"))])
    assert re.findall(r".{0,12}[\u4e00-\u9fff][,;:()].{0,12}|.{0,12}[,;:()] ?[\u4e00-\u9fff].{0,12}", told) == []
