"""Laws of figures: every text in both languages, every glyph there, the same bytes for the same numbers."""

import re
import string
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from sim.basis.errors import HinterlandError
from sim.figures import style
from sim.figures import texts as texts_by_subject
from sim.figures.cell_map import km_per_unit
from sim.figures.labels import LABELS, SUBJECTS, Language, counterfactual_name, label
from sim.figures.portfolio import OF_COUNTERFACTUAL, OF_RUN, draw_all, drawings
from sim.figures.radiation_curve import draw_radiation_curve
from sim.figures.style import INK, Drawing, drawing_in, signed, spread_labels
from sim.figures.twin_map import colour_reach
from sim.measures.headline import answers
from sim.measures.inside_outside import PARTS
from sim.measures.maturity import GROUPS
from sim.results import Run
from sim.scenario.arm_names import NAMED
from tests.synthetic import Recipe, decaying, globe_map, plane_map, siphoning, stored_run

LANGUAGES: tuple[Language, ...] = ("en", "zh")


@pytest.fixture(scope="module")
def globe(tmp_path_factory: pytest.TempPathFactory) -> Run:
    recipe = Recipe(globe_map(), profile=decaying, noise=0.01, spread=0.2)
    return stored_run(tmp_path_factory.mktemp("globe"), recipe, rings=(0, 10, 20, 35, 50, 80))


