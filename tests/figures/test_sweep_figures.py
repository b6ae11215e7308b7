"""Laws of the figures of sweeps and comparisons: both languages, no glyph missing, the same bytes every time."""

import re
import warnings
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.text import Text

from sim.experiments.sweeps.reading import read_sweep_text
from sim.figures.labels import Language
from sim.figures.phase_diagram import factor_name
from sim.figures.portfolio import draw_compared, draw_sweep, is_phase_diagram
from sim.measures.compare import Compared, compare
from sim.measures.sweeping import sweep
from sim.results.swept import Swept
from tests.made_up import simulate, sweep_text

LANGUAGES: tuple[Language, ...] = ("en", "zh")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("figures")


@pytest.fixture(scope="module")
def swept(out: Path) -> Swept:
    text = sweep_text(replicates=3, openness=(0.2, 0.5, 0.8), coordination=(0.1, 0.5, 0.9))
    return sweep(read_sweep_text(text, name="made_up"), out=out, workers=1, simulate=simulate)


@pytest.fixture(scope="module")
def compared(swept: Swept, out: Path) -> Compared:
    del swept
    return compare("made_up:0", "made_up:8", out=out)


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_are_written_as_png_svg_and_csv_without_a_warning(
    swept: Swept, compared: Compared, tmp_path: Path, language: Language
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        written = [*draw_sweep(swept, tmp_path, language), *draw_compared(compared.comparison, tmp_path, language)]
    names = ("phase_diagram.no_zones", "comparison")
    assert {path.name for path in written} == {f"{name}.{kind}" for name in names for kind in ("png", "svg", "csv")}
    assert all(len(pd.read_csv(path)) for path in written if path.suffix == ".csv")


def test_equal_numbers_give_equal_bytes(swept: Swept, tmp_path: Path) -> None:
    one, other = (draw_sweep(swept, tmp_path / name) for name in "ab")
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_the_numbers_of_the_diagram_hold_points_contour_and_what_coordination_is_worth(
    swept: Swept, tmp_path: Path
) -> None:
    (numbers,) = (path for path in draw_sweep(swept, tmp_path) if path.suffix == ".csv")
    table = pd.read_csv(numbers)
    assert table["part"].value_counts().to_dict() == {
        "point": 9,
        "zero contour": 3,
        "rise of radiation.gdp.0-30km": 3,
        "rise of radiation.total": 3,
    }
    contour = table[table["part"] == "zero contour"]
    # The made-up effect is zero at a coordination of 0.4.
    assert contour["coordination"].to_numpy() == pytest.approx([0.4, 0.4, 0.4], abs=0.01)


def test_a_chinese_diagram_has_no_english_words(swept: Swept, compared: Compared) -> None:
    from sim.figures.comparison import draw_comparison
    from sim.figures.phase_diagram import draw_phase_diagram
    from sim.figures.style import drawing_in
    from sim.measures.phase import phase_of

    samples = pd.read_csv(swept.folder / "tables" / "samples.csv")
    with drawing_in("zh"):
        drawings = [
            draw_phase_diagram(
                phase_of(samples, ("openness", "coordination")), name="x", counterfactual="no_zones", years=2,
                language="zh",
            ),
            draw_comparison(compared.comparison, language="zh"),
        ]  # fmt: skip
    for drawing in drawings:
        texts = [artist.get_text() for artist in drawing.figure.findobj(Text) if artist.get_visible()]
        words = {word for text in texts for word in re.findall(r"[A-Za-z]{2,}", text)}
        assert words <= {"GDP", "Hinterland", "made", "up"}


def test_a_factor_without_a_name_of_its_own_goes_by_its_key() -> None:
    assert factor_name("openness", "zh") == "开放度"
    assert factor_name("prices.friction", "en") == "prices.friction"


def test_only_a_whole_grid_of_two_numbers_is_a_phase_diagram(swept: Swept, out: Path, tmp_path: Path) -> None:
    assert is_phase_diagram(swept)
    one = sweep_text(replicates=3, coordination=(0.9,))
    line = sweep(read_sweep_text(one, name="line"), out=out, workers=1, simulate=simulate)
    assert not is_phase_diagram(line)
    assert draw_sweep(line, tmp_path) == []
