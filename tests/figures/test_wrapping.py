"""Laws of wrapped texts: nothing is lost, no line is wider than its room, Chinese punctuation begins no line."""

import pytest

from sim.figures.labels import Language
from sim.figures.style import SMALL, TWO_COLUMNS, add_axes, drawing_in, sheet
from sim.figures.wrapping import NEVER_FIRST, wrapped

TEXTS: dict[Language, str] = {
    "en": "Hinterland, scenario tiny, base against no zones. Mean of 8 replicates. Shaded: 95 % interval of the total.",
    "zh": "Hinterland 模型，情景 tiny，基准情景对比无开发区。8 次重复的均值。误差线：95 % 置信区间；"
    "阴影：总效应的 95 % 置信区间。",
}


@pytest.mark.parametrize("language", list(TEXTS))
@pytest.mark.parametrize("width", [120.0, 200.0, 333.0])
def test_lines_fit_lose_nothing_and_begin_with_no_punctuation(language: Language, width: float) -> None:
    with drawing_in(language):
        figure = sheet(4.0, 3.0, title="-", subtitle="-", footer="-")
        lines = wrapped(figure, TEXTS[language], SMALL, width).split("\n")
        for line in lines:
            drawn = figure.text(0.0, 0.0, line, size=SMALL)
            assert drawn.get_window_extent().width * 72.0 / figure.dpi <= width + 1e-9
    assert len(lines) > 1
    assert "".join(lines).replace(" ", "") == TEXTS[language].replace(" ", "")
    assert not [line for line in lines if line[0] in NEVER_FIRST]
    assert all("95 %" in line for line in lines if "95" in line)


def test_breaks_that_are_there_stay_and_what_fits_is_left_alone() -> None:
    with drawing_in("en"):
        figure = sheet(4.0, 3.0, title="-", subtitle="-", footer="-")
        assert wrapped(figure, "one two\nthree", SMALL, 500.0) == "one two\nthree"


def test_a_sheet_grows_by_what_its_texts_take_and_axes_keep_their_size() -> None:
    with drawing_in("en"):
        plain = sheet(TWO_COLUMNS, 4.0, title="a", subtitle="b", footer="c")
        grown = sheet(TWO_COLUMNS, 4.0, title="a", subtitle="b " * 200, footer="c " * 400)
        sizes = []
        for figure in (plain, grown):
            box = add_axes(figure, left=1.0, right=1.0).get_position()
            sizes.append((box.width * figure.get_size_inches()[0], box.height * figure.get_size_inches()[1]))
    assert grown.get_size_inches()[1] > 4.0 == plain.get_size_inches()[1]
    assert sizes[0] == pytest.approx(sizes[1])
    assert sizes[0][1] == pytest.approx(4.0 - 2 * 0.95)