@pytest.fixture(scope="module")
def plane(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return stored_run(tmp_path_factory.mktemp("plane"), Recipe(plane_map()), replicates=1, rings=(0, 60, 110))


@pytest.fixture(scope="module")
def drawn(globe: Run) -> dict[Language, dict[str, Drawing]]:
    found: dict[Language, dict[str, Drawing]] = {}
    for language in LANGUAGES:
        with drawing_in(language):
            found[language] = dict(drawings(globe, language))
    return found


@pytest.fixture(scope="module")
def files(globe: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[Language, list[Path]]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return {language: draw_all(globe, tmp_path_factory.mktemp(language), language) for language in LANGUAGES}


def texts(figure: Figure) -> list[str]:
    return [artist.get_text() for artist in figure.findobj(Text) if artist.get_visible() and artist.get_text()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_is_written_as_png_svg_and_csv_without_a_missing_glyph(
    files: dict[Language, list[Path]], language: Language
) -> None:
    names = {f"{name}.no_new_zones" for name in OF_COUNTERFACTUAL} | set(OF_RUN)
    assert {path.name for path in files[language]} == {
        f"{name}.{kind}" for name in names for kind in ("png", "svg", "csv")
    }
    assert all(path.stat().st_size > 100 for path in files[language])
    assert all(len(pd.read_csv(path)) for path in files[language] if path.suffix == ".csv")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_world_without_effect_and_a_single_replicate_are_drawn_without_a_warning(
    plane: Run, tmp_path: Path, language: Language
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        draw_all(plane, tmp_path, language)
    with drawing_in(language):
        said = "".join(text for _, drawing in drawings(plane, language) for text in texts(drawing.figure))
    assert label("one_replicate", language).replace(" ", "") in re.sub(r"\s", "", said)


def test_a_chinese_figure_has_no_english_words(drawn: dict[Language, dict[str, Drawing]]) -> None:
    allowed = {"GDP", "Hinterland", "synthetic", "exp"}
    for name, drawing in drawn["zh"].items():
        words = {word for text in texts(drawing.figure) for word in re.findall(r"[A-Za-z]{2,}", text)}
        assert words <= allowed, name


def test_an_english_figure_has_no_chinese(drawn: dict[Language, dict[str, Drawing]]) -> None:
    for name, drawing in drawn["en"].items():
        assert not [text for text in texts(drawing.figure) if re.search(r"[\u3000-\u9fff]", text)], name


def test_every_text_has_a_translation_with_the_same_gaps() -> None:
    for key, (english, chinese) in LABELS.items():
        gaps = [{field for _, field, _, _ in string.Formatter().parse(text) if field} for text in (english, chinese)]
        assert gaps[0] == gaps[1], key
        assert re.search(r"[\u4e00-\u9fff]", chinese), key


def test_every_text_is_used() -> None:
    home = Path(style.__file__).parents[1]
    files = (path for floor in ("figures", "notebook") for path in (home / floor).glob("*.py"))
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    # Arms are looked up by name, one of them an arm of a shipped scenario's own.
    arms = {*NAMED, "counterfactual", "not_evaluated"}
    ends = {"tornado_low", "tornado_high", "indices_first", "indices_total"}
    by_name = arms | ends | {*PARTS, *GROUPS}
    # Factors of sweeps are looked up by their dotted keys; channels, columns, entries of the ledger, domains, arms,
    # processes, places, dimensions, heads, verdicts, units and parts of variance by name.
    looked_up = (
        "verdict.", "factor.", "channel_", "column_", "ledger_", "domain_", "arm_", "process_", "place_", "dimension_",
        "head_", "unit.", "part_",
    )  # fmt: skip
    with_one_replicate = {key for key in LABELS if key.endswith("_alone") and key.removesuffix("_alone") in LABELS}
    others = [key for key in LABELS if key not in by_name | with_one_replicate and not key.startswith(looked_up)]
    assert [key for key in others if f'"{key}"' not in source] == []


def test_every_text_stands_in_one_file_and_no_file_is_left_out() -> None:
    folder = Path(str(texts_by_subject.__file__)).parent
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == {
        each.__name__.rpartition(".")[2] for each in SUBJECTS
    }
    keys = [key for each in SUBJECTS for key in each.LABELS]
    assert sorted(keys) == sorted(LABELS)


def test_a_missing_glyph_would_be_noticed() -> None:
    with drawing_in("en"), pytest.warns(UserWarning, match=r"Glyph .* missing"):
        style.sheet(2, 2, title="开发区", subtitle="-", footer="-").canvas.draw()


def test_equal_numbers_give_equal_bytes(files: dict[Language, list[Path]], globe: Run, tmp_path: Path) -> None:
    for one, other in zip(files["en"], draw_all(globe, tmp_path), strict=True):
        assert one.read_bytes() == other.read_bytes(), one.name


def test_no_figure_says_when_it_was_made(files: dict[Language, list[Path]]) -> None:
    for path in files["en"]:
        if path.suffix == ".svg":
            assert "<dc:date>" not in path.read_text(encoding="utf-8")


def beyond_the_axes(figure: Figure) -> set[Text]:
    """Give the labels of ticks that lie beyond the ends of their axis and are therefore not drawn."""
    axises = [axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)]
    ticks = [(tick, sorted(axis.get_view_interval())) for axis in axises for tick in axis.get_major_ticks()]
    return {tick.label1 for tick, (low, high) in ticks if not low <= tick.get_loc() <= high}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_leaves_its_figure(drawn: dict[Language, dict[str, Drawing]], language: Language) -> None:
    with drawing_in(language):
        for name, drawing in drawn[language].items():
            drawing.figure.canvas.draw()
            for artist in set(drawing.figure.findobj(Text)) - beyond_the_axes(drawing.figure):
                if artist.get_visible() and artist.get_text():
                    box = artist.get_window_extent()
                    assert box.x0 >= -1, (name, artist.get_text())
                    assert box.x1 <= drawing.figure.bbox.x1 + 1, (name, artist.get_text())


def test_the_figure_of_the_curve_holds_the_measured_numbers(
    globe: Run, drawn: dict[Language, dict[str, Drawing]]
) -> None:
    numbers = drawn["en"]["radiation_curve.no_new_zones"].numbers
    pd.testing.assert_frame_equal(numbers, answers(globe, "no_new_zones").curve.table())


def test_a_missing_chinese_font_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, globe: Run, tmp_path: Path
) -> None:
    monkeypatch.setattr(style, "CHINESE_PACKAGE", "no_such_font_package")
    with pytest.raises(HinterlandError, match="pylopdf-fonts-zh-cn"):
        draw_all(globe, tmp_path, "zh")


def test_the_map_has_true_proportions_at_its_mean_latitude(globe: Run) -> None:
    across, up = km_per_unit(globe.world("base", 0).table("grid"))
    assert across / up == pytest.approx(np.cos(np.radians(globe_map().grid["latitude"].mean())))


def test_the_colour_scale_holds_most_of_the_economy_and_is_never_empty() -> None:
    assert colour_reach(np.zeros(4), np.ones(4)) == 0.01
    effect = np.r_[np.full(99, 0.02), 3.0]
    assert colour_reach(effect, np.ones(100)) == pytest.approx(0.02)


def test_labels_that_collide_move_apart_and_keep_their_order() -> None:
    moved = spread_labels([1.0, 1.0, 5.0, 1.1], 0.5)
    assert list(np.argsort(moved, kind="stable")) == [0, 1, 3, 2]
    assert np.diff(sorted(moved)).min() >= 0.5 - 1e-12


def test_signs_are_written_with_a_minus_sign() -> None:
    assert signed(-0.0031) == "−0.31"
    assert signed(0.024) == "+2.4"


def test_counterfactuals_have_names_in_both_languages() -> None:
    assert counterfactual_name("without Kunshan", "zh") == "去掉 Kunshan"
    assert counterfactual_name("no_zones", "zh") == "无开发区"
    assert counterfactual_name("my own", "en") == "my own"


@pytest.mark.parametrize(("spread", "words"), [(0.0, "sign changes at"), (3.0, "may change sign at")])
def test_where_the_sign_changes_is_said_only_where_both_sides_are_clear(
    spread: float, words: str, tmp_path: Path
) -> None:
    recipe = Recipe(globe_map(), profile=siphoning, noise=0.001, spread=spread)
    run = stored_run(tmp_path, recipe, rings=(0, 20, 40, 80))
    found = answers(run, "no_new_zones")
    assert bool(found.curve.sign_change().remark) == (spread > 0.0)
    with drawing_in("en"):
        figure = draw_radiation_curve(run, "no_new_zones", found).figure
    assert [each for each in texts(figure) if "sign" in each and each.startswith(words)]
    faces = {str(line.get_markerfacecolor()) for line in figure.axes[0].lines if line.get_marker() in {"^", "v"}}
    assert faces == ({INK} if spread == 0.0 else {"white"})
